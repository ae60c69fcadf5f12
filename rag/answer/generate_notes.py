"""What the reader is told when a language model's text was not shown, or not whole."""

from typing import Literal

Reason = Literal["unreachable", "wrong", "unfounded", "dropped"]

_NOTES: dict[str, dict[Reason, str]] = {
    "fr": {
        "unreachable": "Le modèle de langue n’a pas répondu ; voici les articles.",
        "wrong": "Le modèle de langue a écrit un nombre ou une date hors des articles ; voici les articles.",
        "unfounded": "Rien dans les articles n’appuie la réponse du modèle de langue ; voici les articles.",
        "dropped": "Phrases du modèle de langue retirées, faute d’appui dans les articles : {count}.",
    },
    "en": {
        "unreachable": "The language model did not answer; here are the articles themselves.",
        "wrong": "The language model wrote a figure or a date that no article has; here are the articles themselves.",
        "unfounded": "Nothing in the articles bears out the language model's answer; here are the articles themselves.",
        "dropped": "Sentences of the language model left out because the articles do not bear them out: {count}.",
    },
    "vi": {
        "unreachable": "Mô hình ngôn ngữ không trả lời; dưới đây là chính các bài báo.",
        "wrong": "Mô hình ngôn ngữ viết con số hoặc ngày không có trong các bài báo; dưới đây là chính các bài báo.",
        "unfounded": "Không có gì trong các bài báo xác nhận câu trả lời của mô hình; dưới đây là chính các bài báo.",
        "dropped": "Số câu của mô hình ngôn ngữ bị bỏ vì các bài báo không xác nhận: {count}.",
    },
    "zh": {
        "unreachable": "语言模型没有回答；以下是文章原文。",
        "wrong": "语言模型写出了文章中没有的数字或日期；以下是文章原文。",
        "unfounded": "文章中没有内容支持语言模型的回答；以下是文章原文。",
        "dropped": "因文章不支持而删去的语言模型句子数：{count}。",
    },
}


def note(reason: Reason, language: str, count: int = 0) -> str:
    """The remark in ``language``, or in English where we do not speak it."""
    return _NOTES.get(language, _NOTES["en"])[reason].format(count=count)
