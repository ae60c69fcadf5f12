"""The encoder's tokenizer: its normal form of a text, and a copy of it for the ``tokenizers`` library.

XLM-RoBERTa's SentencePiece model normalises with ``nmt_nfkc``: NFKC (but for U+FF5E), control characters dropped,
format characters made spaces, runs of spaces folded. The wheel's engine does so one code point at a time: it leaves
decomposed letters apart (``e`` + U+0301), stops at a NUL, writes past its buffer on U+FDFA (18 letters from 3 bytes),
and takes a ``</s>`` in the text for a real one. So every text goes through ``normalise`` before either engine: both
engines' own normalisers leave its result as it is, and both find the same pieces in it.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rag.models.weights import Vocabulary

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FORM = 1
"""Counts up whenever ``normalise`` would return something else for some text."""
_DROPPED = "\\u0000-\\u0008\\u000b\\u000e-\\u001f\\u007f\\u008f\\u009f"
_SPACES = "\\u200b-\\u200f\\u2581\\ufeff\\ufffd"  # what neither NFKC nor Python takes for spaces
_SURROGATES = "\\ud800-\\udfff"  # cannot be written as UTF-8, which both engines read
_KEPT = "～"  # U+FF5E: NFKC would make it "~", nmt_nfkc does not, and the vocabulary has it
_STAND_IN = "\ufdd0"  # a noncharacter, stands for _KEPT while NFKC runs

_odd = re.compile(f"[{_DROPPED}{_SPACES}{_SURROGATES}{_STAND_IN}]")
_dropped = re.compile(f"[{_DROPPED}]")
_special = re.compile("<(?=(?:/?s|pad|unk|mask)>)")


def normalise(text: str) -> str:
    """``text`` as the vocabulary expects it: NFKC, no control characters, single spaces, none at either end.

    Lone surrogates and U+FFFD become spaces. What looks like a special token is broken up (``< /s>``): a text cannot
    speak for the tokenizer. ``normalise(normalise(text)) == normalise(text)``.
    """
    if _odd.search(text):
        text = _odd.sub(" ", _dropped.sub("", text))
    text = _KEPT.join(unicodedata.normalize("NFKC", part) for part in text.split(_KEPT))
    return _special.sub("< ", " ".join(text.split()))


def build_tokenizer(vocabulary: Vocabulary) -> "Tokenizer":
    """A ``tokenizers`` pipeline over ``vocabulary`` that finds the very pieces that the wheel's engine finds.

    It adds ``<s>`` and ``</s>``. It normalises by itself (but for the 72 compatibility characters younger than Unicode
    12), so that it can be used without ``normalise`` and lead from tokens back to the characters they came from.
    """
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(
        models.Unigram(list(zip(vocabulary.pieces, vocabulary.scores, strict=True)), vocabulary.unknown)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(f"[{_DROPPED}]"), ""),
            normalizers.Replace(Regex(f"[\\s{_SPACES}]"), " "),
            normalizers.Replace(_KEPT, _STAND_IN),
            normalizers.NFKC(),
            normalizers.Replace(_STAND_IN, _KEPT),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    # Unigram here fuses a run of unknown characters into one token, the wheel's engine does not: keep them apart.
    known = _ranges(ord(piece) for piece in vocabulary.pieces if len(piece) == 1)
    apart = pre_tokenizers.Split(Regex(f"[^{known}]"), "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Metaspace(), apart])
    tokenizer.decoder = decoders.Metaspace()
    ends = [(vocabulary.pieces[i], i) for i in (vocabulary.begin, vocabulary.end)]
    tokenizer.post_processor = processors.TemplateProcessing(f"{ends[0][0]} $A {ends[1][0]}", special_tokens=ends)
    return tokenizer


def _ranges(code_points: Iterable[int]) -> str:
    """The inside of a regular expression's character class that matches just ``code_points``."""
    runs: list[list[int]] = []
    for code_point in sorted(code_points):
        if runs and runs[-1][1] == code_point - 1:
            runs[-1][1] = code_point
        else:
            runs.append([code_point, code_point])
    return "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in runs)
