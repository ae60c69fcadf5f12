"""What the system says in its own words, in the language of the question."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Messages:
    """The sentences of one language; ``{…}`` is filled in."""

    unanswerable: str
    near_miss: str
    missing: str
    period: str
    day: str
    quote: str


_ALL = {
    "fr": Messages(
        unanswerable="Les articles ne le disent pas.",
        near_miss="Les articles ne répondent pas exactement à cette question. Le passage le plus proche :",
        missing="Il n’y est pas question de : {what}.",
        period="Soit du {first} au {last}, compté depuis la date de l’article ({anchor}).",
        day="Soit le {first}, compté depuis la date de l’article ({anchor}).",
        quote="« {quote} »",
    ),
    "en": Messages(
        unanswerable="The articles do not say.",
        near_miss="The articles do not answer this exactly. The closest passage:",
        missing="It does not mention: {what}.",
        period="That is {first} to {last}, counted from the date of the article ({anchor}).",
        day="That is {first}, counted from the date of the article ({anchor}).",
        quote="“{quote}”",
    ),
    "vi": Messages(
        unanswerable="Các bài báo không nói đến điều này.",
        near_miss="Các bài báo không trả lời đúng câu hỏi này. Đoạn gần nhất:",
        missing="Đoạn này không nhắc đến: {what}.",
        period="Tức là từ {first} đến {last}, tính từ ngày của bài báo ({anchor}).",
        day="Tức là {first}, tính từ ngày của bài báo ({anchor}).",
        quote="“{quote}”",
    ),
    "zh": Messages(
        unanswerable="这些文章没有提到。",
        near_miss="这些文章没有确切回答这个问题。最接近的段落：",
        missing="其中没有提到：{what}。",
        period="即 {first} 至 {last}，按文章日期（{anchor}）推算。",
        day="即 {first}，按文章日期（{anchor}）推算。",
        quote="“{quote}”",
    ),
}


def messages(language: str) -> Messages:
    """The messages in ``language``, or in English where we do not speak it."""
    return _ALL.get(language, _ALL["en"])
