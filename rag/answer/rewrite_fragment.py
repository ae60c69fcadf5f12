# ruff: noqa: E501  # a pattern is read as a whole
"""A fragment put in the place of its like: « Et au Guangxi ? » asks the earlier question of another province."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rag.answer.level import level
from rag.answer.rewrite_parts import Part, clean, ended, names, ranks, searched, times, year_of
from rag.answer.rewrite_topic import topic, topic_phrase
from rag.answer.rewrite_words import words
from rag.text.fold import fold

_PREPOSITIONS: Mapping[str, str] = MappingProxyType(
    {
        "fr": r"(?:a la |a l'|au |aux |a |en |dans (?:le |la |les |l')?|chez (?:les |le |la )?|pour (?:les |le |la |l')?|par |avec (?:le |la |les |l')?|sur (?:le |la )?|vers (?:le |la )?|depuis |entre |de la |de l'|du |des |de |d')",
        "en": r"(?:in (?:the )?|on (?:the )?|at (?:the )?|for (?:the )?|by |from (?:the )?|to (?:the )?|with (?:the )?|of (?:the )?|among (?:the )?)",
        "vi": r"(?:ở |tại |với |cho |từ |đến |vào |của |về |trong )",
        "zh": r"(?:在|对|从|到|与|和|向)",
    }
)
_PLACED = re.compile(r"^(?:a la|a l'|au|aux|a|en|dans|in|at|ở|tại|在)\b|^在")
_PHRASE_END = re.compile(
    r" (?:a|au|en|dans|pour|par|avec|depuis|entre|et|est|sont|in|on|at|for|by|from|to|with|and|is|are|là|ở|tại|vào)\b|[,?？]|$"
)
_ARTICLES = re.compile(r"^(?:le |la |les |l['’]|un |une |the |a |an |những |các )", re.IGNORECASE)
_HEAD_END: Mapping[str, str] = MappingProxyType({"vi": r"\s+(?:là|có|bằng)\b", "zh": r"是|有"})
_CELUI = re.compile(r"^(?:celle|celui|ceux|celles) (?:de |du |d['’])|^(?:that|those) of ", re.IGNORECASE)
_POSSESSED: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {"fr": re.compile(r"(?P<word>son|sa|ses|leurs?) "), "en": re.compile(r"(?P<word>its|their|his|her) ")}
)
_NEIGHBOURS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "fr": {
            r"(?:la|le) (?:precedente?|derniere d'avant|d'avant)": -1,
            r"(?:la|le) (?:suivante?|prochaine?|d'apres)": 1,
        },
        "en": {
            r"the (?:previous|preceding)(?: one)?|the one before": -1,
            r"the (?:next|following)(?: one)?|the one after": 1,
        },
        "vi": {r"(?:lần|kỳ|phiên) trước": -1, r"(?:lần|kỳ|phiên) (?:sau|tới|tiếp theo)": 1},
        "zh": {r"(?:上|前)一?[次届]": -1, r"(?:下|后)一?[次届]": 1},
    }
)
_CONTRACTED = (("de le ", "du "), ("de les ", "des "), ("à le ", "au "), ("à les ", "aux "))


def with_fragment(previous: str, fragment: str, answer: str, language: str) -> tuple[str, bool]:
    """The previous question asked of what the fragment names, and whether the fragment took something's place.

    A time replaces a time, an ordinal an ordinal, a name a name of its kind; a phrase replaces the one with the same
    preposition or the same first noun. What finds no place is put at the end.
    """
    fragment = _CELUI.sub("", clean(fragment))
    shifted = _shifted_year(previous, fragment, answer, language) or _neighbouring_rank(previous, fragment, language)
    if shifted:
        return shifted, True
    for replaced in (_attribute, _time, _ordinal, _name, _same_preposition, _same_head, _noun):
        question = replaced(previous, fragment, language)
        if question and fold(question) != fold(previous):
            return ended(_contracted(question, language), language), True
    return ended(_appended(previous, fragment, language), language), False


def _shifted_year(previous: str, fragment: str, answer: str, language: str) -> str | None:
    """« Et l'année précédente ? » after a question about 2023 asks about 2022."""
    shift = next(
        (by for said, by in words(language).year_shift.items() if searched(f"^(?:{said})$", fragment, language)), 0
    )
    year = year_of(previous) or year_of(answer)
    if not shift or year is None:
        return None
    new = str(year + shift)
    if year_of(previous) is not None:
        return ended(re.sub(rf"{year}(?!\d)", new, previous), language)
    told = {"fr": f"en {new}", "en": f"in {new}", "vi": f"năm {new}", "zh": f"{new}年"}.get(language, new)
    return ended(_appended(previous, told, language), language)


def _neighbouring_rank(previous: str, fragment: str, language: str) -> str | None:
    """« Et la précédente ? » after the 4th asks of the 3rd."""
    step = next(
        (by for said, by in _NEIGHBOURS.get(language, {}).items() if searched(f"^(?:{said})$", fragment, language)), 0
    )
    written = next((m for m in re.finditer(r"\d+", previous) if _within_rank(m.start(), previous, language)), None)
    if not step or written is None or int(written[0]) + step < 1:
        return None
    return ended(previous[: written.start()] + str(int(written[0]) + step) + previous[written.end() :], language)


def _within_rank(at: int, previous: str, language: str) -> bool:
    return any(part.start <= at < part.end for part in ranks(previous, language))


def _attribute(previous: str, fragment: str, language: str) -> str | None:
    """« sa population » after the area of Guangxi: the population of Guangxi."""
    own = _POSSESSED.get(language, re.compile(r"(?!)")).match(level(fragment, language))
    about = topic(previous, language)
    whole = topic_phrase(previous, language)
    if own is None or whole not in previous:
        return None
    noun = fragment[own.end() :]
    if language == "fr":
        article = {"son": "le ", "sa": "la ", "ses": "les ", "leur": "le ", "leurs": "les "}[own["word"]]
        article = "l’" if article != "les " and level(noun, "fr")[:1] in tuple("aeiouh") else article
        told = f"{article}{noun} de {about}"
    else:
        told = f"the {noun} of {about}" if language == "en" else f"{noun} của {about}"
    return previous.replace(whole, told, 1)


def _time(previous: str, fragment: str, language: str) -> str | None:
    return _like(previous, fragment, times(previous, language), times(fragment, language), language)


def _ordinal(previous: str, fragment: str, language: str) -> str | None:
    """The whole phrase where it names its noun, else the ordinal alone: « la quatrième » of « la 3e réunion »."""
    theirs, ours = ranks(previous, language), ranks(fragment, language)
    if not theirs or not ours or names(fragment, language):
        return None
    return previous[: theirs[0].start] + ours[0].text + previous[theirs[0].end :]


def _name(previous: str, fragment: str, language: str) -> str | None:
    ours = names(fragment, language)
    if len(ours) != 1:
        return None
    theirs = [part for part in names(previous, language) if _interchangeable(part, ours[0])]
    same = [part for part in theirs if part.slot == ours[0].slot]
    return _like(previous, fragment, same or theirs, ours, language)


def _interchangeable(first: Part, second: Part) -> bool:
    return first.slot == second.slot or "name" in (first.slot, second.slot)


def _like(previous: str, fragment: str, theirs: Sequence[Part], ours: Sequence[Part], language: str) -> str | None:
    """The fragment for the first of their parts, with the preposition before it where the fragment has its own."""
    if not theirs or not ours or len(ours) > 1:
        return None
    own = _preposition(fragment[: ours[0].start], language)
    whole = clean(fragment[: ours[0].start]) in ("", own.strip()) and not clean(fragment[ours[0].end :])
    if not whole and ours[0].slot != "time":
        rest = fold(clean(fragment[: ours[0].start] + fragment[ours[0].end :]))
        if not rest or fold(previous).find(rest) < 0:
            return None
    befores = [_preposition(previous[: part.start], language) for part in theirs]
    chosen = next((i for i, before in enumerate(befores) if own and _alike(own, before)), 0)
    if own and not befores[chosen] and ours[0].slot != "time":
        own = ""
    part, before = theirs[chosen], befores[chosen] if own else ""
    said = fragment if own or ours[0].slot == "time" else ours[0].text
    return previous[: part.start - len(before)] + said + previous[part.end :]


def _alike(own: str, before: str) -> bool:
    mine, theirs = fold(own).strip(), fold(before).strip()
    return bool(theirs) and (mine == theirs or bool(_PLACED.search(mine) and _PLACED.search(theirs)))


def _preposition(before: str, language: str) -> str:
    match = re.search(
        rf"(?:^|(?<=[\s'])){_PREPOSITIONS[language]}$" if language != "zh" else rf"{_PREPOSITIONS['zh']}$",
        level(before, language),
    )
    return before[match.start() :] if match else ""


def _same_preposition(previous: str, fragment: str, language: str) -> str | None:
    """« chez les femmes » for « chez les hommes »."""
    mine = re.match(_PREPOSITIONS[language], level(fragment, language))
    if not mine or language == "zh":
        return None
    first = mine[0].split()[0]
    if first in ("de", "du", "des", "d'", "of", "của", "le", "la"):
        return None
    theirs = re.search(rf"(?<![\w'-]){re.escape(first)} ", level(previous, language))
    if not theirs:
        return None
    tail = level(previous, language)[theirs.end() :]
    end = _PHRASE_END.search(tail)
    stop = theirs.end() + (end.start() if end else len(tail))
    return previous[: theirs.start()] + fragment + previous[stop:]


def _same_head(previous: str, fragment: str, language: str) -> str | None:
    """« la longueur du tunnel » for « la longueur du pont de Phin Sa »: from the noun they share to the end."""
    bare = _ARTICLES.sub("", fragment)
    head = bare[:2] if language == "zh" else bare.split()[0] if bare.split() else ""
    if len(head) < 2 or bare == head:
        return None
    at = re.search(rf"(?<!\w){re.escape(head)}(?!\w)" if language != "zh" else re.escape(head), previous, re.IGNORECASE)
    if at is None:
        return None
    stop = re.compile(_HEAD_END.get(language, r"(?!)")).search(previous, at.end())
    return previous[: at.start()] + bare + (previous[stop.start() :] if stop else "")


def _noun(previous: str, fragment: str, language: str) -> str | None:
    """« le tunnel » for what the question is about, where that is a noun phrase with an article."""
    if language not in ("fr", "en") or not _ARTICLES.match(fragment):
        return None
    about = topic_phrase(previous, language)
    at = previous.find(about)
    return previous[:at] + fragment + previous[at + len(about) :] if at >= 0 and _ARTICLES.match(about) else None


def _appended(previous: str, fragment: str, language: str) -> str:
    if language == "zh":
        return f"{clean(fragment)}，{clean(previous)}"
    return f"{clean(previous)} {fragment[:1].lower() + fragment[1:] if not names(fragment, language)[:1] else fragment}"


def _contracted(question: str, language: str) -> str:
    if language == "fr":
        for written, contracted in _CONTRACTED:
            question = re.sub(rf"(?<!\w){written}", contracted, question)
    return question
