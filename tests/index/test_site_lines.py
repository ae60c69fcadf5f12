"""Lines that a site repeats: learned from the folder, never from copies of one story, and the same however synced."""

from pathlib import Path
from random import Random

import pytest

from rag.index.layout import Layout
from rag.index.store import Store
from rag.schema import Article
from tests.index.conftest import Syncs

SLOGAN = "La lettre du fleuve, chaque matin à six heures"
CALL = "Recevez nos articles chaque matin en vous abonnant à la lettre du fleuve."
SHARED = "Le maire a dit que les camions attendront l'automne."


def story(seed: int) -> str:
    """Three paragraphs of invented words, of which no other seed has any."""
    random = Random(seed)

    def sentence() -> str:
        words = ["".join(random.choices("aeioubcdlmnprst", k=random.randint(3, 9))) for _ in range(24)]
        return " ".join(words).capitalize() + "."

    return "\n\n".join(f"{sentence()} {sentence()}" for _ in range(3))


def fill(folder: Path, count: int, *lines: str, first: int = 0) -> None:
    """Pages of a site: each a story of its own between lines of the site."""
    folder.mkdir(exist_ok=True)
    for seed in range(first, first + count):
        page = "\n\n".join((*lines[:1], story(seed), *lines[1:]))
        (folder / f"page-{seed:02}.txt").write_text(page, "utf-8")


def articles(layout: Layout) -> dict[str, Article]:
    """Everything in the store, by source."""
    with Store(layout).view() as view:
        found = view.catalogue.articles([summary.id for summary in view.catalogue.summaries()])
    return {article.source: article for article in found.values()}


def has_slogan(article: Article) -> bool:
    """Where nobody knows it for the site's, the first line is a title."""
    return SLOGAN in (article.title, *article.text.split("\n\n"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An empty folder."""
    return tmp_path / "site"


def test_a_line_on_every_page_of_a_folder_is_removed_with_its_reason(syncs: Syncs, site: Path, layout: Layout) -> None:
    """A slogan above, a call to subscribe below; the stories stay whole."""
    fill(site, 8, SLOGAN, CALL)
    syncs(site)
    found = articles(layout)
    assert [story(seed) for seed in range(8)] == [found[f"site/page-{seed:02}.txt"].text for seed in range(8)]
    raw = (site / "page-03.txt").read_text("utf-8")
    removed = found["site/page-03.txt"].removed
    assert [SLOGAN, CALL] == [raw[part.start : part.end] for part in removed]
    assert {("boilerplate", "stands word for word on many pages of this folder that tell different stories")} == {
        (part.kind, part.reason) for part in removed
    }


@pytest.mark.parametrize("copies", [2, 10])
def test_what_copies_of_one_story_share_stays(syncs: Syncs, site: Path, layout: Layout, copies: int) -> None:
    """Wire copies with a title and a last paragraph of their own, some cut short, are one story."""
    site.mkdir()
    paragraphs = story(1).split("\n\n")
    for number in range(copies):
        kept = paragraphs[: 2 + number % 2]
        text = "\n\n".join((f"Le pont de la ville {number}", SHARED, "Une fête au village", *kept))
        (site / f"copy-{number}.txt").write_text(text, "utf-8")
    syncs(site)
    assert all(
        SHARED in article.text and "Une fête au village" in article.text for article in articles(layout).values()
    )
    assert copies == len(articles(layout))


def test_copies_among_other_stories_count_once(syncs: Syncs, site: Path, layout: Layout) -> None:
    """Ten copies and three other pages that quote the sentence are four stories, too few."""
    fill(site, 3, SHARED)
    for number in range(10):
        (site / f"copy-{number}.txt").write_text(f"Titre {number}\n\n{SHARED}\n\n{story(99)}", "utf-8")
    syncs(site)
    assert all(SHARED in article.text for article in articles(layout).values())


def test_background_that_some_stories_tell_again_stays(syncs: Syncs, site: Path, layout: Layout) -> None:
    """A whole sentence must stand on most pages before it is taken for the site's."""
    fill(site, 6, "", SHARED)
    fill(site, 6, first=6)
    syncs(site)
    assert 6 == sum(SHARED in article.text for article in articles(layout).values())


def test_syncs_of_a_page_at_a_time_end_as_a_rebuild_does(syncs: Syncs, site: Path, layout: Layout) -> None:
    """Pages that came before a line was known are told again, and again when it is forgotten."""
    for seed in range(7):
        fill(site, 1, SLOGAN, CALL, first=seed)
        syncs(site)
    by_steps = articles(layout)
    assert not any(map(has_slogan, by_steps.values()))
    syncs(site, rebuild=True)
    assert articles(layout) == by_steps
    for seed in range(3):
        (site / f"page-{seed:02}.txt").unlink()
    assert 4 == syncs(site).updated
    by_steps = articles(layout)
    assert all(map(has_slogan, by_steps.values()))
    syncs(site, rebuild=True)
    assert articles(layout) == by_steps


def test_another_folder_is_another_site(syncs: Syncs, site: Path, layout: Layout) -> None:
    """What one newspaper repeats another may say once."""
    fill(site, 6, SLOGAN)
    fill(site.parent / "other", 1, SLOGAN, first=50)
    syncs(site, site.parent / "other")
    assert {"other/page-50.txt"} == {source for source, article in articles(layout).items() if has_slogan(article)}


def test_a_page_of_nothing_else_keeps_its_lines(syncs: Syncs, site: Path, layout: Layout) -> None:
    """A page is never made empty, and a sync never fails, for what other pages say."""
    fill(site, 7, SLOGAN)
    (site / "bare.txt").write_text(SLOGAN, "utf-8")
    assert () == syncs(site).failed
    assert SLOGAN == articles(layout)["site/bare.txt"].text


def test_an_unchanged_folder_is_not_read_again(syncs: Syncs, site: Path) -> None:
    """What was learned stays learned."""
    fill(site, 7, SLOGAN)
    syncs(site)
    assert (7, 0) == (syncs(site).unchanged, syncs(site).updated)
