# ruff: noqa: E501  # a pattern is read as a whole
"""A bare question phrase asked of the earlier question: « Et depuis quand ? », "why?", « khi nào? », 谁."""

import re

from rag.answer.level import level
from rag.answer.rewrite_parts import asking, clean, ended, names
from rag.answer.rewrite_topic import short, topic
from rag.answer.wanted import wanted

_COPULA = re.compile(
    r"^(?:(?:est|sont|etait|etaient|sera|fut)\b(?!-)|(?:is|are|was|were|will be)\b)|^(?:quel(?:le)?s? (?:est|sont|etait|etaient|sera|fut))"
)
_ADVERBIAL = frozenset({"date", "duration", "place", "reason"})
_INVERTED = re.compile(r"^est-ce (?:que |qu['’])", re.IGNORECASE)


def asked_anew(previous: str, answer: str, phrase: str, rest: str, language: str) -> str:
    """The previous question with ``phrase`` for what it asked, and ``rest`` of the follow-up put to its end."""
    asked = asking(previous, language)
    if asked is None and language in ("fr", "en"):
        yes_no = _INVERTED.sub("", clean(previous))
        return ended(
            f"{phrase} {yes_no[:1].lower() + yes_no[1:] if not _opens_with_name(yes_no, language) else yes_no} {rest}",
            language,
        )
    if asked is None or (language == "fr" and _COPULA.match(level(asked[0], "fr"))):
        return _about(phrase, rest, topic(previous, language), language)
    before, after = clean(previous[: asked.start()]), clean(previous[asked.end() :])
    if language in ("vi", "zh"):
        return _in_place(previous, answer, phrase, rest, language)
    if _COPULA.match(level(after, language)) and wanted(previous) not in _ADVERBIAL:
        return _about(phrase, rest, topic(previous, language), language)
    subject = _said_instead(previous, answer, asked[0], language)
    body = re.sub(r"^[dD]['’]|^[dD]e ", "les ", after) if language == "fr" and _counts(asked[0]) else after
    parts = [before, phrase, subject or "", body, rest]
    return ended(" ".join(part for part in parts if part), language)


def _opens_with_name(text: str, language: str) -> bool:
    return any(part.start == 0 for part in names(text, language))


def _counts(asked: str) -> bool:
    return level(asked, "fr").strip() == "combien"


def _about(phrase: str, rest: str, about: str, language: str) -> str:
    joint = " " if language != "zh" else ""
    if language == "zh":
        return ended(f"{about}{phrase}{rest}", language)
    return ended(f"{phrase}{' ' + rest if rest else ''}{joint}({about})", language)


def _said_instead(previous: str, answer: str, asked: str, language: str) -> str | None:
    """Who did it, where the question asked that and the answer tells: "When … Luo Tianshu chaired …?"."""
    said = short(answer)
    subject = level(asked, language).strip()
    if said is None or not re.fullmatch(r"qui(?: est-ce qui)?|who|what|que|qu'|qu'est-ce que", subject):
        return None
    return said if wanted(previous) == "person" or subject not in ("qui", "who") else None


def _in_place(previous: str, answer: str, phrase: str, rest: str, language: str) -> str:
    """Where the phrase stands in its clause, as in Vietnamese and Chinese."""
    body = clean(previous)
    asked = asking(body, language)
    if asked is None:
        return ended(f"{body}{'' if language == 'zh' else ' '}{phrase} {rest}", language)
    before, after = body[: asked.start()].strip(), body[asked.end() :].strip()
    new = phrase[:1].lower() + phrase[1:]
    said = short(answer)
    if not before:
        subject = said if said and wanted(previous) == "person" else ""
        gap = "" if language == "zh" else " "
        whole = f"{subject}{gap}{new}{after}" if language == "zh" else f"{subject} {after} {new} {rest}"
        return ended(whole, language)
    if language == "zh":
        before = re.sub(r"(?:在|是|于|有)$", "", before)
        after = "" if re.fullmatch(r"[了吗呢的]?", after) else after
        return ended(f"{before}{new}{after}{rest}", language)
    before = re.sub(r"\s+(?:là|có|hết|mất|vào|ở|tại)$", "", before)
    return ended(f"{before} {new} {rest}", language)
