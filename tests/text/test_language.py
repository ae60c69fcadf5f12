"""Telling languages apart, in questions of three words too."""

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.language import UNKNOWN, detect_language

OURS = ("fr", "en", "vi", "zh")


def without_accents(text: str) -> str:
    """As typed by someone in a hurry."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Quand rouvre le pont ?", "fr"),
        ("quand rouvre le pont", "fr"),
        ("A quelle date la premiere reunion a eu lieu", "fr"),
        ("When does the bridge open?", "en"),
        ("who signed it", "en"),
        ("Khi nào cầu mở lại?", "vi"),
        ("hoi nghi lan thu 4 dien ra khi nao", "vi"),
        ("Ha Giang o dau", "vi"),
        ("大桥什么时候开通？", "zh"),
        ("VNA是什么？", "zh"),
        ("¿Cuándo se abre el puente?", "es"),
        ("Wann wird die Brücke eröffnet?", "de"),
        ("橋はいつ開きますか", "ja"),
        ("다리는 언제 열리나요", "ko"),
    ],
)
def test_a_short_question_is_told_by_its_words(question: str, language: str) -> None:
    """Lower case, no accents, four words: still its language."""
    assert language == detect_language(question)


def test_names_do_not_sway_a_sentence() -> None:
    """French press about Vietnam and China is full of other languages' letters."""
    sentence = "Le chef de Hà Giang, Nguyễn Phú Trọng, et celui de Lào Cai ont reçu 阮富仲 et ses conseillers."
    assert "fr" == detect_language(sentence)


@pytest.mark.parametrize("text", ["", "  ", "2024", "?!", "12/10"])
def test_a_text_without_words_is_undetermined(text: str) -> None:
    """No default is made up."""
    assert UNKNOWN == detect_language(text) == detect_language(text, among=OURS)


@given(st.text())
def test_the_answer_is_one_of_those_allowed(text: str) -> None:
    """Whatever is typed into the box."""
    assert detect_language(text, among=OURS) in (*OURS, UNKNOWN)


def test_a_longer_text_in_another_language_is_classified() -> None:
    """No table knows Polish; the words of the tables that occur in it by chance must not decide."""
    text = (
        "Burmistrz powiedział dziennikarzom, że nowy most zostanie otwarty na wiosnę, a stary będzie rozebrany, "
        "ponieważ jego stan techniczny nie pozwala już na dalsze użytkowanie przez ciężarówki."
    )
    assert "pl" == detect_language(text)


def test_questions_do_not_load_the_classifier() -> None:
    """It takes a second, which nobody should wait for an answer."""
    code = (
        "import sys; from rag.text.language import detect_language as d;"
        "d('quand rouvre le pont'); d('when does it open');"
        "d('khi nao cau mo lai'); d('大桥什么时候开通'); print('py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False" == done.stdout.strip()


@pytest.mark.shared
@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("piaf/piaf-v1.1-train.json", "fr"),
        ("xquad/xquad.en.json", "en"),
        ("xquad/xquad.vi.json", "vi"),
        ("xquad/xquad.zh.json", "zh"),
        ("cmrc2018/cmrc2018_dev.json", "zh"),
    ],
)
def test_of_real_questions_at_least_99_in_100_are_told(path: str, language: str, shared_data: Path) -> None:
    """12,706 questions as written, and in lower case without accents."""
    data = json.loads((shared_data / "data" / path).read_text("utf-8"))["data"]
    questions = [qa["question"] for article in data for paragraph in article["paragraphs"] for qa in paragraph["qas"]]
    plain = [without_accents(question).lower() for question in questions]
    for asked in (questions, plain):
        right = sum(1 for question in asked if detect_language(question, among=OURS) == language)
        assert right >= 0.99 * len(asked)
