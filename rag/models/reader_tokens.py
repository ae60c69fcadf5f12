"""What the reader reads of a text: token numbers, and which characters each token stands for."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Span = tuple[int, int]

QUESTION_TOKENS = 64
"""A question is read up to here; those of the training data have 17 on average."""
WINDOW_TOKENS = 192
WINDOW_STRIDE = 96
"""A longer passage is read in windows of this many tokens, a new one starting every so many."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as the encoder reads it."""

    ids: tuple[int, ...]
    """Prefix and special tokens included."""
    first: int
    """Where in ``ids`` the text's own tokens begin."""
    spans: tuple[Span, ...]
    """The characters of each of the text's own tokens, white space left out; none for a question."""

    def __len__(self) -> int:
        return len(self.ids)


class ReaderTokenizer:
    """The encoder's own tokenizer, used the way the encoder was trained: a prefix, then the text."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        """Takes a pipeline made by ``rag.models.tokenizer``; adds nothing to it."""
        self._tokenizer = tokenizer
        self._ends = tuple(tokenizer.encode("").ids)
        self._prefixes = {name: self._plain(f"{name}:") for name in ("query", "passage")}

    @classmethod
    def load(cls, folder: Path) -> "ReaderTokenizer":
        """From ``tokenizer.json`` in ``folder``."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(folder / "tokenizer.json")))

    def count(self, text: str) -> int:
        """How many tokens the text has, without prefix and special tokens."""
        return len(self._plain(text))

    def question(self, text: str) -> Tokens:
        """The tokens of a question, the first ``QUESTION_TOKENS`` of them."""
        return self._with_prefix("query", self._plain(text)[:QUESTION_TOKENS], ())

    def passage(self, text: str) -> Tokens:
        """The tokens of a passage, all of them."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return self._with_prefix("passage", encoding.ids, [_trimmed(text, span) for span in encoding.offsets])

    def windows(self, text: str) -> list[Tokens]:
        """The tokens of a passage as overlapping windows; one, when it is short."""
        whole = self.passage(text)
        size = len(whole.spans)
        starts = range(0, max(size - WINDOW_TOKENS, 0) + WINDOW_STRIDE, WINDOW_STRIDE) if size > WINDOW_TOKENS else [0]
        ids = whole.ids[whole.first : whole.first + size]
        return [
            self._with_prefix("passage", ids[start : start + WINDOW_TOKENS], whole.spans[start : start + WINDOW_TOKENS])
            for start in starts
        ]

    def _plain(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _with_prefix(self, name: str, ids: Sequence[int], spans: Sequence[Span]) -> Tokens:
        begin, end = self._ends
        prefix = self._prefixes[name]
        return Tokens((begin, *prefix, *ids, end), 1 + len(prefix), tuple(spans))


def _trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends, but with the accents of its last letter.

    A token may carry the space before it; of a letter and a combining accent the tokenizer gives the letter only. The
    span of a token of white space starts at the next character and ends at the last one, hence before it starts.
    """
    start, end = span
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    while start < len(text) and text[start].isspace():
        start += 1
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return start, end
