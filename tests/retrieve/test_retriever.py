"""From a question to hits, over a small store and the fake embedder."""

from datetime import date
from pathlib import Path

import pytest

from rag.errors import QuestionError
from rag.index.layout import Layout
from rag.index.store import Store
from rag.index.sync import Recipe, sync
from rag.models.fake import FakeEmbedder
from rag.retrieve.retriever import Retriever
from rag.schema import Filters, Hit, Mode

BRIDGE = "Le pont de Bac Lan a rouvert le 3 mai 2024 après deux ans de travaux."
PAGES = {
    "bridge.txt": f"Le pont de Bac Lan rouvre\n\n{BRIDGE}\n",
    "train.txt": "Vers la côte\n\nLe trajet de Tan Moc à la mer dure douze heures. Le billet coûte 20 euros.\n",
    "copy.txt": f"Pont : réouverture\n\n{BRIDGE}\n",
}


@pytest.fixture
def retriever(tmp_path: Path) -> Retriever:
    """Over three pages, two of which say the same."""
    folder = tmp_path / "press"
    folder.mkdir()
    for name, page in PAGES.items():
        (folder / name).write_text(page, "utf-8")
    layout = Layout(tmp_path / "store")
    sync((folder,), layout, FakeEmbedder(), Recipe(60, 1_000_000), lambda *_: None)
    return Retriever(Store(layout), FakeEmbedder())


def search(retriever: Retriever, text: str, k: int = 10, mode: Mode = "hybrid", **filters: object) -> tuple[Hit, ...]:
    """The hits for a question."""
    return retriever.search(retriever.query(text), k=k, mode=mode, filters=Filters(**filters)).hits  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
def test_the_passage_that_answers_comes_first(retriever: Retriever, mode: Mode) -> None:
    """In every mode, ranks counting from one and scores falling."""
    hits = search(retriever, "prix du billet de train à Tan Moc", mode=mode)
    assert "press/train.txt" == hits[0].article.source
    assert list(range(1, len(hits) + 1)) == [hit.rank for hit in hits]
    assert sorted((hit.score for hit in hits), reverse=True) == [hit.score for hit in hits]


def test_a_hit_says_what_each_leg_gave(retriever: Retriever) -> None:
    """A search engineer asks why."""
    best = search(retriever, "billet de train")[0]
    assert best.scores.dense is not None
    assert best.scores.lexical is not None
    assert best.scores.rerank is None
    assert search(retriever, "billet", mode="lexical")[0].scores.dense is None


def test_the_same_text_is_shown_once(retriever: Retriever) -> None:
    """A wire story in five papers is one hit."""
    texts = [hit.passage.text for hit in search(retriever, "Quand le pont de Bac Lan a-t-il rouvert ?")]
    assert len(set(texts)) == len(texts)


def test_no_more_than_k_hits_are_given(retriever: Retriever) -> None:
    """And as many when there are that many."""
    assert 1 == len(search(retriever, "pont", k=1))


def test_filters_restrict_both_legs(retriever: Retriever) -> None:
    """A source outside the glob is not found even if it answers best."""
    assert {"press/train.txt"} == {hit.article.source for hit in search(retriever, "pont", source="press/t*")}
    assert () == search(retriever, "train", since=date(1900, 1, 1))


def test_the_question_is_read_in_its_language(retriever: Retriever) -> None:
    """Stems and messages depend on it."""
    assert ["fr", "en", "vi", "zh"] == [
        retriever.query(q).language
        for q in ("Quand rouvre le pont ?", "When does the bridge open?", "Khi nào cầu mở lại?", "桥什么时候开？")
    ]


@pytest.mark.parametrize(("text", "message"), [(" \n", "empty"), ("x" * 2001, "2001 characters; at most 2000")])
def test_a_question_of_no_use_is_refused(retriever: Retriever, text: str, message: str) -> None:
    """One line that says why."""
    with pytest.raises(QuestionError, match=message):
        retriever.query(text)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Que coûte un trajet à billets pour l'Islande ?", {"islande"}),  # one has "billet"
        ("Le pont de Bac Lan a-t-il rouvert en 2016 ?", set()),  # figures are told of elsewhere
        ("南宁的桥什么时候重新开放？", set()),
    ],
)
def test_words_that_stand_in_no_article_are_told(retriever: Retriever, question: str, words: set[str]) -> None:
    """In no form: an article that has the singular has the word."""
    assert words == retriever.search(retriever.query(question), k=3).unheard
