"""Abstention measured over given passages, by the product's own answerer."""

from eval.abstention import bm25_neighbours, evaluate_abstention
from eval.given_sets import GivenQuestion, GivenSet
from eval.vocabulary import CorpusPassage, Query
from rag.answer.extract import Extractor
from rag.models.fake import FakeEmbedder, FakeReader

PASSAGES = (
    CorpusPassage("0", "", "Le pont de Bac Lan a rouvert le 3 mai 2024."),
    CorpusPassage("1", "", "Le train de Tan Moc met douze heures."),
)


def question(name: str, *numbers: int, answers: tuple[str, ...] = (), answerable: bool = True) -> GivenQuestion:
    """The same question over other passages."""
    return GivenQuestion(Query(name, "Quand le pont de Bac Lan a-t-il rouvert ?", "fr"), numbers, answerable, answers)


def measured(*questions: GivenQuestion):
    """The run of these questions."""
    embedder = FakeEmbedder()
    answers = Extractor(embedder, FakeReader())
    return evaluate_abstention(GivenSet("toy", PASSAGES, questions), embedder, answers, lambda *_: None)


def test_only_the_given_passages_are_read() -> None:
    """What stands elsewhere in the pool must not be cited."""
    rows = measured(question("with", 0), question("without", 1, answerable=False)).per_query
    assert all(place.startswith("0:") for place in rows["with"]["retrieved"])
    assert all(place.startswith("1:") for place in rows["without"]["retrieved"])


def test_without_gold_answers_only_refusing_is_measured() -> None:
    """NoMIRACL says whether there is an answer, not which."""
    metrics = measured(question("a", 0), question("b", 1, answerable=False)).metrics["all"]
    assert {"answered", "balanced accuracy", "AUROC", "hallucination rate", "error rate"} == set(metrics)


def test_with_gold_answers_the_wording_is_measured_too() -> None:
    """Sets made from SQuAD files know the answer; what was taken away is never right."""
    run = measured(question("a", 0, answers=("3 mai",)), question("b", 1, answers=("douze",), answerable=False))
    assert "F1" in run.metrics["all"]
    assert not run.per_query["b"]["right"]
    assert "gold cited" not in run.metrics["all"]


def test_neighbours_share_words_and_the_nearest_comes_first() -> None:
    """Hard passages are found without any model."""
    with bm25_neighbours(PASSAGES, lambda *_: None) as neighbours:
        assert [1] == neighbours("Combien de temps met le train ?")
