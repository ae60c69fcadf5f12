"""The learned parts, each behind one small protocol, and where their weights come from."""
