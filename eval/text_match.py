"""Whether two wordings say the same: exact match, token F1 and containment, for the languages of the product.

Rajpurkar et al. 2016 (SQuAD) for English; articles as FQuAD strips them for French (d'Hoffschmidt et al. 2020);
characters as tokens for Chinese (Cui et al. 2019, CMRC 2018).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_ARTICLES = {
    "en": re.compile(r"\b(?:a|an|the)\b"),
    "fr": re.compile(r"\b(?:(?:le|la|les|un|une|des|du|au|aux)\b|[ld]')"),
}
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_HAN}]|[^\s{_HAN}]+")
_SHORT = 4
"""Answers of fewer characters must be words of their own: ``an`` does not stand in ``Hanoi``."""


def normalise(text: str, lang: str) -> str:
    """The text in lower case without articles and punctuation, its words with one space between them.

    Within a number a point or comma stays: ``1.6`` is not ``16``.
    """
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    text = _ARTICLES[lang].sub(" ", text) if lang in _ARTICLES else text
    text = re.sub(r"(?<=\d)[.,](?=\d)", "\0", text)
    text = "".join(" " if _is_punctuation(c) and c != "\0" else c for c in text)
    return " ".join(text.replace("\0", ".").split())


def tokens(text: str, lang: str) -> list[str]:
    """The words of the normalised text; Chinese characters one by one."""
    return _TOKEN.findall(normalise(text, lang))


def exact_match(predicted: str, answers: Sequence[str], lang: str) -> float:
    """1 when the prediction is one of the answers, but for case, articles, punctuation and (in Chinese) spaces."""
    said = tokens(predicted, lang)
    return float(any(said == tokens(answer, lang) for answer in answers))


def token_f1(predicted: str, answers: Sequence[str], lang: str) -> float:
    """The best harmonic mean of precision and recall of tokens against one of the answers, in [0, 1]."""
    return max((_f1(tokens(predicted, lang), tokens(answer, lang)) for answer in answers), default=0.0)


def holds(quote: str, answers: Sequence[str], lang: str) -> bool:
    """Whether one of the answers stands in the quotation; white space is set aside, since some pages fuse words.

    A number must stand whole: ``3 mai`` is not in ``13 mai``.
    """
    text = normalise(quote, lang)
    return any(bool(said) and _stands_in(said, text) for said in (normalise(answer, lang) for answer in answers))


def _stands_in(said: str, text: str) -> bool:
    letters = [re.escape(c) for c in said if not c.isspace()]
    edge = r"\w" if len(letters) < _SHORT and not re.search(f"[{_HAN}]", said) else None
    before = rf"(?<!{edge})" if edge else (r"(?<!\d)(?<!\d\.)" if said[0].isdigit() else "")
    after = rf"(?!{edge})" if edge else (r"(?!\.?\d)" if said[-1].isdigit() else "")
    return re.search(before + r"\s*".join(letters) + after, text) is not None


def _f1(said: Sequence[str], gold: Sequence[str]) -> float:
    if not said or not gold:
        return float(said == gold)
    common = sum((Counter(said) & Counter(gold)).values())
    return 2 * common / (len(said) + len(gold))


def _is_punctuation(character: str) -> bool:
    """Punctuation and symbols, but for those that change what a figure says."""
    return unicodedata.category(character)[0] in "PS" and character not in "%‰€$£¥+"
