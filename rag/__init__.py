"""Dépêche: ask your news archive. Every claim of an answer is a byte-exact, dated quotation."""

__version__ = "0.1.0"
