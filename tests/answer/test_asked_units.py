"""The unit that a question for a number asks for."""

import pytest

from rag.answer.asked_units import COUNTED, asked_units, is_in
from rag.answer.facts import facts
from rag.answer.short import short_span


@pytest.mark.parametrize(
    ("question", "language", "unit"),
    [
        ("Combien de tonnes de riz la province a-t-elle récoltées ?", "fr", "kg"),
        ("Combien de kilomètres séparent les deux villes ?", "fr", "m"),
        ("Combien de milliards d'euros le pont a-t-il coûté ?", "fr", "USD"),
        ("How many hectares burned in May?", "en", "km2"),
        ("How many million dollars were lent?", "en", "CNY"),
        ("Hợp tác xã đã bán được bao nhiêu tấn gừng?", "vi", "t"),
        ("Dự án trị giá bao nhiêu tỷ đồng?", "vi", "VND"),
        ("新铁路有多少公里？", "zh", "km"),
        ("贷款有多少亿元人民币？", "zh", "USD"),
        ("市长多少岁？", "zh", "y"),
    ],
)
def test_a_question_names_its_unit(question: str, language: str, unit: str) -> None:
    """And takes any other of the same dimension."""
    units = asked_units(question, language)
    assert units is not None
    assert unit in units


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Combien de malades ont été transférés ?", "fr"),
        ("How many companies exhibited at the fair?", "en"),
        ("Có bao nhiêu người bị thương?", "vi"),
        ("有多少个村庄被淹没？", "zh"),
    ],
)
def test_things_are_counted(question: str, language: str) -> None:
    """They have no unit."""
    assert COUNTED == asked_units(question, language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Combien coûte le billet ?", "fr"),
        ("Combien de temps dure le trajet ?", "fr"),
        ("How much does it weigh?", "en"),
        ("Vé tàu giá bao nhiêu?", "vi"),
        ("Kim ngạch thương mại đạt bao nhiêu?", "vi"),
        ("出口额是多少？", "zh"),
        ("用了多少投资？", "zh"),
        ("¿Cuántas toneladas?", "es"),
    ],
)
def test_where_a_question_does_not_say_any_figure_will_do(question: str, language: str) -> None:
    """What only looks like a count included."""
    assert asked_units(question, language) is None


def test_what_is_told_in_another_unit_does_not_answer() -> None:
    """Hectares are no tonnes, and neither are counted."""
    (hectares,) = facts("Elle cultive 40 hectares.", "fr")
    (tonnes,) = facts("它卖出了12吨生姜。", "zh")
    (people,) = facts("Dix-sept malades ont traversé.", "fr")
    weight = asked_units("Bao nhiêu tấn gừng?", "vi")
    assert [False, True, False] == [is_in(fact, weight) for fact in (hectares, tonnes, people)]
    assert [False, False, True] == [is_in(fact, COUNTED) for fact in (hectares, tonnes, people)]
    assert is_in(people, asked_units("Bà ấy bao nhiêu tuổi?", "vi"))


def test_the_short_answer_is_told_in_the_unit_that_is_asked_for() -> None:
    """Wherever the reader points."""
    sentence = "Sur 40 hectares, elle a récolté 12 tonnes de gingembre."
    units = asked_units("Combien de tonnes ?", "fr")
    read = (4, 15)
    span = short_span(sentence, "fr", "amount", read, several=False, units=units)
    assert span is not None
    assert "12 tonnes" == sentence[span[0] : span[1]]
