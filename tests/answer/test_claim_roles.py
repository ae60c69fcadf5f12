"""Who did what to whom: the claim check hears when two names change places, and only then."""

import pytest

from rag.answer.verify import verify

RECEIVED = "La ministre Hoang Thi Suong a reçu jeudi à Hanoï l'ambassadeur Karim Belhaj."
BOUGHT = "明川钢铁公司以9亿元收购了竞争对手安泰重工，董事长莫国梁宣布。"


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("L'ambassadeur Karim Belhaj a reçu jeudi à Hanoï la ministre Hoang Thi Suong.", RECEIVED),
        ("Ambassador Karim Belhaj received Minister Hoang Thi Suong in Hanoi on Thursday.", RECEIVED),
        ("La ministre Hoang Thi Suong a été reçue jeudi par l'ambassadeur Karim Belhaj.", RECEIVED),
        ("Minister Hoang Thi Suong was received by ambassador Karim Belhaj on Thursday.", RECEIVED),
        ("Phú Cường đã đánh bại Hồng Lam trong trận chung kết.", "Hong Lam beat Phu Cuong in the final."),
        ("Antai has bought its rival Mingchuan.", BOUGHT),
    ],
)
def test_two_names_that_change_places_are_heard(claim: str, quote: str) -> None:
    """In one language and across them, in the active and the passive voice."""
    verdict = verify(claim, [quote])
    assert not verdict.supported
    assert not verdict.checks.names
    assert verdict.why.endswith("the other way round")


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("L'ambassadeur Karim Belhaj a été reçu jeudi à Hanoï par la ministre Hoang Thi Suong.", RECEIVED),
        ("Ambassador Karim Belhaj was received by Minister Hoang Thi Suong on Thursday.", RECEIVED),
        ("Đại sứ Karim Belhaj được Bộ trưởng Hoàng Thị Sương tiếp hôm thứ Năm.", RECEIVED),
        ("竞争对手安泰重工已被明川钢铁公司收购。", BOUGHT),
        (
            "The province of Loc Hai turned down a request by the Dai Thuy company.",
            "Tỉnh Lộc Hải bác bỏ đề nghị của công ty Đại Thủy.",
        ),
    ],
)
def test_another_voice_is_not_another_deed(claim: str, quote: str) -> None:
    """A faithful claim may turn the sentence round."""
    assert verify(claim, [quote]).supported, verify(claim, [quote]).why
