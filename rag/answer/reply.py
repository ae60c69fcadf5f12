"""What a language model sends, as plain sentences: without markup, citation markers, thoughts or JSON around it."""

import json
import re
from collections.abc import Iterator

from rag.errors import ChatModelError
from rag.text.sentences import sentences

_MARKERS = re.compile(
    r"\s*(?:\[(?:[^\W\d]+ )?\d+(?:\s*[,;–-]\s*\d+)*\]|【\d+[^】]*】)|\*\*|^\s*(?:[-*•]|#+)\s+|</?excerpt[^>]*>",
    re.MULTILINE,
)
_THOUGHTS = re.compile(r"\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
_WRAPPED = "<{[`"
"""How a reply begins that is not simply prose: thoughts, JSON, a fence around it."""
MAX_CHARS = 4000
"""A reply is cut off here: nobody asked for more, and each sentence costs a check."""


def reply_sentences(pieces: Iterator[str], language: str) -> Iterator[str]:
    """Whole sentences of a reply as soon as they are; an empty one for every empty piece.

    Raises ``ChatModelError`` for JSON that cannot be read (``broken``) and for a reply without end (``cut``), after
    the sentences that were whole.
    """
    return split_stream(_prose(pieces), language)


def split_stream(pieces: Iterator[str], language: str) -> Iterator[str]:
    """Whole sentences of prose, without markers of its own."""
    text, sent = "", 0
    for piece in pieces:
        if not piece:
            yield ""
            continue
        text += piece
        spans = sentences(text[sent:], language)
        for start, end in spans[:-1]:
            yield from _plain(text[sent + start : sent + end])
        if len(spans) > 1:
            sent += spans[-2][1]
        if len(text) > MAX_CHARS:
            raise _endless()
    for start, end in sentences(text[sent:], language):
        yield from _plain(text[sent + start : sent + end])


def _prose(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces, or what is inside when a reply is wrapped, once it is whole."""
    text = ""
    for piece in pieces:
        text += piece
        if text.lstrip()[:1] in _WRAPPED:  # which is true of nothing, too
            if len(text) > 4 * MAX_CHARS:
                raise _endless()
            yield ""
        else:
            yield text
            yield from pieces
            return
    yield _unwrapped(text)


def _unwrapped(text: str) -> str:
    text = _THOUGHTS.sub("", text, count=1).strip()
    bare = re.sub(r"^```\w*\s*|\s*```$", "", text)
    if bare[:1] not in ("{", "["):
        return bare
    try:
        return "\n\n".join(_texts(json.loads(bare)))
    except ValueError as error:
        if bare[0] == "[":  # a marker
            return bare
        raise ChatModelError("broken", f"the reply is no JSON: {error}") from error


def _texts(value: object) -> list[str]:
    """All texts of a JSON value, in order; of an object not the names."""
    if isinstance(value, str):
        return [value]
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in within for text in _texts(each)]


def _plain(sentence: str) -> list[str]:
    bare = " ".join(_MARKERS.sub("", sentence).split())
    return [bare] if any(character.isalnum() for character in bare) else []


def _endless() -> ChatModelError:
    return ChatModelError("cut", f"the reply went on after {MAX_CHARS} characters")
