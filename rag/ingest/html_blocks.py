"""HTML to blocks: the visible text decides, trafilatura advises what of it is the article, templates come last."""

from collections.abc import Sequence
from dataclasses import replace

from rag.ingest.blocks import Block, Document, Role, block
from rag.ingest.cleaning import cleaned
from rag.ingest.html_metadata import (
    declared_address,
    declared_author,
    declared_date,
    declared_language,
    declared_title,
)
from rag.ingest.html_parser import Parsed, Run, parsed_html
from rag.ingest.lines import goes_on
from rag.ingest.main_content import main_text
from rag.ingest.mapped import joined
from rag.ingest.punctuation import count_sentences, ends_sentence
from rag.text.fold import fold

_LEAST_MAIN_CHARACTERS = 500
_LEAST_MAIN_SHARE = 0.3
"""trafilatura is believed when what it chose is this long, or this much of the visible text."""
_PARAGRAPH_CHARACTERS = 60
_MOST_CAPTION_SENTENCES = 3
"""Longer texts in an element called caption are articles of a template with odd names."""
_ROLES: dict[str, Role] = {
    "text": "text",
    "title": "title",
    "heading": "heading",
    "caption": "caption",
    "aside": "aside",
    "navigation": "boilerplate",
}


def html_document(raw: str) -> Document:
    """The visible blocks of an HTML page, each with what it is: title, text, caption, or beside the article."""
    parsed = parsed_html(raw)
    return _document(parsed, _with_asides(_titled_blocks(parsed), main_text(raw)))


def fragment_document(raw: str) -> Document:
    """All visible blocks of a piece of HTML that is an article and nothing else: a chapter, an entry of a feed."""
    parsed = parsed_html(raw)
    return _document(parsed, tuple(_titled_blocks(parsed)))


def html_fragment(raw: str) -> tuple[Block, ...]:
    """The visible blocks of a piece of HTML, nothing chosen or left out."""
    return tuple(_blocks(parsed_html(raw).runs))


def _document(parsed: Parsed, blocks: tuple[Block, ...]) -> Document:
    return Document(
        blocks,
        declared_title(parsed),
        declared_date(parsed),
        declared_language(parsed),
        declared_author(parsed),
        declared_address(parsed),
    )


def _titled_blocks(parsed: Parsed) -> list[Block]:
    return _with_one_title(_blocks(parsed.runs), declared_title(parsed))


def _blocks(runs: Sequence[Run]) -> list[Block]:
    """Runs to blocks; lines of one paragraph that ``br`` parts are put together as in plain text."""
    width = max((len(run.content.text) for run in runs if run.tight), default=0)
    blocks: list[Block] = []
    for run in runs:
        content, tight = cleaned(run.content), run.tight
        if not content.text:
            continue
        above = blocks[-1] if blocks and tight else None
        if above is not None and goes_on(above.text, content.text, max(width, len(above.text))):
            content, tight = cleaned(joined((above.content, content), "\n")), above.tight
            blocks.pop()
        blocks.append(block(content, _role(run), tight=tight, container=run.container))
    return blocks


def _role(run: Run) -> Role:
    if run.place == "caption" and count_sentences(run.content.text) > _MOST_CAPTION_SENTENCES:
        return "text"
    return _ROLES[run.place]


def _with_one_title(blocks: Sequence[Block], declared: str | None) -> list[Block]:
    """The blocks with one title: the heading that says what the page declares, else the first h1."""
    letters = fold(declared or "").replace(" ", "")
    headings = [i for i, found in enumerate(blocks) if found.role in ("title", "heading")]
    chosen = next((i for i in headings if blocks[i].letters == letters), None)
    if chosen is None:
        chosen = next((i for i in headings if blocks[i].role == "title"), None)
    marked = [replace(found, role="heading") if found.role == "title" else found for found in blocks]
    if chosen is not None:
        marked[chosen] = replace(marked[chosen], role="title")
    return marked


def _with_asides(blocks: Sequence[Block], main: str | None) -> tuple[Block, ...]:
    """The blocks, those beside the article marked ``aside``; none of them when ``main`` is no help."""
    candidates = [i for i, found in enumerate(blocks) if found.role in ("text", "heading")]
    letters = fold(main or "").replace("\n", "").replace(" ", "")
    chosen = [i for i in candidates if blocks[i].letters in letters]
    length = sum(len(blocks[i].text) for i in chosen)
    total = sum(len(blocks[i].text) for i in candidates)
    if length < _LEAST_MAIN_CHARACTERS and length < _LEAST_MAIN_SHARE * total:
        return tuple(blocks)
    kept = {*chosen, *_overlooked(blocks, candidates, chosen)}
    aside = set(candidates) - kept
    return tuple(replace(found, role="aside") if i in aside else found for i, found in enumerate(blocks))


def _overlooked(blocks: Sequence[Block], candidates: Sequence[int], chosen: Sequence[int]) -> set[int]:
    """Text in the same element as chosen paragraphs: whole paragraphs, and all that stands between the chosen."""
    paragraphs = [i for i in chosen if len(blocks[i].text) >= _PARAGRAPH_CHARACTERS]
    homes = {blocks[i].container for i in paragraphs}
    first, last = min(paragraphs, default=0), max(paragraphs, default=0)
    return {
        i
        for i in candidates
        if blocks[i].container in homes
        and (first < i < last or (len(blocks[i].text) >= _PARAGRAPH_CHARACTERS and ends_sentence(blocks[i].text)))
    }
