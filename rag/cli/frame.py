"""What all commands share: the store and JSON options, and errors told in one line."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rag.errors import DepecheError, InputError

if TYPE_CHECKING:
    from rag.settings import Settings

Command = TypeVar("Command", bound=Callable[..., None])


class Day(click.ParamType[date]):
    """A day written as 2024-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2024-03-31", param, ctx)


def with_store(command: Command) -> Command:
    """Adds ``--store`` and what ``with_json`` adds."""
    store = click.option("--store", type=click.Path(path_type=Path), help="Folder of the index (RAG_STORE).")
    return store(with_json(command))


def with_json(command: Command) -> Command:
    """Adds ``--json``, and turns our errors into one line and exit code 1."""
    as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")

    @wraps(command)
    def told(*args: Any, as_json: bool, **values: Any) -> None:
        with _errors_in_one_line(as_json=as_json):
            command(*args, as_json=as_json, **values)

    return as_json(told)  # type: ignore[return-value]  # click's decorators return what they wrap


def settings_for(store: Path | None, **changes: Any) -> "Settings":
    """The configured settings, with what the command line says over them."""
    from rag.settings import load_settings

    given = {name: value for name, value in (changes | {"store": store}).items() if value is not None}
    return load_settings().model_copy(update=given)


def print_json(value: object) -> None:
    """One object on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def _errors_in_one_line(*, as_json: bool) -> Iterator[None]:
    try:
        yield
    except DepecheError as error:
        message = " ".join(str(error).split())
        if as_json:
            print_json({"error": {"code": error.code, "message": message}})
        click.echo(f"rag: {message}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("rag: stopped", err=True)
        sys.exit(130)


def day_range(since: date | None, until: date | None) -> None:
    """Raises ``InputError`` when the days are in the wrong order."""
    if since is not None and until is not None and since > until:
        raise InputError(f"--since {since} is after --until {until}")
