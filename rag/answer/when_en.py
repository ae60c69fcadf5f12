"""How English news writes times. All words levelled: lower case, straight apostrophes; names need their capital."""

from rag.answer.when_grammar import Template, Vocabulary, not_after, shifts

_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan.": 1, "feb.": 2, "mar.": 3, "apr.": 4, "jun.": 6, "jul.": 7,
    "aug.": 8, "sept.": 9, "sep.": 9, "oct.": 10, "nov.": 11, "dec.": 12, "jan": 1, "feb": 2, "apr": 4, "aug": 8,
    "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

VOCABULARY = Vocabulary(
    language="en",
    months=_MONTHS,
    weekdays={"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7},
    nths={"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4},
    spans={"quarter": 4, "half": 2},
    span_letters={"q": 4, "h": 2},
    month_spans={"months": 12, "month": 12},
    thirds={"early": 1, "beginning": 1, "start": 1, "mid": 2, "middle": 2, "late": 3, "end": 3},
    sides={"last": -1, "this past": -1, "next": 1},
    units={
        "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
        "year": "year", "years": "year", "quarter": "quarter", "quarters": "quarter",
    },
    shifts=shifts(
        {
            "day": {
                -2: "the day before yesterday", -1: "yesterday",
                0: "this morning, this afternoon, this evening, tonight",
                1: "tomorrow", 2: "the day after tomorrow",
            },
            "week": {-1: "last week", 0: "this week", 1: "next week"},
            "weekend": {-1: "last weekend", 1: "next weekend"},
            "month": {-1: "last month", 0: "this month", 1: "next month"},
            "quarter": {-1: "last quarter", 0: "this quarter", 1: "next quarter"},
            "year": {
                -2: "the year before last", -1: "last year", 0: "this year, the current year",
                1: "next year, the coming year", 2: "the year after next",
            },
        }
    ),
    today=("today",),
    vague=(
        "in recent years", "in recent months", "in recent weeks", "in recent days", "in recent times",
        "in the coming years", "in the coming months", "in the coming weeks", "in the coming days",
    ),
    containers={"the year": ("year", 0), "the month": ("month", 0)},
    names_have_capitals=True,
)  # fmt: skip

_WEEKDAY = "(?:{weekday},? (?:the )?)?"
_WEEKDAY_1 = "(?:{weekday1},? (?:the )?)?"
_DAY, _DAY_1 = "{day}(?:st|nd|rd|th)?", "{day1}(?:st|nd|rd|th)?"
_WHICH_YEAR = "(?:,? (?:of )?(?:{year}|{year_shift}))"
_OF = "(?:,? (?:(?:of|in) )?(?:the year )?(?:{year}|{container}))"
_TO = "(?: ?- ?| (?:to|until|through) )"
_FROM_DAY = f"(?:the )?{_WEEKDAY_1}{_DAY_1}(?: {{month1}})?(?:,? {{year1}})?"
_UNTIL_DAY = f"(?:the )?{_WEEKDAY}{_DAY} (?:of )?{{month}}{_WHICH_YEAR}?"
_FROM_MONTH = f"{_WEEKDAY_1}{{month1}} {_DAY_1}(?:,? {{year1}})?"
_UNTIL_MONTH = f"{_WEEKDAY}(?:{{month}} )?{_DAY}{_WHICH_YEAR}?"
_ON, _IN = "(?:on )?", "(?:in )?"
_TIME_OF_DAY = "(?: (?:morning|afternoon|evening|night))?"
_PERIOD = "(?:(?:for|over|during|in) the period (?:of |from )?)?"
_NO_MORE = r"(?! (?:bc|bce)\b)(?! ?(?:[%°$€]|(?:km|m|metres|meters|feet|people|euros|dollars|troops|soldiers)\b))"
_NO_PLURAL = r"(?! (?!(?:was|is|has|its|this|as|his|does|unless|across|towards|was)\b)[a-z]+s\b)"
_NOT_A_COUNT = r"(?<![0-9]\s)(?<!no\.\s)" + not_after("than", "about", "some", "nearly", "over", "almost", "page")
"""``2014 decision`` is of that year, ``2014 soldiers`` and ``more than 2014`` are no year."""
_NOT_EVERY = not_after("every", "each", "a")
_NO_FEAST = r"(?! (?:times|post|night|friday)\b)"

TEMPLATES: tuple[Template, ...] = (
    # days: October 12, 2024, Monday 27 March, 12/25/2024, 2024-10-12
    ("month", "calendar", f"{_ON}{_WEEKDAY}(?:the )?{_DAY} (?:of )?{{month}}{_WHICH_YEAR}?"),
    ("month", "calendar", f"{_ON}{_WEEKDAY}{{month}} (?:the )?{_DAY}{_WHICH_YEAR}?"),
    ("year", "numeric", "(?:on )?(?P<first>[0-9]{1,2})(?P<sep>[/.-])(?P<second>[0-9]{1,2})(?P=sep){year}"),
    ("year", "calendar", "(?:on )?{year}(?P<sep>[/.-]){month_number}(?P=sep){day}"),
    # spans: from 9 to 12 October, October 9-12, 2024, from October 30 to November 1, 2022, 2023-2025
    ("month", "range", f"(?:from )?{_FROM_DAY}{_TO}{_UNTIL_DAY}"),
    ("month", "range", f"between {_FROM_DAY} and {_UNTIL_DAY}"),
    ("month", "range", f"(?:from )?{_FROM_MONTH}{_TO}{_UNTIL_MONTH}"),
    ("month", "range", f"between {_FROM_MONTH} and {_UNTIL_MONTH}"),
    ("month", "pair", f"(?:on )?{_DAY_1} and {_DAY} {{month}}{_WHICH_YEAR}?"),
    ("month", "pair", f"(?:on )?{{month}} {_DAY_1} and {_DAY}{_WHICH_YEAR}?"),
    ("month", "range", f"from {{month1}}(?: {{year1}})? (?:to|until|through) {{month}}{_WHICH_YEAR}?"),
    ("month", "range", f"between {{month1}}(?: {{year1}})? and {{month}}{_WHICH_YEAR}?"),
    ("month", "range", f"{_IN}{{month1}} ?(?:-|to) ?{{month}}{_WHICH_YEAR}"),
    ("year", "years", f"{_PERIOD}{{year1}} ?[/-] ?{{year}}"),
    ("year", "years", f"{_PERIOD}{{year1}}[/-]{{short_year}}"),
    ("year", "years", "(?:from |for |over )?{year1} to {year}"),
    ("year", "years", "between {year1} and {year}"),
    # parts: in the first quarter of next year, Q1 2024, the first nine months of 2024, late 2024, the end of the year
    ("span", "calendar", f"{_IN}(?:the )?{{nth}}(?: |-){{span}}{_OF}"),
    ("quarter", "calendar", "in the {nth} (?P<span>quarter)(?! (?:of|final))"),
    ("span", "calendar", f"{_IN}{{year_shift}},? in the {{nth}}(?: |-){{span}}"),
    ("span", "calendar", f"{_IN}(?:the )?{{year_shift}}'s {{nth}} {{span}}"),
    ("year", "calendar", f"{_IN}{{span_letter}}{{digit}}(?:,? (?:of )?|/){{year}}"),
    ("year", "calendar", f"{_IN}{{year}} {{span_letter}}{{digit}}"),
    ("month_span", "calendar", f"{_IN}(?:the )?first {{count}} {{month_span}}{_OF}"),
    ("(?:quarters|halves)", "calendar", f"{_IN}(?:the )?first {{count}} {{span}}s{_OF}"),
    ("third", "calendar", f"{_IN}(?:the )?{{third}}(?: |-)(?:of )?{{month}}{_WHICH_YEAR}?"),
    ("third", "calendar", f"{_IN}(?:at )?(?:the )?{{third}}(?: |-)(?:of )?{{year}}{_NO_MORE}"),
    ("third", "calendar", f"{_IN}(?:at )?(?:the )?{{third}} (?:of )?{{container}}"),
    ("third", "calendar", "(?:the )?{third} (?:of )?{week_shift}"),
    # months and years: in October 2024, last October, in 2024, the 1990s, the 19th century
    ("month", "calendar", f"in {{month}}{_WHICH_YEAR}?"),
    ("month", "calendar", f"{{month}}{_WHICH_YEAR}"),
    ("month", "calendar", f"{_IN}{{side}} {{month}}"),
    ("year", "calendar", f"(?:in |the year ){{year}}{_NO_MORE}"),
    ("year", "calendar", rf"{_NOT_A_COUNT}(?P<year>(?:1[89]|20)(?!00)[0-9]{{2}}){_NO_MORE}{_NO_PLURAL}"),
    ("[0-9]{3}0'?s", "decade", "(?:in |during )?(?:the )?(?P<decade>(?:1[0-9]|20)[0-9]0)'?s"),
    ("century", "century", r"(?:in )?(?:the )?(?P<count>[0-9]{1,2})(?:st|nd|rd|th)(?: |-)century(?! (?:bc|bce)\b)"),
    # seen from the article: yesterday, last Monday, three days ago, in two years, over the past five years
    ("shift", "shift", "{shift}"),
    ("today", "today", "{today}(?!'s)"),
    ("week_shift", "calendar", f"{_ON}{{weekday}}(?: of)? {{week_shift}}"),
    ("weekday", "weekday", f"{_NOT_EVERY}(?:on |this )?{{weekday}}{_TIME_OF_DAY}{_NO_FEAST}"),
    ("weekday", "dated_weekday", "(?:on )?{weekday},? (?:the )?{day}(?:st|nd|rd|th)"),
    ("weekday", "weekday", f"{_ON}{{side}} {{weekday}}{_TIME_OF_DAY}"),
    ("ago", "ago", "{count} {unit} ago"),
    ("ago", "vague", "(?:about|around|nearly|almost|more than|over|less than|some) {count} {unit} ago"),
    ("unit", "perhaps_ahead", "in {count} {unit}(?:' time)?"),
    ("unit", "past", "(?:(?:over|in|during|for) )?(?:the )?(?:past|last) {count} {unit}"),
    ("unit", "coming", "(?:(?:over|in|during|for|within) )?(?:the )?(?:next|coming) {count} {unit}"),
    ("vague", "vague", "{vague}"),
)
