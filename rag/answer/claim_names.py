"""Whether the quotations name the people, places and bodies that a claim names.

A name may be spelt with or without accents, hyphens, titles and in another order, in Chinese characters or in
letters; another person of a like name is another person.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rag.answer.claim_name_words import CODES, COUNTRIES, PERSONAL, TRANSLATED
from rag.answer.said import Said
from rag.text.fold import fold
from rag.text.function_words import FUNCTION_WORDS
from rag.text.name_words import HAN_FAMILIES, HAN_PLACES, HAN_SAYS, HAN_TITLES, NAME_WORDS
from rag.text.names import mentions, names_in
from rag.text.readings import reads_as, same_syllables, squashed

_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_CAPITALISED = re.compile(rf"{_WORD}")
_HAN = re.compile("[\u4e00-\u9fff]")
_COMMON = (
    "会议项目程政府公司学校心列车航班论代表企业游客人们员生贸易出进口总额双方两国全该本此其这那各新大小桥路线场站机构部门法案"
    "计划协定合作活动展览报告者众居民选手球队产品市场价格收名月日年时前后内外上下今明昨最已将未不和与的是了在数约超过近工农商业于从自至到赴里长条"
)
"""Characters of common words: a run that holds one is hardly the name of a place or of a person."""
_NAMING = f"(?:(?![{_COMMON}])[\u4e00-\u9fff])"
_PERSON = re.compile(
    rf"(?:(?<=^)|(?<=[，。、；的与和同对向据由])|(?:{HAN_TITLES}))(?P<name>[{HAN_FAMILIES}][\u4e00-\u9fff]{{1,3}}?)"
    rf"(?=(?:\d|[，。、；在于与和将已同对]|{HAN_SAYS}|先生|女士|{HAN_TITLES}))"
)
_SUBJECT = re.compile(rf"(?:^|[，。；据])(?P<name>{_NAMING}{{2,3}}?)(?=(?:将|已|的|发生|举办|共|有))")
_FOREIGN = re.compile("[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6})+")
_PLACE = re.compile(rf"(?P<name>{_NAMING}{{2,3}}?)(?:{HAN_PLACES})")
_AT = re.compile(
    "(?:在|于|从|自|赴|与|和|摧毁|袭击|抵达|前往|开往|离开|访问|位于|来自|通往|连接)(?P<name>"
    rf"{_NAMING}{{2,4}}?)"
    "(?=(?:举行|召开|出发|启程|承办|建|开|的|与|和|将|已|至|到|，|。|、|举办|会|发生|签|落|之间|双边|两地|\\d|$))"
)
_MONEY = re.compile("越南盾|日元|韩元|美元|美金|港元|印尼盾|泰铢")
_ALIKE = 0.77
"""Of the letters of a name that Vietnamese writes in syllables and the others in one word: Lĩnh Phố, Lingpo."""
_LONG = 4


def lost_name(claim: Said, quotes: Sequence[Said]) -> str | None:
    """Why the first name of the claim is not borne out; None when all are."""
    listed = [name for name in names_in(_MONEY.sub("", claim.text)) if not _is_inside(name.written, claim)]
    for name in listed:
        if not any(mentions(_spelt_out(quote), name) or _surname_stands(name.forms, quote) for quote in quotes):
            return f"{name.written}: the quotes do not name it"
    known = [form for name in listed for form in (*name.forms, name.written)]
    unknown = [name for name in names_of(claim) if not _is_known(name, known)]
    for written in unknown:
        shorter = written.partition(" ")[2] if claim.text.startswith(written) else ""
        spelt = [each for each in (written, shorter) if each]
        found = any(_named(each, claim, quote) for quote in quotes for each in spelt)
        if not found and _is_telling(written, claim, quotes):
            return f"{written}: the quotes do not name it"
    return None


def _is_inside(written: str, claim: Said) -> bool:
    """Whether a short name of the table is but a part of a person's: ``Đức`` is Germany, ``Lưu Đức Thọ`` is not."""
    if _HAN.search(written) or " " in written:
        return False
    before = re.search(rf"([^\W\d_]+) {re.escape(written)}\b", claim.text)
    return (
        before is not None
        and before[1][0].isupper()
        and not _generic(before[1], NAME_WORDS.get(claim.language, frozenset()), claim.language)
    )


def _spelt_out(quote: Said) -> str:
    """The text with its short forms of countries written out: 对华 is towards China, a Laotian is of Laos."""
    text = quote.text
    for pattern, country in COUNTRIES:
        if pattern.search(text):
            text = f"{text} {country}"
    return text


def names_of(said: Said) -> list[str]:
    """The names that a text shows by its capitals, in Chinese by the words beside them; without titles."""
    return list(_han_names(said.text)) if said.language == "zh" else list(_latin_names(said))


def _latin_names(said: Said) -> Iterator[str]:
    run: list[str] = []
    last_end = 0
    for match in _CAPITALISED.finditer(said.text):
        joined = not said.text[last_end : match.start()].strip(" ")
        if run and not joined:
            yield from _trimmed(run, said)
            run = []
        word = match[0]
        inside = any(f.start <= match.start() < f.end for f in said.facts if f.kind == "date")
        if word[0].isupper() and not inside:
            opening = not said.text[: match.start()].strip(" «“\"'(")
            run.append(("^" if opening else "") + word)
        elif run:
            yield from _trimmed(run, said)
            run = []
        last_end = match.end()
    yield from _trimmed(run, said)


def _trimmed(run: Sequence[str], said: Said) -> Iterator[str]:
    """The name without titles and elided articles at its ends; a lone word that opens the sentence may be any word."""
    words = [re.sub(r"^(\^?)(?:[ldLD]|[Qq]u)['’]", r"\1", word) for word in run]
    words = [re.sub(r"['’]s$", "", word) for word in words]
    while words and words[0].lstrip("^")[:1].islower():  # l'ingénieur
        words = words[1:]
    generic = NAME_WORDS.get(said.language, frozenset())
    while words and _generic(words[0], generic, said.language):
        words = words[1:]
    while words and said.language != "vi" and _generic(words[-1], generic, said.language):
        words = words[:-1]
    if not words or (len(words) == 1 and words[0].startswith("^")):
        return
    name = " ".join(words).replace("^", "")
    if len(squashed(name)) > 1 and name not in CODES:
        yield name


def _generic(word: str, generic: frozenset[str], language: str) -> bool:
    """Whether a word names nobody; a short function word only where it opens the sentence: ``Son La`` is a place."""
    opening, plain = word.startswith("^"), word.lstrip("^")
    known = plain.lower() if language == "vi" else fold(plain)
    if not opening and known in FUNCTION_WORDS.get(language, frozenset()):
        return False
    return known in generic or (opening and known in FUNCTION_WORDS.get(language, frozenset()))


def _han_names(text: str) -> Iterator[str]:
    for pattern in (_FOREIGN, _PERSON, _PLACE, _AT, _SUBJECT):
        for match in pattern.finditer(text):
            name = match.groupdict().get("name") or match[0]
            name = re.sub(rf"^(?:[据由让请]|{HAN_TITLES})+|(?:{HAN_SAYS})+$", "", name)
            if len(name) > 1 and ("·" in name or pattern is _PERSON or not set(_COMMON) & set(name)):
                yield name


def _is_known(name: str, known: Sequence[str]) -> bool:
    letters = squashed(name)
    return any(letters in squashed(form) or squashed(form) in letters for form in known)


def _named(name: str, claim: Said, quote: Said) -> bool:
    """Whether the quotation has the name, in whatever script and spelling."""
    if _HAN.search(name):
        return _han_named(name, quote)
    if quote.language == "zh" or _HAN.search(quote.text):
        return name in quote.text or reads_as(quote.text, name) or _parts_read(name, quote.text)
    return _latin_named(name, claim.language, quote)


def _han_named(name: str, quote: Said) -> bool:
    if name in quote.text:
        return True
    if quote.language == "zh":
        return "·" in name and name.split("·")[-1] in quote.text
    return any(
        reads_as(name, part) for whole in _latin_names(quote) for part in (whole, *whole.split()) if len(part) >= 3
    )


def _parts_read(name: str, han: str) -> bool:
    """Whether the last word of a longer foreign name is read there: ``Donald Trump`` is 特朗普."""
    words = name.split()
    return len(words) > 1 and len(words[-1]) >= _LONG and reads_as(han, words[-1])


def _latin_named(name: str, language: str, quote: Said) -> bool:
    letters, words = squashed(name), [squashed(w) for w in name.split()]
    there = [squashed(w) for w in _CAPITALISED.findall(quote.text)]
    if letters in "".join(there) and letters in _runs(there):
        return True
    if set(words) <= set(there) | {p for w in _CAPITALISED.findall(quote.text) for p in map(squashed, w.split("-"))}:
        return True
    if _surname_alone(words, quote) or any(
        w.startswith(letters[: max(_LONG, len(letters) - 2)]) for w in there if len(letters) > 5
    ):
        return True
    if (
        language != quote.language
        and len(letters) >= _LONG
        and any(
            letters in squashed(w) and len(squashed(w)) <= len(letters) + 2 for w in _CAPITALISED.findall(quote.text)
        )
    ):
        return True
    return language != quote.language and any(
        _across(name, language, other, quote.language) for other in _latin_names(quote)
    )


def _runs(words: Sequence[str]) -> set[str]:
    return {"".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 6, len(words)) + 1)}


def _surname_alone(words: Sequence[str], quote: Said) -> bool:
    """Whether the quotation has the last word as a name by itself: ``Macron`` for ``Emmanuel Macron``."""
    if len(words) < 2 or len(words[-1]) < _LONG:
        return False
    return any(squashed(other) == words[-1] for other in _latin_names(quote))


def _across(name: str, language: str, other: str, other_language: str) -> bool:
    pairs = {language: name, other_language: other}
    vietnamese = pairs.pop("vi", None)
    if vietnamese is None:
        return False
    elsewhere = next(iter(pairs.values()))
    for words in (elsewhere, elsewhere.split()[0], elsewhere.split()[-1]):
        if same_syllables(vietnamese, words):
            return True
    alike = SequenceMatcher(None, squashed(vietnamese), squashed(elsewhere), autojunk=False).ratio()
    return alike >= _ALIKE and len(elsewhere.split()) == 1


def _surname_stands(forms: Sequence[str], quote: Said) -> bool:
    """For a person of the table whom the quotation calls by the last name alone: ``M. Macron``."""
    return any(_surname_alone([squashed(w) for w in form.split()], quote) for form in forms if not _HAN.search(form))


def _is_telling(name: str, claim: Said, quotes: Sequence[Said]) -> bool:
    """Whether a name that stands nowhere is one: in Chinese, and where a proper name is translated, it may be words.

    Then it counts only when the quotations name somebody or something that the claim does not.
    """
    same = any(quote.language == claim.language for quote in quotes)
    if not _HAN.search(name) and (same or not _in_compound(name, claim)):
        return True
    if "·" in name:
        return True
    return any(
        not _named(other, quote, claim) and not _is_translated(other, quote)
        for quote in quotes
        for other in [*names_of(quote), *_written(quote)]
    )


def _in_compound(name: str, claim: Said) -> bool:
    """Whether the name is part of a longer one with common words in it (``Five Shores Forum``), or long itself."""
    generic = "|".join(sorted(NAME_WORDS.get(claim.language, ())))
    beside = re.compile(rf"\b(?:{generic})\s+{re.escape(name)}\b|\b{re.escape(name)}\s+(?:{generic})\b", re.IGNORECASE)
    titled = any(match[0][:1].isupper() and match[0].split()[-1][:1].isupper() for match in beside.finditer(claim.text))
    return titled and claim.language in ("en", "vi") and not PERSONAL.search(claim.text[: claim.text.find(name)])


def _is_translated(name: str, quote: Said) -> bool:
    """Whether a name stands right beside a common word that it may be translated with: ``fleuve Rouge``."""
    before = re.search(rf"(\w+) {re.escape(name)}\b", quote.text)
    return before is not None and before[1].islower() and fold(before[1]) in TRANSLATED


def _written(quote: Said) -> list[str]:
    return [name.written for name in names_in(quote.text)] if quote.language == "zh" else []
