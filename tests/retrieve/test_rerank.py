"""The reader's second look, with a reader whose word is known."""

from collections.abc import Sequence

import pytest

from rag.models.base import Reading, Span
from rag.retrieve.rerank import READER_SHARE, RERANKED, rerank
from rag.schema import Article, Hit, Passage, Scores


class Sure:
    """Is sure of passages that hold a word, and of no others; remembers what it was shown."""

    fingerprint = "sure"

    def __init__(self, word: str) -> None:
        self.word = word
        self.shown: list[str] = []

    def read(self, question: str, passages: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[list[Reading]]:
        """One reading a part."""
        self.shown += passages
        sure = [1000.0 if self.word in text else -1000.0 for text in passages]
        return [
            [Reading(0, 1, 0.0, min(max(s, -50.0), 50.0)) for _ in part] for s, part in zip(sure, parts, strict=True)
        ]


def hits(*texts: str) -> list[Hit]:
    """Hits in this order, a hundredth apart."""
    return [
        Hit(
            n,
            Passage(f"p{n}", f"a{n}", 0, len(text), text),
            Article(f"a{n}", "article", "Titre", text, "s", "fr"),
            1 - n / 100,
            Scores(),
        )
        for n, text in enumerate(texts, 1)
    ]


def test_a_passage_that_answers_passes_those_that_only_speak_of_it() -> None:
    """What reranking is for; ranks count anew and the reader's word is shown."""
    found = rerank("?", hits("du pont", "le prix du pont", "la réponse"), Sure("réponse"))
    assert ["la réponse", "du pont", "le prix du pont"] == [hit.passage.text for hit in found]
    assert [1, 2, 3] == [hit.rank for hit in found]
    assert pytest.approx([1, 0, 0], abs=1e-6) == [hit.scores.rerank for hit in found]
    assert pytest.approx(0.97 + READER_SHARE) == found[0].score


def test_what_was_not_read_stays_behind_in_its_order() -> None:
    """Scores fall all the way, read or not."""
    found = rerank("?", hits(*(f"texte {n}" for n in range(RERANKED + 3))), Sure("texte 4"))
    assert "texte 4" == found[0].passage.text
    assert [f"texte {n}" for n in range(RERANKED, RERANKED + 3)] == [hit.passage.text for hit in found[RERANKED:]]
    assert sorted((hit.score for hit in found), reverse=True) == [hit.score for hit in found]
    assert {None} == {hit.scores.rerank for hit in found[RERANKED:]}


def test_a_passage_is_read_under_its_title_once() -> None:
    """A first passage begins with the title already."""
    reader = Sure("x")
    rerank("?", hits("Suite du texte.", "Titre\nDébut du texte."), reader)
    assert ["Titre\nSuite du texte.", "Titre\nDébut du texte."] == reader.shown


def test_nothing_found_is_nothing_reranked() -> None:
    """An empty store."""
    assert () == rerank("?", [], Sure("x"))
