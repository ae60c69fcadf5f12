"""Copies of one story, and what tells them apart from its corrections."""

from datetime import date
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.index.differences import Difference, differences
from rag.index.duplicates import NEAR_COPY, Cluster, clusters, runs_of, similarity, teasers_of
from rag.ingest.articles import articles_of
from rag.ingest.page import Page
from rag.ingest.read import read_pages
from rag.schema import Article, Kind
from tests.source_code import ROOT

STORY = (
    "Le pont de Bac Lan a rouvert samedi après quatorze mois de travaux. Les camions de plus de dix tonnes feront "
    "le tour par Tan Moc, où un bac les attend. La ville a payé 742 millions et promet un marché sur la rive."
)
OTHER = (
    "Quarante joueurs de khène se sont affrontés sur la place. Le plus jeune, quatorze ans, a gagné une vache et "
    "l'a donnée à son école. Le jury avait entendu chaque morceau deux fois, les yeux fermés."
)


def article(name: str, text: str, title: str = "", kind: Kind = "article", published: date | None = None) -> Article:
    """An article whose id is its name."""
    return Article(name, kind, title or f"Titre de {name}", text, f"{name}.txt", "fr", published)


def changed(found: tuple[Difference, ...], first: str, second: str) -> list[tuple[str, str]]:
    """The words that differ, side by side."""
    return [(first[d.start : d.end], second[d.variant_start : d.variant_end]) for d in found]


def test_a_copy_is_a_variant_and_another_story_is_not() -> None:
    """The longer one is canonical; what is alone is in no cluster."""
    copy = article("b", STORY.replace("samedi ", ""))
    (found,) = clusters([copy, article("a", STORY), article("c", OTHER)])
    assert ("a", ["b"]) == (found.canonical, [v.id for v in found.variants])
    assert [("samedi", "")] == changed(found.variants[0].differences, STORY, copy.text)


def test_a_dated_copy_is_canonical() -> None:
    """Whoever cites the story can say when it was told."""
    dated = article("b", STORY.replace("samedi ", ""), published=date(2024, 5, 3))
    assert "b" == clusters([article("a", STORY), dated])[0].canonical


def test_accents_case_and_line_ends_make_no_other_story() -> None:
    """The same words are a copy with nothing different."""
    (found,) = clusters([article("a", STORY), article("b", STORY.upper().replace(" ", "\n").replace("È", "E"))])
    assert (1.0, ()) == (found.variants[0].similarity, found.variants[0].differences)


def test_another_figure_is_a_conflict_and_a_rounding_is_not() -> None:
    """A correction and the text it corrects must not count as one source; a rounded copy does."""
    assert [True] == [d.conflict for d in differences(STORY, STORY.replace("742", "724"))]
    assert [False] == [d.conflict for d in differences(STORY, STORY.replace("742", "près de 740"))]
    assert [True] == [d.conflict for d in differences(STORY, STORY.replace("742", "près de 850"))]
    assert [True] == [d.conflict for d in differences(STORY, STORY.replace("742", "740"))]


def test_chinese_is_compared_character_by_character() -> None:
    """It has no spaces to split words at."""
    text = "北岚大桥星期六重新开放，市政府表示卡车仍须绕行，渡轮将免费运送乘客至明年三月。"
    (found,) = clusters([article("a", text), article("b", text.replace("星期六", "周六"))])
    assert [("星期", "周")] == changed(found.variants[0].differences, text, text.replace("星期六", "周六"))


def test_a_teaser_is_tied_to_its_full_article() -> None:
    """By its title or by its words; another story's teaser to none."""
    teasers = [
        article("t1", "Tout autre résumé.", "Le pont de Bac Lan rouvre enfin", "teaser"),
        article("t2", STORY[:140], "Un autre titre", "teaser"),
        article("t3", OTHER[:140], "Une nuit de khène", "teaser"),
    ]
    full = article("a", STORY, "Le pont de Bac Lan rouvre enfin")
    assert {"t1": "a", "t2": "a"} == teasers_of([*teasers, full])
    assert (Cluster("a", (), ("t1", "t2")),) == clusters([*teasers, full])


def test_a_teaser_of_a_copy_belongs_to_the_canonical_article() -> None:
    """A cluster is the whole story."""
    teaser = article("t", "Résumé.", "Le pont de Bac Lan rouvre enfin", "teaser")
    copy = article("b", STORY.replace("samedi ", ""), "Le pont de Bac Lan rouvre enfin")
    (found,) = clusters([teaser, copy, article("a", STORY)])
    assert ("a", ("t",)) == (found.canonical, found.teasers)


def test_a_title_that_many_bear_ties_nothing() -> None:
    """The word *Éditorial* announces no article in particular."""
    assert {} == teasers_of([article("t", "Court.", "Éditorial", "teaser"), article("a", STORY, "Éditorial")])


words = st.lists(st.sampled_from([*STORY.split(), *OTHER.split()]), min_size=8, max_size=60).map(" ".join)


@given(st.lists(words, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(texts: list[str], random: Random) -> None:
    """A sync that reads files in another order gives the same sources; no article is in two."""
    articles = [article(f"a{i}", text) for i, text in enumerate(texts)]
    found = clusters(articles)
    random.shuffle(articles)
    assert found == clusters(articles)
    members = [i for cluster in found for i in (cluster.canonical, *(v.id for v in cluster.variants))]
    assert len(set(members)) == len(members)


@given(words, words)
def test_differences_turn_one_text_into_the_other(first: str, second: str) -> None:
    """Nothing that differs is left out."""
    made, done = "", 0
    for found in differences(first, second):
        made += first[done : found.start] + " " + second[found.variant_start : found.variant_end] + " "
        done = found.end
    assert runs_of(second) == runs_of(made + first[done:])


@pytest.fixture(scope="module", name="seeds")
def seeds_fixture() -> list[Article]:
    """The articles and teasers of seeds/, each source shortened to the number of its page."""
    paths = sorted((ROOT / "seeds").glob("[0-9]*"))
    pages = (page for path in paths for page in read_pages(path, path.name[:3], 1 << 20) if isinstance(page, Page))
    return [article for page in pages for article in articles_of(page)]


def test_the_copies_of_the_samples_are_found_and_nothing_else(seeds: list[Article]) -> None:
    """Three pairs, as seeds/README.md says; corrections and sequels are stories of their own."""
    source = {a.id: a.source for a in seeds}
    pairs = {frozenset((source[c.canonical], source[v.id])) for c in clusters(seeds) for v in c.variants}
    assert {frozenset(pair) for pair in (("003", "005"), ("019", "021"), ("032", "033"))} == pairs


def test_the_threshold_lies_far_from_both_sides(seeds: list[Article]) -> None:
    """Copies share at least .88 of their runs, any other two articles at most .06."""
    runs = [runs_of(a.text) for a in seeds if a.kind == "article"]
    likeness = sorted((similarity(a, b) for a, b in combinations(runs, 2)), reverse=True)
    assert likeness[3] < 0.06 < NEAR_COPY < 0.88 < likeness[2]


def test_nineteen_teasers_of_the_samples_have_their_article(seeds: list[Article]) -> None:
    """Counted by title, whichever apostrophe it has, as in seeds/README.md."""
    titles = {a.id: a.title.replace("’", "'") for a in seeds}
    assert 19 == len({titles[teaser] for teaser in teasers_of(seeds)})
