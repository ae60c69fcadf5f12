"""A claim or a quotation taken apart: what of it can be compared, clause by clause."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rag.answer.facts import Fact, facts
from rag.answer.level import level
from rag.answer.months_alone import months_alone
from rag.answer.stances import Stances, stances
from rag.answer.when import TimeExpression, time_expressions
from rag.text.fold import fold
from rag.text.language import detect_language
from rag.text.stopwords import stopwords
from rag.text.terms import terms

_CUTS: Mapping[str, str] = MappingProxyType(
    {
        "fr": r"[;:!?…]|\.(?=\s|$)|,(?!\d)|\s[–—-]\s|\b(?:mais|tandis que|alors que|cependant|bien que)\b",
        "en": r"[;:!?…]|\.(?=\s|$)|,(?!\d)|\s[–—-]\s|\b(?:but|while|whereas|although|however)\b",
        "vi": r"[;:!?…]|\.(?=\s|$)|,(?!\d)|\s[–—-]\s|\b(?:nhưng|trong khi|song|tuy nhiên)\b",
        "zh": r"[；：！？。，]|但是?|而(?=[^且])|然而",
    }
)
_HAN = re.compile("[\u3400-\u9fff]")
_MID_CAPITAL = re.compile(r"(?<=[\w,’'] )(?!I\b)[^\W\d_a-zà-öø-ÿ\u3400-\u9fff][^\W\d_]*(?:-[^\W\d_]+)*")
"""A word with a capital inside a sentence: mostly a name."""
_NAME = re.compile(r"(?<=[\w,’'] )[A-ZÀ-ÖØ-ÞĐ][^\W\d_]*(?:[ -][A-ZÀ-ÖØ-ÞĐ][^\W\d_]*)+")
_FEW_WORDS, _FEW_HAN = 2, 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that says one thing."""

    text: str
    values: frozenset[str]
    """The values of its facts."""
    words: frozenset[str]
    """Its telling words: stems, in Chinese characters."""
    names: frozenset[str]
    """The folded words with a capital inside it."""
    stances: Stances


@dataclass(frozen=True, slots=True)
class Said:
    """A claim or a quotation with all that is compared."""

    text: str
    language: str
    levelled: str
    published: date | None
    facts: tuple[Fact, ...]
    times: tuple[TimeExpression, ...]
    clauses: tuple[Clause, ...]
    words: frozenset[str]
    """The telling words that are part of no name and no date."""


def said(text: str, language: str | None = None, published: date | None = None) -> Said:
    """``text`` taken apart; its language (ISO 639-1) is detected where it is not given."""
    code = language or _language(text)
    found = facts(text, code)
    undated = _blanked(text, [fact for fact in found if fact.kind == "date"])
    return Said(
        text, code, level(text, code), published, found, (*time_expressions(text, code), *months_alone(text, code)),
        tuple(_clause(text[start:end], undated[start:end], code, [f for f in found if start <= f.start < end])
              for start, end in _clauses(text, code)),
        telling_words(_MID_CAPITAL.sub(" ", undated), code),
    )  # fmt: skip


def _blanked(text: str, found: list[Fact]) -> str:
    for fact in found:
        text = text[: fact.start] + " " * (fact.end - fact.start) + text[fact.end :]
    return text


def _language(text: str) -> str:
    """Told by what is not a name: an English sentence about Ho Thi Lan is English."""
    among = ("fr", "en", "vi", "zh")
    plain = detect_language(_MID_CAPITAL.sub(" ", text), among=among)
    return plain if plain != "und" else detect_language(text, among=among)


def telling_words(text: str, language: str) -> frozenset[str]:
    """What of a text says something: folded stems without stopwords and figures; of Chinese each character."""
    if language == "zh":
        return frozenset(_HAN.findall(text)) - set("的了在是和与为于将已被由也及或等从至以并对中上下有个名位说称表示")
    found = terms(text, language)
    kept = found.words if language == "vi" else found.stems
    stop = stopwords(language)
    return frozenset(
        stem for stem, word in zip(kept, found.words, strict=True)
        if word not in stop and not re.fullmatch(r"#?[\d.]+", word) and (len(word) > 2 or language == "vi")
    )  # fmt: skip


def _clause(text: str, undated: str, language: str, found: list[Fact]) -> Clause:
    """``undated`` is the text with its dates blanked: ``in May`` does not say that something may be."""
    values = frozenset(fact.value for fact in found)
    names = frozenset(fold(match[0]) for match in re.finditer(r"[^\W\d_]+", undated) if match[0][0].isupper())
    return Clause(text, values, telling_words(text, language), names, stances(_NAME.sub(_blank, undated), language))


def _blank(match: re.Match[str]) -> str:
    """A name is no cue: ``Ban Phiet`` bans nothing."""
    return " " * len(match[0])


def _clauses(text: str, language: str) -> list[tuple[int, int]]:
    """The spans of its clauses; one of few words is part of the one before it, as is what stands between commas."""
    pattern = _CUTS.get(language, _CUTS["en"])
    cuts = [match.start() for match in re.finditer(pattern, text.lower() if len(text.lower()) == len(text) else text)]
    spans: list[tuple[int, int]] = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        if (spans and _is_short(text[start:end], language)) or (
            spans and _is_short(text[spans[-1][0] : spans[-1][1]], language)
        ):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _is_short(piece: str, language: str) -> bool:
    return len(_HAN.findall(piece)) <= _FEW_HAN if language == "zh" else len(fold(piece).split()) <= _FEW_WORDS
