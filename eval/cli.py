"""The group of commands that `rag eval` mounts and `python -m eval` runs."""

import click

from eval.commands.answers import abstention, answers
from eval.commands.claims import claims
from eval.commands.compare import compare
from eval.commands.report import report
from eval.commands.retrieval import crosslingual, retrieval
from eval.commands.suite import everything


@click.group("eval", context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Measure retrieval, answers, abstention and truthfulness."""


for command in (retrieval, crosslingual, compare, answers, abstention, claims, everything, report):
    main.add_command(command)
