"""The command line: `rag sync`, `ask`, `search`, `serve`, `doctor`."""

from rag.cli.commands import main

__all__ = ["main"]
