"""What news agencies leave on a text: the dateline before it, the tag after it, a line naming the source."""

import re
from typing import NamedTuple

_NAMES = "VNA|TTXVN|CVN|VNP|VOV|VNS|AFP|AP|Reuters|Xinhua|EFE|ANSA|DPA|TASS|Belga|Kyodo|Yonhap|CNS|新华社|越通社|中新社"
_SOURCE_LINE = re.compile(
    rf"[(\[]?(?:(?:sources?|nguon|来源|出处)(?: ?[:;] ?.{{1,60}})?|(?:{_NAMES.casefold()})(?:/[a-z]{{2,6}})?)[)\]]?\.?"
)
_TAG = re.compile(
    rf"""(?<=[.!?…»”"'’)\]。！？])\s*
    (?:[-–—]+\s*(?:{_NAMES}|[A-Z]{{2,6}})(?:/(?:{_NAMES}|[A-Z]{{2,6}}))*|[(（](?:{_NAMES})(?:/[A-Z]{{2,6}})*[)）])\.?$""",
    re.VERBOSE,
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PLACE = (
    rf"{_CAPITAL}[^\W\d_]*(?:[ '’.-]{{1,2}}(?:{_CAPITAL}[^\W\d_]*|de|du|des|la|le|les|sur|en|of|the|and|et)){{0,6}}"
)
_DATELINE = re.compile(
    rf"(?:(?:{_PLACE})?(?:,? (?P<date>(?=[^()\n]*\d)[^()\n]{{3,40}}?))? ?)?"
    rf"[(（](?:{_NAMES}|[A-Z]{{2,8}})(?:/(?:{_NAMES}|[A-Z]{{2,8}}))*[)）] ?[-–—:]+ ?"
)
_BARE_DATELINE = re.compile(rf"{_PLACE}, (?P<date>[^()\n,]{{0,12}}\d[^()\n]{{1,20}}?) ?[-–—]+ ")
_CHINESE_DATELINE = re.compile(
    r"(?:据)?(?:新华社|中新社|中新网|越通社|人民网|央视|本报|[\u4e00-\u9fff]{2,6}社)(?:[\u4e00-\u9fff]{2,8}?)?"
    r"(?:(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)(?:电|讯|消息|报道)|(?:电|讯)(?=[(（]))(?:[(（][^()（）]{1,30}[)）])?"
    r"[,，:：—-]* ?"
)


class Dateline(NamedTuple):
    """What opens a wire story: ``Hanoi, 12 octobre (VNA) - ``."""

    end: int
    """Where the story itself begins."""
    when: str
    """The part between place and agency, ``12 octobre``; empty when there is none."""
    wire: bool
    """Whether an agency signs it."""


def dateline(text: str) -> Dateline | None:
    """The dateline that opens the text, or ``None``.

    Without an agency (``Paris, 12 octobre -``) anything may stand between comma and dash; the caller must check that
    ``when`` is a date.
    """
    for pattern, wire in ((_DATELINE, True), (_CHINESE_DATELINE, True), (_BARE_DATELINE, False)):
        match = pattern.match(text)
        if match:
            return Dateline(match.end(), (match["date"] or "").strip(), wire)
    return None


def tag_start(text: str) -> int | None:
    """Where the agency tag that ends the text begins (``. - VNA``, ``.-AFP``), or ``None``.

    A tag follows the end of a sentence, so taking it away breaks none.
    """
    match = _TAG.search(text, max(0, len(text) - 40))
    return match.start() if match else None


def is_source_line(folded: str) -> bool:
    """Whether a folded line only names the source: ``source``, ``nguon: ttxvn``, ``(vna)``."""
    return len(folded) <= 80 and bool(_SOURCE_LINE.fullmatch(folded))
