"""One line of a JSON Lines file to a page; corpora in BEIR's form (``_id``, ``title``, ``text``) work as they are."""

import json
import re
from collections.abc import Mapping
from datetime import date

from rag.errors import PageError
from rag.ingest.page import Page
from rag.ingest.properties import one_line, web_address
from rag.text.fold import nfc

_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]+)?")


def record_page(line: bytes, source: str, number: int) -> Page:
    """The page of one record.

    It must have ``text`` and may have ``id`` or ``_id``, ``title``, ``published`` or ``date`` (ISO 8601), ``language``
    or ``lang``, ``author`` (a name or a list of names), ``canonical_url`` or ``url``; other fields are not read. A
    record without an id is named by the number of its line.

    Raises ``PageError``, naming the line, for what is not a JSON object, for a missing or empty text, and for a field
    of the wrong kind: a record half understood would be worse than one left out.
    """
    where = f"{source} line {number}"
    record = _object(line, where)
    text = _string(record, where, "text")
    if not text or not text.strip():
        raise PageError(f'{where}: no text; every record needs a field "text" with something in it')
    record_id = _string(record, where, "id", "_id") or str(number)
    title = _string(record, where, "title")
    return Page(
        source=f"{source}#{record_id}",
        raw=text,
        format="text",
        title=" ".join(nfc(title).split()) or None if title else None,
        published=_day(_string(record, where, "published", "date"), where),
        language=_code(_string(record, where, "language", "lang"), where),
        record_id=record_id,
        author=_names(record, where),
        canonical_url=web_address(_string(record, where, "canonical_url", "url")),
    )


def _object(line: bytes, where: str) -> Mapping[str, object]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PageError(f"{where}: not UTF-8 (byte {error.start} of the line); save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise PageError(f"{where}: not JSON ({_reason(error)}); every line must be one JSON object") from error
    if not isinstance(record, dict):
        raise PageError(f"{where}: a JSON {type(record).__name__}, not an object; every line must be one JSON object")
    return record


def _reason(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error).splitlines()[0]


def _string(record: Mapping[str, object], where: str, *names: str) -> str | None:
    """The first of the named fields that is there and not null; numbers are taken as ids."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str):
            return _without_lone_surrogates(value)
        if isinstance(value, int) and name in ("id", "_id"):
            return str(value)
        if value is not None:
            raise PageError(f'{where}: field "{name}" is a {type(value).__name__}, not text; write it as a string')
    return None


def _names(record: Mapping[str, object], where: str) -> str | None:
    """The author, or the authors in one line."""
    names = record.get("author")
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return ", ".join(filter(None, (one_line(_without_lone_surrogates(name)) for name in names))) or None
    return one_line(_string(record, where, "author")) or None


def _without_lone_surrogates(text: str) -> str:
    """The text with halves of characters, which JSON can spell but nothing store, replaced by U+FFFD."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _day(written: str | None, where: str) -> date | None:
    if not written or not written.strip():
        return None
    match = _ISO_DAY.fullmatch(written.strip())
    try:
        if match is None:
            raise ValueError
        return date.fromisoformat(match[1])
    except ValueError as error:
        raise PageError(f"{where}: {written!r} is no date; write it as 2024-10-12") from error


def _code(written: str | None, where: str) -> str | None:
    if not written or not written.strip():
        return None
    match = _LANGUAGE.fullmatch(written.strip())
    if match is None:
        raise PageError(f"{where}: {written!r} is no language code; write it as fr or fr-FR")
    return match[1].lower()
