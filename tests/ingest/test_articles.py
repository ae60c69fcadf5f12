"""What holds for the articles of every page, however strange."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import PageError
from rag.ingest.articles import articles_of
from rag.ingest.cleaning import cleaned
from rag.ingest.mapped import mapped
from rag.ingest.page import Page
from rag.schema import Article
from tests.ingest.unrepaired import unrepaired

PIECES = (
    "Le pont de Bac Lan a rouvert mardi.", "Les camions attendront l'automne", "大桥重新开通。", "Voir plus",
    "相关阅读",
    "Les cyclistes. Photo : AFR", "pont.jpg", "Bac Lan, 12 octobre (AFR) - Le pont a rouvert.", "source", "Fin. - VNA",
    "À lire aussi : le pont", "Partager", "12/10/2024", "# Titre", "> cite", "<p>Un <b>mot</b></p>", "<h1>Titre</h1>",
    "<br>", "&eacute;&amp;", "CafÃ© de la RÃ©publique", "la coopé-", "ration du pont", "d&amp;eacute;part", "ﬁn",
    "leslocalités ont reçu, dans leslocalités, les localités", "le cours.Alors il part", "- liste", "| a | b |", "```",
    "[lien](http://a.b)", "e\u0301\u0323", "\u00a0", "\u200b",
)  # fmt: skip
MARKUP = frozenset("&\\<>*`_~[]()!#|")
LINES = st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
PAGES = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\r\n", " "])), max_size=12).map(
    lambda parts: "".join(line + end for line, end in parts)
)
SENTENCES = st.lists(
    st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=2, max_size=12), min_size=6, max_size=40
).map(lambda words: " ".join(words).capitalize() + ".")


def read(raw: str, kind: str) -> tuple[Article, ...]:
    """The articles of a page, none when it has no text."""
    try:
        return articles_of(Page("page", raw, kind))  # type: ignore[arg-type] # one of three literals
    except PageError:
        return ()


@given(PAGES, st.sampled_from(["text", "markdown", "html"]))
def test_every_segment_leads_back_to_what_it_was_made_of(raw: str, kind: str) -> None:
    """In order, apart from each other; and the run of the page, cleaned, is the run of text, or repaired."""
    for article in read(raw, kind):
        text_end = raw_end = 0
        for segment in article.source_map.segments:
            assert text_end <= segment.text_start < segment.text_end <= len(article.text)
            assert raw_end <= segment.raw_start < segment.raw_end <= len(raw)
            text_end, raw_end = segment.text_end, segment.raw_end
            origin = raw[segment.raw_start : segment.raw_end]
            run = article.text[segment.text_start : segment.text_end].strip()
            mended = any(r.start < segment.text_end and segment.text_start < r.end for r in article.repairs)
            if not mended and (kind == "text" or not MARKUP.intersection(origin)):
                assert run == cleaned(mapped(origin, 0, len(origin))).text


@given(PAGES, st.sampled_from(["text", "markdown", "html"]))
def test_a_repair_leads_back_to_the_characters_that_it_mended(raw: str, kind: str) -> None:
    """In order; what it says the page has is what stands there, however clean the rest."""
    for article in read(raw, kind):
        starts = [repair.start for repair in article.repairs]
        assert sorted(starts) == starts
        for repair in article.repairs:
            assert 0 <= repair.start <= repair.end <= len(article.text)
            start, end = article.source_map.to_raw(repair.start, repair.end)
            origin = cleaned(mapped(raw[start:end], 0, end - start)).text
            if kind == "text" and repair.start < repair.end and repair.raw.strip():
                assert repair.raw.strip() in (raw[start:end] if repair.kind == "accent" else origin)


@given(PAGES, st.sampled_from(["text", "markdown", "html"]))
def test_an_article_is_never_empty_and_always_normal(raw: str, kind: str) -> None:
    """NFC, no space at its ends, a title, an id of 16 hexadecimal digits, a language."""
    for article in read(raw, kind):
        assert article.text == unicodedata.normalize("NFC", article.text).strip() != ""
        assert article.title.strip()
        assert article.language
        assert 16 == len(article.id) == len(f"{int(article.id, 16):016x}")


@given(PAGES)
def test_nothing_visible_on_a_plain_page_is_dropped_silently(raw: str) -> None:
    """Each character is in the running text or in a removed part with its reason, and in one of them only."""
    articles = read(raw, "text")
    if not articles or articles[0].kind != "article":
        return
    covered = [0] * len(raw)
    spans = [(s.raw_start, s.raw_end) for s in articles[0].source_map.segments]
    for start, end in [*spans, *((part.start, part.end) for part in articles[0].removed)]:
        for index in range(start, end):
            covered[index] += 1
    visible = [i for i, character in enumerate(raw) if character.isalnum()]
    assert [1] * len(visible) == [covered[i] for i in visible]


@given(st.lists(SENTENCES, min_size=2, max_size=8, unique=True))
def test_an_ordinary_page_stays_whole(paragraphs: list[str]) -> None:
    """No marker, no captions, full stops: every paragraph is in the article, in order."""
    (article,) = read("\n\n".join(paragraphs), "text")
    assert [unicodedata.normalize("NFC", paragraph) for paragraph in paragraphs] == unrepaired(article).split("\n\n")
    assert () == article.removed


@given(PAGES, st.sampled_from(["text", "markdown", "html"]))
def test_a_page_gives_the_same_articles_again(raw: str, kind: str) -> None:
    """The index is compared by content: nothing may depend on the moment."""
    assert read(raw, kind) == read(raw, kind)


@pytest.mark.parametrize(("kind", "raw"), [("text", "\u200b\n"), ("html", "<script>x()</script>"), ("markdown", "---")])
def test_a_page_without_visible_text_is_refused_in_one_line(kind: str, raw: str) -> None:
    """It names the page and says what to do."""
    with pytest.raises(PageError, match=r"^page: no running text on this page; .*$"):
        articles_of(Page("page", raw, kind))  # type: ignore[arg-type] # one of three literals


def test_an_articles_id_depends_on_its_source_only() -> None:
    """An edited article is the same article."""
    first, second, other = (read_one(source, text) for source, text in (("a", "Un."), ("a", "Deux."), ("b", "Un.")))
    assert first.id == second.id != other.id


def read_one(source: str, text: str) -> Article:
    """The article of a page of plain text."""
    return articles_of(Page(source, text, "text"))[0]


def test_the_words_themselves_tell_the_language_and_a_record_may_say_it() -> None:
    """Templates are often left in another language."""
    raw = (
        "<html lang='en'><body><p>Le pont de Bac Lan a rouvert mardi et les camions n'y passent plus.</p></body></html>"
    )
    assert "fr" == articles_of(Page("page", raw, "html"))[0].language
    assert "oc" == articles_of(Page("page", "Le pont a rouvert.", "text", language="oc"))[0].language


def test_a_page_of_teasers_alone_gives_teasers_alone() -> None:
    """An index page has no article of its own."""
    articles = read("Voir plus\n\nLe pont rouvre\n\nIl a rouvert mardi sans camions.", "text")
    assert ["teaser"] == [article.kind for article in articles]
