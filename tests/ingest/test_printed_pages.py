"""Pages of the web that a browser printed to PDF, and what programs put above a text."""

from datetime import date
from pathlib import Path

import pytest

from tests.ingest.sample_files import Drawn, column, docx, epub, pdf
from tests.ingest.test_formats import TEXT, articles

MADE = {"CreationDate": "D:20261127120000Z", "Producer": "Skia/PDF m131"}
TITLE: Drawn = ("La bibliothèque prête des râteaux", 72, 730, 22)
STORY = [
    "La bibliothèque de Kerlouan prête désormais des outils de jardin à ses abonnés, une première",
    "dans le département. Le service est gratuit.",
]
CHROMIUM: list[Drawn] = [
    ("11/27/26, 10:04 PM La bibliothèque prête des râteaux | Le Courrier", 30, 825, 8),
    ("https://courrier.example/rateaux 1/1", 30, 15, 8),
]
FIREFOX: list[Drawn] = [
    ("La bibliothèque prête des râteaux https://courrier.example/rateaux", 30, 825, 8),
    ("1 sur 1 27/11/2026, 22:04", 30, 15, 8),
]


@pytest.mark.parametrize("margins", [CHROMIUM, FIREFOX])
def test_what_a_browser_prints_into_the_margins_is_removed_and_tells_the_address(
    tmp_path: Path, margins: list[Drawn]
) -> None:
    """The day of printing is no publication date, only the last day that it may be."""
    (article,) = articles(tmp_path, "a.pdf", pdf([[TITLE, *column(STORY), *margins]], MADE))
    assert " ".join(STORY) == article.text
    assert (TITLE[0], "https://courrier.example/rateaux") == (article.title, article.canonical_url)
    assert (None, date(2026, 11, 27), "bounded") == (
        article.published,
        article.dating.latest,
        article.dating.sure,
    )


def test_an_address_and_an_hour_that_the_text_tells_stay(tmp_path: Path) -> None:
    """One without the other is no browser's."""
    lines = ["Le programme est à l'adresse https://courrier.example/fete", "", "Le marché ouvre à 10:04."]
    (article,) = articles(tmp_path, "a.pdf", pdf([column(lines)], MADE))
    assert "https://courrier.example/fete" in article.text
    assert "10:04" in article.text
    assert date(2026, 11, 27) == article.published


def test_a_byline_below_a_title_dates_the_article_though_a_menu_stands_above_it(tmp_path: Path) -> None:
    """A menu in the margin is no text; the day below the title is what a reader sees."""
    menu: Drawn = ("AccueilSportCulture", 72, 790, 11)
    byline: Drawn = ("Par Anne Roux, le 9 avril 2024", 72, 715, 11)
    (article,) = articles(tmp_path, "a.pdf", pdf([[menu, TITLE, byline, *column(STORY)]], MADE))
    assert (date(2024, 4, 9), "Anne Roux") == (article.published, article.author)
    assert " ".join(STORY) == article.text


def test_a_line_that_only_names_the_author_of_the_file_is_a_byline(tmp_path: Path) -> None:
    """As programs write it under the title, with the day below it."""
    lines = [("Title", TITLE[0]), ("Normal", "Anne Roux"), ("Normal", "2024-04-09"), ("Normal", TEXT["fr"])]
    (article,) = articles(tmp_path, "a.docx", docx(lines, author="Anne Roux"))
    assert (TEXT["fr"], date(2024, 4, 9)) == (article.text, article.published)


def test_the_title_page_of_a_book_is_no_chapter(tmp_path: Path) -> None:
    """It is told by its kind, not by its name."""
    page = "<html><body><section epub:type='titlepage'><h1>Recueil</h1><p>Anne Roux</p></section></body></html>"
    chapters = {"a.xhtml": page, "b.xhtml": f"<html><body><h1>Un</h1><p>{TEXT['fr']}</p></body></html>"}
    (article,) = articles(tmp_path, "a.epub", epub(chapters))
    assert "Un" == article.title
