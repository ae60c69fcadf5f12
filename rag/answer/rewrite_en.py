# ruff: noqa: E501  # a pattern is read as a whole
"""Its, did he, that card: English pronouns resolved."""

import re

from rag.answer.rewrite_before import Before
from rag.answer.rewrite_parts import names

_EN_PRONOUN = re.compile(
    r"\b(?P<word>his|her|its|their|he|she|they|him|them|it|this|that|these|those|there|the latter|the former)\b(?P<noun> [\w-]+)?",
    re.IGNORECASE,
)
_EN_EXPLETIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|will) there\b|\bthere (?:is|are|was|were|be|will)\b|\bis it (?:true|possible|correct)\b"
    r"|\b(?:is|was|be|been) it \w+(?:ed|n) (?:to|that)\b|\bit (?:is|was) \w+ (?:to|that)\b|\bdoes it mean (?:for|to|that|when)\b"
    r"|\bdoes it take (?:to|for|from|between)\b|\bdoes it cost to\b|\bit (?:rain|snow)",
    re.IGNORECASE,
)
_EN_AUX = "is|are|was|were|did|does|do|will|would|has|have|had|can|could|should|be|happen|happened|made|make|mean|cost|take|in|on|at|to|by|for|with"
_EN_OWN_SUBJECT = re.compile(r"[^?]*?\b(?:does|did|do|has|have|will) (?:the |[A-Z])")
_EN_TIMES = frozenset(
    ["year", "month", "week", "morning", "evening", "time", "day", "weekend", "quarter", "summer", "winter"]
)


def english(question: str, before: Before) -> str | None:
    """The question with its pronouns replaced; None where there are none that lean on what was said."""
    told, moved = question, False
    for match in reversed(list(_EN_PRONOUN.finditer(question))):
        meant = _en_meant(question, match, before)
        if meant is not None:
            told, moved = told[: match.start()] + meant + told[match.end() :], True
    return told if moved else None


def _en_meant(question: str, match: re.Match[str], before: Before) -> str | None:
    word, noun = match["word"].lower(), match["noun"] or ""
    if _EN_EXPLETIVE.search(question) and word in ("it", "there"):
        return None
    if _EN_OWN_SUBJECT.match(question[match.end() :]) and word in ("its", "their", "his", "her"):
        return None
    if re.match(r"(?i)according to $", question[: match.start()]):
        return None
    if names(question[: match.start()], "en") and word not in ("there", "the latter", "the former"):
        return None
    if word in ("his", "her", "he", "she", "him") and not (word == "her" and not noun):
        return f"{before.person}{_s(before.person) if word in ('his', 'her') else ''}{noun}"
    if word in ("its", "their"):
        return f"{before.thing}{_s(before.thing)}{noun}"
    if word in ("this", "that", "these", "those"):
        return _en_demonstrative(word, noun, question, match, before)
    if word == "there":
        return f"in {before.place}{noun}"
    meant = before.person if word in ("her", "him", "the latter") else before.thing
    return f"{meant}{noun}"


def _en_demonstrative(word: str, noun: str, question: str, match: re.Match[str], before: Before) -> str | None:
    following = noun.strip().lower()
    if following in _EN_TIMES:
        return None
    preceding = question[: match.start()].rstrip().lower()
    if word == "that" and not re.search(
        rf"(?:^|\b(?:{_EN_AUX}|of|from|about|and|obtained|signed|said|decided|built|made))$", preceding
    ):
        return None  # a conjunction: "the bridge that …"
    if not following or re.fullmatch(_EN_AUX, following):
        return f"{before.thing}{noun}"
    return before.named(following) or before.thing


def _s(owner: str) -> str:
    return "’" if owner.endswith("s") else "’s"
