"""Times of the day in running text: ``à 8 heures``, ``19h30``, ``8 p.m.``, ``lúc 20 giờ``, ``下午3时``."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

_HOUR, _MINUTE = r"(?P<hour>[01]?[0-9]|2[0-4])", r"(?P<minute>[0-5][0-9])"
_LEFT, _RIGHT = r"(?<![^\W_])(?<![0-9][.,:/-])", r"(?![^\W_])(?![.,:/-][0-9])"
_COLON = rf"{_HOUR}:{_MINUTE}"
_PATTERNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "fr": (
            rf"(?:(?<=\ba\s)|(?<=\bvers\s)|(?<=\bdes\s)){_HOUR} ?(?:heures?|h)(?: ?{_MINUTE})?",
            rf"{_HOUR} ?(?:heures?|h) (?:{_MINUTE} )?(?P<half>du matin|du soir|de l'apres-midi)",
            rf"{_HOUR} ?h(?: ?{_MINUTE})?",
            _COLON,
        ),
        "en": (rf"{_HOUR}(?:[:.]{_MINUTE})? ?(?P<half>a\.m\.|p\.m\.|am|pm)", _COLON),
        "vi": (
            rf"(?:(?<=\blúc\s)|(?<=\bvào\s)|(?<=\btừ\s)){_HOUR} giờ(?: {_MINUTE}(?: phút)?)?",
            rf"{_HOUR} giờ(?: {_MINUTE}(?: phút)?)?(?= (?:sáng|trưa|chiều|tối|ngày))",
            rf"{_HOUR}[.:]{_MINUTE} giờ",
            rf"{_HOUR}h{_MINUTE}?",
            _COLON,
        ),
        "zh": (
            rf"(?P<half>上午|下午|晚上|凌晨|中午|早上) ?{_HOUR} ?[时点](?: ?{_MINUTE} ?分)?",
            rf"{_HOUR} ?[时点] ?{_MINUTE} ?分",
            _COLON,
        ),
    }
)
_AFTER_NOON = frozenset({"p.m.", "pm", "du soir", "de l'apres-midi", "下午", "晚上"})
_COMPILED: Mapping[str, tuple[re.Pattern[str], ...]] = MappingProxyType(
    {
        language: tuple(re.compile(_LEFT + p + (_RIGHT if language != "zh" else r"(?![0-9])")) for p in patterns)
        for language, patterns in _PATTERNS.items()
    }
)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of the day at ``text[start:end]``."""

    start: int
    end: int
    hour: int
    minute: int


def clock_times(levelled: str, language: str) -> Iterator[ClockTime]:
    """The times of the day of a text that went through ``level``; finds of several patterns may overlap."""
    for pattern in _COMPILED.get(language, ()):
        for match in pattern.finditer(levelled):
            found = match.groupdict()
            hour, minute = int(match["hour"]), int(found.get("minute") or 0)
            if found.get("half") in _AFTER_NOON and hour < 12:
                hour += 12
            yield ClockTime(match.start(), match.end(), hour, minute)
