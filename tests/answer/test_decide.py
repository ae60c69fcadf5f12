"""The order of candidates, and how sure the first one is."""

from datetime import date
from itertools import count

from rag.answer.candidates import Candidate, Evidence
from rag.answer.decide import CLEAR, best_first, confidence, merit, status
from rag.schema import Article, Hit, Passage, Scores

NUMBERS = count(1)
LIKELY = Evidence(
    passage=0.92, coverage=0.6, context_coverage=0.8, fits=1.0, same_language=True, span=4.0, answerable=2.0
)
UNLIKELY = Evidence(passage=0.86, coverage=0.2, context_coverage=0.3, fits=0.0, same_language=True)
FOREIGN = Evidence(passage=0.86, coverage=0.0, context_coverage=0.1, fits=0.0, same_language=False)


def candidate(text: str, evidence: Evidence) -> Candidate:
    """A sentence that is an article of its own."""
    n = str(next(NUMBERS))
    article = Article(n, "article", "Ponts", text, n, "fr", date(2024, 5, 3), "text")
    hit = Hit(1, Passage(n, n, 0, len(text), text), article, evidence.passage, Scores(evidence.passage, None))
    return Candidate(hit, 0, len(text), evidence)


def test_the_first_is_ahead_by_its_margin_and_the_next_behind_by_it() -> None:
    """A sentence that another one nearly equals is less sure."""
    first, second = best_first([candidate("Il a plu.", UNLIKELY), candidate("Le pont rouvre le 3 mai.", LIKELY)])
    assert "Le pont rouvre le 3 mai." == first.text
    apart = merit(first.evidence) - merit(second.evidence)
    assert (min(apart, CLEAR), -apart) == (first.evidence.margin, second.evidence.margin)
    alone = best_first([candidate("Le pont rouvre le 3 mai.", LIKELY)])[0]
    assert CLEAR == alone.evidence.margin
    tied = best_first([candidate("Le pont rouvre le 3 mai.", LIKELY), candidate("Le pont ferme le 3 mai.", LIKELY)])[0]
    assert 0 == tied.evidence.margin
    assert confidence(tied.evidence) < confidence(alone.evidence)


def test_the_same_sentence_in_another_article_is_no_rival() -> None:
    """An agency's report stands on many pages."""
    found = best_first([candidate("Le pont rouvre le 3 mai.", LIKELY), candidate("LE PONT rouvre le 3 mai.", LIKELY)])
    assert [CLEAR, CLEAR] == [c.evidence.margin for c in found]


def test_an_archive_of_two_languages_has_one_order() -> None:
    """A sentence far from the question does not come first for being in another language."""
    found = best_first([candidate("The fair opens.", FOREIGN), candidate("Le pont rouvre le 3 mai.", LIKELY)])
    assert "Le pont rouvre le 3 mai." == found[0].text


def test_no_sentences_have_no_order() -> None:
    """A store without a hit."""
    assert [] == best_first([])


def test_what_is_lacking_forbids_an_answer_however_sure() -> None:
    """The three outcomes."""
    assert "answered" == status(0.9, (), fits=True)
    assert "near_miss" == status(0.9, ("6e",), fits=True) == status(0.9, (), fits=False) == status(0.1, (), fits=True)
    assert "unanswerable" == status(0.01, (), fits=True)
