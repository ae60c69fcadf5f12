"""Metadata told from what a template or a program left there: titles, authors, addresses, languages."""

import re
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from rag.ingest.page import Properties
from rag.text.fold import fold, nfc

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]+)*")
_FILE_NAME = re.compile(
    r"\S*[\w)\]]\.(?:docx?|odt|rtf|pdf|html?|php|aspx?|indd|qxd|txt|tex|pages|pptx?|xlsx?|epub)", re.I
)
_PRINTED_FROM = re.compile(r"^(?:microsoft (?:word|powerpoint|office)|libreoffice(?: writer)?) [-–] ", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"(?:untitled|sans titre|title|titre|no title|document|word document|microsoft word|layout|print|new document"
    r"|nouveau document|tai lieu|khong tieu de|powerpoint presentation|presentation|about:blank"
    r"|(?:full page|print) (?:view|photo)|scan|scanned document|article|page"
    r"|无标题|未命名|文档|新建 ?(?:microsoft word )?文档)[ _-]*\d*",
    re.IGNORECASE,
)
_ONE_WORD_NAME = re.compile(r"(?=\S*[\d_])[\w.()-]+")
_NO_AUTHOR = re.compile(
    r"(?:admin(?:istrat(?:or|eur))?|quan tri(?: vien)?|webmaster|root|user|usr|utilisateur|nguoi dung|owner"
    r"|author|auteur|tac gia|editor|default|unknown|inconnu|anonymous|anonyme|guest|test|none|null|n/?a"
    r"|python-docx|openpyxl|microsoft(?: office)?(?: user)?|windows(?: user)?|office|pc|hp|dell|lenovo|asus|acer"
    r"|apple|mac|macbook|thinkpad|adobe\b.*|wps(?: office)?|calibre\b.*|pandoc|wordpress|noreply|no-reply|www\..*"
    r"|作者|用户|微软用户|管理员|编辑)\W*\d*",
    re.IGNORECASE,
)
_LONGEST_AUTHOR = 200
_LONGEST_URL = 2000
_TEMPLATE_DAYS = frozenset({date(2013, 12, 23), date(1601, 1, 1), date(1970, 1, 1), date(1980, 1, 1), date(1904, 1, 1)})
"""That of python-docx's template, and the first days of clocks."""


def properties(
    source: str,
    *,
    title: str | None = None,
    author: str | None = None,
    language: str | None = None,
    published: date | None = None,
    made: date | None = None,
    url: str | None = None,
) -> Properties:
    """What the properties of the file ``source`` say, without what only a template or a program says."""
    return Properties(
        honest_title(title, source),
        honest_author(author),
        language_code(language),
        None if published in _TEMPLATE_DAYS else published,
        None if made in _TEMPLATE_DAYS else made,
        web_address(url),
    )


def honest_title(written: str | None, source: str) -> str | None:
    """A title, or ``None`` for a file's name, "Document1", "Untitled" and their like."""
    title = _PRINTED_FROM.sub("", one_line(written))
    if not title or _FILE_NAME.fullmatch(title) or _ONE_WORD_NAME.fullmatch(title):
        return None
    if _NO_TITLE.fullmatch(fold(title)) or web_address(title) or title.startswith(("file:", "/", "\\")):
        return None
    name = PurePosixPath(source.rpartition("#")[2]).stem
    return None if " " not in title and fold(title) == fold(name) else title


def honest_author(written: str | None) -> str | None:
    """Who wrote it, or ``None`` for a program, a role, a computer's user or an address."""
    author = one_line(written).strip(" ,;|·-")
    if not author or len(author) > _LONGEST_AUTHOR or _NO_AUTHOR.fullmatch(fold(author)):
        return None
    return None if "@" in author or "://" in author or not any(c.isalpha() for c in author) else author


def joined_authors(names: list[str]) -> str | None:
    """Several authors in one line, each once."""
    honest = [author for author in map(honest_author, names) if author]
    return honest_author(", ".join(dict.fromkeys(honest)))


def language_code(written: str | None) -> str | None:
    """The primary language of a tag such as ``fr-FR``, in lower case."""
    match = _LANGUAGE.fullmatch((written or "").strip())
    code = match[1].lower() if match else None
    return None if code in (None, "und", "zxx", "mul", "x") else code


def web_address(written: str | None) -> str | None:
    """An absolute http or https address of a page, or ``None``: a site's front page is no article's address."""
    written = (written or "").strip()
    if len(written) > _LONGEST_URL or not written.isprintable() or " " in written:
        return None
    try:
        parts = urlsplit(written)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return written if parts.path.strip("/") or parts.query else None


def one_line(written: str | None) -> str:
    """In NFC, with single spaces, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in nfc(written or "")).split())
