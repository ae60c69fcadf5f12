# ruff: noqa: E501  # a pattern is read as a whole
"""A follow-up as it reads by itself: what it leaves out is taken from the dialogue, what it says stays.

No model and no guess at meaning: a fragment replaces its like in the earlier question ("and in 2017?"), a bare
question phrase asks it anew ("why?"), a pronoun is replaced by what the earlier question was about, and a question
that leaves its subject out gets it in brackets. A question that stands by itself is left exactly as it is, and so is
one that announces another topic, but for the announcement.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer.level import level
from rag.answer.rewrite_ask import asked_anew
from rag.answer.rewrite_before import Before
from rag.answer.rewrite_fragment import with_fragment
from rag.answer.rewrite_parts import asking, clean, ended, names, ranks, searched, times
from rag.answer.rewrite_pronouns import resolved
from rag.answer.rewrite_topic import topic
from rag.answer.rewrite_words import words
from rag.schema import Turn
from rag.text.fold import fold
from rag.text.function_words import FUNCTION_WORDS
from rag.text.language import detect_language
from rag.text.stopwords import stopwords

LANGUAGES = ("fr", "en", "vi", "zh")
_FRAGMENT_WORDS = 9
_FRAGMENT_LETTERS = 12
"""The same for Chinese, which has no spaces."""
_FEW_WORDS = {"fr": 1, "en": 1, "vi": 2, "zh": 2}
"""A question with no more words that say something, and no name, leaves its subject out."""
_SOME_WORDS = {"fr": 3, "en": 3, "vi": 5, "zh": 5}
"""The same after "and", with a word that compares, or with a definite noun: "Who spoke at the opening?"."""
_DEFINITE = {
    "fr": r"(?<![\w'])(?:le |la |l'|du |au )",
    "en": r"\bthe (?!\w+s\b)",
    "vi": r"(?!)",
    "zh": r"^(?:由|有多少|有几|一?共|总共|最后|最终|需要?|花了?)",
}
_GENERIC = {
    "fr": r"(?<![\w'])(?:un|une)(?!\w)|qu'est[- ]ce qu",
    "en": r"\b(?:a|an|mean)\b",
    "vi": r"là gì$|nghĩa là|(?<!\w)một ",
    "zh": r"^什么是|是什么$|什么意思",
}
"""A definition is asked of anything in the world."""
_COUNTED_AGAIN = {
    "fr": r"^(?:(?:et|mais|alors) )?combien (?:(?:y )?en (?:a|avait|aura)-t-(?:il|elle|on)|y en avait-il|(?:etaient|sont|seront|furent)-(?:ils|elles)|etait-ce|est-ce)(?!\w)",
    "en": r"^(?:(?:and|but) )?how (?:many|much) (?:were there|are there|was it|is it|were they|are they|will it be)\b",
}
_TOPICLESS = re.compile(r"(?:dự|tham dự|tham gia|chủ trì|ký kết|tài trợ)$")


@dataclass(frozen=True, slots=True)
class _State:
    """The dialogue so far: its last question by itself, and the same without a fragment put to its end."""

    question: str
    base: str
    answer: str


def standalone_question(question: str, history: Sequence[Turn]) -> str:
    """The question as it reads without ``history``, the earlier turns, oldest first; itself where it needs none."""
    if not history or not question.strip():
        return question
    state = _State(history[0].question, history[0].question, history[0].answer)
    for turn in history[1:]:
        told, base = _rewritten(turn.question, state)
        state = _State(told, base, turn.answer)
    return _rewritten(question, state)[0]


def language_asked_in(question: str, history: Sequence[Turn]) -> str:
    """The language of a question; of one too short to tell, that of the dialogue."""
    own = detect_language(question, among=LANGUAGES)
    before = detect_language(history[-1].question, among=LANGUAGES) if history else own
    if own == "und" or (before != "und" and own != "zh" and _speaks(question, before)):
        return before
    return own


def _speaks(question: str, language: str) -> bool:
    return any(word in FUNCTION_WORDS.get(language, ()) for word in re.findall(r"[^\W\d_]+", question.lower()))


def _rewritten(question: str, state: _State) -> tuple[str, str]:
    """The question by itself, and what a further fragment would be put to."""
    language = language_asked_in(question, [Turn(state.question, state.answer)])
    if language not in LANGUAGES:
        return question, question
    change = searched(words(language).topic_change, question, language)
    if change:
        rest = question[change.end() :].strip()
        return (rest[:1].upper() + rest[1:], rest) if rest else (question, question)
    spoken = detect_language(state.question, among=LANGUAGES)
    before = Before(state.question, state.answer, spoken if spoken in LANGUAGES else language)
    told = _from_fragment(question, state, before.language, language)
    if told is not None:
        return told
    again = _counted_again(question, state, before.language) if language == before.language else None
    if again is not None:
        return again
    whole = _asked_anew(question, before, language) or _with_antecedent(question, before, language)
    if whole is None and _leaves_its_subject_out(question, language):
        whole = _with_topic(question, before, language)
    return (whole, whole) if whole else (question, question)


def _from_fragment(question: str, state: _State, spoken: str, language: str) -> tuple[str, str] | None:
    fragment = _fragment(question, language)
    if fragment is None:
        return None
    told, replaced = with_fragment(state.base, fragment, state.answer, spoken)
    return told, told if replaced else state.base


def _fragment(question: str, language: str) -> str | None:
    """The fragment that a follow-up consists of; None where it is a question of its own."""
    said = words(language)
    about = searched(said.about, question, language)
    if about:
        start, end = about.span("about") if about["about"] is not None else about.span("about2")
        part = question[start:end]
        if asking(part, language) is None:
            return (
                re.sub(r"^d['’]|^(?:de|du|des) (?=[A-ZÀ-Ý])", "", part)
                if question.lower().startswith(("qu", "et qu"))
                else part
            )
    lead = searched(said.lead, question, language)
    body = clean(question[lead.end() :] if lead else question)
    if not body or asking(body, language) or searched(said.verb, body, language):
        return None
    if (len(body) if language == "zh" else len(body.split())) > (
        _FRAGMENT_LETTERS if language == "zh" else _FRAGMENT_WORDS
    ):
        return None
    opens = searched(said.before_fragment, body, language) or _only_parts(body, language)
    return body if lead or opens else None


def _only_parts(body: str, language: str) -> bool:
    """Whether nothing stands there but names, times and ordinals."""
    left = body
    for part in sorted(
        [*names(body, language), *times(body, language), *ranks(body, language)], key=lambda p: -p.start
    ):
        left = left[: part.start] + left[part.end :]
    return left != body and not re.sub(r"\W|\b(?:et|and|và|à|de|the|le|la)\b", "", left)


def _counted_again(question: str, state: _State, language: str) -> tuple[str, str] | None:
    """« Combien étaient-ils en 2021 ? » asks the earlier question of 2021."""
    match = searched(_COUNTED_AGAIN.get(language, r"(?!)"), question, language)
    asked = asking(state.base, language)
    if match is None or asked is None or not level(asked[0], language).startswith(("combien", "how many", "how much")):
        return None
    rest = clean(question[match.end() :])
    if not rest:
        return state.base, state.base
    told, replaced = with_fragment(state.base, rest, state.answer, language)
    return told, told if replaced else state.base


def _asked_anew(question: str, before: Before, language: str) -> str | None:
    """A bare question phrase, with at most a phrase of place or purpose beside it, put to the earlier question."""
    said = words(language)
    lead = searched(said.lead, question, language)
    body = clean(question[lead.end() :] if lead else question)
    asked = asking(body, language)
    if asked is None or body[: asked.start()].strip(" ,") or language != before.language:
        return None
    rest = clean(body[asked.end() :])
    nothing = not rest or searched(rf"^(?:{said.no_more}[\s,]*)+$", rest, language)
    phrase = body[: asked.end()]
    if nothing:
        return asked_anew(before.question, before.answer, _lower_first(phrase) if lead else phrase, "", language)
    if (
        names(rest, language)
        or times(rest, language)
        or not (lead or _wide(phrase))
        or not searched(said.before_fragment, rest, language)
        or searched(said.verb, rest, language)
    ):
        return None
    if language in ("vi", "zh") or re.match(r"(?:de|d'|the|le|la|les|l'|a|an) ?\b", fold(rest)):
        return None
    return asked_anew(before.question, before.answer, phrase, rest, language)


def _wide(phrase: str) -> bool:
    """Whether it asks without a noun of its own: ``combien``, ``where``."""
    return len(phrase.split()) <= 2 and not fold(phrase).startswith(("quel", "what", "which"))


def _lower_first(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]


def _with_antecedent(question: str, before: Before, language: str) -> str | None:
    """The follow-up with its pronouns resolved, without the conjunction before it."""
    told = resolved(
        question, before if language == before.language else Before(before.question, before.answer, language)
    )
    if told is None:
        return None
    lead = searched(words(language).lead, told, language)
    return ended(told[lead.end() :] if lead else told, language)


def _leaves_its_subject_out(question: str, language: str) -> bool:
    body = clean(question)
    lead, leaning = searched(words(language).lead, body, language), searched(words(language).leaning, body, language)
    if language == "vi" and _TOPICLESS.search(body.lower()):
        return True
    if names(body, language) or (not lead and (ranks(body, language) or times(body, language))):
        return False
    telling, asked = _telling(body, language), asking(body, language)
    if (asked is None and not lead) or searched(_GENERIC[language], body, language):
        return False
    if language in ("fr", "en") and asked and body[: asked.start()].strip() and not lead:
        return False  # key words, not a question
    definite = (telling <= 2 and searched(_DEFINITE[language], body[asked.end() if asked else 0 :], language)) or (
        language == "zh" and searched(_DEFINITE["zh"], body, "zh")
    )
    return telling <= (_SOME_WORDS if lead or leaning or definite else _FEW_WORDS)[language]


def _telling(body: str, language: str) -> int:
    """How many words of the question say what it is about: its question phrase and function words do not."""
    asked = asking(body, language)
    rest = body[: asked.start()] + " " + body[asked.end() :] if asked else body
    if language == "zh":
        return len(re.sub(r"[\W的了是在有和]", "", rest))
    skip = stopwords(language) | FUNCTION_WORDS.get(language, frozenset())
    return sum(1 for word in re.findall(r"[^\W_]+", fold(rest)) if word not in skip)


def _with_topic(question: str, before: Before, language: str) -> str:
    about = topic(before.question, before.language)
    if fold(about) in fold(question):
        return question
    lead = searched(words(language).lead, question, language)
    body = clean(question[lead.end() :] if lead else question)
    if language == "zh":
        return ended(about + body, "zh")
    if language == "vi" and _TOPICLESS.search(body.lower()):
        return ended(f"{body} {about[:1].lower() + about[1:]}", "vi")
    return ended(f"{body} ({about})", language)
