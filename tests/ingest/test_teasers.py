"""Lists of teasers: where they begin and end, and when the article merely goes on."""

import pytest

from rag.ingest.articles import articles_of
from rag.ingest.page import Page

BODY = (
    "Le pont de Bac Lan a rouvert mardi après quatorze mois de travaux.",
    "Les camions n'y passent plus, la rouille ayant rongé ses poutres.",
)
FIRST = ("Le marché aux buffles attire trois cents bêtes", "Chaque dimanche, la commune voit arriver des éleveurs.")
SECOND = ("Radio Nam Tao émet en quatre langues", "La station diffuse depuis octobre les cours du buffle.")


def split(*paragraphs: str) -> tuple[str, list[tuple[str, str]]]:
    """The running text of a page of paragraphs, and title and text of its teasers."""
    article, *teasers = articles_of(Page("page.txt", "\n\n".join(paragraphs), "text"))
    return article.text, [(teaser.title, teaser.text) for teaser in teasers]


WHOLE = "\n\n".join(BODY)


@pytest.mark.parametrize(
    "marker",
    [
        "Voir plus",
        "À lire aussi",
        "A LIRE AUSSI :",
        "Sur le même sujet",
        "Xem thêm",
        "Tin liên quan",
        "相关阅读",
        "Read more >",
    ],
)
def test_a_marker_opens_a_list_of_teasers(marker: str) -> None:
    """In four languages, in capitals, with colons and arrows."""
    assert (WHOLE, [FIRST, SECOND]) == split(*BODY, marker, *FIRST, *SECOND)


def test_captions_of_teasers_are_in_neither_title_nor_text() -> None:
    """With a credit, as the title a first time, or as a line above the title."""
    page = (
        *(*BODY, "Voir plus"),
        *("Un buffle sur la place. Photo: VNA", *FIRST),
        *(SECOND[0], *SECOND),
        *("Le studio de la station", "Une radio en quatre langues", SECOND[1]),
    )
    expected = [FIRST, SECOND, ("Une radio en quatre langues", SECOND[1])]
    assert (WHOLE, expected) == split(*page)


def test_a_last_summary_that_was_cut_off_is_still_a_summary() -> None:
    """Sites end them with nothing at all."""
    cut = (
        "La station de Lan Kieu diffuse depuis octobre, outre les nouvelles et la musique des deux rives, les cours du"
    )
    assert (WHOLE, [FIRST, (SECOND[0], cut)]) == split(
        *BODY, "Voir plus", *FIRST, "Le studio. Photo: VNA", SECOND[0], cut
    )


def test_an_article_goes_on_after_a_link_in_the_middle() -> None:
    """Paragraphs below a mere link are not that other article's."""
    more = ("Le maire s'en félicite.", "Les riverains attendent la fête.", "La fête aura lieu dimanche.")
    expected = ("\n\n".join((*BODY, *more)), [(FIRST[0], FIRST[0])])
    assert expected == split(*BODY, "À lire aussi", FIRST[0], *more)


def test_an_article_goes_on_after_a_list_in_the_middle() -> None:
    """Three paragraphs in a row are no summary; the first of them still is."""
    more = ("Le maire s'en félicite.", "Les riverains attendent la fête.")
    expected = ("\n\n".join((*BODY, *more)), [FIRST, SECOND])
    assert expected == split(*BODY, "À lire aussi", *FIRST, *SECOND, *more)


def test_a_link_on_the_marker_line_is_a_teaser_of_one_line() -> None:
    """``À lire aussi : …`` stands between two paragraphs of many articles."""
    assert (WHOLE, [(FIRST[0], FIRST[0])]) == split(BODY[0], f"À lire aussi : {FIRST[0]}", BODY[1])


def test_a_list_of_mere_headlines_gives_a_teaser_each() -> None:
    """Their words can be found, but nothing is made up around them."""
    assert (WHOLE, [(FIRST[0], FIRST[0]), (SECOND[0], SECOND[0])]) == split(*BODY, "Xem thêm", FIRST[0], SECOND[0])


def test_paragraphs_below_a_marker_without_any_headline_stay_in_the_article() -> None:
    """A button of the site stood there, nothing else."""
    assert (WHOLE, []) == split(BODY[0], "Voir plus", BODY[1])


def test_the_same_teaser_on_two_pages_has_one_id() -> None:
    """The store keeps it once; offsets into its text are the same for both."""
    pages = [
        articles_of(Page(source, "\n\n".join((*BODY, "Voir plus", *FIRST)), "text")) for source in ("a.txt", "b.txt")
    ]
    assert pages[0][1].id == pages[1][1].id
    assert ("a.txt",) == pages[0][1].stood_on
    assert pages[0][0].id != pages[1][0].id


def test_a_teaser_in_other_words_has_another_id() -> None:
    """One id stands for one text, to the character: citations rest on it."""
    pages = [
        articles_of(Page("a.txt", "\n\n".join((*BODY, "Voir plus", title, FIRST[1])), "text"))
        for title in (FIRST[0], FIRST[0].upper())
    ]
    assert pages[0][1].id != pages[1][1].id


def test_a_teaser_twice_on_a_page_is_given_once() -> None:
    """Some pages show a list above and below."""
    assert 1 == len(split(*BODY, "Voir plus", *FIRST, "À lire aussi", *FIRST)[1])
