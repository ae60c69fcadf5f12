"""The retrieval benchmark over a given collection, embedded by the fake."""

from collections.abc import Callable
from pathlib import Path

import pytest

from eval.retrieval import best_passages, evaluate, sample
from eval.run import Run
from eval.systems import SystemName
from eval.vocabulary import Collection, CorpusPassage, Qrel, Query
from rag.models.fake import FakeEmbedder

PASSAGES = (
    CorpusPassage("bridge", "Un pont", "Le pont de Bac Lan a rouvert après deux ans de travaux.", "north"),
    CorpusPassage("train", "Un train", "Le train de Tan Moc met douze heures jusqu'à la côte.", "south"),
    CorpusPassage("ticket", "Un billet", "Le billet du train de Tan Moc coûte vingt euros.", "south"),
)
QUERIES = (Query("q-bridge", "Quand le pont de Bac Lan a-t-il rouvert ?", "fr"), Query("q-price", "billet train", "fr"))
BY_PASSAGE = Collection("toy", PASSAGES, QUERIES, (Qrel("q-bridge", "bridge", 1), Qrel("q-price", "ticket", 1)))
BY_DOCUMENT = Collection("toy", PASSAGES, QUERIES, (Qrel("q-bridge", "north", 1), Qrel("q-price", "south", 1)), True)


def measured(collection: Collection, system: SystemName = "hybrid", tell: Callable[..., None] = lambda *_: None) -> Run:
    """The run of a system with the fake embedder."""
    return evaluate(collection, system, FakeEmbedder(256), tell)


@pytest.mark.parametrize("system", ["hybrid", "dense", "bm25", "rrf"])
def test_every_system_finds_what_shares_the_words(system: SystemName) -> None:
    """Protects the wiring of each system: passage numbers, order, ids."""
    run = measured(BY_PASSAGE, system)
    assert 1.0 == run.metrics["all"]["recall@1"].value
    assert "bridge" == run.per_query["q-bridge"]["retrieved"][0]
    assert system == run.system


def test_documents_are_as_good_as_their_best_passage() -> None:
    """Each document is ranked once, where its first passage stands."""
    assert ["south", "north"] == best_passages([(2, 0.9), (0, 0.8), (1, 0.7)], PASSAGES)
    run = measured(BY_DOCUMENT)
    assert 1.0 == run.metrics["all"]["MRR@10"].value
    assert ["south", "north"] == run.per_query["q-price"]["retrieved"]


def test_bm25_alone_asks_for_no_vector() -> None:
    """A lexical baseline over 150,000 passages must not wait for their embedding."""

    class Refusing(FakeEmbedder):
        def embed_query(self, text: str):
            raise AssertionError(text)

    evaluate(BY_PASSAGE, "bm25", Refusing(), lambda *_: None)


def test_a_passage_is_retrieved_as_given() -> None:
    """Neither cut nor cleaned: figures compare with published ones."""
    long = CorpusPassage("long", "", "Voir plus\n" + "Une phrase de plus. " * 400 + "Le zébu bleu.")
    run = measured(
        Collection("toy", (*PASSAGES, long), (Query("q", "zébu bleu", "fr"),), (Qrel("q", "long", 1),)), "bm25"
    )
    assert ["long"] == run.per_query["q"]["retrieved"]


def test_a_query_that_is_too_long_scores_zero_and_is_counted() -> None:
    """The product refuses it; the half hour of embedding before must not be lost."""
    asked = (QUERIES[0], Query("q-long", "mot " * 1000, "fr"))
    run = measured(Collection("toy", PASSAGES, asked, (Qrel("q-bridge", "bridge", 1), Qrel("q-long", "train", 1))))
    assert 0.5 == run.metrics["all"]["recall@100"].value
    assert 1 == run.settings["queries too long for the product, scored zero"]


def test_figures_come_for_each_language_where_there_are_several() -> None:
    """One language must not hide behind the mean."""
    asked = (QUERIES[0], Query("q-en", "Tan Moc ticket train", "en"))
    run = measured(Collection("toy", PASSAGES, asked, (Qrel("q-bridge", "bridge", 1), Qrel("q-en", "bridge", 1))))
    assert ["all", "en", "fr"] == list(run.metrics)
    assert 1 == run.metrics["fr"]["recall@1"].n
    assert 0.0 == run.metrics["en"]["recall@1"].value


def test_progress_is_told_step_by_step() -> None:
    """Each step adds up to what it announced."""
    done: dict[str, list[int]] = {}

    def tell(step: str, more: int, in_all: int) -> None:
        done.setdefault(step, [0, in_all])[0] += more

    measured(BY_PASSAGE, "hybrid", tell)
    assert ["embedding passages", "indexing terms", "embedding questions", "searching"] == list(done)
    assert all(count == in_all for count, in_all in done.values())


def test_a_sample_keeps_all_passages_and_tells_what_it_left_out() -> None:
    """Fewer questions, the same task; and the same questions each time."""
    drawn = sample(BY_PASSAGE, 1, seed=3)
    assert drawn == sample(BY_PASSAGE, 1, seed=3)
    assert 1 == len(drawn.queries)
    assert {drawn.queries[0].id} == {qrel.query for qrel in drawn.qrels}
    assert PASSAGES == drawn.passages
    assert {"queries not in the sample": 1} == drawn.left_out
    assert BY_PASSAGE == sample(BY_PASSAGE, 5)


def test_a_run_names_what_it_was_measured_with() -> None:
    """Protects every number from being one that nobody can make again."""
    run = measured(BY_PASSAGE)
    assert "fake-256" == run.provenance.model
    assert run.provenance.commit
    assert run.provenance.prompt_hash
    assert 2 == run.queries
    assert 3 == run.settings["passages"]


@pytest.mark.slow
def test_the_langchain_stack_finds_passages_by_their_best_chunk(tmp_path: Path) -> None:
    """A passage of several chunks is ranked once, and its number survives the splitter."""
    pytest.importorskip("langchain_community")
    long = CorpusPassage("long", "", "Une phrase de plus sur la mer. " * 100 + "Le zébu bleu dort au pré.")
    asked = (Query("q", "zébu bleu dort pré", "fr"),)
    run = measured(Collection("toy", (*PASSAGES, long), asked, (Qrel("q", "long", 1),)), "langchain")
    assert "long" == run.per_query["q"]["retrieved"][0]
    assert 4 == len(run.per_query["q"]["retrieved"])
