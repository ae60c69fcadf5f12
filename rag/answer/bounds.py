"""Whether a number is said exactly, about, from above or from below: ``plus de 120``, ``at most 3``, ``gần 16``, ``超过16亿``."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Bound = Literal["exact", "about", "more", "at least", "less", "at most"]

_BEFORE: Mapping[str, Mapping[Bound, str]] = MappingProxyType(
    {
        "fr": {
            "at most": r"au plus|au maximum|jusqu'a|maximum de|pas plus de|un plafond de",
            "at least": r"au moins|au minimum|minimum de|pas moins de",
            "more": r"plus d(?:e |')|au-dela de|superieure?s? a|depass\w+(?: les| le| la)?",
            "less": r"moins d(?:e |')|inferieure?s? a|en dessous de",
            "about": r"environ|quelque|pres de|presque|autour de|a peu pres|de l'ordre de",
        },
        "en": {
            "at most": r"at most|up to|(?:no|not) more than|a maximum of|as many as",
            "at least": r"at least|(?:no|not) (?:less|fewer) than|a minimum of",
            "more": r"more than|over|above|exceed\w*|upwards of|in excess of|surpass\w*",
            "less": r"less than|fewer than|under|below",
            "about": r"about|around|some|nearly|almost|approximately|roughly|close to|an estimated",
        },
        "vi": {
            "at most": r"nhiều nhất|tối đa|không quá|không vượt quá",
            "at least": r"ít nhất|tối thiểu|không dưới",
            "more": r"(?<!cao )(?<!lớn )(?<!nhiều )(?<!thấp )(?<!dài )(?<!không )hơn|trên|vượt (?:mức|quá|ngưỡng)(?: hơn)?",
            "less": r"chưa đến|chưa tới|dưới|không đến",
            "about": r"khoảng|gần|ước tính|chừng|xấp xỉ",
        },
        "zh": {
            "at most": r"至多|最多|不超过|不高于",
            "at least": r"至少|不少于|最少|不低于",
            "more": r"(?<!不)超过|逾|多于|(?<!不)高于|突破",
            "less": r"不到|不足|少于|低于",
            "about": r"大约|约|将近|近|接近",
        },
    }
)
_AFTER_HAN: Mapping[Bound, str] = MappingProxyType(
    {"at least": ".{0,3}以上", "at most": ".{0,3}以[下内]", "about": ".{0,3}左右", "more": "[多余]"}
)
_UPWARD, _DOWNWARD = frozenset({"more", "at least"}), frozenset({"less", "at most"})
_NEAR = 0.05
_BEYOND = 0.15
"""``more than 1.6 billion`` is said of 1.62, not of 3."""


def bound(levelled: str, start: int, end: int, language: str) -> Bound:
    """How the number at ``levelled[start:end]`` is bounded by the words beside it."""
    before, after = levelled[max(0, start - 24) : start], levelled[end : end + 6]
    for kind, pattern in _BEFORE.get(language, {}).items():
        left = "" if language == "zh" else r"(?<!\w)"
        if re.search(rf"{left}(?:{pattern})\s?$", before):
            return kind
    if language == "zh":
        return next((kind for kind, pattern in _AFTER_HAN.items() if re.match(pattern, after)), "exact")
    return "exact"


def bears_out(claimed: float, how: Bound, told: float, told_how: Bound) -> bool:
    """Whether a number told as ``told`` (bounded ``told_how``) bears out ``claimed`` (bounded ``how``)."""
    same = abs(claimed - told) <= 1e-9 * max(abs(claimed), abs(told))
    if how == "exact":
        return same
    if how == "about":
        return abs(claimed - told) <= _NEAR * max(abs(claimed), abs(told))
    if how in _UPWARD:
        if told_how in _DOWNWARD:
            return False
        return (same and (how == "at least" or told_how in _UPWARD)) or claimed < told <= claimed * (1 + _BEYOND)
    if told_how in _UPWARD:
        return False
    return (same and (how == "at most" or told_how in _DOWNWARD)) or claimed * (1 - _BEYOND) <= told < claimed
