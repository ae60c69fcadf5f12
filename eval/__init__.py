"""Measures the product from outside: retrieval, answers, abstention and truthfulness; ``rag`` never imports it.

Run as ``rag eval …`` or ``python -m eval …``; a bare ``import eval`` hides a builtin, so import from its modules.
"""
