"""Markdown to blocks, by markdown-it-py; its markup is not text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rag.ingest.blocks import Block, Document, Role, block
from rag.ingest.cleaning import cleaned
from rag.ingest.html_blocks import html_fragment
from rag.ingest.html_metadata import written_date
from rag.ingest.mapped import MappedText, joined, mapped
from rag.ingest.markdown_inline import inline_text
from rag.ingest.properties import honest_author, web_address

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_FIELD = re.compile(r"^(?P<name>[A-Za-z_][\w-]*):[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_DATE_FIELDS = ("date", "published", "pubdate")
_ADDRESS_FIELDS = ("canonical_url", "canonical", "url", "link")


def markdown_document(raw: str) -> Document:
    """The blocks of a Markdown page without their markup, and what its front matter says."""
    fields, start = _front_matter(raw)
    # Without text_join, escapes and entities stay tokens of their own and show how they were written.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    source = re.sub(r"[^\r\n]", "", raw[:start]) + raw[start:]  # the same lines, so that token.map counts them right
    blocks = list(_blocks(parser.parse(source), raw))
    if blocks and blocks[0].role == "heading":
        blocks[0] = replace(blocks[0], role="title")
    address = next(filter(None, (web_address(fields.get(name)) for name in _ADDRESS_FIELDS)), None)
    language = fields.get("lang") or fields.get("language")
    return Document(
        tuple(blocks), fields.get("title"), _date(fields), language, honest_author(fields.get("author")), address
    )


def _front_matter(raw: str) -> tuple[Mapping[str, str], int]:
    """The plain ``name: value`` fields of YAML front matter, and where the page begins behind it."""
    match = _FRONT_MATTER.match(raw.replace("\r\n", " \n").replace("\r", "\n"))
    if match is None or not _FIELD.search(match["fields"]):
        return {}, 0
    fields = {field["name"].lower(): field["value"].strip("\"'") for field in _FIELD.finditer(match["fields"])}
    return {name: value for name, value in fields.items() if value}, match.end()


def _date(fields: Mapping[str, str]) -> date | None:
    return written_date(next((fields[name] for name in _DATE_FIELDS if name in fields), ""))


def _blocks(tokens: Sequence[Token], raw: str) -> Iterator[Block]:
    lines = [0, *(match.end() for match in _LINE_END.finditer(raw)), len(raw)]
    role: Role = "text"
    row: list[MappedText] | None = None
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            role = "heading" if token.type == "heading_open" else "text"
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield from _made(joined(row or (), " "), "text")
            row = None
        elif token.map:
            start, end = lines[token.map[0]], lines[token.map[1]]
            if token.type == "inline":
                behind = row[-1].raw_end if row else start
                text = inline_text(token.children or (), raw, max(start, behind), end)
                if row is None:
                    yield from _made(text, role)
                else:
                    row.append(text)
            else:
                yield from _verbatim(token, raw, start, end)


def _made(text: MappedText, role: Role) -> Iterator[Block]:
    content = cleaned(text)
    if content.text:
        yield block(content, role)


def _verbatim(token: Token, raw: str, start: int, end: int) -> Iterator[Block]:
    """Code as it stands, HTML as its visible text."""
    if token.type == "html_block":
        for found in html_fragment(raw[start:end]):
            yield block(found.content.moved(start), found.role)
    elif token.type in ("fence", "code_block"):
        fence = token.type == "fence"
        lines = [match.span() for match in re.finditer(r"[^\r\n]+", raw[start:end])]
        for first, last in lines[1:-1] if fence and len(lines) > 1 else lines:
            yield from _made(mapped(raw, start + first, start + last), "text")
