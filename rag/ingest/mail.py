"""Mails (RFC 5322, MIME) to pages: the text that a reader sees, and files attached to it."""

import re
from collections.abc import Iterator
from datetime import date
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from rag.errors import PageError
from rag.ingest.decode import decode
from rag.ingest.html_blocks import html_fragment
from rag.ingest.page import Page
from rag.ingest.properties import honest_author, language_code, one_line, web_address

_HEADER = re.compile(rb"(?:^|\n)(?:from|to|subject|date|message-id|received|mime-version|content-type):", re.IGNORECASE)
_HEAD_BYTES = 65536
_REPLY = re.compile(r"^(?:(?:re|fwd?|tr|rép|回复|转发|答复)\s*[:：]\s*)+", re.IGNORECASE)
_POOR = 3
"""A plain part this many times shorter than the HTML part is a note such as "see this mail in your browser"."""
_MALFORMED = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)


def mail_page(data: bytes, source: str) -> Page:
    """The page of a mail. Raises ``PageError`` when it is none, or has no text."""
    message = _message(data, source)
    found = _body(message, source)
    if found is None:
        raise PageError(f"{source}: no text in this mail; leave it out")
    raw, is_html = found
    return Page(
        source,
        raw,
        "fragment" if is_html else "text",
        title=_REPLY.sub("", one_line(_header(message, "subject"))) or None,
        published=_day(_header(message, "date")),
        language=language_code(_header(message, "content-language")),
        author=_author(message),
        canonical_url=web_address(_header(message, "archived-at").strip("<> ")),
    )


def attachments(data: bytes, source: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of each attached file, in the mail's order; a part that is not decodable is left out.

    A name that stood before gets the number of its part, so that each file is one of its own.
    """
    seen: set[str] = set()
    for number, part in enumerate(_message(data, source).iter_attachments(), start=1):
        try:
            name, content = part.get_filename(), part.get_payload(decode=True)
        except _MALFORMED:
            continue
        if name and isinstance(content, bytes):
            name = one_line(name).replace("/", "_") or str(number)
            yield (f"{number}-{name}" if name in seen else name), content
            seen.add(name)


def _message(data: bytes, source: str) -> EmailMessage:
    if not _HEADER.search(data[:_HEAD_BYTES]):
        raise PageError(f"{source}: no mail (no line such as From: or Subject: in it); get the file again")
    try:
        return BytesParser(policy=policy.default).parsebytes(data)
    except _MALFORMED as error:
        raise PageError(f"{source}: damaged mail ({type(error).__name__}); get the file again") from error


def _body(message: EmailMessage, source: str) -> tuple[str, bool] | None:
    """The text of a mail and whether it is HTML: the plain part, unless it only points to the other."""
    plain, html = _text(message, "plain", source), _text(message, "html", source)
    seen = " ".join(block.text for block in html_fragment(html)) if html else ""
    if plain.strip() and len(plain) * _POOR >= len(seen):
        return plain, False
    return (html, True) if seen else None


def _text(message: EmailMessage, kind: str, source: str) -> str:
    try:
        part = message.get_body((kind,))
        return "" if part is None else _decoded(part, source)
    except _MALFORMED:  # a part that contradicts itself is as good as absent: the other one is read
        return ""


def _decoded(part: MIMEPart, source: str) -> str:
    """The characters of a part, in the charset that it names if that fits, else in the one found out."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset()
    try:
        return content.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):  # a wrong label declares nothing
        return decode(content, source, html=part.get_content_subtype() == "html")


def _author(message: EmailMessage) -> str | None:
    """The name of the sender; an address alone names nobody."""
    try:
        return honest_author(message["from"].addresses[0].display_name)
    except (*_MALFORMED, IndexError):
        return None


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except _MALFORMED:  # a malformed header says nothing
        return ""


def _day(written: str) -> date | None:
    """The day on which the sender wrote, in the sender's time zone."""
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError):
        return None
