"""What a text is made before it is read, and that both tokenizers then find the same pieces."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from rag.models.nano import NanoEngine
from rag.models.tokenizer import build_tokenizer, normalise
from rag.models.weights import read_weights
from rag.models.wheel import find_weights
from tests.models.tiny_weights import tiny_bytes

any_text = st.text(st.characters())


@given(any_text)
def test_normalising_twice_changes_nothing(text: str) -> None:
    """The engines normalise once more: they must find nothing to do."""
    assert normalise(normalise(text)) == normalise(text)


@given(any_text)
def test_a_normal_form_can_be_given_to_c(text: str) -> None:
    """UTF-8 without NUL, single spaces, none at the ends."""
    form = normalise(text)
    assert b"\0" not in form.encode("utf-8")
    assert " ".join(form.split()) == form


@given(any_text)
def test_a_normal_form_holds_no_special_token(text: str) -> None:
    """``</s>`` in a text would end it, ``<mask>`` blank it out."""
    assert not re.search("</?s>|<pad>|<unk>|<mask>", normalise(f"<s>{text}</s>"))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Le pont de Bac Lan, à 9 h.", "Le pont de Bac Lan, à 9 h."),
        (unicodedata.normalize("NFD", "Hà Giang"), "Hà Giang"),
        ("ﬁn du 4ᵉ", "fin du 4e"),
        ("１２，会议", "12,会议"),
        ("５～６月", "5～6月"),
        (" un\u00a0mot\u200b\n\n\tdeux\u3000", "un mot deux"),
        ("a\0b\x01c", "abc"),
        ("a\ud83db\ufffd", "a b"),
        ("a\ufdd0b", "a b"),
        ("fin</s><s>début < s>", "fin< /s>< s>début < s>"),
        ("＜mask＞", "< mask>"),
        ("\ufdfa", "صلى الله عليه وسلم"),
        ("", ""),
    ],
)
def test_a_text_becomes_its_normal_form(text: str, form: str) -> None:
    """NFKC but for the wave dash of Chinese, as the model was trained."""
    assert form == normalise(text)


@pytest.fixture(scope="module")
def tiny() -> Tokenizer:
    """A tokenizer of a dozen pieces."""
    return build_tokenizer(read_weights(tiny_bytes()).vocabulary)


def test_the_likelier_pieces_win(tiny: Tokenizer) -> None:
    """``▁ab`` scores -2.5; ``▁``, ``a``, ``b`` together -8.5."""
    assert ["<s>", "▁ab", "</s>"] == tiny.encode("ab").tokens


def test_every_kind_of_space_is_one(tiny: Tokenizer) -> None:
    """The copy normalises by itself as ``normalise`` does."""
    text = "b\u1680b\u2028b\x85b\u3000b\u200bb\t \nb\ufffdb\u00a0b"
    assert tiny.encode(normalise(text)).ids == tiny.encode(text).ids == [0, *[4, 6] * 9, 2]


def test_unknown_characters_are_kept_apart(tiny: Tokenizer) -> None:
    """The wheel's engine counts each; the library would fuse them into one."""
    assert ["▁", "x", "y", "a", "z"] == tiny.encode("xyaz", add_special_tokens=False).tokens


def test_tokens_lead_back_to_the_characters_they_came_from(tiny: Tokenizer) -> None:
    """Also where characters were dropped, or spaces folded, before them: the reader quotes by these offsets."""
    text = "ab\x01 \u200b\n éa"
    encoding = tiny.encode(text, add_special_tokens=False)
    assert ["▁ab", "▁", "é", "a"] == encoding.tokens
    assert ["ab", "", "é", "a"] == [text[start:end].strip("\x01\u200b\n ") for start, end in encoding.offsets]


@cache
def engine() -> NanoEngine:
    """The wheel's engine."""
    return NanoEngine(find_weights().path)


@cache
def rebuilt() -> Tokenizer:
    """The copy of its tokenizer."""
    return build_tokenizer(read_weights(find_weights().read()).vocabulary)


def counts(text: str) -> tuple[int, int]:
    """How many tokens the engine finds in a passage, and the copy."""
    form = normalise(text)
    return engine().count_tokens(form), len(rebuilt().encode("passage: " + form).ids) - 4 if form else 0


@pytest.mark.slow
@given(any_text)
@example("😀🫠𓀀𓀁 x 𓀀")
@example("</s> <unk> <mask>")
@example("\ufdfa" * 50)
def test_both_tokenizers_count_alike_in_any_writing(text: str) -> None:
    """Unassigned characters, emoji and lone surrogates included."""
    ours, theirs = counts(text)
    assert ours == theirs


def known_to_the_library(character: str) -> bool:
    """Its NFKC is of Unicode 12: it lacks 72 compatibility characters that Python's has."""
    return (
        character == "～"
        or normalise(character) == character
        or rebuilt().normalizer.normalize_str(character) != character
    )


@pytest.mark.slow
@given(st.text(st.characters(exclude_categories=["Cs", "Cn"])))
@example("\x01\x0b\x1f\x7f\x8f\x9f～\u0301 e\u0301\u200d\ufb01\ufdfa")
def test_the_copy_normalises_by_itself(text: str) -> None:
    """Whoever needs the way back to the characters gives it the text as it is."""
    assume(all(map(known_to_the_library, text)))
    inner = f"passage: {text}."
    assert rebuilt().encode(normalise(inner)).ids == rebuilt().encode(inner).ids


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["piaf/piaf-v1.1-train.json", "xquad/xquad.en.json", "xquad/xquad.vi.json", "xquad/xquad.zh.json"]
)
def test_both_tokenizers_count_alike_on_real_text(shared_data: Path, name: str) -> None:
    """Whole paragraphs in the four languages; the copy also without being given the normal form."""
    articles = json.loads((shared_data / "data" / name).read_text("utf-8-sig"))["data"]
    for text in [paragraph["context"] for article in articles[::4] for paragraph in article["paragraphs"][:5]]:
        assert len({*counts(text), len(rebuilt().encode("passage: " + text.strip()).ids) - 4}) == 1
