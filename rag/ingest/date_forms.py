"""Dates as French, English, Vietnamese and Chinese press writes them, found in running text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

_FRENCH_MONTHS = (
    "janv(?:ier|\\.)", "f[ée]v(?:rier|r?\\.)", "mars", "avr(?:il|\\.)", "mai", "juin", "juil(?:let|\\.)",
    "ao[uû]t", "sept(?:embre|\\.)", "oct(?:obre|\\.)", "nov(?:embre|\\.)", "d[ée]c(?:embre|\\.)",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "jan(?:uary|\\.)", "feb(?:ruary|\\.)", "mar(?:ch|\\.)", "apr(?:il|\\.)", "may", "june?", "july?",
    "aug(?:ust|\\.)", "sept?(?:ember|\\.)", "oct(?:ober|\\.)", "nov(?:ember|\\.)", "dec(?:ember|\\.)",
)  # fmt: skip
_FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_VIETNAMESE_DAYS = (
    "thứ (?:hai|2)", "thứ (?:ba|3)", "thứ (?:tư|4)", "thứ (?:năm|5)", "thứ (?:sáu|6)", "thứ (?:bảy|7)", "chủ nhật",
)  # fmt: skip
_CHINESE_DAYS = ("一", "二", "三", "四", "五", "六", "[日天]")


def _one_of(words: tuple[str, ...]) -> str:
    return "|".join(words)


_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:\b(?P<weekday>{_one_of(_FRENCH_DAYS)}),? )?(?<![\d/.,-])(?P<day>\d{{1,2}})(?:er)? "
        rf"(?P<month>{_one_of(_FRENCH_MONTHS)})(?![^\W\d_])(?: {_YEAR})?",
        rf"(?:\b(?P<weekday>{_one_of(_ENGLISH_DAYS)}),? )?\b(?P<month>{_one_of(_ENGLISH_MONTHS)}) (?P<day>\d{{1,2}})"
        rf"(?:st|nd|rd|th)?(?![\d%])(?:,? {_YEAR})?",
        rf"(?:\b(?P<weekday>{_one_of(_ENGLISH_DAYS)}),? )?(?<![\d/.,-])(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?"
        rf"(?P<month>{_one_of(_ENGLISH_MONTHS)})(?![^\W\d_])(?:,? {_YEAR})?",
        rf"(?:\b(?P<weekday>{_one_of(_VIETNAMESE_DAYS)}),? ?\(?(?:ngày )?)?(?<![\d/.,-])(?P<day>\d{{1,2}}) tháng "
        rf"(?P<month>\d{{1,2}})(?!\d)(?:(?:,| năm|, năm) {_YEAR})?",
        rf"(?:\b(?P<weekday>{_one_of(_VIETNAMESE_DAYS)}),? ?\(?(?:ngày )?)?(?<![\d/.,-])(?P<day>\d{{1,2}})"
        rf"(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark){_YEAR}",
        rf"(?:\b(?P<weekday>{_one_of(_VIETNAMESE_DAYS)}),? ?\(?(?:ngày )?|\b(?:ngày|sáng|trưa|chiều|tối) \(?)"
        r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})(?![/\d-])",
        rf"(?:{_YEAR}年)?(?<!\d)(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]"
        rf"(?: ?[(（]?(?:星期|周|礼拜)(?P<weekday>{_one_of(_CHINESE_DAYS)})[)）]?)?",
        r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
    )
)
_MONTHS = tuple(
    re.compile(rf"{french}|{english}|0?{number}", re.IGNORECASE)
    for number, (french, english) in enumerate(zip(_FRENCH_MONTHS, _ENGLISH_MONTHS, strict=True), start=1)
)
_WEEKDAYS = tuple(
    re.compile("|".join(names), re.IGNORECASE)
    for names in zip(_FRENCH_DAYS, _ENGLISH_DAYS, _VIETNAMESE_DAYS, _CHINESE_DAYS, strict=True)
)
_BARE_WEEKDAY = re.compile(
    rf"(?<!chaque )(?<!\ble )(?<!\bles )(?<!every )\b(?P<weekday>{_one_of(_FRENCH_DAYS)}|{_one_of(_ENGLISH_DAYS)})\b"
    r"(?! (?:dernier|prochain|last|next|\d))",
    re.IGNORECASE,
)
_WEEKDAY_NUMBER = re.compile(
    rf"\b(?P<weekday>{_one_of(_FRENCH_DAYS)}|{_one_of(_ENGLISH_DAYS)}),? (?:the )?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?! ?(?:h|heures|:|%|\d|ans|and|et|[-–]))\b",
    re.IGNORECASE,
)
_HAN_WEEKDAY_NUMBER = re.compile(
    rf"(?<![\d月])(?P<number>\d{{1,2}})[日号] ?[(（]?(?:星期|周|礼拜)(?P<weekday>{_one_of(_CHINESE_DAYS)})"
)
_PUBLISHED = re.compile(r"publi|post|đăng|发布|在线|mis en ligne", re.IGNORECASE)
_UPDATED = re.compile(r"mise? à jour|modifi|updat|cập nhật|更新", re.IGNORECASE)
_AMERICAN = re.compile(r"(?<![\d/])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d\d)(?!\d)")
_ENGLISH_LINE = re.compile(r"\b(?:published|posted|updated|by|am|pm|edt|est|pst)\b", re.IGNORECASE)
_LONGEST_DATE_LINE = 100
_BYLINE_SPLIT = re.compile(r"\s*(?:[.|•·—–]+(?:\s+|$)|\n|\s-\s)\s*")
_BYLINE_PART = re.compile(
    r"(?:par|by|theo|propos recueillis par|temps de lecture|reading time)\b.{0,60}|\d{1,2} ?min(?:utes?)?(?: read)?"
    r"|\d{1,2} ?[:h] ?\d{2}(?::\d{2})?",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'-]+(?: [^\W\d_a-zß-öø-ÿ][\w’'.-]*){1,3}|[\u4e00-\u9fff]{2,3}")
_SIGNED = re.compile(
    r"(?:(?:par|by|theo)\b|(?:本报|本刊|新华社)?记者)[\s:：]*(?P<names>[^\d,，]{2,60}?)(?:[,，]\s*|\s+)"
    r"(?P<when>(?:(?:le|on|ngày|lúc|publiée?|published|posted|đăng)\b|\d|[a-z]+\.? \d).*)",
    re.IGNORECASE,
)
"""``Par Anne Roux, le 3 mai 2024``: who and when in one breath."""
_AND = re.compile(r"\s(?:et|and|và|&)\s|[、 ](?=[\u4e00-\u9fff])")
_AGO = re.compile(
    r"(?:il y a|voici) (?:environ )?(?:\d{1,2}|une?) ?(?:min(?:utes?)?|h(?:eures?)?|j(?:ours?)?|semaines?|mois|ans?)"
    r"|(?:\d{1,2}|an?|one) ?(?:min(?:ute)?s?|h(?:ou)?rs?|h|days?|d|weeks?|months?|years?) ago"
    r"|\d{1,2} (?:phút|giờ|ngày|tuần|tháng|năm) trước|\d{1,2} ?(?:分钟|小时|天|日|周|个月|年)前"
    r"|(?:hier|aujourd['’]hui|yesterday|today|hôm qua|hôm nay|昨天|今天)"
    r"(?:[ ,à]{0,3}(?:at |lúc )?\d{1,2} ?[:h] ?\d{2})?",
    re.IGNORECASE,
)
_HINT = re.compile(r"\d")
_LINE_WORDS = re.compile(
    r"""(?:publi[ée]e?|post[ée]e?|mise?\ à\ jour|modifi[ée]e?|published|posted|updated|last\ updated|date|đăng|cập\ nhật
    |ngày|发布时间|发布日期|时间|日期|gmt(?:[+-]\d{1,2})?|utc|am|pm|le|on|at|à|lúc|et|h|min|[\W_]
    |\d{1,2}\s?[:h]\s?\d{2}(?::\d{2})?)*""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day named at ``text[start:end]``, with its year and weekday (Monday is 0) when the text gives them."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    weekday: int | None

    def in_year(self, year: int) -> date | None:
        """The day in ``year``; ``None`` when there is none (29 February) or the weekday is another."""
        try:
            found = date(year, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday in (None, found.weekday()) else None

    @property
    def full(self) -> date | None:
        """The date, when the text gives its year (and no wrong weekday)."""
        return None if self.year is None else self.in_year(self.year)


def month_words() -> str:
    """A pattern of the months' names in French and English."""
    return "|".join((*_FRENCH_MONTHS, *_ENGLISH_MONTHS))


def month_number(words: str) -> int:
    """The month (1 to 12) of a French or English name or a Vietnamese ``tháng 3``; 0 of anything else."""
    return _index(_MONTHS, words.casefold().removeprefix("tháng ")) + 1


def day_mentions(text: str) -> tuple[DayMention, ...]:
    """The days named in the text, in order, none overlapping another; ranges give both their ends.

    Numeric dates are read day first, as in French and Vietnamese, or year first.
    """
    if not _HINT.search(text):
        return ()
    found: list[DayMention] = []
    for mention in sorted(_all_mentions(text), key=lambda m: (m.start, -m.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return tuple(found)


def _all_mentions(text: str) -> Iterator[DayMention]:
    for form in _FORMS:
        for match in form.finditer(text):
            groups = match.groupdict()
            month, day = _index(_MONTHS, groups["month"]) + 1, int(groups["day"])
            weekday = _index(_WEEKDAYS, groups["weekday"]) if groups.get("weekday") else None
            year = int(groups["year"]) if groups.get("year") else None
            if month and 1 <= day <= 31:
                yield DayMention(match.start(), match.end(), year, month, day, weekday)


def _index(patterns: tuple[re.Pattern[str], ...], word: str) -> int:
    return next((i for i, pattern in enumerate(patterns) if pattern.fullmatch(word)), -1)


def bare_weekdays(text: str) -> tuple[int, ...]:
    """The weekdays (Monday is 0) that the text names without a date and not as a habit (``chaque lundi``)."""
    rest = _without(text, day_mentions(text))
    return tuple(_index(_WEEKDAYS, match["weekday"]) for match in _BARE_WEEKDAY.finditer(rest))


def weekday_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """The weekdays (Monday is 0) that stand with the day of a month left unnamed: ``dimanche 15`` gives (6, 15)."""
    rest = _without(text, day_mentions(text))
    found = (match for form in (_WEEKDAY_NUMBER, _HAN_WEEKDAY_NUMBER) for match in form.finditer(rest))
    return tuple((_index(_WEEKDAYS, match["weekday"]), int(match["number"])) for match in found)


def shown_date(line: str) -> date | None:
    """The publication date that a date line shows: where it tells several, the one not called an update.

    ``03/04/2024`` in an English line may be March or April: ``None``.
    """
    english = bool(_ENGLISH_LINE.search(line))
    if english and (match := _AMERICAN.search(line)):
        month, day = int(match["month"]), int(match["day"])
        return _date(int(match["year"]), month, day) if month == day or (day > 12 >= month) else None
    days = [(mention.start, mention.full) for mention in day_mentions(line) if mention.full]
    original = [full for start, full in days if not _is_update(line[:start])]
    return next(iter([*original, *(full for _, full in days)]), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_update(before: str) -> bool:
    updated = max((m.end() for m in _UPDATED.finditer(before)), default=-1)
    return updated > max((m.end() for m in _PUBLISHED.finditer(before)), default=-1)


def _without(text: str, mentions: Iterable[DayMention]) -> str:
    parts, done = [], 0
    for mention in mentions:
        parts.append(text[done : mention.start])
        done = mention.end
    return " ".join([*parts, text[done:]])


def is_date_line(text: str) -> bool:
    """Whether a line is nothing but a full date, perhaps with a time and a word such as "Publié le"."""
    if len(text) > _LONGEST_DATE_LINE:
        return False
    mentions = [mention for mention in day_mentions(text) if mention.full]
    return bool(mentions) and bool(_LINE_WORDS.fullmatch(_without(text, mentions)))


def is_byline(text: str) -> bool:
    """Whether a line only says when, perhaps who wrote and how long it takes to read: "Par X. Publié le … 2 min"."""
    if len(text) > 2 * _LONGEST_DATE_LINE:
        return False
    parts = [part for part in _BYLINE_SPLIT.split(text) if part]
    dated = [part for part in parts if is_date_line(part) or _is_signed_and_dated(part)]
    rest = [part for part in parts if part not in dated and not _BYLINE_PART.fullmatch(part)]
    return bool(dated) and (not rest or (len(rest) == 1 and bool(_AUTHOR.fullmatch(rest[0]))))


def _is_signed_and_dated(part: str) -> bool:
    match = _SIGNED.fullmatch(part)
    if match is None or not is_date_line(match["when"]):
        return False
    return all(_AUTHOR.fullmatch(name.strip()) for name in _AND.split(match["names"]))


def says_when(text: str) -> bool:
    """Whether a line only says when something appeared: a byline, or ``2 hours ago``, ``Il y a 2 heures``."""
    return is_byline(text) or bool(_AGO.fullmatch(text))
