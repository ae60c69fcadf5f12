"""``python -m eval``: the same commands as ``rag eval``."""

from eval.cli import main

main(prog_name="python -m eval")
