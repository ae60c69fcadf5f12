"""From a question and its hits to an answer that only quotes."""
