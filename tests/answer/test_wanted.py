"""What a question asks for."""

import pytest

from rag.answer.wanted import Wanted, asks_for_money, asks_for_several, wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Quand se tient la 4e réunion Yunnan?", "date"),
        ("En quelle année aura lieu la rencontre ?", "date"),
        ("When does the meeting take place?", "date"),
        ("Cuộc họp diễn ra khi nào?", "date"),
        ("Hội nghị khai mạc ngày nào?", "date"),
        ("会议什么时候举行？", "date"),
        ("代表团访华是哪几天？", "date"),
        ("他们在那里待了几天？", "duration"),
        ("Combien de temps dure le trajet ?", "duration"),
        ("En combien d'heures relie-t-on Nanning à Hanoï ?", "duration"),
        ("How long does the train take?", "duration"),
        ("Đi tàu mất bao lâu?", "duration"),
        ("火车需要多长时间？", "duration"),
        ("Quel pourcentage des échanges ?", "percentage"),
        ("What share of the trade?", "percentage"),
        ("Chiếm bao nhiêu phần trăm?", "percentage"),
        ("占百分之多少？", "percentage"),
        ("Combien coûte le pont ?", "amount"),
        ("How much did they invest?", "amount"),
        ("Kim ngạch đạt bao nhiêu?", "amount"),
        ("贸易额是多少？", "amount"),
        ("Qui a présidé la réunion ?", "person"),
        ("Who chaired it?", "person"),
        ("Ai chủ trì cuộc họp?", "person"),
        ("谁主持了会议？", "person"),
        ("Où se tient la réunion ?", "place"),
        ("Where is it held?", "place"),
        ("Hội nghị diễn ra ở đâu?", "place"),
        ("会议在哪里举行？", "place"),
        ("Pourquoi le pont a-t-il fermé ?", "reason"),
        ("Why did it close?", "reason"),
        ("Vì sao cầu đóng cửa?", "reason"),
        ("为什么关闭？", "reason"),
        ("Quelle entreprise construit le pont ?", "organisation"),
        ("Which company builds it?", "organisation"),
        ("Công ty nào xây cầu?", "organisation"),
        ("哪家公司建桥？", "organisation"),
        ("Qu'est-ce que la Vallée-Jumelle ?", "definition"),
        ("What is the twin valley?", "definition"),
        ("ASEAN là gì?", "definition"),
        ("什么是东盟？", "definition"),
        ("Est-ce que le pont a rouvert ?", "yes_no"),
        ("A-t-il rouvert ?", "yes_no"),
        ("Did the bridge open?", "yes_no"),
        ("Cầu đã mở lại chưa, có phải không?", "yes_no"),
        ("大桥开通了吗？", "yes_no"),
        ("Parle-moi du Yunnan", "other"),
        ("Nanning", "other"),
    ],
)
def test_question_words_tell_what_is_wanted(question: str, kind: Wanted) -> None:
    """A date is looked for only where a date is asked for."""
    assert kind == wanted(question)


@pytest.mark.parametrize("question", ["quand se tient la reunion", "QUAND SE TIENT LA RÉUNION"])
def test_accents_and_case_do_not_matter(question: str) -> None:
    """Questions are typed in a hurry."""
    assert "date" == wanted(question)


@pytest.mark.parametrize(
    "question",
    [
        "Quelles provinces participent ?",
        "Which cities take part?",
        "Qui sont les signataires ?",
        "Những tỉnh nào tham gia?",
        "哪些省参加？",
    ],
)
def test_a_plural_question_expects_a_list(question: str) -> None:
    """One province of four is not the answer."""
    assert asks_for_several(question)


@pytest.mark.parametrize(
    "question",
    ["Quelle province participe ?", "Which city hosts it?", "Qui a signé ?", "Tỉnh nào tham gia?", "哪个省参加？"],
)
def test_a_singular_question_expects_one_thing(question: str) -> None:
    """A neighbour in an enumeration is no part of the answer."""
    assert not asks_for_several(question)


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le prix du billet de train ?", "Combien coûte le pont ?", "prix billet metro",
        "What does a berth cost?", "How much money did they lose?", "What is the metro fare?",
        "Giá vé tàu là bao nhiêu?", "Cầu tốn bao nhiêu tiền?", "票价是多少？", "这座桥花了多少钱？",
    ],
)  # fmt: skip
def test_a_price_is_a_sum_of_money(question: str) -> None:
    """And nothing else answers."""
    assert asks_for_money(question)
    assert "amount" == wanted(question)


@pytest.mark.parametrize(
    "question",
    ["Combien de personnes ?", "How much rain fell?", "Bao nhiêu người?", "有多少人？"],
)
def test_a_count_is_no_sum_of_money(question: str) -> None:
    """People, rain."""
    assert not asks_for_money(question)


def test_the_name_of_vietnam_asks_for_no_year() -> None:
    """``Việt Nam nào`` is no ``năm nào``."""
    assert "date" != wanted("Chủ tịch nước Việt Nam nào đã họp báo?")
    assert "date" == wanted("Cầu khánh thành năm nào?")


def test_a_clause_with_when_asks_for_no_date() -> None:
    """Nor does ``khí nào``, which gas, that folds to ``khi nào``."""
    assert "date" != wanted("What happened when the bridge fell?")
    assert "date" != wanted("Loại khí nào đã làm lửa bùng phát?")
    assert "date" == wanted("When did the bridge fall?")
    assert "date" == wanted("Since when has it been closed?")
