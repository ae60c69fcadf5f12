"""Teasers under no marker, told by their form; and articles whose form is much the same, which stay whole."""

import pytest

from rag.ingest.articles import articles_of
from rag.ingest.page import Page
from rag.ingest.unmarked import REASON

BODY = (
    "Le pont de Bac Lan a rouvert mardi après quatorze mois de travaux.",
    "Les camions n'y passent plus, la rouille ayant rongé ses poutres.",
    "Le maire attend l'automne pour fêter les ouvriers.",
)
FIRST = ("Un marché aux buffles attire trois cents bêtes", "Chaque dimanche, la commune voit arriver des éleveurs.")
SECOND = ("Radio Nam Tao émet désormais en quatre langues", "La station diffuse depuis octobre des cours de chant.")
THIRD = ("La récolte de cardamome se vend sur écran", "Deux vendeuses parlent chaque soir devant une lampe.")
WHOLE = "\n\n".join(BODY)


def split(*paragraphs: str) -> tuple[str, list[tuple[str, str]]]:
    """The running text of a page of paragraphs, and title and text of its teasers."""
    article, *teasers = articles_of(Page("page.txt", "\n\n".join(paragraphs), "text"))
    return article.text, [(teaser.title, teaser.text) for teaser in teasers]


def test_titles_over_summaries_of_other_subjects_at_the_end_are_teasers() -> None:
    """Three in a row, nothing of which the article speaks of."""
    assert (WHOLE, [FIRST, SECOND, THIRD]) == split(*BODY, *FIRST, *SECOND, *THIRD)


def test_the_reason_is_told() -> None:
    """No marker shows a reader why the lines are gone."""
    raw = "\n\n".join((*BODY, *FIRST, *SECOND, *THIRD))
    removed = articles_of(Page("page.txt", raw, "text"))[0].removed
    assert [("teaser", REASON)] * 3 == [(part.kind, part.reason) for part in removed]


@pytest.mark.parametrize("when", ["04/03/2024", "Il y a 2 heures", "March 4, 2024"])
def test_two_teasers_with_their_days_are_enough_between_paragraphs(when: str) -> None:
    """The article goes on below them."""
    page = (*BODY[:2], FIRST[0], when, FIRST[1], SECOND[0], when, SECOND[1], BODY[2])
    assert (WHOLE, [FIRST, SECOND]) == split(*page)


def test_a_teaser_is_dated_by_its_own_line() -> None:
    """The line leaves its text and tells its day."""
    page = (*BODY, FIRST[0], "04/03/2024", FIRST[1], SECOND[0], "27/02/2024", SECOND[1])
    teasers = articles_of(Page("page.txt", "\n\n".join(page), "text"))[1:]
    assert ["2024-03-04", "2024-02-27"] == [str(teaser.published) for teaser in teasers]


def test_cut_summaries_tell_teasers() -> None:
    """No sentence of an article ends so twice in a row."""
    cut = ("Chaque dimanche, la commune voit…", "La station diffuse depuis [...]")
    expected = (WHOLE, [(FIRST[0], cut[0]), (SECOND[0], cut[1])])
    assert expected == split(*BODY, FIRST[0], cut[0], SECOND[0], cut[1])


def test_numbered_headlines_at_the_end_are_links() -> None:
    """``Top 5`` lists have no summaries."""
    lines = tuple(f"{n}. {t[0]}" for n, t in enumerate((FIRST, SECOND, THIRD), start=1))
    assert (WHOLE, [(line, line) for line in lines]) == split(*BODY, *lines)


@pytest.mark.parametrize(
    "more",
    [
        ("Des ouvriers venus de toute la vallée", "Les ouvriers du pont ont dormi quatorze mois sur place."),
        (*FIRST, *SECOND),
        (FIRST[0], FIRST[1], "La fête du pont aura lieu dimanche."),
        ("Le programme de la fête :", "le repas des ouvriers du chantier", "un bal sur le tablier du pont",
         "un discours"),
        ("Le maire du pont répond à nos questions", "Le pont tiendra.", "Les camions reviendront sur le pont un jour",
         "Les camions attendront.", "Les poutres du pont rouillent encore", "Les poutres ont été peintes mardi."),
    ],
    ids=["heading", "two without evidence", "a heading in the midst", "list after a colon", "interview"],
)  # fmt: skip
def test_what_only_looks_like_teasers_stays(more: tuple[str, ...]) -> None:
    """A sentence of the article that is lost is worse than a teaser that stays."""
    assert ("\n\n".join((*BODY, *more)), []) == split(*BODY, *more)


def test_the_articles_own_heading_above_teasers_stays() -> None:
    """Its paragraph speaks of the pont, theirs do not."""
    own = ("Les poutres du pont tiendront", "Les ouvriers ont peint les poutres du pont mardi.")
    assert ("\n\n".join((*BODY, *own)), [FIRST, SECOND, THIRD]) == split(*BODY, *own, *FIRST, *SECOND, *THIRD)
