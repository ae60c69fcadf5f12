"""Questions made from parallel news: a sentence with a number or name taken out, asked about its paragraph.

Cloze questions as in Hermann et al., "Teaching Machines to Read and Comprehend", NeurIPS 2015. The data is NTREX-128
(Federmann et al., SUMEval 2022): the same sentence in four languages gives questions across languages.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from training.corpus import Context, Question

LANGUAGES = ("fr", "en", "vi", "zh")
_DETAIL = re.compile(r"(?<![\w.,])\d+(?![\w.,]*\d)|[A-ZÀ-Ý][^\W\d_]{3,}", re.ASCII)
"""A whole number, or a name in Latin letters without accents, which all four languages write alike."""
_BLANKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"fr": ("combien", "quoi"), "en": ("how many", "what"), "vi": ("bao nhiêu", "gì"), "zh": ("多少", "什么")}
)
"""What is put in the place of a number, and of a name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a news text in all languages; ``number`` counts in the whole corpus."""

    document: str
    number: int
    texts: Mapping[str, str]


def read_cloze(path: Path) -> Iterator[Question]:
    """The questions of a file of parallel lines (``{doc, line, fr, en, vi, zh}`` each), in order."""
    records = [json.loads(text) for text in path.read_text("utf-8").splitlines()]
    lines = [Line(r["doc"], r["line"], {language: r[language] for language in LANGUAGES}) for r in records]
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if before.document == line.document == after.document:
            yield from cloze((before, line, after))


def cloze(lines: Sequence[Line]) -> Iterator[Question]:
    """The question that the middle one of three lines gives, in each language that has the detail asked for."""
    middle = lines[1]
    detail = shared_detail(middle.texts)
    if detail is None:
        return
    for language in LANGUAGES:
        texts = [line.texts[language] for line in lines]
        where = texts[1].find(detail)
        if where >= 0:
            name = f"ntrex/{middle.document}/{middle.number}"
            start = len(texts[0]) + 1 + where
            context = Context(f"{name}/{language}", middle.document, "", language, " ".join(texts))
            asked = _blanked(texts[1], where, detail, language)
            yield Question(name, asked, language, context, ((start, start + len(detail)),))


def shared_detail(texts: Mapping[str, str]) -> str | None:
    """The first detail of the French sentence, not its first word, that at least one other language has too."""
    for match in _DETAIL.finditer(texts["fr"]):
        others = [language for language in LANGUAGES if language != "fr" and match[0] in texts[language]]
        if match.start() > 0 and others:
            return match[0]
    return None


def _blanked(text: str, where: int, detail: str, language: str) -> str:
    blank = _BLANKS[language][not detail.isdigit()]
    rest = text[where + len(detail) :].rstrip(".。 ")
    return f"{text[:where]}{blank}{rest} ?"
