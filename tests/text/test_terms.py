"""Index terms: one term for all ways in which four languages write one thing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.text.fold import fold
from rag.text.terms import terms

LANGUAGES = st.sampled_from(["fr", "en", "vi", "zh", "de", "und"])
ANY_CHARACTER = st.characters(codec=None, exclude_categories=())
LOWER_CASE = st.text("abcdeghilmnoprstuvyàâäçéèêëîïôöùûüăđêôơưạảãấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ '-,.")


def words(text: str, language: str = "fr") -> tuple[str, ...]:
    """The words of a text."""
    return terms(text, language).words


@given(st.text(ANY_CHARACTER), LANGUAGES)
@example("\ud800", "fr")
@example("réu\x00nion", "fr")
@example("第\ud8004 thứ\u0301 4\u0302e", "vi")
def test_any_text_has_terms(text: str, language: str) -> None:
    """No page breaks the index: NUL, half surrogate pairs and lone marks included."""
    found = terms(text, language)
    assert all(found.words)
    assert len(found.stems) == (max(len(found.words) - 1, 0) if language == "vi" else len(found.words))


@given(LOWER_CASE)
def test_accents_never_tell_words_apart(text: str) -> None:
    """A question typed without accents finds what is written with them, letter by letter."""
    assert words(text) == words(fold(text))


@given(st.text(), LANGUAGES)
def test_words_are_folded(text: str, language: str) -> None:
    """Folding again changes nothing: queries may be compared with the index as they are."""
    assert all(word == fold(word) for word in terms(text, language).words)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("4e", "fr"), ("4ᵉ", "fr"), ("4ème", "fr"), ("IVe", "fr"), ("IVᵉ", "fr"), ("quatrième", "fr"),
        ("QUATRIÈME", "fr"), ("4th", "en"), ("fourth", "en"), ("Fourth", "en"), ("thứ tư", "vi"), ("thứ 4", "vi"),
        ("thứ IV", "vi"), ("thu tu", "vi"), ("第四", "zh"), ("第4", "zh"), ("第 4", "zh"), ("第４", "zh"),
    ],
)  # fmt: skip
def test_an_ordinal_is_one_term_in_every_language(text: str, language: str) -> None:
    """A question about the fourth meeting finds it in an article of another language."""
    assert ("#4",) == terms(text, language).words


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("la 4e réunion", "fr", ("la", "#4", "reunion")),
        ("cuộc họp lần thứ 4 tại đây", "vi", ("cuoc", "hop", "lan", "#4", "tai", "day")),
        ("云南第四次会议", "zh", ("云南", "#4", "次会", "会议")),
        ("第4届", "zh", ("#4", "届")),
        ("四届第二十四次", "zh", ("四届", "#24", "次")),
    ],
)
def test_an_ordinal_is_found_within_a_text(text: str, language: str, expected: tuple[str, ...]) -> None:
    """Chinese writes no space before it."""
    assert expected == words(text, language)


def test_a_long_number_is_no_rank() -> None:
    """``第12345号`` is the number of a document."""
    assert ("第", "12345", "号") == words("第12345号", "zh")


def test_a_compound_ordinal_is_one_term() -> None:
    """The twenty-fifth is neither the twentieth nor the fifth."""
    assert ("le", "#25", "et", "le", "#21") == words("le vingt-cinquième et le vingt et unième")
    assert ("the", "#21", "of", "may") == words("the twenty-first of May", "en")
    assert ("lan", "#14") == words("lần thứ mười bốn", "vi")


def test_a_hyphenated_word_that_is_no_ordinal_is_its_parts() -> None:
    """Also when it begins like one."""
    assert ("vingt", "cinq", "jours", "dix", "et", "plus") == words("vingt-cinq jours, dix et plus")
    assert ("tan", "moc") == words("Tan-Moc")


@pytest.mark.parametrize("word", ["le", "Le", "LE", "ce", "vie", "Vie", "VIE", "ivre", "mille", "IV", "dix", "trente"])
def test_a_common_word_is_no_ordinal(word: str) -> None:
    """It stays itself, folded."""
    assert (word.lower(),) == words(word)


def test_a_year_after_a_vietnamese_rank_stays_a_year() -> None:
    """``năm`` is both "five" and "year"; after ``mười`` five is ``lăm``."""
    assert ("lan", "#10", "nam", "2023") == words("lần thứ mười năm 2023", "vi")


def test_thu_without_an_accent_is_another_word_unless_nothing_has_accents() -> None:
    """``doanh thu năm 2024`` is the revenue of a year; ``hop lan thu tu`` was typed without accents."""
    assert ("doanh", "thu", "nam", "2024") == words("doanh thu năm 2024", "vi")
    assert ("hop", "lan", "#4") == words("hop lan thu tu", "vi")
    assert ("thu", "ba") == words("Thu Ba", "fr")


def test_a_deputy_minister_is_no_rank() -> None:
    """``thứ`` before a word that is no number."""
    assert ("thu", "truong") == words("Thứ trưởng", "vi")


@pytest.mark.parametrize(
    "text", ["Hà Giang", "Ha Giang", "HA GIANG", "HÀ GIANG", "Ha\u0300 Giang", "Ha\u200b Gi\u00adang"]
)
def test_a_place_is_one_place_however_it_is_typed(text: str) -> None:
    """Accents, case, decomposed letters and invisible characters do not matter."""
    assert ("ha", "giang") == words(text, "vi") == words(text, "fr")


def test_decomposed_letters_do_not_break_a_word() -> None:
    """Some systems type and file them so."""
    assert ("#4",) == words("quatrie\u0300me")
    assert ("reunion",) == words("re\u0301union")


def test_the_vietnamese_d_is_a_d() -> None:
    """It does not decompose, unlike all other accented letters."""
    assert ("dien", "bien") == words("Điện Biên", "vi") == words("Dien Bien", "vi")


@pytest.mark.parametrize("text", ["1600", "1 600", "1\u00a0600", "1\u202f600", "1.600", "1,600", "１６００"])
def test_a_number_is_one_term_however_it_is_grouped(text: str) -> None:
    """Each language has its own separator of thousands."""
    assert ("1600", "km") == words(f"{text} km")


def test_a_decimal_is_one_term_whatever_its_mark() -> None:
    """``1,6`` and ``1.6``."""
    assert ("1.6", "milliard") == words("1,6 milliard")
    assert ("1.6", "billion") == words("1.6 billion", "en")


def test_a_chinese_unit_may_follow_a_number_without_a_space() -> None:
    """``1,600亿`` holds the number 1600, ``2023年`` the year."""
    assert ("1600", "亿美", "美元") == words("1,600亿美元", "zh")
    assert ("1.6", "亿") == words("1.6亿", "zh")
    assert ("2023", "年", "10", "月") == words("2023年10月", "zh")


def test_a_dotted_date_is_three_numbers() -> None:
    """So that a question for the year finds it."""
    assert ("12", "10", "2023") == words("12.10.2023")
    assert ("192", "168", "1", "1") == words("192.168.1.1")


def test_years_in_a_row_are_not_grouped() -> None:
    """Only up to three digits may stand before a separator of thousands."""
    assert ("en", "2024", "100", "personnes") == words("en 2024 100 personnes")


def test_an_elided_article_is_a_word_of_its_own() -> None:
    """With either apostrophe."""
    assert ("l", "elan") == words("l'élan") == words("l’élan")


def test_french_and_english_words_have_snowball_stems() -> None:
    """Singular and plural meet in the stems, each in its own language."""
    assert terms("réunion", "fr").stems == terms("réunions", "fr").stems
    assert terms("meeting", "en").stems == terms("meetings", "en").stems
    assert ("meetings",) == terms("meetings", "und").stems


def test_vietnamese_stems_are_pairs_of_syllables() -> None:
    """One syllable says little: ``Hà Giang`` is neither ``Hà Nội`` nor ``Bắc Giang``."""
    assert ("tinh_ha", "ha_giang") == terms("tỉnh Hà Giang", "vi").stems


def test_chinese_runs_are_pairs_of_characters() -> None:
    """A single character stays; other scripts part the runs."""
    assert ("昆明", "vna", "好") == words("昆明VNA好", "zh")
    assert ("云南", "南省") == words("云南省", "zh") == terms("云南省", "zh").stems


def test_terms_are_repeated_as_often_as_they_occur() -> None:
    """BM25 counts them."""
    assert ("train", "train") == words("train, train")


def test_a_text_without_words_has_no_terms() -> None:
    """White space, punctuation and nothing."""
    assert () == words("") == words(" \n") == words("… — !?")


def test_an_ordinal_fused_to_the_word_before_it_is_found() -> None:
    """Pages lose line breaks: ``la10e foire``; ``G20`` and ``A320`` stay whole."""
    assert ("la", "#10", "foire") == terms("la10e foire", "fr").words
    assert ("g20", "a320") == terms("G20 A320", "fr").words
