"""The command line: `rag sync`, `ask`, `search`, `serve`, `feedback`, `doctor`."""

from rag.cli.commands import main
from rag.cli.feedback import feedback

main.add_command(feedback)

__all__ = ["main"]
