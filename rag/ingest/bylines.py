"""Who wrote an article, where a line of the page says so: "Par Anne Roux", "By A. Roux", "Tác giả: …", "作者：…"."""

import re
from collections.abc import Iterable
from itertools import islice

from rag.ingest.properties import one_line

_OPENING_LINES = 8
_LONGEST = 160
_SIGN = re.compile(
    r"(?:(?P<plain>par|by|written by|texte de|reportage de)\s*:?\s+"
    r"|(?P<named>auteure?s?|author|bài(?: viết)?(?: và ảnh)?|tác giả|người viết|phóng viên|作者|撰文|文|(?:本报)?记者)"
    r"\s*[:：/／]\s*"
    r"|(?P<chinese>(?:本报|本刊|新华社)?记者)\s*)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:[|•·—–;()（）]|\s-\s|,?\s*(?:publié|mis à jour|published|updated|posted|đăng|cập nhật|发布|责任)"
    r"|,?\s+(?:le|on|à|at|ngày|lúc)\s+\S|[,，]?\s*\d).*$",
    re.IGNORECASE | re.DOTALL,
)
_AND = re.compile(r"\s*(?:[,，、]|\s(?:et|and|và|&)\s|和)\s*")
_PARTICLES = frozenset(
    ["de", "du", "des", "d'", "da", "di", "von", "van", "der", "den", "le", "la", "el", "al", "bin", "ben"]
)
_MOST_WORDS = 6
_HAN_NAME = re.compile(r"[\u4e00-\u9fff·]{2,10}")


def shown_author(lines: Iterable[str]) -> str | None:
    """The author whom one of the first lines names and does little else; ``None`` without one."""
    for line in islice(lines, _OPENING_LINES):
        match = _SIGN.match(line) if len(line) <= _LONGEST else None
        if match is None:
            continue
        names = _AND.split(_BEHIND.sub("", one_line(line[match.end() :])))
        if names and all(_is_name(name, least_words=1 if match["named"] else 2) for name in names):
            return ", ".join(names)
    return None


def _is_name(text: str, least_words: int) -> bool:
    """Whether every word begins with a capital letter, particles aside, or all are Chinese characters."""
    if _HAN_NAME.fullmatch(text.replace(" ", "")):
        return True
    words = text.split()
    capitals = [word for word in words if word[0].isupper()]
    if not least_words <= len(words) <= _MOST_WORDS or len(capitals) < least_words:
        return False
    return all(
        (word[0].isupper() or word.lower() in _PARTICLES) and not any(c.isdigit() for c in word) for word in words
    ) and not text.endswith(("!", "?", ":"))
