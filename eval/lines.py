"""Files of one JSON object a line, read so that a mistake is told with its file and line."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from rag.errors import InputError


@dataclass(frozen=True, slots=True)
class Row:
    """One object and where it stands; every reader of a field raises ``InputError`` that names file and line."""

    where: str
    values: Mapping[str, object]

    def text(self, *names: str) -> str:
        """The text under the first of ``names`` that is there, not empty."""
        for name in names:
            if name in self.values:
                value = self.values[name]
                if isinstance(value, str) and value.strip():
                    return value
                raise self.wrong(f"{name!r} must be text that is not empty, not {_shown(value)}")
        raise self.wrong(f"the field {names[0]!r} is missing")

    def optional_text(self, name: str) -> str | None:
        """The text under ``name``; None where it is absent, null or empty."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, str):
            raise self.wrong(f"{name!r} must be text, not {_shown(value)}")
        return value or None

    def identifier(self, *names: str) -> str:
        """The id under the first of ``names`` that is there; a whole number is taken as its digits."""
        present = next((self.values[name] for name in names if name in self.values), None)
        return str(present) if type(present) is int else self.text(*names)

    def flag(self, name: str) -> bool:
        """True or false."""
        if name not in self.values:
            raise self.wrong(f"the field {name!r} is missing")
        value = self.values[name]
        if not isinstance(value, bool):
            raise self.wrong(f"{name!r} must be true or false, not {_shown(value)}")
        return value

    def texts(self, name: str, *, at_least: int = 0) -> tuple[str, ...]:
        """The list of texts under ``name``."""
        if name not in self.values:
            raise self.wrong(f"the field {name!r} is missing")
        value = self.values[name]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(f"{name!r} must be a list of texts, not {_shown(value)}")
        if len(value) < at_least:
            raise self.wrong(f"{name!r} must hold at least {at_least}")
        return tuple(cast(list[str], value))

    def optional_day(self, name: str) -> date | None:
        """The day under ``name``, written as 2024-03-31 with or without a time behind it."""
        written = self.optional_text(name)
        try:
            return None if written is None else date.fromisoformat(written[:10])
        except ValueError as error:
            raise self.wrong(f"{name!r} is not a day such as 2024-03-31: {written!r}") from error

    def wrong(self, what: str) -> InputError:
        """The error to raise."""
        return InputError(f"{self.where}: {what}")


def read_rows(path: Path) -> Iterator[Row]:
    """The objects of a file, in order; blank lines are passed over. Raises ``InputError``."""
    for where, line in read_lines(path):
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{where}: not JSON: {error.msg} in column {error.colno}") from error
        if not isinstance(value, dict):
            raise InputError(f"{where}: must be a JSON object, not {_shown(value)}")
        yield Row(where, value)


def read_lines(path: Path) -> Iterator[tuple[str, str]]:
    """(``file:line``, line) of the lines that are not blank. Raises ``InputError`` when it is not readable text."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield f"{path}:{number}", line.rstrip("\r\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text (byte {error.start}); convert it first") from error


class UniqueIds:
    """Remembers where each id (or judged pair) stood first, to refuse the second."""

    def __init__(self) -> None:
        self._where: dict[str, str] = {}

    def add(self, identifier: str, where: str) -> None:
        """Raises ``InputError`` when the id was there before."""
        if identifier in self._where:
            raise InputError(f"{where}: {identifier!r} stands already in {self._where[identifier]}")
        self._where[identifier] = where


def _shown(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= 40 else f"{written[:37]}…"
