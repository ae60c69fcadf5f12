"""Markdown pages: text without markup, with its place."""

from datetime import date

import pytest

from rag.ingest.articles import articles_of
from rag.ingest.markdown_blocks import markdown_document
from rag.ingest.page import Page


def texts(raw: str) -> list[str]:
    """The blocks of a Markdown page."""
    return [block.text for block in markdown_document(raw).blocks]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Un *deux* **trois** `quatre  cinq` ~~six~~", ["Un deux trois quatre cinq six"]),
        ("Le [pont](http://a/b_(c) 'a (x)') et [l'autre][1].\n\n[1]: http://b", ["Le pont et l'autre."]),
        ("Voir <http://a.b> ou ![une *image*](a.png) ici.", ["Voir http://a.b ou ici."]),
        ("A &amp; B \\* C &nbsp; D", ["A & B * C D"]),
        ("un\ndeux  \ntrois", ["un deux trois"]),
        ("- un\n- deux\n  1. trois\n\n> quatre\n> cinq", ["un", "deux", "trois", "quatre cinq"]),
        ("| Prix | Poids |\n|---|---|\n| 12 | 12 |", ["Prix Poids", "12 12"]),
        ("```py\nx = 1\n```\n\n    y = 2", ["x = 1", "y = 2"]),
        ("<div>\n<p>un</p>\n</div>\n\nDeux <b>trois</b>", ["un", "Deux trois"]),
        ("Titre\n=====\n\nUn.\r\n\r\n## Deux\r\n\r\nTrois.", ["Titre", "Un.", "Deux", "Trois."]),
    ],
)
def test_markup_is_not_text(raw: str, expected: list[str]) -> None:
    """CommonMark with tables and strikethrough."""
    assert expected == texts(raw)


def test_each_word_leads_back_to_its_own_place_in_the_source() -> None:
    """Also where the same letters stand in a link's address before it."""
    raw = "Un [pont](http://pont.fr/-vert)-vert\nun &eacute;t&eacute; **vert**."
    (block,) = markdown_document(raw).blocks
    places = [(block.text[s.text_start : s.text_end], raw[s.raw_start : s.raw_end]) for s in block.content.segments]
    expected = [
        ("Un ", "Un "), ("pont", "pont"), ("-vert", "-vert"), ("un ", "un "), ("é", "&eacute;"), ("t", "t"),
        ("é", "&eacute;"), (" ", " "), ("vert", "vert"), (".", "."),
    ]  # fmt: skip
    assert expected == places
    assert raw.index(")-vert") + 1 == block.content.segments[2].raw_start


def test_a_first_heading_is_the_title_and_later_ones_are_text() -> None:
    """Subheadings belong to the article."""
    article = articles_of(Page("a.md", "# Le pont\n\nIl a rouvert.\n\n## La fête\n\nElle attendra.", "markdown"))[0]
    assert ("Le pont", "Il a rouvert.\n\nLa fête\n\nElle attendra.") == (article.title, article.text)


def test_front_matter_is_metadata() -> None:
    """Static sites keep title and date there."""
    raw = '---\ntitle: "Le pont rouvre"\ndate: 2024-10-12\ntags: [a, b]\n---\n\nIl a rouvert mardi, sans camions.\n'
    article = articles_of(Page("a.md", raw, "markdown"))[0]
    assert ("Le pont rouvre", date(2024, 10, 12), "metadata") == (
        (article.title, article.published, article.published_from)
    )
    assert "Il a rouvert mardi, sans camions." == article.text
    assert raw[slice(*article.source_map.to_raw(0, len(article.text)))] == article.text


def test_a_rule_above_text_is_no_front_matter() -> None:
    """Three dashes are a line across the page."""
    assert ["Un pont vert.", "Deux."] == texts("---\n\nUn pont vert.\n\n---\n\nDeux.")
