"""Which day a story is of: the day of its dateline, else the one day that its opening reports as past."""

import re
from dataclasses import dataclass
from itertools import islice

from rag.ingest.agencies import Dateline, dateline
from rag.ingest.date_evidence import sentences_of
from rag.ingest.date_forms import DayMention, bare_weekdays, day_mentions
from rag.ingest.tenses import is_future, is_undone, speaks_of_future, speaks_of_past

_OPENING_CHARACTERS = 600
_OPENING_SENTENCES = 4
_MOST_DAYS_AFTER = 3
_RANGE_AFTER = re.compile(r" ?(?:au|to|and|et|đến|至|到|[-–—]) ?(?=\d|\w+ \d)", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"(?:\b(?:au|to|and|et|đến)|[至到]|\d ?[-–—]) ?(?:\w+ )?$", re.IGNORECASE)
_OTHER_STORY = re.compile(
    r"\b(?:contrairement à|notre (?:dépêche|article|édition)|nous (?:écrivions|annoncions)|our (?:report|story)|anniversaire"
    r"|anniversary|kỷ niệm|sinh|né|née|mort|born|died|il y a|ans après|years ago)\b|周年|出生|逝世",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:depuis|dès|à partir|jusqu['’]au|avant|after|since|until|before|from|kể từ|đến|自) (?:le |ngày )?$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:[A-ZĐ]{2,6}(?:\.VN| Online)?\s?[-–—]+\s)?(?:(?:Vào |Trong )?(?:Ngày|Sáng|Trưa|Chiều|Tối)\b|Le |On |昨日|今天)?\W{0,2}$"
)
_PART_OF_DAY = re.compile(
    r"\b(?:sáng|trưa|chiều|tối)(?: nay)?\b|[上下]午|matin|après-midi|soir\b|morning|afternoon|evening", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class StoryDay:
    """A day that dates the story, where it stands, and how many days later the story was written."""

    mention: DayMention
    where: str
    words: str
    days_after: int = 0


def story_day(text: str) -> StoryDay | None:
    """The day of the dateline, else the only day that the opening reports as past; ``None`` when there is none."""
    opening = dateline(text[:_OPENING_CHARACTERS])
    if opening and opening.when:
        mentions = day_mentions(opening.when)
        if len(mentions) == 1 and (opening.wire or _fills(mentions[0], opening.when)):
            return StoryDay(mentions[0], "dateline", opening.when)
        if opening.wire:
            return None
    wire = opening if opening and opening.wire else None
    return _reported(text[wire.end :] if wire else text, wire)


def _fills(mention: DayMention, when: str) -> bool:
    return len(when) - (mention.end - mention.start) <= len("ngày ")


def _reported(text: str, wire: Dateline | None) -> StoryDay | None:
    lead = list(islice(sentences_of("\n".join(text.split("\n\n")[:2])), _OPENING_SENTENCES))
    found = [(sentence, mention) for sentence in lead for mention in day_mentions(sentence)]
    told = [
        (s, m)
        for s, m in found
        if m.weekday is not None and _reports(s, m) and (m.year is None or (wire and s == lead[0]))
    ]
    days = {(mention.month, mention.day) for _, mention in told}
    if len(days) == 1 and not _in_range(told[0][1], told[0][0]):
        sentence, mention = told[0]
        return StoryDay(mention, "report", sentence[mention.start : mention.end], _days_after(sentence, mention))
    if days or not found or found[0][0] != lead[0]:
        return None
    return _plain(lead[0], wire)


def _reports(sentence: str, mention: DayMention) -> bool:
    """Whether the sentence tells of the day as of news: past, neither planned, changed nor remembered."""
    if _OTHER_STORY.search(sentence) or is_undone(sentence) or _SINCE.search(sentence[: mention.start]):
        return False
    return not is_future(sentence, mention.start, mention.end) and (
        speaks_of_past(sentence) or bool(_LEAD.fullmatch(sentence[: mention.start]))
    )


def _plain(sentence: str, wire: Dateline | None) -> StoryDay | None:
    """The only day of the first sentence, without its weekday: of a wire story, or where the sentence opens with it."""
    mentions = day_mentions(sentence)
    if len(mentions) != 1 or not _reports(sentence, mentions[0]) or speaks_of_future(sentence):
        return None
    only = mentions[0]
    opens = bool(_LEAD.fullmatch(sentence[: only.start]))
    if _in_range(only, sentence) or not (wire or opens):
        return None
    if only.year and not (opens and (wire or _PART_OF_DAY.search(sentence[: only.end + 6]))):
        return None
    return StoryDay(only, "report", sentence[only.start : only.end])


def _in_range(mention: DayMention, sentence: str) -> bool:
    after, before = _RANGE_AFTER.match(sentence, mention.end), _RANGE_BEFORE.search(sentence[: mention.start])
    return bool(after or before)


def _days_after(sentence: str, mention: DayMention) -> int:
    """How long after the day the story was written: ``parti dimanche 28 janvier, il est arrivé lundi`` gives 1."""
    weekdays = set(bare_weekdays(sentence))
    if len(weekdays) != 1 or mention.weekday is None:
        return 0
    days = (weekdays.pop() - mention.weekday) % 7
    return days if days <= _MOST_DAYS_AFTER else 0
