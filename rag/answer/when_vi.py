"""How Vietnamese news writes times. All words levelled: lower case, with their accents."""

from rag.answer.when_grammar import Template, Vocabulary, not_after, shifts

_NUMBERED = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12,
}  # fmt: skip
_DIGITS = {f"{n:02d}": n for n in range(1, 10)} | {str(n): n for n in range(1, 13)}
_DAYS = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6}

VOCABULARY = Vocabulary(
    language="vi",
    months={f"tháng {name}": n for name, n in (_NUMBERED | _DIGITS).items() if name != "giêng"},
    weekdays={f"thứ {name}": n for name, n in _DAYS.items()} | {"chủ nhật": 7},
    nths={
        "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4,
        "bốn": 4, "đầu": 1, "cuối": 2,
    },
    spans={"quý": 4, "quí": 4, "nửa": 2},
    span_letters={"q": 4},
    month_spans={"tháng": 12},
    thirds={"đầu": 1, "giữa": 2, "cuối": 3},
    sides={"vừa qua": -1, "vừa rồi": -1, "tới": 1, "sắp tới": 1},
    units={"ngày": "day", "tuần": "week", "tháng": "month", "năm": "year", "quý": "quarter"},
    shifts=shifts(
        {
            "day": {
                -2: "hôm kia", -1: "hôm qua, tối qua, đêm qua", 0: "hôm nay, sáng nay, trưa nay, chiều nay, tối nay",
                1: "ngày mai, sáng mai, chiều mai, tối mai", 2: "ngày kia",
            },
            "week": {-1: "tuần trước", 0: "tuần này", 1: "tuần tới, tuần sau"},
            "weekend": {-1: "cuối tuần trước", 1: "cuối tuần tới, cuối tuần sau"},
            "month": {-1: "tháng trước", 0: "tháng này", 1: "tháng tới, tháng sau"},
            "quarter": {-1: "quý trước", 0: "quý này", 1: "quý tới"},
            "year": {-2: "năm kia", -1: "năm ngoái, năm trước", 0: "năm nay", 1: "năm tới, năm sau, sang năm"},
        }
    ),
    today=(),
    vague=(
        "thời gian qua", "thời gian gần đây", "thời gian tới", "những năm qua", "những năm gần đây", "những năm tới",
    ),
    containers={"năm": ("year", 0), "tháng": ("month", 0)},
)  # fmt: skip

_AT = "(?:vào |trong |hồi )?"
_TIME_OF_DAY = "(?:(?:sáng|trưa|chiều|tối|đêm)(?: ngày)? )"
_WEEKDAY = "(?:{weekday},? )?"
_ON = f"{_AT}{_TIME_OF_DAY}?{_WEEKDAY}"
_OF_YEAR = "(?:(?:/|,? năm |,? ){year}| {year_shift}|,? {side})"
_FROM, _TO = "(?:từ ngày |từ |các ngày |ngày )", "(?: ?- ?| đến (?:hết )?(?:ngày )?)"
_YEAR = "(?:năm {year}|{container}(?! [0-9]))"
_NOT_RANKED = not_after("lần", "khóa", "khoá", "kỳ", "cuộc", "người", "hạng", "đứng", "phút")
"""``Đại hội lần thứ Tư`` is the fourth, not one on a Wednesday."""
_PERIOD = "(?:(?:trong |cho )?(?:giai đoạn|nhiệm kỳ|thời kỳ) )?"
_NUMBERS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_NOT_LATER = r"(?<![0-9]\s)" + not_after("nhiều", "vài", "mấy", "những", "các", "hàng", "mỗi", *_NUMBERS)
"""``mười năm sau`` is ten years later, not next year."""

TEMPLATES: tuple[Template, ...] = (
    # days: ngày 12 tháng 10 năm 2024, ngày 12/10/2024, sáng 12/10
    ("tháng", "calendar", f"{_ON}(?:ngày|mồng|mùng) {{day}} {{month}}{_OF_YEAR}?"),
    ("tháng", "calendar", f"{{day}} {{month}}{_OF_YEAR}?"),
    ("year", "calendar", f"{_ON}(?:ngày )?{{day}}(?P<sep>[/.-]){{month_number}}(?P=sep){{year}}"),
    ("year", "calendar", "{year}-{month_number}-{day}"),
    ("day", "calendar", f"{_ON}ngày {{day}}[/-]{{month_number}}"),
    ("day", "calendar", f"{_TIME_OF_DAY}{{day}}/{{month_number}}"),
    ("day", "calendar", r"(?<=\(){day}/{month_number}(?=\))"),
    ("month_shift", "calendar", "(?:ngày|mồng|mùng) {day} {month_shift}"),
    # spans: từ ngày 9 đến 12/10, từ ngày 9 đến 12 tháng 10 năm 2024, giai đoạn 2023-2025
    (
        "day",
        "range",
        f"{_FROM}{{day1}}(?:/{{month_number1}})?(?:/{{year1}})?{_TO}{{day}}/{{month_number}}(?:/{{year}})?",
    ),
    ("tháng", "range", f"{_FROM}{{day1}}(?: {{month1}})?(?:,? năm {{year1}})?{_TO}{{day}} {{month}}{_OF_YEAR}?"),
    ("day", "pair", "(?:các |hai )?ngày {day1} và (?:ngày )?{day}/{month_number}(?:/{year})?"),
    ("tháng", "pair", f"(?:các |hai )?ngày {{day1}} và (?:ngày )?{{day}} {{month}}{_OF_YEAR}?"),
    ("tháng", "range", f"từ {{month1}}(?:(?:/| năm ){{year1}})? đến (?:hết )?{{month}}{_OF_YEAR}?"),
    ("year", "years", f"{_PERIOD}(?:từ )?(?:năm )?{{year1}} ?- ?(?:năm )?{{year}}"),
    ("year", "years", f"{_PERIOD}từ (?:năm )?{{year1}} đến (?:hết )?(?:năm )?{{year}}"),
    # parts: quý I năm tới, quý I/2024, nửa đầu năm 2024, 9 tháng đầu năm, cuối năm, đầu tháng 10
    ("span", "calendar", f"{_AT}{{span}} {{nth}}(?:(?:/|,? năm |,? ){{year}}|,? {{container}}(?! [0-9]))"),
    ("quý", "calendar", f"{_AT}(?P<span>quý) (?P<nth>i|ii|iii|iv|[1-4])"),
    ("year", "calendar", "{span_letter}{digit}/{year}"),
    ("month_span", "calendar", f"{_AT}{{count}} {{month_span}} đầu {_YEAR}"),
    ("span", "calendar", f"{_AT}{{count}} {{span}} đầu {_YEAR}"),
    ("third", "calendar", f"{_AT}{{third}} {{month}}{_OF_YEAR}?"),
    ("third", "calendar", f"{_AT}{{third}} {_YEAR}"),
    # months and years: tháng 10/2024, tháng 6 năm sau, năm 2024, thế kỷ XIX
    ("tháng", "calendar", f"{_AT}{{month}}{_OF_YEAR}?"),
    ("year", "calendar", f"{_AT}năm {{year}}(?! (?:trước công nguyên|tcn))"),
    ("decade", "decade", "(?:trong )?(?:những năm|thập niên|thập kỷ) {decade}"),
    ("thế kỷ", "century", "thế k[ỷỉ] (?:{roman}|(?P<count>[0-9]{1,2}))(?! (?:trước công nguyên|tcn))"),
    # seen from the article: hôm qua, sáng thứ hai, thứ sáu tuần tới, ba năm trước, 5 năm qua
    ("shift", "shift", f"{_NOT_LATER}{_AT}{{shift}}(?! (?:đó|đây))"),
    ("week_shift", "calendar", f"{_AT}{_TIME_OF_DAY}?{{weekday}} {{week_shift}}"),
    ("weekday", "weekday", f"(?:vào |hôm |{_TIME_OF_DAY}){{weekday}}(?: {{side}})?"),
    ("weekday", "weekday", "vào ngày {weekday}(?: {side})?"),
    ("weekday", "weekday", "{weekday} {side}"),
    ("weekday", "weekday", f"{_NOT_RANKED}(?P<weekday>(?:thứ|chủ) (?P<capital>hai|ba|tư|năm|sáu|bảy|nhật))(?: này)?"),
    ("unit", "ago", "(?:cách đây )?{count} {unit} trước(?: đây)?(?! đó)"),
    ("unit", "ago", "cách đây {count} {unit}"),
    ("unit", "past", "(?:trong )?{count} {unit} (?:vừa qua|qua|gần đây)"),
    ("unit", "coming", "(?:trong )?{count} {unit} (?:sắp tới|tới)"),
    ("vague", "vague", "(?:trong )?{vague}"),
)
