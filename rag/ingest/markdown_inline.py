"""Where the text of a Markdown paragraph stood: markdown-it gives tokens without positions, so we find them again."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from rag.ingest.mapped import MappedText, joined, mapped
from rag.schema import Segment

_LINK_END = re.compile(
    r"""\](?:
        \(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)
        |\[[^\[\]]*\]
    )?""",
    re.VERBOSE,
)
_BREAK = MappedText("\n")


def inline_text(children: Sequence[Token], raw: str, start: int, end: int) -> MappedText:
    """The text of inline tokens whose source is ``raw[start:end]``, without markup; pictures are left out.

    The tokens come in source order, so each is looked for behind the one before it. One that the source spells
    differently (a line break inside a code span) keeps its text and has no origin.
    """
    finder = _Finder(raw, start, end)
    return joined(finder.text_of(token) for token in children)


class _Finder:
    def __init__(self, raw: str, start: int, end: int) -> None:
        self._raw, self._position, self._end = raw, start, end

    def text_of(self, token: Token) -> MappedText:
        """The visible text of one token; moves on behind it."""
        if token.type in ("text", "code_inline"):
            return self._found(token.content, token.content)
        if token.type == "text_special":
            return self._found(token.markup, token.content)
        if token.type in ("softbreak", "hardbreak"):
            return _BREAK
        if token.type == "html_inline":
            self._found(token.content, "")
            return _BREAK if token.content.lower().startswith("<br") else MappedText("")
        if token.type == "image":
            self._found("![" + token.content, "")
        if token.type == "image" or (token.type == "link_close" and token.markup != "autolink"):
            self._skip_link_end()
        return MappedText("")

    def _found(self, written: str, meant: str) -> MappedText:
        start = self._raw.find(written, self._position, self._end)
        if start < 0:
            return MappedText(meant)
        self._position = end = start + len(written)
        if written == meant:
            return mapped(self._raw, start, end)
        return MappedText(meant, (Segment(0, len(meant), start, end),) if meant else ())

    def _skip_link_end(self) -> None:
        bracket = self._raw.find("]", self._position, self._end)
        match = _LINK_END.match(self._raw, bracket, self._end) if bracket >= 0 else None
        if match:
            self._position = match.end()
