"""One answer held against the gold, and the run made of many."""

import pytest

from eval.answers import evaluate_answers
from eval.judging import Gold, judge
from rag.schema import Citation
from tests.eval.answer_objects import answer


def anywhere(citation: Citation) -> bool:
    """Every place is gold."""
    return True


GOLD = Gold("fr", "Quand ?", True, ("le 3 mai",), anywhere)
NONE = Gold("fr", "Qui ?", False, (), anywhere)


def test_the_short_answer_is_what_is_compared() -> None:
    """Exact match on a whole sentence would be zero for every right answer."""
    row = judge(answer("answered", "Il rouvre le 3 mai.", short="3 mai"), GOLD)
    assert (1.0, 1.0, "3 mai") == (row["exact match"], row["F1"], row["predicted"])
    assert row["right"]


def test_without_a_short_answer_the_sentence_is() -> None:
    """Four tokens, two of them gold: 2·2 / (4 + 2)."""
    row = judge(answer("answered", "Il rouvre 3 mai."), GOLD)
    assert (0.0, 2 / 3) == (row["exact match"], row["F1"])


def test_citation_precision_counts_the_sentences_that_hold_the_fact() -> None:
    """One of two does; recall asks whether any does."""
    row = judge(answer("answered", "Il rouvre demain.", "C'est le 3 mai."), GOLD)
    assert (0.5, 1.0, False) == (row["citation precision"], row["citation recall"], row["right"])


def test_a_gold_passage_must_be_cited_not_only_the_words() -> None:
    """The same words may stand in another article about another thing."""
    elsewhere = Gold("fr", "Quand ?", True, ("le 3 mai",), lambda citation: citation.article_id == "b")
    assert 0.0 == judge(answer("answered", "C'est le 3 mai."), elsewhere)["gold cited"]
    assert 1.0 == judge(answer("answered", "C'est le 3 mai."), GOLD)["gold cited"]


def test_what_a_near_miss_shows_is_not_credited_as_an_answer() -> None:
    """It says itself that it is not one; only for calibration it counts as proposed."""
    row = judge(answer("near_miss", "C'est le 3 mai."), GOLD)
    assert (0.0, 0.0, None, 0.0) == (row["F1"], row["citation recall"], row["citation precision"], row["answered"])
    assert row["right"]
    assert row["proposed"]


def test_measures_of_answers_do_not_exist_where_there_is_no_answer() -> None:
    """A refusal is neither a right nor a wrong wording."""
    row = judge(answer("unanswerable", confidence=0.1), NONE)
    assert "F1" not in row
    assert not row["right"]
    assert not row["proposed"]


def test_a_run_counts_statuses_and_keeps_means_apart_from_refusals() -> None:
    """Two answerable, one answered right; one without an answer, answered all the same."""
    asked = [
        ("a", GOLD, lambda: answer("answered", "C'est le 3 mai.", short="le 3 mai", confidence=0.9)),
        ("b", GOLD, lambda: answer("unanswerable", confidence=0.1)),
        ("c", NONE, lambda: answer("answered", "C'est lui.", confidence=0.7)),
    ]
    run = evaluate_answers(asked, "toy", "fake", lambda *_: None)
    means = run.metrics["all"]
    assert (0.5, 2) == (means["exact match"].value, means["exact match"].n)
    assert (1.0, 1) == (means["citation precision"].value, means["citation precision"].n)
    assert (1.0, 0.25) == (means["hallucination rate"].value, means["balanced accuracy"].value)
    assert 1 == run.settings["answerable: answered"] == run.settings["without an answer: answered"]
    assert [(1 / 3, 0.0), (2 / 3, 0.5)] == run.curves["risk-coverage"]
    assert 0.4 == pytest.approx(means["calibration error"].value)  # (|0.9 − 1| + |0.7 − 0|) / 2


def test_a_quotation_is_exact_or_not_character_for_character() -> None:
    """Whatever the outcome; not measured where the texts are not at hand."""
    given = answer("near_miss", "C'est le 3 mai.")
    (citation,) = given.citations
    text = " " * citation.start + citation.quote
    for known, share in ((text, 1.0), (text.replace("'", "’"), 0.0)):
        gold = Gold("fr", "Quand ?", True, ("le 3 mai",), anywhere, text_of={citation.article_id: known}.__getitem__)
        assert share == judge(given, gold)["exact quotes"]
    assert judge(given, GOLD)["exact quotes"] is None
