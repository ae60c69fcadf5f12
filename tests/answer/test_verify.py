"""The claim check: what is borne out, and which fact is named when something is not."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer.bounds import bears_out
from rag.answer.verify import verify
from rag.text.readings import reads_as, same_syllables

BRIDGE = "Le pont de Bac Lan a rouvert le 3 mai 2024 après deux ans de travaux, a indiqué le maire Lam Hai."


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The Bac Lan bridge has been open again since 3 May 2024, Mayor Lam Hai said.", BRIDGE),
        ("Cầu Bắc Lan đã mở lại ngày 3 tháng 5 năm 2024, thị trưởng Lâm Hải cho biết.", BRIDGE),
        ("据市长林海介绍，北兰桥从2024年5月3日起已恢复通行。", BRIDGE),
        ("En mai 2024, le pont de Bac Lan a rouvert.", BRIDGE),
        ("Les échanges ont atteint 16 000 mètres.", "Les échanges ont atteint 16 km."),
        ("该项目耗资16亿美元。", "The project cost 1.6 billion dollars."),
        ("习近平访问了越南。", "Xi Jinping a effectué une visite au Vietnam."),
        ("187 houses were destroyed by the flood.", "The flood destroyed 187 houses, but nobody was killed."),
    ],
)
def test_a_faithful_claim_is_supported_in_whatever_language(claim: str, quote: str) -> None:
    """False alarms would make every generated answer look wrong."""
    assert verify(claim, [quote]).supported


@pytest.mark.parametrize(
    ("claim", "quote", "check", "why"),
    [
        ("Prices rose by 30%.", "Les prix ont augmenté de 3 %.", "numbers", "30%: the quotes say 3 %"),
        ("Le pont a rouvert le 4 mai 2024.", BRIDGE, "dates", "le 4 mai 2024: the quotes say le 3 mai 2024, deux ans"),
        (
            "The Bac Lan bridge reopened, Mayor Marc Delorme said.",
            BRIDGE,
            "names",
            "Marc Delorme: the quotes do not name it",
        ),
        ("Le pont de Bac Lan n'a pas rouvert.", BRIDGE, "negation", "the claim denies what the quotes say"),
        ("Le ministre a décidé de fermer la mine.", "Le ministre a proposé de fermer la mine.", "negation", "decided"),
        ("The mine will open in May.", "La mine a ouvert en mai.", "negation", "the claim speaks of the future"),
        ("Exports fell by 5%.", "Exports rose by 5%.", "negation", "down: the quotes say up"),
        ("Certaines provinces l'ont reçu.", "Toutes les provinces l'ont reçu.", "numbers", "some: the quotes say all"),
        ("At most 80 stalls will open.", "At least 80 stalls will open.", "numbers", "at most 80"),
        ("The loan is 250 billion dollars.", "The loan is 250 million dollars.", "numbers", "250 billion dollars"),
        ("Le 5e forum se tiendra à Lingpo.", "Le 4e forum se tiendra à Lingpo.", "numbers", "5e: the quotes say 4e"),
        ("Le maire a offert des vélos aux pompiers.", BRIDGE, "content", "the quotes share only"),
    ],
)
def test_a_wrong_fact_fails_its_check_and_is_named(claim: str, quote: str, check: str, why: str) -> None:
    """The reader learns which fact it is."""
    verdict = verify(claim, [quote])
    assert not verdict.supported
    assert not getattr(verdict.checks, check)
    assert verdict.why.startswith(why.split(":")[0])


def test_next_year_of_an_article_bears_out_the_year() -> None:
    """A generated answer may name the year that the article only implies; without its date nothing shows it."""
    quote = "La réunion se tiendra au Yunnan l'année prochaine."
    claim = "La réunion se tiendra au Yunnan en 2024."
    assert verify(claim, [quote], published=[date(2023, 3, 27)]).supported
    assert not verify(claim, [quote]).supported


def test_an_embedder_tells_what_words_of_two_languages_cannot() -> None:
    """The seam: a claim with no figure and no name is judged by its likeness."""

    class Unlike:
        def similarity(self, claim: str, quotes: Sequence[str]) -> list[float]:
            return [0.7 for _ in quotes if claim]

    assert not verify(
        "The captain was given a medal.", ["Le bac transporte des camions."], similarity=Unlike()
    ).supported


@given(st.text(min_size=1).filter(str.strip))
def test_whatever_is_said_word_for_word_is_supported(text: str) -> None:
    """An extractive answer is a quotation: to doubt it would be absurd."""
    assert verify(text, [text]).supported


@given(st.text(), st.text())
def test_any_two_texts_get_a_verdict_that_agrees_with_its_checks(claim: str, quote: str) -> None:
    """Hostile input raises nothing, and no claim is supported with a check that fails."""
    verdict = verify(claim, [quote])
    checks = verdict.checks
    assert verdict.supported == all((checks.numbers, checks.dates, checks.names, checks.negation, checks.content))
    assert verdict.why


@given(st.floats(1, 1e12))
def test_a_number_bears_itself_out(value: float) -> None:
    """Whatever bound both are given, as long as it is the same."""
    assert bears_out(value, "exact", value, "exact")
    assert bears_out(value, "more", value, "more")
    assert not bears_out(value, "at least", value, "at most")


def test_a_chinese_name_is_read_in_pinyin_and_in_vietnamese() -> None:
    """云北 is Yunbei in a French text and Vân Bắc in a Vietnamese one; 杜文魁 is somebody else."""
    assert reads_as("云北", "Yunbei")
    assert reads_as("市长林海表示", "Lâm Hải")
    assert same_syllables("Vân Bắc", "Yunbei")
    assert not reads_as("市长杜文魁表示", "Lam Hai")


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("Mạng 5G phủ sóng cả tỉnh.", True),
        ("Mạng 8G phủ sóng cả tỉnh.", False),
        ("Le réseau 8G couvre toute la province.", False),
    ],
)
def test_a_figure_in_a_name_is_a_figure(claim: str, supported: bool) -> None:
    """``5G`` and ``8G`` are two things, whatever the language of the claim."""
    assert supported is verify(claim, ["Mạng 5G phủ sóng cả tỉnh, bộ trưởng cho biết."]).checks.numbers


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("La visite aura lieu les 12 et 13 mai 2023.", True),
        ("La visite aura lieu les 12 et 15 mai 2023.", False),
        ("La visite aura lieu les 16 et 13 mai 2023.", False),
        ("The visit will take place on 12 and 15 May 2023.", False),
    ],
)
def test_each_day_of_a_list_has_to_be_told(claim: str, supported: bool) -> None:
    """Also of days that do not follow each other, which are no stretch of time."""
    assert supported is verify(claim, ["La visite du maire aura lieu les 12 et 13 mai 2023."]).checks.dates
