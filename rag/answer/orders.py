"""Sentences of an article that speak to a language model instead of to a reader.

A net with wide meshes, thrown first: such a sentence is not shown to a model. What it does not catch is caught behind
it, because a model's text is held against the sentences that answer the question, and against no others.
"""

import re
import unicodedata

from rag.text.sentences import sentences

LEFT_OUT = "[…]"

_IGNORE = (
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}?\b(?:instructions?|prompts?|guidelines|directives|directions|(?:previous|prior|your|above) rules|(?:said|written|stands) above|everything above|all of the above)\b",
    r"\b(?:ignor|oubli)(?:e|es|ez|er|ons)\b.{0,40}?\b(?:instructions?|consignes?|directives?|prompts?|(?:tes|vos) règles|ce qui précède)\b",
    r"\bne (?:tiens|tenez) (?:pas|aucun) compte\b.{0,40}?\b(?:instructions?|consignes?|directives?|ce qui précède)\b",
    r"(?:bỏ qua|quên|phớt lờ|làm ngơ).{0,40}?(?:chỉ dẫn|hướng dẫn|mệnh lệnh|chỉ thị|câu lệnh|những gì ở trên)",
    r"(?:忽略|无视|忘记|忘掉|不要理会|不要遵守).{0,20}?(?:指令|指示|提示词|提示|以上|上述|之前)",
)
_MARKS = (
    r"<\|\w*\|?>|\[/?inst\]|<</?sys>>|</?(?:system|assistant|user|instructions?|excerpt)\b[^>]*>",
    r"(?:^|[\n.!?。！？«»“”\"'(])\s*[#*]*\s*\[?(?:system|assistant|système|hệ thống|trợ lý ai|系统|助手|new instructions?|nouvelles? (?:consignes?|instructions?)|chỉ dẫn mới|新指令)\]?\s*(?:message|prompt|消息|提示)?\s*[:：]",
)
_MODEL = r"(?:ai|ia|chat ?bots?|llms?|(?:ai |ia |virtual )?assistants?|(?:large )?language models?|assistants? ia|modèles? de lang(?:age|ue)|trợ lý|mô hình ngôn ngữ|助手|人工智能|语言模型|大模型)"
_ADDRESSED = (
    rf"\b(?:you are|you're|tu es|vous êtes|bạn là)\b.{{0,20}}?\b{_MODEL}\b",
    rf"(?:你|您)现?在?是.{{0,10}}?{_MODEL}",
    rf"\b(?:dear|note (?:to|for)|attention|note pour|à l[’']attention d\w+|lưu ý cho|gửi các)\b.{{0,15}}?\b{_MODEL}\b",
    rf"(?:致|提醒).{{0,6}}?{_MODEL}",
)
_REPLY = r"(?:answer|reply|respond|output|print|réponds|répondez|dites|écrivez|trả lời|hãy nói|回答|回复|输出)"
_COMMANDS = (
    rf"^\W*(?:please |now |hãy |请)?(?:{_REPLY}|say|write|repeat|dis|écris|affirmez?|répétez?|viết|nói)\s*(?:only|with|that|to the user|seulement|uniquement|que|par|à l[’']utilisateur|rằng|là|với|只|说|：|:)",
    rf"(?:\b(?:and|then|et|puis|ensuite|và|rồi|must|should)\b|并且?|然后|请)\s*{_REPLY}\s*(?:only|with|that|que|par|rằng|là|说|：|:)",
)
_ORDERS = re.compile("|".join((*_IGNORE, *_MARKS, *_ADDRESSED, *_COMMANDS)), re.IGNORECASE | re.DOTALL)


def is_order(sentence: str) -> bool:
    """Whether a sentence reads like an instruction to a language model, or has the marks of a dialogue with one."""
    return _ORDERS.search(unicodedata.normalize("NFKC", sentence)) is not None


def without_orders(text: str, language: str) -> str:
    """The text with ``[…]`` in the place of such sentences, as it is when there are none."""
    found = [(start, end) for start, end in sentences(text, language) if is_order(text[start:end])]
    for start, end in reversed(found):
        text = text[:start] + LEFT_OUT + text[end:]
    return text
