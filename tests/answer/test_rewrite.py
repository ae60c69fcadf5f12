"""Follow-ups made standalone, in four languages, and questions left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer.rewrite import language_asked_in, standalone_question
from rag.schema import Turn

FR_MEETING = Turn("Où se tiendra la 4e réunion des provinces frontalières ?", "au Yunnan")
FR_TOURISTS = Turn("Combien de touristes le Yunnan a-t-il accueillis en 2023 ?", "3 millions")
EN_BRIDGE = Turn("What is the length of the Phin Sa bridge?", "1.2 km")
EN_TRADE = Turn("How much trade does Yunnan do with Vietnam?", "3 billion")
VI_TRAIN = Turn("Tàu Nam Ninh - Hà Nội chạy mất bao lâu?", "20 giờ")
VI_TRADE = Turn("Kim ngạch thương mại giữa Lào Cai và Vân Nam là bao nhiêu?", "3 tỷ USD")
ZH_TRADE = Turn("广西和越南的贸易额是多少？", "16亿美元")
ZH_VISIT = Turn("苏林什么时候访问老挝？", "2026年2月")


@pytest.mark.parametrize(
    ("before", "asked", "standalone"),
    [
        (FR_TOURISTS, "et au Guangxi ?", "Combien de touristes le Guangxi a-t-il accueillis en 2023 ?"),
        (FR_TOURISTS, "Et en 2024 ?", "Combien de touristes le Yunnan a-t-il accueillis en 2024 ?"),
        (FR_TOURISTS, "Et l'année précédente ?", "Combien de touristes le Yunnan a-t-il accueillis en 2022 ?"),
        (FR_MEETING, "Et la cinquième ?", "Où se tiendra la cinquième réunion des provinces frontalières ?"),
        (FR_MEETING, "Et la précédente ?", "Où se tiendra la 3e réunion des provinces frontalières ?"),
        (EN_TRADE, "What about Nanning?", "How much trade does Nanning do with Vietnam?"),
        (EN_BRIDGE, "And its height?", "What is the height of the Phin Sa bridge?"),
        (VI_TRADE, "còn Hà Giang thì sao?", "Kim ngạch thương mại giữa Hà Giang và Vân Nam là bao nhiêu?"),
        (ZH_TRADE, "那南宁呢？", "南宁和越南的贸易额是多少？"),
    ],
)
def test_a_fragment_takes_the_place_of_its_like(before: Turn, asked: str, standalone: str) -> None:
    """A place replaces a place, a year a year, a rank a rank; the rest of the earlier question stays."""
    assert standalone == standalone_question(asked, [before])


@pytest.mark.parametrize(
    ("before", "asked", "standalone"),
    [
        (FR_MEETING, "Et quand ?", "Quand se tiendra la 4e réunion des provinces frontalières ?"),
        (
            Turn("Le train Nanning-Hanoï est-il quotidien ?", "oui"),
            "depuis quand ?",
            "Depuis quand le train Nanning-Hanoï est-il quotidien ?",
        ),
        (
            Turn("Where will the 4th Yunnan meeting take place?", "Kunming"),
            "When?",
            "When will the 4th Yunnan meeting take place?",
        ),
        (Turn("Tô Lâm thăm Lào khi nào?", "tháng 2"), "Tại sao?", "Tô Lâm thăm Lào tại sao?"),
        (Turn("第四次会议什么时候举行？", "明年"), "在哪里？", "第四次会议在哪里举行？"),
    ],
)
def test_a_bare_question_word_asks_the_earlier_question_anew(before: Turn, asked: str, standalone: str) -> None:
    """What was asked gives way, what it was asked of stays."""
    assert standalone == standalone_question(asked, [before])


@pytest.mark.parametrize(
    ("before", "asked", "standalone"),
    [
        (
            Turn("Où s'est tenue la réunion de Hà Giang ?", "à Hà Giang"),
            "Qui l'a présidée ?",
            "Qui a présidé la réunion de Hà Giang ?",
        ),
        (
            Turn("Qui a présidé la conférence de Kunming ?", "Wang Ning"),
            "Quand a-t-il été nommé ?",
            "Quand Wang Ning a-t-il été nommé ?",
        ),
        (Turn("Qui a signé le plan d'action ?", ""), "Que prévoit ce dernier ?", "Que prévoit le plan d'action ?"),
        (EN_BRIDGE, "How much did it cost?", "How much did the Phin Sa bridge cost?"),
        (
            Turn("When did To Lam visit Laos?", "in 2026"),
            "Who did he meet there?",
            "Who did To Lam meet in Laos?",
        ),
        (
            Turn("Ai là bí thư tỉnh ủy Hà Giang?", "Đặng Quốc Khánh"),
            "Ông ấy nói gì?",
            "Đặng Quốc Khánh nói gì?",
        ),
        (ZH_VISIT, "他在那里见了谁？", "苏林在老挝见了谁？"),
    ],
)
def test_a_pronoun_is_replaced_by_what_it_stands_for(before: Turn, asked: str, standalone: str) -> None:
    """A person where a person was asked for, else what the earlier question was about."""
    assert standalone == standalone_question(asked, [before])


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (FR_MEETING, "Qui dirige l'Agence internationale de l'énergie atomique ?"),
        (FR_MEETING, "Combien de langurs la réserve de Khau May compte-t-elle ?"),
        (FR_MEETING, "Qu'est-ce que la coriandre ?"),
        (EN_TRADE, "When was the bridge in Bac Lan opened?"),
        (EN_TRADE, "Who backed policies that have poor prospects in Hanoi?"),
        (VI_TRAIN, "Đại hội lần thứ 14 của Đảng khai mạc ngày nào?"),
        (ZH_TRADE, "越南国家主席是谁？"),
    ],
)
def test_a_question_that_stands_by_itself_is_left_exactly_as_it_is(before: Turn, asked: str) -> None:
    """What is glued to it would only lead astray."""
    assert asked == standalone_question(asked, [before])


@pytest.mark.parametrize(
    ("asked", "standalone"),
    [
        ("Autre chose : qui a gagné le marathon ?", "Qui a gagné le marathon ?"),
        ("Something else: who won the marathon?", "Who won the marathon?"),
        ("Chuyện khác: ai thắng giải?", "Ai thắng giải?"),
        ("换个话题：谁赢了马拉松？", "谁赢了马拉松？"),
    ],
)
def test_an_announced_change_of_topic_takes_nothing_over(asked: str, standalone: str) -> None:
    """Only the announcement goes."""
    assert standalone == standalone_question(asked, [FR_MEETING])


def test_a_follow_up_of_a_follow_up_is_understood_through_both() -> None:
    """Callers send the dialogue as it was typed."""
    turns = [FR_TOURISTS, Turn("Et en 2024 ?", "4 millions")]
    assert "Combien de touristes le Guangxi a-t-il accueillis en 2024 ?" == standalone_question(
        "Et au Guangxi ?", turns
    )


@given(st.text(max_size=60))
def test_without_a_dialogue_every_question_is_itself(text: str) -> None:
    """Also one that looks like a follow-up."""
    assert text == standalone_question(text, [])


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
def test_any_text_can_follow_any_other(asked: str, before: str, answer: str) -> None:
    """No text of a dialogue breaks the loop, and no question becomes empty."""
    assert bool(asked.strip()) == bool(standalone_question(asked, [Turn(before, answer)]).strip())


@pytest.mark.parametrize(
    ("asked", "before", "language"), [("Yunnan?", FR_MEETING, "fr"), ("and where?", FR_MEETING, "en")]
)
def test_a_question_too_short_to_tell_is_in_the_language_of_the_dialogue(
    asked: str, before: Turn, language: str
) -> None:
    """The frame of the answer speaks the reader's language."""
    assert language == language_asked_in(asked, [before])
