"""Which language a text or a question is written in: by script, by function words, by letters.

French, English, Vietnamese and Chinese are told apart in microseconds, down to questions of three words, with or
without accents. Only longer texts in which the function words decide nothing cost the second it takes to load
py3langid (a naive Bayes classifier of byte n-grams).
"""

import re
from collections.abc import Mapping, Sequence

from rag.text.fold import fold, nfc
from rag.text.function_words import ACCENTED, ENDINGS, FUNCTION_WORDS, LANGUAGES_OF, VIETNAMESE_ONLY

UNKNOWN = "und"
"""ISO 639-2 for a text whose language cannot be told: it has no words, or none that says anything."""

_SAMPLE_CHARACTERS = 1000
_CLEAR_WORDS = 12
_LOOKED_INTO_WORDS = 40
"""Letters and endings matter where function words are few: in questions and headlines."""
_LONG_WORDS = 20
"""From here on, function words that hardly occur mean another language, and py3langid is worth its second."""
_SURE_SHARE = 0.15
"""Less evidence a word than this is no running text in a language of the tables (XQuAD paragraphs: .3 and more)."""
_ACCENT_WEIGHT, _ENDING_WEIGHT = 0.5, 0.25

_WORD = re.compile(r"(?<!\d)[^\W\d_]+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af\u1100-\u11ff]")
_ANY_EAST_ASIAN = re.compile("[\u1100-\u11ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]")
_HAN_FUNCTION_WORD = re.compile("[的了在是和与為为什么哪谁吗呢几被由]")
_OTHER_WORD = re.compile("[^\\W_\u1100-\u11ff\u3041-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]+")
# An unaccented Vietnamese word: one syllable with an onset and a coda from short lists.
_VIETNAMESE_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)


def detect_language(text: str, *, among: tuple[str, ...] | None = None) -> str:
    """The ISO 639-1 code of the language of a text or question, or ``und`` when nothing in it tells.

    ``among`` restricts the answer to those codes (or ``und``). Names do not sway it: a French sentence about
    Hà Giang or 阮富仲 stays French. Texts are judged by their first 1,000 characters.
    """
    text = text[:_SAMPLE_CHARACTERS]
    script = _east_asian(text)
    if script is not None and (among is None or script in among):
        return script
    words = _WORD.findall(nfc(text))
    scores = {language: score for language, score in _evidence(words).items() if among is None or language in among}
    best = max(scores, key=scores.__getitem__, default=UNKNOWN)
    score = scores.get(best, 0.0)
    if len(words) >= _LONG_WORDS and score < _SURE_SHARE * len(words):
        return _classify(text, among)
    return best if score > 0 else UNKNOWN


def _east_asian(text: str) -> str | None:
    """``zh``, ``ja`` or ``ko`` where their characters outweigh the words in other scripts, else ``None``."""
    if not _ANY_EAST_ASIAN.search(text):
        return None
    han, kana, hangul = (len(pattern.findall(text)) for pattern in (_HAN, _KANA, _HANGUL))
    others = sum(1 for word in _OTHER_WORD.findall(text) if not word.isdecimal())
    if han + kana + hangul + 3 * len(_HAN_FUNCTION_WORD.findall(text)) <= 1.5 * others:
        return None
    if hangul > han + kana:
        return "ko"
    return "ja" if kana * 10 > han else "zh"


def _evidence(words: list[str]) -> dict[str, float]:
    """For each language of the tables, how many words speak for it, weak evidence counting less than one."""
    scores = dict.fromkeys(FUNCTION_WORDS, 0.0)
    for word in words:
        for language in LANGUAGES_OF.get(word.lower(), ()):
            scores[language] += 1
    if _is_clear(scores):
        return scores
    common = [word for word in words if word[0].islower()] or words  # names are capitalised: their letters say little
    common = common[:_LOOKED_INTO_WORDS]
    plain = fold("\n".join(common)).split("\n") if common else []
    for word, folded in zip(common, plain, strict=True):
        _add_letters(scores, word, folded)
    scores["vi"] += _monosyllabic(plain)
    return scores


def _is_clear(scores: Mapping[str, float]) -> bool:
    """Whether function words alone decide: many, and far more than of any other language."""
    second, first = sorted(scores.values())[-2:]
    return first >= _CLEAR_WORDS and first >= 1.5 * second


def _add_letters(scores: dict[str, float], word: str, folded: str) -> None:
    """Add to ``scores`` what the accents and the ending of one word say."""
    accented = frozenset() if word.isascii() else frozenset(c for c in word if c > "\x7f")
    if accented & VIETNAMESE_ONLY:
        scores["vi"] += 1
    elif accented:
        for language in scores:
            scores[language] += _ACCENT_WEIGHT if accented <= ACCENTED[language] else -_ACCENT_WEIGHT
    for language, endings in ENDINGS.items():
        if folded.endswith(endings):
            scores[language] += _ENDING_WEIGHT


def _monosyllabic(folded: Sequence[str]) -> float:
    """What the shape of words says for Vietnamese: there nearly all of them are single, simple syllables."""
    if len(folded) < 3:
        return 0.0
    share = sum(1 for word in folded if _VIETNAMESE_SYLLABLE.fullmatch(word)) / len(folded)
    return max(0.0, share - 0.7) / 0.3 * 0.5 * len(folded)


def _classify(text: str, among: tuple[str, ...] | None) -> str:
    """What py3langid says of a longer text; loading it takes about a second, once."""
    from py3langid import rank

    ranked: list[tuple[str, float]] = rank(text)
    return next((language for language, _ in ranked if among is None or language in among), UNKNOWN)
