"""The commands of `rag eval`, one file each: read the options, call one benchmark, print what it returned."""
