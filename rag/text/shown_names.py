"""The names that a text shows: by capitals, in Chinese by the words beside them and by what is no word."""

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from rag.text.fold import fold
from rag.text.frequencies import han_word_frequencies
from rag.text.function_words import FUNCTION_WORDS
from rag.text.name_parts import is_family
from rag.text.name_words import CODES, HAN_FAMILIES, HAN_PLACES, HAN_SAYS, HAN_TITLES, NAME_WORDS, PERSONAL
from rag.text.names import name_key, table_keys
from rag.text.readings import HAN_RUN, squashed

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;][\s»”\"]*|[.!?…:;]?\s*[«“\"„(–—])[\s'‘]*$|^[\W_]*$")
"""What stands before a word whose capital says nothing."""
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
_COUNTED = re.compile("(?<=[0-9余多])[一-鿿]")
"""A measure word is no family name: ``210张病床``."""
_SINGLE = frozenset(
    "的了在是和与为于将已被由也及或等从至以并对中上下有个名位说称表示把让给向往就都还又再仅只最更很太则而但且若如即因所其该此这本各每某"
    "一二三四五六七八九十百千万亿两几多少年月日时分秒号点元吨米里第我你他她它们个条座家所份项次场届天周岁口户间辆艘架只头栋层公不没未无非能会要可应须得着过来去到"
    "前后内外间左右东西南北大小新老高低长短好坏人车船路桥县市省州区镇乡村国队党军会校院厂店站港岛河江湖海"
)
"""Characters that stand alone as words; where a name is left over between words, they end it."""
_VOWELS = re.compile("[aeiouy]+")
_GIVEN_NAME = 5e-6
"""Share from which on a word of two characters is more than a given name: 建军, 秀兰 lie below."""
_COMMON_WORD = 1e-6
"""Share from which on a Chinese word is one, and not a name that has become known: 熊波, 林海, 高平 lie below."""
_UNKNOWN_CHARACTER = 1e-9
_LONGEST_WORD, _LONGEST_NAME = 6, 3


def shown_names(text: str, language: str) -> tuple[str, ...]:
    """The names in a text in ``language`` (ISO 639-1) as it writes them, without titles, in no particular order.

    A lone word that opens a sentence is none, whatever it is; in Vietnamese a lone syllable is one only after a title.
    Dates show as names of months: blank them first.
    """
    return tuple(_han_names(text) if language == "zh" else _latin_names(text, language))


def _latin_names(text: str, language: str) -> Iterator[str]:
    run: list[str] = []
    last_end = 0
    for match in WORD.finditer(text):
        if run and text[last_end : match.start()].strip(" "):
            yield from _trimmed(run, language)
            run = []
        word = match[0]
        if word[0].isupper():
            run.append(_marked(word, text[: match.start()], language))
        elif run:
            yield from _trimmed(run, language)
            run = []
        last_end = match.end()
    yield from _trimmed(run, language)


def _marked(word: str, before: str, language: str) -> str:
    """``word`` with ``^`` before it where it opens a sentence, with ``~`` where it is Vietnamese without a title."""
    if _SENTENCE_START.search(before[-8:]):
        return f"^{word}"
    return word if language != "vi" or PERSONAL.search(before[-16:]) else f"~{word}"


def _trimmed(run: Sequence[str], language: str) -> Iterator[str]:
    """The names of a run of capitals: without titles and elided articles, a person apart from the place before."""
    words = [re.sub(r"^([\^~]?)(?:[ldLD]|[Qq]u)['’]", r"\1", word) for word in run]
    words = [re.sub(r"['’]s$", "", word) for word in words]
    while words and words[0].lstrip("^~")[:1].islower():  # l'ingénieur
        words = words[1:]
    while words and names_nobody(words[0], language):
        words = words[1:]
    while words and language != "vi" and not is_family(fold(words[0])) and names_nobody(words[-1], language):
        words = words[:-1]
    if not words or (len(words) == 1 and (words[0].startswith("^") or _lone_syllable(words[0]))):
        return
    for name in _without_known(" ".join(words).replace("^", "").replace("~", "")):
        if len(squashed(name)) > 1 and name not in CODES:
            yield name


def _lone_syllable(word: str) -> bool:
    """Whether it is a Vietnamese syllable that no title makes a name: ``Mặt trận``, ``Đảng Lao động``."""
    return word.startswith("~") and len(_VOWELS.findall(fold(word))) == 1


def _without_known(name: str) -> Iterator[str]:
    """``Cao Bằng Trần Hồng Minh`` is a person of a place of the table."""
    words = name.split()
    for cut in range(1, len(words) - 1):
        if name_key(" ".join(words[:cut])) in table_keys() and (cut == 1 or is_family(fold(words[cut]))):
            yield " ".join(words[:cut])
            yield " ".join(words[cut:])
            return
    yield name


def names_nobody(word: str, language: str) -> bool:
    """Whether a word with a capital is a title, an office, a kind of place or body: it names nobody by itself.

    A function word does only where it opens a sentence (``^`` before it): ``Son La`` is a place.
    """
    opening, plain = word.startswith("^"), word.lstrip("^~")
    known = plain.lower() if language == "vi" else fold(plain)
    functional = known in FUNCTION_WORDS.get(language, frozenset())
    return functional if opening and functional else not functional and known in NAME_WORDS.get(language, frozenset())


def _han_names(text: str) -> Iterator[str]:
    for pattern in (_FOREIGN, _PERSON, _PLACE, _AT, _SUBJECT):
        for match in pattern.finditer(text):
            name = match.groupdict().get("name") or match[0]
            name = re.sub(rf"^(?:[据由让请]|{HAN_TITLES})+|(?:{HAN_SAYS})+$", "", name)
            if "·" in name or (len(name) > 1 and _may_name(name, person=pattern is _PERSON)):
                yield name
    for run in HAN_RUN.finditer(_COUNTED.sub(" ", _FOREIGN.sub(" ", text))):
        yield from _left_over(run[0])


def _may_name(han: str, *, person: bool) -> bool:
    """Whether a run of characters holds no word that everybody uses; given names are made of any characters."""
    known = han_word_frequencies()
    return (person or not set(_COMMON) & set(han)) and all(
        known.get(w, 0.0) < _COMMON_WORD for w in _words(han) if len(w) > 1
    )


def _left_over(run: str) -> Iterator[str]:
    """What is left between the words of a run of characters, two or three that are no word: likely a name.

    A family name and a word that is hardly one but as a given name (蒙 秀兰) are one too.
    """
    piece, words = "", (*_words(run), "的")
    for word, following in pairwise((*words, "的")):
        if len(word) == 1 and word in HAN_FAMILIES and word not in _SINGLE and _is_given(following):
            yield word + following
        if len(word) == 1 and word not in _SINGLE:
            piece += word
            continue
        if 2 <= len(piece) <= _LONGEST_NAME:
            yield piece
        piece = ""


def _is_given(word: str) -> bool:
    return len(word) == 2 and han_word_frequencies().get(word, 0.0) < _GIVEN_NAME


@lru_cache(maxsize=512)
def _words(run: str) -> tuple[str, ...]:
    """The most likely words that a run of characters is made of, by the product of their frequencies."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        starts = range(max(0, end - _LONGEST_WORD), end)
        best.append(max((best[start][0] + _log_share(run[start:end]), start) for start in starts))
    words, end = [], len(run)
    while end:
        words.append(run[best[end][1] : end])
        end = best[end][1]
    return tuple(reversed(words))


def _log_share(word: str) -> float:
    share = han_word_frequencies().get(word, _UNKNOWN_CHARACTER if len(word) == 1 else 0.0)
    return math.log(share) if share else -math.inf
