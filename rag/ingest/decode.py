"""Bytes of a file to its characters: what is not text is refused by name, and encodings are found out.

In this order: a byte-order mark; UTF-8, which other encodings practically never look like; the charset that an HTML
page declares; charset-normalizer. Tried on NTREX news in pieces of ten sentences: windows-1252, ISO 8859-15 (French),
windows-1258 (Vietnamese), GB18030 and Big5 are all read right.
"""

import re

from rag.errors import PageError
from rag.text.language import detect_language

_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF media file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_LONGEST_CHARACTER = 4
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_META_WITHIN = 4096
# What browsers understand by these labels: their supersets (WHATWG Encoding Standard).
_SUPERSETS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_WESTERN = ("fr", "en", "es", "de", "it", "pt", "nl")
_LATIN_9 = re.compile(r"[^\W\d_][½¼]|[½¼][^\W\d_]|[¦¨´¸][^\W\d_]")
"""Where windows-1252 shows these beside letters, ISO 8859-15 has œ, Œ, Š, š, Ž, ž."""


def decode(data: bytes, source: str, *, html: bool = False) -> str:
    """The text of a file; a character cut in two at its very end is left out.

    Raises ``PageError`` for binary formats, for UTF-8 that is damaged anywhere else, and for unknown encodings.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, source)
    _refuse_binary(data, source)
    try:
        return _without_cut_end(data, "utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error, source)
    return (_declared(data) if html else None) or _detected(data, source)


def refuse_other_than_utf8(head: bytes, source: str) -> None:
    """Raise ``PageError`` when what a file begins with is binary or the byte-order mark of UTF-16 or UTF-32."""
    for mark, encoding in _MARKS[1:]:
        if head.startswith(mark):
            raise PageError(f"{source}: written in {encoding.upper()}; save it as UTF-8, as JSON Lines must be")
    _refuse_binary(head, source)


def _refuse_binary(data: bytes, source: str) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise PageError(f"{source}: this is {name}, not text; convert it to text first")
    if b"\0" in data:
        raise PageError(f"{source}: binary data, not text (a zero byte at {data.index(0)}); leave it out or convert it")


def _without_cut_end(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" or error.reason.startswith("truncated"):
            return data[: error.start].decode(encoding)
        raise


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return _without_cut_end(data, encoding)
    except UnicodeDecodeError as error:
        raise PageError(
            f"{source}: damaged {encoding} (byte {error.start}: {error.reason}); get the file again"
        ) from error


def _refuse_damaged(data: bytes, error: UnicodeDecodeError, source: str) -> None:
    """Refuses what is UTF-8 but for a few broken bytes: guessing another encoding would garble all the rest."""
    readable = data.decode("utf-8", errors="replace")
    broken = readable.count("\ufffd")
    sound = sum(1 for character in readable if character > "\x7f") - broken
    if sound > 3 * broken:
        raise PageError(f"{source}: damaged UTF-8 (byte {error.start}: {error.reason}); get the file again") from error


def _declared(data: bytes) -> str | None:
    """The text in the charset of the HTML meta element; ``None`` without one or when it does not fit."""
    match = _META_CHARSET.search(data[:_META_WITHIN])
    if match is None:
        return None
    label = match[1].decode("ascii").lower()
    try:
        return _without_cut_end(data, _SUPERSETS.get(label, label))
    except (LookupError, UnicodeDecodeError):  # an unknown or wrong label declares nothing: detection follows
        return None


def _detected(data: bytes, source: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is not None and best.encoding in ("cp1258", "gb18030", "gbk", "gb2312", "big5", "big5hkscs"):
        return str(best)
    western = data.decode("cp1252", errors="replace")
    if "\ufffd" not in western and detect_language(western) in _WESTERN:
        return data.decode("iso8859_15") if _LATIN_9.search(western) else western
    if best is None:
        raise PageError(f"{source}: its character encoding cannot be told; save it as UTF-8")
    return str(best)
