"""The tokens found without a library, against those that the library finds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.models.numpy_reader import wheel_tokenizer
from rag.models.reader_loading import map_weights
from rag.models.reader_tokens import ReaderTokenizer
from rag.models.tokenizer import build_tokenizer
from rag.models.unigram import UnigramTokenizer, normal_form
from rag.models.weights import Vocabulary
from rag.models.wheel import find_weights
from tests.models.tiny_weights import PIECES, SCORES

VOCABULARY = Vocabulary(PIECES, SCORES, 0, 2, 1, 3, {})
LIBRARY = build_tokenizer(VOCABULARY)
OWN = UnigramTokenizer(VOCABULARY)
ANY = st.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\x8f\x9f")
"""The library refuses surrogates, and takes the last two for bytes of its regular expression."""
LETTERS = "ab é\u0301e\ufb01…\u00a0\u200b\u0323一\n\x07～▁:"


@given(st.text(alphabet=LETTERS, max_size=20) | st.text(alphabet=ANY, max_size=8))
def test_the_tokens_are_the_librarys(text: str) -> None:
    """The encoder and the reader were trained on them; also in what NFKC joins, splits and drops."""
    assert LIBRARY.encode(text).ids == OWN.encode(text).ids


@given(st.text(alphabet="ab é一.x", max_size=30))
def test_the_spans_are_the_librarys(text: str) -> None:
    """But for letters that normalisation joins, where the library names the first only."""
    encoding = LIBRARY.encode(text)
    assert encoding.offsets == OWN.encode(text).offsets


def test_the_likeliest_pieces_win() -> None:
    """``▁ab`` costs 2.5; ``▁``, ``a`` and ``b`` cost 2 + 3 + 3.5."""
    assert [PIECES.index("▁ab")] == OWN.encode("ab", add_special_tokens=False).ids


def test_what_became_several_letters_leads_back_to_one() -> None:
    """And joined letters to all of theirs; a dropped one to none."""
    assert ("fi é", [(0, 1), (0, 1), (2, 3), (3, 5)]) == normal_form("ﬁ\x07 e\u0301")


@pytest.mark.slow
@pytest.mark.shared
def test_real_articles_have_the_librarys_tokens(e5_folder: Path) -> None:
    """In the vocabulary of 250,000 pieces, spans as the reader trims them."""
    seeds = Path(__file__).parents[3] / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip(f"{seeds} is not here")
    library = ReaderTokenizer.load(e5_folder)
    own = wheel_tokenizer(map_weights(find_weights()))
    for page in sorted(seeds.glob("*.txt")):
        for line in page.read_text("utf-8").splitlines():
            assert library.passage(line) == own.passage(line)
