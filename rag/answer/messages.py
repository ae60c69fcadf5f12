"""What the system says in its own words, in the language of the question."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Messages:
    """The sentences of one language; ``{…}`` is filled in."""

    unanswerable: str
    near_miss: str
    near_misses: str
    """The same where several passages follow."""
    missing: str
    unheard: str
    """Empty where words are not told apart."""
    without: Mapping[str, str]
    """By what a question asks for (``money``, ``date``, …): that it is not given."""
    inferred: str
    quote: str
    passed: str
    coming: str
    corrected: str
    differ: str
    undated: str


_ALL = {
    "fr": Messages(
        unanswerable="Les articles ne le disent pas.",
        near_miss="Les articles ne répondent pas exactement à cette question. Le passage le plus proche\u00a0:",
        near_misses="Les articles ne répondent pas exactement à cette question. Les passages les plus proches\u00a0:",
        missing="Il n’y est pas question de\u00a0: {what}.",
        unheard="Aucun article ne contient\u00a0: {what}.",
        without={
            "money": "La somme demandée n’y est pas donnée.",
            "date": "Aucune date n’y est donnée.",
            "duration": "Aucune durée n’y est donnée.",
            "percentage": "Aucun pourcentage n’y est donné.",
            "amount": "Le nombre demandé n’y est pas donné.",
        },
        inferred="Soit\u00a0: {days} (déduit de «\u00a0{surface}\u00a0» et de la date de l’article, {anchor}).",
        quote="«\u00a0{quote}\u00a0»",
        passed="Vu du {as_of}, c’est du passé\u00a0: {days}.",
        coming="Vu du {as_of}, c’est encore à venir\u00a0: {days}.",
        corrected="Les sources diffèrent\u00a0: {new} corrige {old}.",
        differ="Les sources diffèrent\u00a0: {said}.",
        undated="sans date",
    ),
    "en": Messages(
        unanswerable="The articles do not say.",
        near_miss="The articles do not answer this exactly. The closest passage:",
        near_misses="The articles do not answer this exactly. The closest passages:",
        missing="It does not mention: {what}.",
        unheard="No article contains: {what}.",
        without={
            "money": "The sum asked for is not given.",
            "date": "It gives no date.",
            "duration": "It gives no duration.",
            "percentage": "It gives no percentage.",
            "amount": "The number asked for is not given.",
        },
        inferred="That is: {days} (inferred from “{surface}” and the date of the article, {anchor}).",
        quote="“{quote}”",
        passed="Seen from {as_of}, this is past: {days}.",
        coming="Seen from {as_of}, this is still to come: {days}.",
        corrected="The sources differ: {new} corrects {old}.",
        differ="The sources differ: {said}.",
        undated="undated",
    ),
    "vi": Messages(
        unanswerable="Các bài báo không nói đến điều này.",
        near_miss="Các bài báo không trả lời đúng câu hỏi này. Đoạn gần nhất:",
        near_misses="Các bài báo không trả lời đúng câu hỏi này. Những đoạn gần nhất:",
        missing="Ở đó không nhắc đến: {what}.",
        unheard="Không bài báo nào có: {what}.",
        without={
            "money": "Ở đó không nêu số tiền được hỏi.",
            "date": "Ở đó không nêu thời điểm nào.",
            "duration": "Ở đó không nêu khoảng thời gian nào.",
            "percentage": "Ở đó không nêu tỷ lệ phần trăm nào.",
            "amount": "Ở đó không nêu con số được hỏi.",
        },
        inferred="Tức là: {days} (suy ra từ “{surface}” và ngày của bài báo, {anchor}).",
        quote="“{quote}”",
        passed="Tính đến {as_of}, việc này đã qua: {days}.",
        coming="Tính đến {as_of}, việc này chưa diễn ra: {days}.",
        corrected="Các nguồn khác nhau: {new} đính chính {old}.",
        differ="Các nguồn khác nhau: {said}.",
        undated="không rõ ngày",
    ),
    "zh": Messages(
        unanswerable="这些文章没有提到。",
        near_miss="这些文章没有确切回答这个问题。最接近的段落：",
        near_misses="这些文章没有确切回答这个问题。最接近的几段：",
        missing="其中没有提到：{what}。",
        unheard="",
        without={
            "money": "其中没有给出所问的金额。",
            "date": "其中没有给出日期。",
            "duration": "其中没有给出时长。",
            "percentage": "其中没有给出百分比。",
            "amount": "其中没有给出所问的数字。",
        },
        inferred="即：{days}（据“{surface}”和文章日期{anchor}推算）。",
        quote="“{quote}”",
        passed="以{as_of}来看，这已是过去：{days}。",
        coming="以{as_of}来看，这尚未到来：{days}。",
        corrected="来源不一致：{new}更正了{old}。",
        differ="来源不一致：{said}。",
        undated="日期不详",
    ),
}


def messages(language: str) -> Messages:
    """The messages in ``language``, or in English where we do not speak it."""
    return _ALL.get(language, _ALL["en"])
