"""From a file or page to clean, dated articles."""
