"""What a page is called."""

import pytest

from rag.ingest.articles import articles_of
from rag.ingest.page import Page
from rag.ingest.titles import made_title

TEXT = "Le pont de Bac Lan a rouvert mardi après quatorze mois de travaux."


def read(raw: str, title: str | None = None) -> tuple[str, str]:
    """Title and text of the article of a plain text page."""
    article = articles_of(Page("page.txt", raw, "text", title=title))[0]
    return article.title, article.text


@pytest.mark.parametrize("title", ["Le pont rouvre", "Le pont rouvre-t-il ?", "« Un pont vert ! »", "大桥重新开通"])
def test_a_short_first_line_without_full_stop_is_the_title(title: str) -> None:
    """Headlines may ask and exclaim."""
    assert (title, TEXT) == read(f"{title}\n\n{TEXT}")


@pytest.mark.parametrize("first", ["Il pleut.", "Voici la liste :", "- du thé", "O\n2 est un gaz qui"])
def test_a_first_line_that_is_text_stays_text(first: str) -> None:
    """A title may be made up, a sentence may not be lost."""
    assert f"{first}\n\n{TEXT}".split() == read(f"{first}\n\n{TEXT}")[1].split()


def test_a_text_without_a_title_is_called_by_its_beginning() -> None:
    """Cut at a word, and no word is taken from the text."""
    long = f"{TEXT} {TEXT}"
    assert (made_title(long), long) == read(long)
    assert (
        "Le pont de Bac Lan a rouvert mardi après quatorze mois de travaux. Le pont de Bac Lan a rouvert…"
        == made_title(long)
    )


def test_a_made_title_is_short_in_a_script_without_spaces() -> None:
    """There is no word to cut at."""
    assert "桥" * 100 + "…" == made_title("桥" * 150)


def test_a_title_given_with_a_record_is_the_title() -> None:
    """The first line is then not taken for one, unless it repeats it."""
    assert ("Donné", f"Le pont rouvre\n\n{TEXT}") == read(f"Le pont rouvre\n\n{TEXT}", "Donné")
    assert ("Le pont rouvre", TEXT) == read(f"LE PONT ROUVRE\n\n{TEXT}", "Le pont rouvre")


def test_a_page_that_is_only_a_line_keeps_it_as_text() -> None:
    """Better a title twice than an empty article."""
    assert ("Le pont rouvre", "Le pont rouvre") == read("Le pont rouvre")
