"""How Chinese news writes times; a space in a template may be there or not (``2024 年 10 月 12 日``)."""

from rag.answer.when_grammar import Template, Vocabulary, shifts

_WEEKDAYS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}

VOCABULARY = Vocabulary(
    language="zh",
    months={},
    weekdays=_WEEKDAYS | {f"{week}{day}": n for week in ("周", "星期", "礼拜") for day, n in _WEEKDAYS.items()},
    nths={"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "上": 1, "下": 2},
    spans={"季度": 4, "半年": 2},
    span_letters={},
    month_spans={"月": 12},
    thirds={"初": 1, "上旬": 1, "中旬": 2, "下旬": 3, "底": 3, "末": 3},
    sides={},
    units={"天": "day", "周": "week", "星期": "week", "月": "month", "年": "year", "季度": "quarter"},
    shifts=shifts(
        {
            "day": {-2: "前天", -1: "昨天, 昨日, 昨晚", 0: "今早, 今晚", 1: "明天, 明日", 2: "后天"},
            "week": {-1: "上周, 上星期, 上个星期", 0: "本周, 这周", 1: "下周, 下星期, 下个星期"},
            "weekend": {-1: "上周末", 1: "下周末"},
            "month": {-1: "上月, 上个月", 0: "本月, 这个月", 1: "下月, 下个月"},
            "quarter": {-1: "上季度", 0: "本季度", 1: "下季度"},
            "year": {-2: "前年", -1: "去年, 上年", 0: "今年, 本年", 1: "明年, 来年", 2: "后年"},
        }
    ),
    today=("今天", "今日"),
    vague=("近来", "近期", "近日", "日前", "近年来", "近几年", "最近几年", "未来几年"),
    containers={"年": ("year", 0), "月": ("month", 0)},
)  # fmt: skip

_YEAR, _YEAR_1 = "(?:{year} 年|{year_shift})", "(?:{year1} 年|{year_shift1})"
_DAY, _MONTH, _MONTH_1 = "{day} [日号]", "{month_number} 月", "{month_number1} 月"
_TO = "(?:至|到|-)"
_WEEKDAY = "(?:周|星期|礼拜)[一二三四五六日天]"

TEMPLATES: tuple[Template, ...] = (
    # days: 2024年10月12日, 去年10月12日, 10月12日, 本月12日
    ("月", "calendar", f"{_YEAR}? {_MONTH}份? {_DAY}"),
    ("month_shift", "calendar", f"{{month_shift}} {_DAY}"),
    ("year", "calendar", "{year}(?P<sep>[/.-]){month_number}(?P=sep){day}"),
    # spans: 10月9日至12日, 2022年10月30日至11月1日, 2023年至2025年, 1-9月
    ("月", "range", f"{_YEAR_1}? {_MONTH_1} {{day1}} [日号]? {_TO} (?:{_YEAR} )?(?:{_MONTH} )?{_DAY}"),
    ("月", "range", f"{_YEAR_1}? {{month_number1}} 月? {_TO} (?:{_YEAR} )?{_MONTH}(?!球)"),
    ("month_shift", "range", f"{{month_shift1}} {{day1}} [日号]? {_TO} {_DAY}"),
    ("年", "years", f"{{year1}} 年? {_TO} {{year}} 年(?!代)"),
    ("year", "years", "{year1} ?- ?{year}"),
    # parts: 明年第一季度, 2024年上半年, 今年前三季度, 今年前9个月, 年底, 10月中旬
    ("span", "calendar", f"{_YEAR}? 第? {{nth}} {{span}}"),
    ("span", "calendar", f"{_YEAR} 前 {{count}} 个? {{span}}"),
    ("month_span", "calendar", f"{_YEAR} 前 {{count}} 个 {{month_span}}"),
    ("third", "calendar", f"{_YEAR} 年? (?P<third>初|底|末)"),
    ("third", "calendar", f"{_YEAR}? {_MONTH} {{third}}"),
    ("third", "calendar", "{container}(?P<third>初|底|末)"),
    # months and years: 2024年10月, 明年6月, 10月, 2024年, 20世纪90年代, 19世纪
    ("月", "calendar", f"{_YEAR}? {_MONTH}份?(?!球)"),
    ("年", "calendar", "{year} 年(?!代)"),
    ("世纪", "century", "{count} 世纪(?: (?P<decade>[0-9]0|[二三四五六七八九]十) 年代)?"),
    ("年代", "decade", "(?:上世纪)? {decade} 年代"),
    # seen from the article: 昨天, 下周五, 周一, 三年前, 过去五年
    ("shift", "shift", "{shift}"),
    ("today", "today", "{today}"),
    ("week_shift", "calendar", "{week_shift}(?P<weekday>[一二三四五六日天])"),
    ("weekday", "weekday", f"(?<![一两几每单双])(?P<weekday>{_WEEKDAY})(?!次|个|期|年|带|家|夜|泰晤士|新闻)"),
    ("unit", "ago", "{count} 个? {unit} 前(?!后)"),
    ("unit", "past", "(?:过去|近|最近) 的? {count} 个? {unit}"),
    ("unit", "coming", "(?:未来|今后) 的? {count} 个? {unit}"),
    ("vague", "vague", "{vague}"),
)
