"""Who wrote an article and where it stands on the web: what pages and metadata say, and what only templates say."""

import json

import pytest

from rag.errors import PageError
from rag.ingest.articles import articles_of
from rag.ingest.bylines import shown_author
from rag.ingest.page import Page
from rag.ingest.properties import honest_author, honest_title, language_code, web_address
from rag.ingest.records import record_page

TEXT = "Le pont de Bac Lan a rouvert vendredi après trois mois de travaux, a dit le maire à la presse."
URL = "https://press.example/pont"


def of_html(head: str, body: str = "") -> tuple[str | None, str | None]:
    """Author and address of a page."""
    article = articles_of(Page("a.html", f"<head>{head}</head><h1>Le pont</h1>{body}<p>{TEXT}</p>", "html"))[0]
    return article.author, article.canonical_url


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="author" content="Anne Roux">', ("Anne Roux", None)),
        ('<meta property="article:author" content="Anne Roux"><meta property="article:author" content="Li Wei">',
         ("Anne Roux, Li Wei", None)),
        ('<meta name="author" content="Par Anne Roux">', ("Anne Roux", None)),
        ('<meta name="author" content="admin">', (None, None)),
        ('<meta name="author" content="La Gazette"><meta property="og:site_name" content="La Gazette">', (None, None)),
        ('<meta property="article:author" content="https://social.example/anne">', (None, None)),
        (f'<link rel="canonical" href="{URL}"><meta property="og:url" content="{URL}?x=1">', (None, URL)),
        (f'<link rel="canonical" href="/pont"><meta property="og:url" content="{URL}">', (None, URL)),
        ('<link rel="canonical" href="https://press.example/">', (None, None)),
        ('<link rel="canonical" href="javascript:alert(1)">', (None, None)),
    ],
)  # fmt: skip
def test_html_declares_author_and_address(head: str, expected: tuple[str | None, str | None]) -> None:
    """Meta elements and links; a role, the site itself, a relative address or a front page say nothing."""
    assert expected == of_html(head)


@pytest.mark.parametrize(
    "author", ["Anne Roux", {"@type": "Person", "name": "Anne Roux"}, [{"name": "Anne Roux"}, {"name": "admin"}]]
)
def test_json_ld_declares_author_and_address(author: object) -> None:
    """In whichever of its forms; the name of the publisher is not one of them."""
    tree = {"@graph": [{"author": author, "publisher": {"name": "La Gazette"}, "mainEntityOfPage": {"@id": URL}}]}
    assert ("Anne Roux", URL) == of_html(f'<script type="application/ld+json">{json.dumps(tree)}</script>')


def test_the_author_on_the_page_goes_before_the_template() -> None:
    """Templates put the editor's account there."""
    assert "Li Wei" == of_html('<meta name="author" content="Anne Roux">', "<p>Par Li Wei</p>")[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Par Anne Roux", "Anne Roux"),
        ("Par Anne Roux et Jean de la Tour", "Anne Roux, Jean de la Tour"),
        ("By Anne Roux | 3 May 2024", "Anne Roux"),
        ("By Anne Roux, Published 3 May 2024", "Anne Roux"),
        ("Tác giả: Nguyễn Thị Lan", "Nguyễn Thị Lan"),
        ("Bài và ảnh: Nguyễn Thị Lan", "Nguyễn Thị Lan"),
        ("作者：王小明", "王小明"),
        ("本报记者 王小明", "王小明"),
        ("Par ailleurs, le pont rouvre", None),
        ("By Friday the bridge was open", None),
        ("Par hasard", None),
        ("Le maire a parlé.", None),
    ],
)
def test_a_byline_names_its_author(line: str, expected: str | None) -> None:
    """In four languages; a sentence that begins alike does not."""
    assert expected == shown_author(["Le pont rouvre", line])


def test_records_and_front_matter_tell_author_and_address() -> None:
    """Lists of names too; anything else is an error that names the line."""
    line = json.dumps({"text": TEXT, "author": ["Anne Roux", "Li Wei"], "url": URL}).encode()
    page = record_page(line, "a.jsonl", 1)
    assert ("Anne Roux, Li Wei", URL) == (page.author, page.canonical_url)
    with pytest.raises(PageError, match=r"a\.jsonl line 1"):
        record_page(json.dumps({"text": TEXT, "author": {"id": 4}}).encode(), "a.jsonl", 1)
    markdown = Page("a.md", f"---\nauthor: Anne Roux\nurl: {URL}\n---\n# Le pont\n\n{TEXT}\n", "markdown")
    (article,) = articles_of(markdown)
    assert ("Anne Roux", URL) == (article.author, article.canonical_url)


@pytest.mark.parametrize("title", ["", "Untitled-1", "Microsoft Word - a.doc", "scan01", "rapport_final", URL, "pont"])
def test_what_only_a_program_says_is_no_title(title: str) -> None:
    """File names, "Untitled", addresses, the file's own name."""
    assert honest_title(title, "press/pont.pdf") is None


def test_what_people_write_is_kept() -> None:
    """A title may be short or name a program; an author may have one name."""
    assert "Les ponts de Bac Lan" == honest_title(" Les  ponts de Bac Lan ", "press/pont.pdf")
    assert "Title IX at forty" == honest_title("Title IX at forty", "a.pdf")
    assert "Molière" == honest_author("Molière")
    assert "zh" == language_code("zh-Hans-CN")
    assert web_address("https://press.example/?p=12") is not None
