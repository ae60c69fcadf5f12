"""An answer as Markdown, to be pasted elsewhere: the text, and under it each source with its date and quotation."""

import re
from collections.abc import Iterator

from rag.schema import Answer, Citation
from rag.serve.texts import Texts

_SYNTAX = re.compile(r"([\\`*_\[\]<>#|~])")
_AT_LINE_START = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+])(?=\s|$)", re.MULTILINE)


def markdown_of(answer: Answer, t: Texts) -> str:
    """The question as a heading, the answer with its markers `[1]`, notes, and the sources with their dates."""
    return "\n\n".join(_parts(answer, t)) + "\n"


def _parts(answer: Answer, t: Texts) -> Iterator[str]:
    yield f"## {_one_line(answer.standalone_question)}"
    if answer.status != "answered":
        yield f"*{_escaped(t(answer.status))}*"
    yield _escaped(answer.answer.strip())
    yield from (f"*{_one_line(note)}*" for note in answer.notes)
    if answer.citations:
        heading = t("closest" if answer.status == "near_miss" else "sources")
        yield f"**{_escaped(heading)}**"
        yield "\n".join(_source(citation, t) for citation in answer.citations)


def _source(citation: Citation, t: Texts) -> str:
    day = t.when(citation.published, citation.dating)
    if citation.published_from == "text":
        day += f" ({t('date_inferred')})"
    quote = t("quote", text=_one_line(citation.quote))
    return f"- \\[{citation.number}\\] {_one_line(citation.title)}, {day}, {_one_line(citation.source)}: {quote}"


def _one_line(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    """The text so that Markdown shows it letter by letter."""
    lines = (line.strip() for line in text.splitlines())  # a line that is indented would be code
    escaped = _SYNTAX.sub(r"\\\1", "\n".join(lines))
    return _AT_LINE_START.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", escaped)
