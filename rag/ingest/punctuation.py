"""How lines end: what tells a sentence from a headline, in the scripts we read."""

import re

_SENTENCE_END = re.compile(r"""[.!?…。！？]["'»”’」』)）\]]*$""")
_FULL_STOP = re.compile(r"""[.…。;；:：,，、]["'»”’」』)）\]]*$""")
_SENTENCE_ENDS = re.compile(r"[.!?…][\"'»”’)\]]*(?=\s|$)|[。！？]")
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]")
_HEADLINE_CHARACTERS, _HEADLINE_EAST_ASIAN = 220, 60


def ends_sentence(text: str) -> bool:
    """Whether a full stop, question or exclamation mark (perhaps in quotes) ends the text."""
    return bool(_SENTENCE_END.search(text))


def count_sentences(text: str) -> int:
    """How many marks in the text end a sentence; abbreviations count too, so it is an upper bound."""
    return len(_SENTENCE_ENDS.findall(text))


def is_headline(text: str) -> bool:
    """Whether the text can be a headline: short, and no full stop, comma or colon at its end."""
    limit = _HEADLINE_EAST_ASIAN if len(_EAST_ASIAN.findall(text)) * 2 > len(text) else _HEADLINE_CHARACTERS
    return 0 < len(text) <= limit and not _FULL_STOP.search(text) and any(c.isalpha() for c in text)
