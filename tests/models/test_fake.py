"""The fake embedder: predictable enough to write expectations by hand, and an embedder in every other respect."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.models.base import Embedder
from rag.models.fake import FakeEmbedder
from tests.source_code import ROOT

any_text = st.text(st.characters(), max_size=80)


@given(st.lists(any_text, max_size=6))
def test_rows_have_length_one_in_any_writing(texts: list[str]) -> None:
    """Also for the empty text and lone surrogates."""
    matrix = FakeEmbedder().embed_passages(texts)
    assert (len(texts), 64) == matrix.shape
    assert matrix.dtype == np.float32
    assert np.allclose(1, np.linalg.norm(matrix, axis=1), atol=1e-6)


def test_texts_with_the_same_words_are_one() -> None:
    """Order, case and diacritics do not count: what retrieval tests rely on."""
    fake: Embedder = FakeEmbedder()
    assert np.array_equal(fake.embed_query("Hà Giang, Đà Nẵng"), fake.embed_query("DA NANG , ha giang"))


def test_a_shared_word_of_two_is_half_the_way() -> None:
    """Two words against two with one in common: cosine 1/2 while no two hashes meet."""
    fake = FakeEmbedder(dimensions=4096)
    assert pytest.approx(0.5) == float(fake.embed_query("pont fleuve") @ fake.embed_query("pont train"))


@given(any_text)
def test_a_question_and_a_passage_share_a_space(text: str) -> None:
    """There are no prefixes to forget."""
    fake = FakeEmbedder(8)
    assert np.array_equal(fake.embed_passages([text])[0], fake.embed_query(text))


def test_words_signs_and_chinese_characters_are_counted() -> None:
    """« Le », « pont », « , », « 4e » and three characters."""
    assert 7 == FakeEmbedder().count_tokens("Le pont, 4e 云南省")


def test_progress_tells_of_each_passage() -> None:
    """What a progress bar adds up."""
    told: list[int] = []
    FakeEmbedder().embed_passages(["a", "b", "c"], told.append)
    assert [1, 1, 1] == told


def test_another_process_finds_the_same_vector() -> None:
    """Python's own hash of a string changes from process to process."""
    code = "from rag.models.fake import FakeEmbedder; print(FakeEmbedder().embed_query('le pont de Bac Lan').tolist())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert FakeEmbedder().embed_query("le pont de Bac Lan").tolist() == [
        float(x) for x in run.stdout.strip("[]\n").split(",")
    ]


def test_the_fingerprint_tells_dimensions_apart() -> None:
    """A store of one must refuse the other."""
    assert FakeEmbedder(64).fingerprint != FakeEmbedder(32).fingerprint
