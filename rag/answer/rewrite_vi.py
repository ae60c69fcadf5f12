# ruff: noqa: E501  # a pattern is read as a whole
"""« ông ấy », « thẻ này », « ở đó »: Vietnamese pronouns resolved."""

import re

from rag.answer.level import level
from rag.answer.rewrite_before import Before
from rag.answer.rewrite_parts import names

_VI_PERSON = r"(?:(?:ông|bà|anh|chị|cô|vị|người) (?:ấy|này|đó)|(?:ông|bà|anh|cô) ta)(?!\w)|(?<!của )\bhọ\b|^(?:ông|bà)(?= (?!nào)\w)"
_VI_THING = r"(?:\bnó\b|(?:điều|việc|cái) (?:này|đó)(?!\w))"
_VI_THERE = r"(?:ở|tại) (?:đó|đây|nơi (?:này|đó|ấy))(?!\w)"
_VI_THIS = r"(?P<noun>(?:\w+ ){1,2})(?P<this>này|đó|ấy|nói trên|kia)(?!\w)"
_VI_TIME = re.compile(
    r"(?:^|\s)(?:(?:lần|hôm|ngày|tháng|tuần|mùa|lúc|khi|trước|sau|do|theo|vì|nay|hiện|gần|từ) |(?<!mấy )năm )$"
)


def vietnamese(question: str, before: Before) -> str | None:
    """The question with its pronouns replaced; None where there are none that lean on what was said."""
    told, moved = _vi_once(question, before), None
    for _ in range(2):
        moved, told = told or moved, _vi_once(told, before) if told else None
    return moved


def _vi_once(question: str, before: Before) -> str | None:
    plain = level(question, "vi")
    for source, meant in ((_VI_PERSON, before.person), (_VI_THERE, None), (_VI_THING, before.thing)):
        match = re.search(source, plain)
        if match and not (match.start() == 0 and any(p.start == 0 for p in names(question, "vi"))):
            said = meant if meant is not None else f"{match[0].split()[0]} {before.place}"
            return question[: match.start()] + said + question[match.end() :]
    match = re.search(_VI_THIS, plain)
    if match is None or _VI_TIME.search(match["noun"]):
        return None
    return _vi_this(question, match, before)


def _vi_this(question: str, match: re.Match[str], before: Before) -> str:
    """The longest run of words before "này" that the earlier question has is the noun."""
    spoken = match["noun"].split()
    for length in (2, 1):
        noun = " ".join(spoken[-length:])
        if len(spoken) >= length and re.search(rf"(?<!\w){re.escape(noun)}(?!\w)", level(before.thing, "vi")):
            start = match.end("noun") - len(noun) - 1
            return question[:start] + before.thing + question[match.end() :]
    kept = re.sub(
        r"^(?:của|ở|tại|về|cho|với|trong|do|được|qua|là|có|lên|vào|đến|từ|nước|những|các|bởi|trước|sau) ",
        "",
        match["noun"],
    )
    begins = match.end("noun") - len(kept)
    return question[:begins] + before.thing + question[match.end() :]
