"""What the reader is told when a language model's text was not shown, or not whole."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from rag.errors import ChatFailure

Reason = ChatFailure | Literal["wrong", "unfounded", "empty", "language", "order", "dropped"]
"""Why: the model failed; wrote a figure from nowhere; nothing that is borne out; nothing at all; in another language;
the quotation itself speaks to models; or only some sentences were left out."""

_NOTES: Mapping[str, Mapping[Reason, str]] = MappingProxyType({
    "fr": {
        "unreachable": "Le modèle de langue n’a pas répondu ; voici les articles.",
        "slow": "Le modèle de langue n’a pas répondu à temps ; voici les articles.",
        "refused": "Le modèle de langue a refusé la demande ; voici les articles.",
        "broken": "La réponse du modèle de langue est arrivée abîmée ; voici les articles.",
        "cut": "La réponse du modèle de langue s’est arrêtée en route ; voici les articles.",
        "too_long": "Les articles n’entrent pas dans le modèle de langue ; les voici.",
        "wrong": "Le modèle de langue a écrit un nombre ou une date hors des articles ; voici les articles.",
        "unfounded": "Rien dans les articles n’appuie la réponse du modèle de langue ; voici les articles.",
        "empty": "Le modèle de langue n’a rien écrit ; voici les articles.",
        "language": "Le modèle de langue a répondu dans une autre langue ; voici les articles.",
        "order": "La citation s’adresse aux modèles de langue, qui n’ont donc rien rédigé ; voici les articles.",
        "dropped": "Phrases du modèle de langue retirées, faute d’appui dans les articles : {count}.",
    },
    "en": {
        "unreachable": "The language model did not answer; here are the articles themselves.",
        "slow": "The language model did not answer in time; here are the articles themselves.",
        "refused": "The language model refused the request; here are the articles themselves.",
        "broken": "The language model's answer arrived damaged; here are the articles themselves.",
        "cut": "The language model's answer stopped halfway; here are the articles themselves.",
        "too_long": "The articles do not fit into the language model; here they are themselves.",
        "wrong": "The language model wrote a figure or a date that no article has; here are the articles themselves.",
        "unfounded": "Nothing in the articles bears out the language model's answer; here are the articles themselves.",
        "empty": "The language model wrote nothing; here are the articles themselves.",
        "language": "The language model answered in another language; here are the articles themselves.",
        "order": "The quotation speaks to language models, so none was asked; here are the articles themselves.",
        "dropped": "Sentences of the language model left out because the articles do not bear them out: {count}.",
    },
    "vi": {
        "unreachable": "Mô hình ngôn ngữ không trả lời; dưới đây là chính các bài báo.",
        "slow": "Mô hình ngôn ngữ không trả lời kịp; dưới đây là chính các bài báo.",
        "refused": "Mô hình ngôn ngữ từ chối yêu cầu; dưới đây là chính các bài báo.",
        "broken": "Câu trả lời của mô hình ngôn ngữ bị hỏng; dưới đây là chính các bài báo.",
        "cut": "Câu trả lời của mô hình ngôn ngữ dừng giữa chừng; dưới đây là chính các bài báo.",
        "too_long": "Các bài báo quá dài đối với mô hình ngôn ngữ; dưới đây là chính các bài báo.",
        "wrong": "Mô hình ngôn ngữ viết con số hoặc ngày không có trong các bài báo; dưới đây là chính các bài báo.",
        "unfounded": "Không có gì trong các bài báo xác nhận câu trả lời của mô hình; dưới đây là chính các bài báo.",
        "empty": "Mô hình ngôn ngữ không viết gì; dưới đây là chính các bài báo.",
        "language": "Mô hình ngôn ngữ trả lời bằng ngôn ngữ khác; dưới đây là chính các bài báo.",
        "order": "Câu trích nói với mô hình ngôn ngữ nên không hỏi mô hình; dưới đây là chính các bài báo.",
        "dropped": "Số câu của mô hình ngôn ngữ bị bỏ vì các bài báo không xác nhận: {count}.",
    },
    "zh": {
        "unreachable": "语言模型没有回答；以下是文章原文。",
        "slow": "语言模型没有及时回答；以下是文章原文。",
        "refused": "语言模型拒绝了请求；以下是文章原文。",
        "broken": "语言模型的回答已损坏；以下是文章原文。",
        "cut": "语言模型的回答中途停止；以下是文章原文。",
        "too_long": "文章超出语言模型的长度；以下是文章原文。",
        "wrong": "语言模型写出了文章中没有的数字或日期；以下是文章原文。",
        "unfounded": "文章中没有内容支持语言模型的回答；以下是文章原文。",
        "empty": "语言模型什么也没写；以下是文章原文。",
        "language": "语言模型用另一种语言作答；以下是文章原文。",
        "order": "引文是写给语言模型的，因此没有询问模型；以下是文章原文。",
        "dropped": "因文章不支持而删去的语言模型句子数：{count}。",
    },
})  # fmt: skip


def note(reason: Reason, language: str, count: int = 0) -> str:
    """The remark in ``language``, or in English where we do not speak it: one short sentence."""
    return _NOTES.get(language, _NOTES["en"])[reason].format(count=count)
