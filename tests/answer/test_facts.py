"""Facts of sentences: found whole, typed, and equal where they mean the same in another language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer.facts import FactKind, facts, short_answer

LANGUAGES = ("fr", "en", "vi", "zh")
FRAGMENTS = (
    "1,6 milliard de dollars ", "42,1 % ", "de 10 à 15 %", "en 20 heures ", "trois jours ", "quatre provinces ",
    "la 4e ", "XXe ", "à 8 h 30 ", "$1.6bn ", "US$ ", "12-hour ", "the fourth ", "1,6 tỷ USD ", "năm năm ",
    "thứ tư ", "16亿美元", "百分之四十二点一", "第四", "两国", "3 M€", "1 600 000,50 ", "0,125 %", "9" * 30,
    "百百", "quatre-vingt-dix-sept ", "mille mille ", "\n", "٣", "²",
)  # fmt: skip
TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=8).map("".join)


def found(text: str, language: str) -> list[tuple[str, str, str]]:
    """Kind, surface and value of each fact."""
    return [(fact.kind, text[fact.start : fact.end], fact.value) for fact in facts(text, language)]


def short(sentence: str, language: str, wanted: FactKind) -> str | None:
    """The short answer as text."""
    span = short_answer(sentence, facts(sentence, language), wanted)
    return None if span is None else sentence[span[0] : span[1]]


@given(TEXTS, st.sampled_from((*LANGUAGES, "es", "und")))
def test_spans_lie_in_the_text_in_order_and_never_overlap(text: str, language: str) -> None:
    """Claims are checked against these offsets, whatever the text holds."""
    end = 0
    for fact in facts(text, language):
        assert end <= fact.start < fact.end <= len(text)
        assert fact.value
        end = fact.end


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_a_short_answer_is_a_fact_of_the_kind_that_was_wanted(text: str, language: str) -> None:
    """Whatever else a sentence holds, a percentage is not given for a date."""
    for kind in ("date", "duration", "amount", "percentage", "number", "ordinal"):
        span = short_answer(text, facts(text, language), kind)
        assert span is None or (kind, *span) in {(fact.kind, fact.start, fact.end) for fact in facts(text, language)}


@pytest.mark.parametrize(
    ("kind", "value", "surfaces"),
    [
        (
            "amount",
            "1.6e9 USD",
            {
                "fr": ["1,6 milliard de dollars", "1,6 milliard USD", "1 600 000 000 dollars américains"],
                "en": ["1.6 billion USD", "1.6 billion dollars", "$1.6 billion", "US$1.6bn", "USD 1.6 billion"],
                "vi": ["1,6 tỷ USD", "1,6 tỷ đô la Mỹ", "1.600 triệu USD"],
                "zh": ["16亿美元", "十六亿美元", "16 亿美元"],
            },
        ),
        ("amount", "50000 VND", {"fr": ["50 000 dongs"], "vi": ["50.000 đồng"], "zh": ["5万越南盾"]}),
        (
            "amount",
            "500 km",
            {"fr": ["500 kilomètres", "cinq cents km"], "en": ["500 km"], "vi": ["500 km"], "zh": ["500公里"]},
        ),
        ("amount", "0.125 km", {"fr": ["0,125 km"], "en": ["0.125 km"]}),
        ("amount", "1.625e9 EUR", {"fr": ["1,625 milliard d’euros"], "en": ["€1.625 billion"]}),
        (
            "percentage",
            "42.1%",
            {
                "fr": ["42,1 %", "42,1 pour cent"],
                "en": ["42.1%", "42.1 percent", "42.1 per cent"],
                "vi": ["42,1%", "42,1 phần trăm"],
                "zh": ["42.1%", "百分之42.1", "百分之四十二点一"],
            },
        ),
        (
            "percentage",
            "2 pp",
            {"fr": ["2 points de pourcentage"], "en": ["two percentage points"], "zh": ["2个百分点"]},
        ),
        (
            "duration",
            "20 h",
            {
                "fr": ["20 heures", "vingt heures"],
                "en": ["20 hours", "twenty hours"],
                "vi": ["20 tiếng"],
                "zh": ["20小时"],
            },
        ),
        ("duration", "3 d", {"fr": ["trois jours"], "en": ["three days"], "vi": ["ba ngày"], "zh": ["三天"]}),
        ("duration", "10 y", {"fr": ["dix ans"], "en": ["ten years"], "vi": ["mười năm"], "zh": ["十年"]}),
        ("number", "2.5e6", {"fr": ["2,5 millions"], "en": ["2.5 million"], "vi": ["2,5 triệu"], "zh": ["250万"]}),
        ("number", "1600", {"fr": ["1 600", "1.600"], "en": ["1,600", "1600"], "vi": ["1.600"], "zh": ["1600"]}),
        (
            "ordinal",
            "#4",
            {"fr": ["4e", "4ᵉ", "IVe", "quatrième"], "en": ["4th", "fourth"], "vi": ["thứ tư"], "zh": ["第四"]},
        ),
        ("ordinal", "#1", {"fr": ["premier", "1re"], "en": ["1st"], "vi": ["đầu tiên", "thứ nhất"]}),
        (
            "ordinal",
            "#21",
            {"fr": ["21e", "vingt et unième", "XXIe"], "en": ["21st", "twenty-first"], "zh": ["第二十一"]},
        ),
        (
            "date",
            "2024-10-12/2024-10-12",
            {
                "fr": ["12 octobre 2024"],
                "en": ["October 12, 2024"],
                "vi": ["ngày 12/10/2024"],
                "zh": ["2024年10月12日"],
            },
        ),
        (
            "date",
            "y+1 1-1/4",
            {
                "fr": ["au premier trimestre de l'an prochain"],
                "en": ["the first quarter of next year"],
                "vi": ["quý I năm tới"],
            },
        ),
    ],
)
def test_equal_facts_have_one_value_in_all_languages(
    kind: FactKind, value: str, surfaces: dict[str, list[str]]
) -> None:
    """An English claim can be checked against a French or Chinese quotation; each surface is one whole fact."""
    for language, written in surfaces.items():
        for surface in written:
            assert [(kind, surface, value)] == found(surface, language)


def test_a_vietnamese_weekday_and_an_ordinal_are_told_apart_by_their_company() -> None:
    """``thứ tư`` is both "fourth" and "Wednesday"; titles write either with a capital."""
    assert [("ordinal", "thứ Tư", "#4")] == found("Đại hội lần thứ Tư", "vi")
    assert [("date", "vào thứ Tư", "weekday 3")] == found("gặp nhau vào thứ Tư", "vi")


def test_a_sentence_gives_all_its_facts_in_order() -> None:
    """Dates swallow their numbers, units their scales; what counts things is a number."""
    text = "En 2024, quatre villes ont vendu 16 trains à 1,6 milliard de dollars, soit 42,1 % du total, en trois jours."
    assert [
        ("date", "En 2024", "2024-01-01/2024-12-31"),
        ("number", "quatre", "4"),
        ("number", "16", "16"),
        ("amount", "1,6 milliard de dollars", "1.6e9 USD"),
        ("percentage", "42,1 %", "42.1%"),
        ("duration", "trois jours", "3 d"),
    ] == found(text, "fr")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "quatre provinces", [("number", "quatre", "4")]),
        ("fr", "quatre-vingt-dix-sept maires", [("number", "quatre-vingt-dix-sept", "97")]),
        ("fr", "neuf villes, un train neuf relie", [("number", "neuf", "9")]),
        ("fr", "une ville et un pont, un jour", []),
        ("en", "four provinces, one of them", [("number", "four", "4")]),
        ("vi", "năm tỉnh, ba nước, ông ba", [("number", "năm", "5"), ("number", "ba", "3")]),
        ("zh", "四个省，两国，统一，几十年", [("number", "四", "4"), ("number", "两", "2")]),
    ],
)
def test_number_words_are_numbers_where_they_count(
    language: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    """Articles, "new" and parts of other words are left alone."""
    assert expected == found(text, language)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "à 8 heures", "8:00"),
        ("fr", "vers 20h30", "20:30"),
        ("fr", "7 heures du soir", "19:00"),
        ("en", "at 8.15 p.m.", "20:15"),
        ("vi", "lúc 20 giờ", "20:00"),
        ("zh", "下午3时", "15:00"),
    ],
)
def test_a_time_of_the_day_is_no_duration(language: str, text: str, value: str) -> None:
    """A meeting at 8 o'clock does not last eight hours, and 8 o'clock is no count of things."""
    assert [("number", value)] == [(kind, said) for kind, _, said in found(text, language)]
    assert short(text, language, "duration") is None
    assert short(text, language, "number") is None


def test_the_first_of_two_numbers_shares_the_unit_of_the_second() -> None:
    """``10 à 15 %`` and ``2 to 3 billion dollars`` are two percentages, two amounts."""
    assert ["10%", "15%"] == [value for _, _, value in found("de 10 à 15 %", "fr")]
    assert ["2e9 USD", "3e9 USD"] == [value for _, _, value in found("2 to 3 billion dollars", "en")]
    assert ["3", "0 km"] != [value for _, _, value in found("a 3-0 win", "en")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "COVID-19, G20, A320, F-16"),
        ("fr", "le premier ministre, un rôle de premier plan, une seconde chance"),
        ("en", "At first a third of them slept"),
        ("en", "a tent camp"),
        ("vi", "Thứ trưởng"),
    ],
)
def test_names_and_idioms_are_no_facts(language: str, text: str) -> None:
    """Digits of a name, "prime minister", fractions and letters that look like a number and a unit."""
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("language", "sentence", "wanted", "answer"),
    [
        ("fr", "Le train relie les deux villes en 20 heures chaque jour.", "duration", "20 heures"),
        ("fr", "Le commerce a atteint 1,6 milliard de dollars, soit 42,1 %.", "amount", "1,6 milliard de dollars"),
        ("fr", "Le commerce a atteint 1,6 milliard de dollars, soit 42,1 %.", "percentage", "42,1 %"),
        (
            "fr",
            "La 4e réunion aura lieu à Hué au premier trimestre de l'année prochaine.",
            "date",
            "au premier trimestre de l'année prochaine",
        ),
        ("fr", "Hué, 12 octobre (ABC) - La foire ouvrira le 14 octobre.", "date", "le 14 octobre"),
        ("fr", "Le pont, fini en 2024, fut ouvert en 2024.", "date", "en 2024"),
        ("en", "The fair drew four provinces.", "number", "four"),
        ("vi", "Kim ngạch đạt 1,6 tỷ USD.", "amount", "1,6 tỷ USD"),
        ("zh", "贸易额达16亿美元。", "amount", "16亿美元"),
    ],
)
def test_the_short_answer_is_the_whole_surface(language: str, sentence: str, wanted: FactKind, answer: str) -> None:
    """Shown above the quotation: scale, unit and preposition of time belong to it, the dateline does not."""
    assert answer == short(sentence, language, wanted)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Le car met 12 heures, le train 20 heures.", "duration"),
        ("La foire va du 3 mai 2024 au soir, puis le 9 mai 2024.", "date"),
        ("Ils en parlent ces derniers temps.", "date"),
        ("Quatre villes et 16 trains.", "number"),
        ("Le maire a parlé.", "amount"),
    ],
)
def test_no_short_answer_where_none_or_several_fit(sentence: str, wanted: FactKind) -> None:
    """Twelve hours or twenty: which is asked for, form cannot tell, so nothing is said."""
    assert short_answer(sentence, facts(sentence, "fr"), wanted) is None


def test_a_language_that_is_not_known_still_has_its_digits() -> None:
    """International symbols need no language."""
    assert [("number", "1.600", "1600"), ("percentage", "42,1 %", "421%")] != found("1.600 personas, 42,1 %", "es")
    assert [("number", "1.600", "1600"), ("percentage", "42,1 %", "42.1%")] == found("1.600 personas, 42,1 %", "es")
