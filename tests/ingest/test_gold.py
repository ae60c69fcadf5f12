"""The five real pages against what a reader marked on them by hand: offsets and hashes, none of their words."""

import json
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from rag.ingest.articles import articles_of
from rag.ingest.page import Page
from rag.schema import Article
from tests.ingest.unrepaired import unrepaired

pytestmark = pytest.mark.shared
GOLD = sorted((Path(__file__).parent / "gold").glob("*.json"))


def read(gold: Path, shared_data: Path) -> tuple[dict[str, Any], Page, tuple[Article, ...]]:
    """What is marked, the page and the articles that it gives."""
    marked = json.loads(gold.read_text("utf-8"))
    content = (shared_data / "seeds" / marked["page"]).read_bytes()
    assert marked["page_sha256"] == sha256(content).hexdigest(), "another page than the one that was marked"
    page = Page(f"seeds/{marked['page']}", content.decode("utf-8"), "text")
    return marked, page, articles_of(page)


def clean(raw: str, span: dict[str, Any]) -> str:
    """The marked run as an article shows it: NFC, each run of white space one space."""
    run = raw[span["start"] : span["end"]]
    assert span["sha256"] == sha256(run.encode()).hexdigest()
    return " ".join(unicodedata.normalize("NFC", run).split())


each_page = pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.stem)


@each_page
def test_no_sentence_of_a_real_article_is_lost_or_added(gold: Path, shared_data: Path) -> None:
    """The running text is the marked paragraphs, all of them and nothing else, in order."""
    marked, page, articles = read(gold, shared_data)
    assert [clean(page.raw, span) for span in marked["body"]] == unrepaired(articles[0]).split("\n\n")


@each_page
def test_what_is_removed_from_a_real_page_is_removed_for_the_marked_reason(gold: Path, shared_data: Path) -> None:
    """Title, standfirst, repeats, captions, credits, marker and teasers, with their exact places on the page."""
    marked, _, articles = read(gold, shared_data)
    expected = [(part["kind"], part["start"], part["end"]) for part in marked["removed"]]
    assert expected == [(part.kind, part.start, part.end) for part in articles[0].removed]


@each_page
def test_every_teaser_of_a_real_page_is_split_off_exactly(gold: Path, shared_data: Path) -> None:
    """Title and summary of each are the marked ones; its caption is in neither."""
    marked, page, articles = read(gold, shared_data)
    expected = [(clean(page.raw, teaser["title"]), clean(page.raw, teaser["text"])) for teaser in marked["teasers"]]
    assert expected == [(teaser.title, teaser.text) for teaser in articles[1:]]


@each_page
def test_a_real_page_gets_its_date_where_its_text_tells_it_and_null_elsewhere(gold: Path, shared_data: Path) -> None:
    """Two of the five can be dated from their own words; the others stay undated rather than guessed."""
    marked, _, articles = read(gold, shared_data)
    published = articles[0].published
    assert marked["published"] == (published.isoformat() if published else None)


def test_every_fused_word_of_the_real_page_that_lost_its_line_ends_is_parted(shared_data: Path) -> None:
    """36 spaces stand again where a reader would put them, 35 between words and one behind a comma; none elsewhere."""
    repairs = read(GOLD[0], shared_data)[2][0].repairs
    assert [("space", "", 1)] * 36 == [(repair.kind, repair.raw, repair.end - repair.start) for repair in repairs]
    places = ",".join(str(repair.start) for repair in repairs)
    assert "2dc437d564c20195165057ab4695c621aa129a783378e5ae2b866db9e6c0495e" == sha256(places.encode()).hexdigest()


@pytest.mark.parametrize("gold", GOLD[1:], ids=lambda gold: gold.stem)
def test_nothing_is_repaired_on_the_real_pages_that_are_sound(gold: Path, shared_data: Path) -> None:
    """They have rare names and words that no list has, and one word that is misspelt: all stay."""
    assert [] == [(r.kind, r.reason) for article in read(gold, shared_data)[2] for r in article.repairs]


def test_the_same_teaser_on_two_real_pages_is_one(shared_data: Path) -> None:
    """35 teasers stand on the five pages; seven of them stand on two."""
    teasers = [teaser for gold in GOLD for teaser in read(gold, shared_data)[2] if teaser.kind == "teaser"]
    assert (35, 28) == (len(teasers), len({teaser.id for teaser in teasers}))
