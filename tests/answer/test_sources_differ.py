"""Where articles do not agree: what counts as a correction, what as a difference, and what as neither."""

from datetime import date

from rag.answer.candidates import Candidate, Evidence
from rag.answer.sources_differ import corrects, difference, difference_note
from rag.schema import Article, Hit, Passage, Scores

OLD = "Le commerce de Bac Lan avec le Yunbei a progressé de 18 % en 2023."
NEW = "Les douanes de Bac Lan ont rectifié la hausse du commerce avec le Yunbei en 2023 : 15 %, et non 18 %."


def candidate(text: str, identifier: str, day: date | None, language: str = "fr") -> Candidate:
    """A sentence that is the whole of an article."""
    article = Article(identifier, "article", f"Titre {identifier}", text, f"{identifier}.txt", language, day, "text")
    hit = Hit(1, Passage(identifier, identifier, 0, len(text), text), article, 0.9, Scores())
    return Candidate(hit, 0, len(text), Evidence(0.9, 0.9, 0.5, 0.5, 1.0, same_language=True))


def test_a_later_article_that_says_so_corrects_an_earlier_one() -> None:
    """It speaks of a correction, of the same matter, and has the old figure beside the new."""
    older, newer = candidate(OLD, "old", date(2024, 1, 8)), candidate(NEW, "new", date(2024, 2, 1))
    assert corrects(newer, older, "percentage")
    assert not corrects(older, newer, "percentage")


def test_an_earlier_article_corrects_nothing() -> None:
    """Whatever its words: the dates decide who may correct whom."""
    older, newer = candidate(OLD, "old", date(2024, 3, 8)), candidate(NEW, "new", date(2024, 2, 1))
    assert not corrects(newer, older, "percentage")


def test_both_are_told_with_their_dates_the_newer_first() -> None:
    """Whichever of them was ranked first."""
    older, newer = candidate(OLD, "old", date(2024, 1, 8)), candidate(NEW, "new", date(2024, 2, 1))
    for best, other in ((older, newer), (newer, older)):
        found = difference(best, [best, other], [best.hit, other.hit], "percentage")
        assert found is not None
        assert (newer, older, True) == (found.newer, found.older, found.corrects)
        note = difference_note(found, "fr")
        assert note.index("1 février 2024") < note.index("8 janvier 2024") if "1 février" in note else "2024" in note


def test_two_figures_of_one_matter_differ() -> None:
    """Though neither says that it corrects."""
    first = candidate("Le pont de Bac Lan a coûté 30 millions de dollars.", "a", date(2024, 1, 8))
    second = candidate("Le pont de Bac Lan a coûté 45 millions de dollars.", "b", date(2024, 2, 8))
    found = difference(first, [first, second], [first.hit, second.hit], "amount")
    assert found is not None
    assert (second, False) == (found.newer, found.corrects)


def test_another_year_another_matter_and_a_rounded_figure_do_not_differ() -> None:
    """A flag that is raised for nothing makes every answer look doubtful."""
    best = candidate("Le pont de Bac Lan a coûté 30 millions de dollars en 2023.", "a", date(2024, 1, 8))
    for text in (
        "Le pont de Bac Lan a coûté 45 millions de dollars en 2019.",
        "Le marché de Phin Xa a vendu pour 45 millions de dollars de thé en 2023.",
        "Le pont de Bac Lan a coûté 30,2 millions de dollars en 2023.",
    ):
        other = candidate(text, "b", date(2024, 2, 8))
        assert difference(best, [best, other], [best.hit, other.hit], "amount") is None
