"""How often words occur in a language, offline (the only file that imports wordfreq)."""

from collections.abc import Mapping

LANGUAGES = frozenset({"fr", "en", "vi"})
"""Those written with spaces that we repair words in; wordfreq knows more."""


def word_frequencies(language: str) -> Mapping[str, float]:
    """Lower-case word → its share of all words; empty for a language that is not in ``LANGUAGES``.

    Words rarer than 1e-8 (French, English) or 1e-6 (Vietnamese) are not in it. The first call for French takes about
    a second and 30 MB; wordfreq keeps what it has read.
    """
    if language not in LANGUAGES:
        return {}
    from wordfreq import get_frequency_dict

    frequencies: Mapping[str, float] = get_frequency_dict(language, wordlist="best")
    return frequencies


def han_word_frequencies() -> Mapping[str, float]:
    """Chinese word, as written → its share of all words; words rarer than 1e-8 are not in it."""
    from wordfreq import get_frequency_dict

    frequencies: Mapping[str, float] = get_frequency_dict("zh", wordlist="best")
    return frequencies
