"""How one fact of a sentence is made wrong, in each language: patterns, and what stands instead."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

Change = Callable[[re.Match[str]], str]


class Rule(NamedTuple):
    """Where a fact of a kind stands in a sentence, and what it becomes; a change to the same text is none."""

    kind: str
    pattern: re.Pattern[str]
    change: Change


def rules(lang: str) -> Sequence[Rule]:
    """The rules of a language, ``fr``, ``en``, ``vi`` or ``zh``; none for another."""
    if lang not in _MONTHS:
        return ()
    words = _words("unit", _UNITS[lang], lang) + _words("quantifier", _QUANTIFIERS[lang], lang)
    return (*_dates(lang), *_ordinals(lang), *_figures(lang), *words, *_negation(lang))


_MONTHS: Mapping[str, str] = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
    "vi": "",
    "zh": "",
}
_ORDINALS: Mapping[str, Sequence[str]] = {
    "fr": ("premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième"),
    "en": ("first", "second", "third", "fourth", "fifth", "sixth"),
    "vi": ("thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu"),
    "zh": ("第一", "第二", "第三", "第四", "第五", "第六"),
}
_UNITS: Mapping[str, Mapping[str, str]] = {
    "fr": {"millions": "milliards", "milliard": "million", "dollars": "euros", "kilomètres": "mètres", "mois": "ans"},
    "en": {"million": "billion", "billion": "million", "dollars": "euros", "kilometres": "metres", "months": "years"},
    "vi": {"triệu": "tỷ", "tỷ": "triệu", "đô la": "euro", "kilômét": "mét"},
    "zh": {"万": "亿", "亿": "万", "美元": "欧元", "公里": "米", "个月": "年"},
}
_QUANTIFIERS: Mapping[str, Mapping[str, str]] = {
    "fr": {"toutes les": "certaines", "plus de": "moins de", "au moins": "au plus", "personne n'a": "tout le monde a"},
    "en": {"all": "some", "more than": "less than", "at least": "at most", "nobody": "everybody"},
    "vi": {"tất cả các": "một số", "hơn": "chưa đến", "ít nhất": "nhiều nhất"},
    "zh": {"所有": "部分", "超过": "不到", "至少": "至多"},
}
_SAYING_FR = "annoncé|indiqué|déclaré|prévenu|précisé|averti|fait savoir"
"""Who said it is not what is said: a claim is not negated there."""
_NEGATIONS: Mapping[str, Sequence[tuple[str, str]]] = {
    "fr": (
        (r"\bn'a pas\b", "a bien"),
        (rf"(?<!n')\b(a|ont|est|était) (?!pas\b|{_SAYING_FR})", r"n'\1 pas "),
        (r"(?<!ne )\b(sera|seront|se tiendra) (?!pas\b)", r"ne \1 pas "),
        (r"\b(accueillera) (?!pas\b)", r"n'\1 pas "),
    ),
    "en": (
        (r"\bdid not kill anybody\b", "killed somebody"),
        (r"\b(is|was|were|has|have|will) (?!not)", r"\1 not "),
    ),
    "vi": (("không có", "có"), (r"\b(đã|sẽ) (?!không)", r"\1 không ")),
    "zh": (("没有", "有"), ("已(?!不)", "未"), ("将(?!不)", "将不")),
}  # fmt: skip


def _dates(lang: str) -> list[Rule]:
    year = Rule("year", re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"), lambda m: str(int(m[0]) + 1))
    if lang in ("vi", "zh"):
        forms = {"vi": (r"(?<=[Nn]gày )\d{1,2}", r"(?<=[Tt]háng )\d{1,2}"), "zh": (r"\d{1,2}(?=日)", r"\d{1,2}(?=月)")}
        day, month = forms[lang]
        return [Rule("day", re.compile(day), _next_day), Rule("month", re.compile(month), _next_month), year]
    names = _MONTHS[lang].split()
    following = dict(pairwise([*names, names[0]]))
    any_month = "|".join(names)
    return [
        Rule("day", re.compile(rf"\b\d{{1,2}}(?= (?:{any_month})\b)"), _next_day),
        Rule("month", re.compile(rf"\b(?:{any_month})\b"), lambda m: following[m[0]]),
        year,
    ]


def _ordinals(lang: str) -> list[Rule]:
    following = dict(pairwise((*_ORDINALS[lang], _ORDINALS[lang][0])))
    digits = {"fr": r"\b\d+(?=e\b)", "en": r"\b\d+(?=th\b)", "vi": r"(?<=thứ )\d+", "zh": r"(?<=第)\d+"}[lang]
    words = re.compile("|".join(following) if lang == "zh" else rf"\b(?:{'|'.join(following)})\b")
    return [
        Rule("ordinal", words, lambda m: following[m[0]]),
        Rule("ordinal", re.compile(digits), lambda m: str(int(m[0]) + 1)),
    ]


def _figures(lang: str) -> list[Rule]:
    """Percentages, and counts that are no date, no rank and no percentage."""
    months = "|".join(_MONTHS[lang].split()) or "月"
    not_before = rf"(?![\d.,]|\s?%|e\b|th\b|[年月日届趟]| (?:{months})\b)"
    not_after = r"(?<![\d第])(?<!\d[.,])(?<![Nn]gày )(?<![Tt]háng )(?<!thứ )(?<![Nn]ăm )"
    figure = r"(?!(?:19|20)\d\d(?!\d))\d+(?:[.,]\d+)?"
    return [
        Rule("percentage", re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)?(?=\s?%)"), _other_figure),
        Rule("amount", re.compile(not_after + figure + not_before), _other_figure),
    ]


def _words(kind: str, swapped: Mapping[str, str], lang: str) -> list[Rule]:
    """Whole words, in either case; ``lang`` zh has no borders of words."""
    border = "" if lang == "zh" else r"\b"

    def rule(word: str, other: str) -> Rule:
        def change(match: re.Match[str]) -> str:
            return other.capitalize() if match[0][0].isupper() else other

        return Rule(kind, re.compile(border + re.escape(word) + border, re.IGNORECASE), change)

    return [rule(word, other) for word, other in swapped.items()]


def _negation(lang: str) -> list[Rule]:
    def rule(pattern: str, template: str) -> Rule:
        return Rule("negation", re.compile(pattern), lambda match: match.expand(template))

    return [rule(pattern, template) for pattern, template in _NEGATIONS[lang]]


def _next_day(match: re.Match[str]) -> str:
    return str(int(match[0]) % 28 + 1)


def _next_month(match: re.Match[str]) -> str:
    return str(int(match[0]) % 12 + 1)


def _other_figure(match: re.Match[str]) -> str:
    """The same figure with another last digit."""
    return f"{match[0][:-1]}{(int(match[0][-1]) + 3) % 10}"
