"""What a language model sends, as plain sentences."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer.reply import MAX_CHARS, reply_sentences
from rag.errors import ChatModelError


def told(*pieces: str, language: str = "en") -> list[str]:
    """The sentences of a reply in these pieces."""
    return [sentence for sentence in reply_sentences(iter(pieces), language) if sentence]


def test_sentences_come_out_as_soon_as_they_are_whole() -> None:
    """The first is shown while the model still writes the second."""
    seen = []

    def pieces() -> Iterator[str]:
        for piece in ["One is he", "re. Two ", "comes now. Th"]:
            seen.append(piece)
            yield piece

    assert "One is here." == next(reply_sentences(pieces(), "en"))
    assert 3 > len(seen)


@given(st.lists(st.integers(1, 12)))
def test_how_a_reply_is_cut_into_pieces_does_not_matter(lengths: list[int]) -> None:
    """Sentences are the same however the server sends them."""
    text, pieces = "The bridge is open [1]. It cost 1.6 million euros. Who paid? The province did.", []
    for length in lengths:
        pieces.append(text[:length])
        text = text[length:]
    expected = ["The bridge is open.", "It cost 1.6 million euros.", "Who paid?", "The province did."]
    assert expected == told(*pieces, text)


@pytest.mark.parametrize(
    "reply",
    [
        "The bridge is open [1][2]. It cost 2 euros.",
        "The bridge is open [1, 7]. It cost 2 euros 【3†source】.",
        "The bridge is open [Excerpt 1]. It cost 2 euros [source 3].",
        "- The bridge is **open**.\n- It cost 2 euros.",
        "<think>Is it? The mayor is a thief. [1]</think>\nThe bridge is open. It cost 2 euros.",
        '{"answer": "The bridge is open. It cost 2 euros.", "citations": [1]}',
        '```json\n{"sentences": ["The bridge is open.", "It cost 2 euros."]}\n```',
        '["The bridge is open.", "It cost 2 euros."]',
        '  \n{"claims": [{"text": "The bridge is open.", "source": 1}, {"text": "It cost 2 euros."}]}',
        "[1] The bridge is open. [2] It cost 2 euros.",
        "```\nThe bridge is open. It cost 2 euros.\n```",
    ],
)
def test_what_is_around_the_sentences_is_taken_off(reply: str) -> None:
    """Markers, lists, thoughts, JSON, fences: models add them whatever they are told."""
    assert ["The bridge is open.", "It cost 2 euros."] == told(*reply)


@pytest.mark.parametrize(
    "reply", ["", "  \n", "[1][2]", "```\n```", "{}", "<think>Hm.</think>", "<think>Hm. It is", '{"a": 7}']
)
def test_a_reply_without_words_is_none(reply: str) -> None:
    """And no error."""
    assert [] == told(*reply)


@pytest.mark.parametrize("reply", ['{"answer": "The bridge', '{"answer": "The bridge is open." ] }', "{The bridge}"])
def test_json_that_cannot_be_read_is_an_error(reply: str) -> None:
    """It is not shown as text."""
    with pytest.raises(ChatModelError) as caught:
        told(*reply)
    assert "broken" == caught.value.reason


@pytest.mark.parametrize("piece", ["The bridge is open. ", "{" + 80 * "x", "<think>" + 80 * "x"])
def test_a_reply_without_end_is_cut(piece: str) -> None:
    """Whether it says something or not."""
    with pytest.raises(ChatModelError) as caught:
        told(*[piece] * MAX_CHARS)
    assert "cut" == caught.value.reason


def test_silence_is_passed_on() -> None:
    """So that whoever reads can leave."""
    assert ["", "", "One.", "Two."] == list(reply_sentences(iter(["", "", "One. Two."]), "en"))
