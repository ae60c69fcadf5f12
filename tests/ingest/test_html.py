"""HTML pages: what is seen, what of it is the article, what is declared."""

from datetime import date

import pytest

from rag.ingest.articles import articles_of
from rag.ingest.html_blocks import html_document
from rag.ingest.html_metadata import declared_date, declared_title
from rag.ingest.html_parser import parsed_html
from rag.ingest.page import Page
from rag.schema import Article

BODY = (
    "Le pont de Bac Lan a rouvert mardi après quatorze mois de travaux, sans les camions.",
    "Les ouvriers ont remplacé 320 poutres & repeint les deux rives en vert, la couleur du fleuve.",
    "La ville a payé 4 milliards de dongs, et le maire promet qu'elle n'en paiera pas un de plus.",
)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Le pont rouvre | Le Courrier</title><meta charset="utf-8">
<style>p {{ color: red }}</style><script>var a = "<p>non</p>";</script></head>
<body><nav><a href="/">Accueil</a> <a href="/eco">Économie</a></nav>
<article><h1>Le pont&nbsp;rouvre</h1>
<figure><img src="a.jpg"><figcaption>Les premiers cyclistes</figcaption></figure>
<p>{BODY[0]}</p>
<p>Les ouvriers ont remplac&eacute; <b>320</b> poutres &amp; repeint les
deux rives en vert, la <!-- vraie --> couleur du fleuve.</p>
<p>{BODY[2]}</p></article>
<aside><h3>Voir plus</h3><h4>Le marché aux buffles</h4><p>Chaque dimanche, des éleveurs arrivent.</p></aside>
<footer>Mentions légales</footer></body></html>
"""


def read(raw: str) -> tuple[Article, ...]:
    """The articles of an HTML page."""
    return articles_of(Page("page.html", raw, "html"))


def texts(raw: str) -> list[str]:
    """The blocks of an HTML page."""
    return [block.text for block in html_document(raw).blocks]


def test_the_article_of_a_page_is_its_paragraphs() -> None:
    """Menus, scripts, captions and the footer are not; entities, comments and line ends are undone."""
    article = read(PAGE)[0]
    assert ("Le pont rouvre", "\n\n".join(BODY)) == (article.title, article.text)


def test_offsets_lead_to_the_source_of_the_page() -> None:
    """A quotation with an entity in it can be shown in the source."""
    article = read(PAGE)[0]
    start = article.text.index("remplacé")
    first, last = article.source_map.to_raw(start, start + len("remplacé 320 poutres & repeint les deux"))
    assert "remplac&eacute; <b>320</b> poutres &amp; repeint les\ndeux" == PAGE[first:last]


def test_what_is_left_out_is_kept_with_its_reason() -> None:
    """So that a reader can dispute it."""
    kinds = {(part.kind, PAGE[part.start : part.end]) for part in read(PAGE)[0].removed}
    assert {
        ("title", "Le pont&nbsp;rouvre"),
        ("caption", "Les premiers cyclistes"),
        ("marker", "Voir plus"),
        ("boilerplate", "Mentions légales"),
    } <= kinds


def test_a_teaser_beside_the_article_is_split_off() -> None:
    """Headings and paragraphs in an aside make a teaser too."""
    teaser = read(PAGE)[1]
    assert ("teaser", "Le marché aux buffles", "Chaque dimanche, des éleveurs arrivent.") == (
        (teaser.kind, teaser.title, teaser.text)
    )


def test_a_marker_in_a_menu_opens_no_list() -> None:
    """Its links are not articles."""
    raw = PAGE.replace("Économie</a>", "Économie</a><p>Voir plus</p><p>La météo de demain</p>")
    assert 2 == len(read(raw))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<p>un<p>deux", ["un", "deux"]),
        ("<div>un<div>deux</div>trois</div>", ["un", "deux", "trois"]),
        ("<p>un<br>Deux<br><br>Trois</p>", ["un", "Deux", "Trois"]),
        ("<p>un pont que<br>la ville a fait</p>", ["un pont que la ville a fait"]),
        ("<table><tr><td>Prix</td><td>12</td></tr><tr><td>Poids</td><td>3</td></tr></table>", ["Prix 12", "Poids 3"]),
        ("<p hidden>non</p><p style='display: none'>non</p><p>oui</p>", ["oui"]),
        ("<head><title>t</title><p>un", ["un"]),
        ("<p>a&lt;b &unknown; &#x41;&#66; &amp c", ["a<b &unknown; AB & c"]),
        ("<p>un</b></i> deux</p></div></div>trois", ["un deux", "trois"]),
        ('<iframe src="x" /><p>un', ["un"]),
        ("<svg><title>non</title></svg><p>un", ["un"]),
        ("<ul><li>un<li>deux</ul>", ["un", "deux"]),
    ],
)
def test_broken_and_old_markup_still_gives_its_text(raw: str, expected: list[str]) -> None:
    """Pages are written by hand and by programs; browsers show all of these."""
    assert expected == texts(raw)


def test_hostile_nesting_costs_no_time() -> None:
    """Fifty thousand open elements are read like any other page."""
    assert ["un"] == [run.content.text for run in parsed_html("<div>" * 50_000 + "un").runs]


@pytest.mark.parametrize(
    "declared",
    [
        '<meta property="article:published_time" content="2024-10-12T23:30:00+07:00">',
        '<meta name="date" content="12/10/2024">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-10-12T08:00:00Z"}]}</script>',
        '<time datetime="2024-10-01">1</time><time itemprop="datePublished" datetime="2024-10-12">12</time>',
        '<time datetime="2024-10-12">samedi</time>',
    ],
)
def test_a_declared_date_is_found_wherever_it_is_declared(declared: str) -> None:
    """The day as written, whatever the time zone."""
    assert date(2024, 10, 12) == declared_date(parsed_html(f"<head>{declared}</head>"))


@pytest.mark.parametrize(
    "declared",
    [
        "",
        '<time datetime="2024-10-01">1</time><time datetime="2024-10-12">12</time>',
        '<meta name="date" content="hier">',
        '<meta property="article:modified_time" content="2024-10-12">',
        '<script type="application/ld+json">{"datePublished": "2024-10-12"</script>',
    ],
)
def test_where_no_date_is_plainly_declared_there_is_none(declared: str) -> None:
    """Two times that differ, a change, half a block of JSON: no evidence."""
    assert None is declared_date(parsed_html(f"<head>{declared}</head>"))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Le pont rouvre - Le Courrier</title>", "Le pont rouvre"),
        ("<title>t</title><meta property='og:title' content='Le  pont &amp; la rive'>", "Le pont & la rive"),
        ("", None),
    ],
)
def test_a_declared_title_comes_without_the_name_of_the_site(head: str, title: str | None) -> None:
    """Open Graph has none; title elements mostly do."""
    assert title == declared_title(parsed_html(f"<head>{head}</head><p>x"))


def test_the_visible_heading_wins_over_the_template() -> None:
    """The title element may be that of another page."""
    raw = PAGE.replace("<title>Le pont rouvre | Le Courrier</title>", "<title>Accueil</title>")
    assert "Le pont rouvre" == read(raw)[0].title


def test_the_visible_full_date_wins_over_the_metadata() -> None:
    """Templates show the day of scraping."""
    raw = PAGE.replace("<head>", '<head><meta name="date" content="2026-02-06">')
    assert (date(2026, 2, 6), "metadata") == (read(raw)[0].published, read(raw)[0].published_from)
    raw = raw.replace("</h1>", "</h1><p>Publié le 12 octobre 2024</p>")
    assert (date(2024, 10, 12), "text") == (read(raw)[0].published, read(raw)[0].published_from)


def test_a_date_in_the_sites_header_is_not_the_articles() -> None:
    """It is the day on which the page was fetched; between title and text a line is about the article."""
    line = "<div class='x'>vendredi 6 février 2026</div>"
    assert None is read(PAGE.replace("<article>", f"<header>{line}</header><article>"))[0].published
    assert date(2026, 2, 6) == read(PAGE.replace("</h1>", f"</h1>{line}"))[0].published


def test_a_paragraph_that_the_extractor_overlooks_stays_in_its_article() -> None:
    """Its class is that of a template's odd corner, but it stands among the paragraphs and ends like one."""
    last = f"<p class='meta'>{BODY[2]}</p><p>La fête attendra l'automne, quand les camions seront partis.</p>"
    assert BODY[2] in read(PAGE.replace(f"<p>{BODY[2]}</p>", last))[0].text
