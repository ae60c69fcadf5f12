"""What may follow a number in four languages, levelled: scales, currencies, measures, durations, percentages.

One symbol stands for a unit whatever the language: ``USD``, ``km``, ``h``, ``%``.
"""

from collections.abc import Mapping
from types import MappingProxyType

Symbols = Mapping[str, str]
"""From what is written to the symbol it stands for."""

PERCENTAGES = frozenset({"%", "pp"})
DURATIONS = frozenset({"s", "min", "h", "d", "wk", "mo", "y"})


def _symbols(table: Mapping[str, str]) -> dict[str, str]:
    return {word.strip(): symbol for symbol, words in table.items() for word in words.split(",")}


_CURRENCIES = _symbols(
    {
        "USD": "usd, us$, $", "EUR": "eur, €", "GBP": "gbp, £", "CNY": "cny, rmb", "VND": "vnd", "JPY": "jpy",
        "KRW": "krw", "THB": "thb", "RUB": "rub", "LAK": "lak", "KHR": "khr", "AUD": "aud, a$",
        "CAD": "cad, c$", "HKD": "hkd, hk$",
        "SGD": "sgd, s$", "TWD": "twd", "INR": "inr", "IDR": "idr", "CHF": "chf",
    }
)  # fmt: skip
CURRENCIES = frozenset(_CURRENCIES.values())
CURRENCIES_BEFORE: Symbols = MappingProxyType(_CURRENCIES)
"""Those that may stand before the number: ``$1.6 billion``, ``USD 50``."""
_ANYWHERE = _CURRENCIES | _symbols(
    {
        "%": "%", "VND": "vnđ", "km": "km", "m": "m", "cm": "cm", "mm": "mm", "km2": "km², km2", "m2": "m², m2",
        "m3": "m³, m3", "ha": "ha", "kg": "kg", "t": "t", "kW": "kw", "MW": "mw", "GW": "gw",
        "kWh": "kwh", "GWh": "gwh",
        "TWh": "twh", "km/h": "km/h", "°C": "°c",
    }
)  # fmt: skip

_FRENCH = {
    "%": "pour cent, pourcent",
    "pp": "point de pourcentage, points de pourcentage",
    "USD": "dollar, dollars, dollar americain, dollars americains, dollars us",
    "AUD": "dollars australiens", "CAD": "dollars canadiens", "HKD": "dollars de hong kong",
    "SGD": "dollars singapouriens", "EUR": "euro, euros", "GBP": "livres sterling",
    "CHF": "francs suisses", "CNY": "yuan, yuans, renminbi",
    "VND": "dong, dongs", "JPY": "yen, yens", "KRW": "won, wons", "THB": "baht, bahts", "RUB": "rouble, roubles",
    "LAK": "kip, kips", "KHR": "riel, riels", "INR": "roupies",
    "km": "kilometre, kilometres", "m": "metre, metres", "cm": "centimetre, centimetres", "mm": "millimetres",
    "km2": "kilometres carres", "m2": "metres carres", "m3": "metres cubes", "ha": "hectare, hectares",
    "kg": "kilogrammes, kilo, kilos", "t": "tonne, tonnes", "MW": "megawatts", "GW": "gigawatts",
    "km/h": "kilometres par heure, kilometres-heure, kilometres/heure", "°C": "degres celsius", "°": "degres",
    "s": "secondes", "min": "minute, minutes", "h": "heure, heures", "d": "jour, jours, journees",
    "wk": "semaine, semaines", "mo": "mois", "y": "an, ans, annee, annees",
}  # fmt: skip
_ENGLISH = {
    "%": "percent, per cent",
    "pp": "percentage point, percentage points",
    "USD": "dollar, dollars, us dollars, u.s. dollars, american dollars",
    "AUD": "australian dollars", "CAD": "canadian dollars", "HKD": "hong kong dollars", "SGD": "singapore dollars",
    "EUR": "euro, euros", "GBP": "pounds sterling", "CHF": "swiss francs", "CNY": "yuan, renminbi",
    "VND": "dong, vietnamese dong", "JPY": "yen", "KRW": "south korean won", "THB": "baht", "RUB": "rubles, roubles",
    "LAK": "kip", "KHR": "riel", "INR": "rupees",
    "km": "kilometer, kilometers, kilometre, kilometres", "m": "meter, meters, metre, metres",
    "cm": "centimeters, centimetres", "mm": "millimeters, millimetres", "km2": "square kilometers, square kilometres",
    "m2": "square meters, square metres", "m3": "cubic meters, cubic metres", "ha": "hectare, hectares",
    "kg": "kilograms, kilos", "t": "ton, tons, tonne, tonnes", "MW": "megawatts", "GW": "gigawatts",
    "mi": "mile, miles", "ft": "foot, feet", "in": "inch, inches", "yd": "yards",
    "km/h": "kph, kilometers per hour, kilometres per hour", "mph": "mph, miles per hour, miles an hour",
    "°C": "degrees celsius", "°": "degrees",
    "s": "seconds", "min": "minute, minutes", "h": "hour, hours", "d": "day, days", "wk": "week, weeks",
    "mo": "month, months", "y": "year, years, year-old",
}  # fmt: skip
_VIETNAMESE = {
    "%": "phần trăm", "pp": "điểm phần trăm",
    "USD": "đô la, đô la mỹ, đô-la, đô-la mỹ, đôla", "EUR": "euro", "CNY": "nhân dân tệ", "VND": "đồng",
    "GBP": "bảng, bảng anh", "JPY": "yên, yên nhật", "KRW": "won", "THB": "baht", "LAK": "kip", "KHR": "riel",
    "km": "kilômét, ki-lô-mét, cây số", "m": "mét", "km2": "ki-lô-mét vuông", "m2": "mét vuông", "m3": "mét khối",
    "ha": "héc-ta, hecta", "kg": "ki-lô-gam", "t": "tấn", "mi": "dặm", "°C": "độ c", "°": "độ",
    "s": "giây", "min": "phút", "h": "giờ, giờ đồng hồ, tiếng, tiếng đồng hồ", "d": "ngày",
    "wk": "tuần", "mo": "tháng",
    "y": "năm, tuổi",
}  # fmt: skip
_CHINESE = {
    "pp": "个百分点, 百分点",
    "USD": "美元, 美金", "EUR": "欧元", "CNY": "元, 人民币, 元人民币", "VND": "越南盾, 越盾", "JPY": "日元",
    "GBP": "英镑", "KRW": "韩元", "THB": "泰铢", "RUB": "卢布", "HKD": "港元, 港币", "SGD": "新元",
    "CAD": "加元", "AUD": "澳元",
    "INR": "卢比", "CHF": "瑞士法郎",
    "km": "公里, 千米", "m": "米", "cm": "厘米", "km2": "平方公里, 平方千米", "m2": "平方米", "m3": "立方米",
    "ha": "公顷", "kg": "公斤, 千克", "t": "吨", "MW": "兆瓦", "kWh": "千瓦时", "mi": "英里",
    "ft": "英尺", "in": "英寸",
    "°C": "摄氏度", "°F": "华氏度",
    "s": "秒, 秒钟", "min": "分钟", "h": "小时, 个小时", "d": "天", "wk": "周, 星期, 个星期", "mo": "个月",
    "y": "年, 岁",
}  # fmt: skip

UNITS: Mapping[str, Symbols] = MappingProxyType(
    {
        "fr": _ANYWHERE | _symbols(_FRENCH),
        "en": _ANYWHERE | _symbols(_ENGLISH),
        "vi": _ANYWHERE | _symbols(_VIETNAMESE),
        "zh": _ANYWHERE | _symbols(_CHINESE),
    }
)
UNITS_ANYWHERE: Symbols = MappingProxyType(_ANYWHERE)
"""For a language that is not known."""

_FRENCH_SCALES = {"million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12}
SCALES: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "fr": _FRENCH_SCALES | {"m": 6, "md": 9, "mds": 9},
        "en": {"thousand": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12},
        "vi": {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9, "nghìn tỷ": 12, "nghìn tỉ": 12, "ngàn tỷ": 12},
        "zh": {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12},
    }
)
"""Powers of ten; a French ``billion`` is not an English one."""
