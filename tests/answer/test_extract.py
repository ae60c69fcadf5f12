"""Answers made of quotations only."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from rag.answer import extract
from rag.answer.candidates import candidates
from rag.answer.extract import Extractor
from rag.models.base import Reading, Span
from rag.models.fake import FakeEmbedder, FakeReader
from rag.retrieve.retriever import Found, Query
from rag.schema import Answer, Article, Hit, Passage, Question, Scores

MEETING = (
    "Les cinq villes se sont vues lundi. La 4e réunion se tiendra à Tan Moc au premier trimestre de l'année prochaine."
)
TRADE = "Les échanges ont atteint 1,6 milliard de dollars. Le train met 20 heures."
NUMBERS = count()


def article(text: str, published: date | None = date(2023, 3, 27)) -> Article:
    """An article of one passage."""
    n = next(NUMBERS)
    return Article(f"a{n}", "article", "Coopération", text, f"press/{n}.txt", "fr", published, published and "text")


def hit(rank: int, whole: Article) -> Hit:
    """The whole article as a hit."""
    passage = Passage(f"p-{whole.id}", whole.id, 0, len(whole.text), whole.text)
    return Hit(rank, passage, whole, 1.0 - rank / 100, Scores(1.0 - rank / 100, 3.0))


def ask(question: str, *articles: Article, language: str = "fr", unheard: frozenset[str] = frozenset()) -> Answer:
    """The extractor's answer over these articles, of which none has the words ``unheard``."""
    embedder = FakeEmbedder()
    hits = tuple(hit(rank, whole) for rank, whole in enumerate(articles, 1))
    weights = dict.fromkeys(question.casefold().split(), 1.0)
    query = Query(question, language, (), embedder.embed_query(question))
    return Extractor(embedder, FakeReader()).answer(Question(question), query, Found(hits, weights, unheard))


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the fakes say is not what the decision was fitted on: rank by shared words, and be confident."""
    monkeypatch.setattr(extract, "confidence", lambda evidence: 0.5 + evidence.coverage / 2)
    monkeypatch.setattr(extract, "best_first", lambda found: sorted(found, key=lambda c: -c.evidence.coverage))


@pytest.mark.usefixtures("sure")
def test_every_citation_is_its_span_of_the_article() -> None:
    """The promise of the product."""
    whole = article(MEETING)
    answer = ask("Où se tiendra la 4e réunion ?", whole)
    assert "answered" == answer.status
    assert [c.quote for c in answer.citations] == [whole.text[c.start : c.end] for c in answer.citations]
    assert "La 4e réunion se tiendra à Tan Moc au premier trimestre de l'année prochaine." == answer.citations[0].quote


@pytest.mark.usefixtures("sure")
def test_every_claim_is_supported_by_what_it_cites() -> None:
    """Verbatim, and numbered."""
    answer = ask("Où se tiendra la 4e réunion ?", article(MEETING))
    assert [(True, (1,))] == [(claim.supported, claim.citations) for claim in answer.claims]
    assert "[1]" in answer.answer


@pytest.mark.usefixtures("sure")
def test_a_relative_time_is_resolved_against_the_date_of_the_article() -> None:
    """``l'année prochaine`` of an article of 2023 is 2024."""
    (time,) = ask("Quand se tiendra la 4e réunion ?", article(MEETING)).times
    assert ("au premier trimestre de l'année prochaine", date(2024, 1, 1), date(2024, 3, 31), date(2023, 3, 27)) == (
        time.surface, time.start, time.end, time.anchor,
    )  # fmt: skip


@pytest.mark.usefixtures("sure")
def test_without_a_date_of_the_article_nothing_is_resolved() -> None:
    """Unresolved stays unresolved."""
    assert () == ask("Quand se tiendra la 4e réunion ?", article(MEETING, published=None)).times


@pytest.mark.usefixtures("sure")
def test_the_short_answer_is_a_span_of_the_quotation() -> None:
    """Exactly what was asked for."""
    answer = ask("Combien d'heures met le train ?", article(TRADE))
    assert "20 heures" == answer.short_answer
    assert answer.short_answer in answer.citations[0].quote


@pytest.mark.usefixtures("sure")
def test_another_ordinal_is_a_near_miss_that_says_what_is_missing() -> None:
    """The sixth meeting is not the fourth."""
    answer = ask("Où se tiendra la 6e réunion ?", article(MEETING))
    assert "near_miss" == answer.status
    assert "6e" in answer.answer.splitlines()[-1]
    assert answer.short_answer is None


@pytest.mark.parametrize(("language", "head"), [("fr", "Coopération\n"), ("en", "")])
def test_a_passage_is_read_under_its_title_in_the_language_of_the_question(language: str, head: str) -> None:
    """And what the reader points at is found again in the passage without it."""
    seen: list[str] = []

    class Listening(FakeReader):
        def read(self, question: str, passages: Sequence[str], parts: Sequence[Sequence[Span]]) -> list[list[Reading]]:
            seen.extend(passages)
            return super().read(question, passages, parts)

    whole = article(MEETING)
    query = Query("Où se tiendra la réunion ?", language, (), FakeEmbedder().embed_query("réunion"))
    found = candidates(query, "place", (hit(1, whole),), Listening(), {})
    assert [head + MEETING] == seen
    assert all(c.answer is None or (c.start <= c.answer[0] and c.answer[1] <= c.end) for c in found)
    assert [c.text for c in found] == [whole.text[slice(*c.answer)] for c in found if c.answer]


def test_words_that_no_article_has_are_told_where_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the question writes them; not one that is there in another form, nor in a language that no article has."""
    monkeypatch.setattr(extract, "confidence", lambda evidence: 0.0)
    words = frozenset({"islande", "coutent", "volcan"})
    answer = ask("Que coûtent les trains d'Islande, et ceux du Volcan ?", article("Le train coûte."), unheard=words)
    assert "Les articles ne le disent pas.\n\nAucun article ne contient\u00a0: Islande, Volcan." == answer.answer
    assert "The articles do not say." == ask("A volcan?", article("Le train."), language="en", unheard=words).answer


@pytest.mark.usefixtures("sure")
def test_what_no_article_speaks_of_was_not_counted() -> None:
    """No figure is a number of calories then."""
    question, text = "Combien de calories dans le train ?", "Le train a pris 437 voyageurs dans le Nord."
    assert "answered" == ask(question, article(text)).status
    answer = ask(question, article(text), unheard=frozenset({"calories"}))
    assert "near_miss" == answer.status
    assert "Il n’y est pas question de\u00a0: calories." == answer.answer.splitlines()[-1]


@pytest.mark.usefixtures("sure")
def test_a_near_miss_tells_the_words_that_no_article_has() -> None:
    """What the article lacks is not told twice."""
    words = frozenset({"islande", "6e", "tramway"})
    answer = ask("Où se tiendra la 6e réunion du tramway ?", article(MEETING), unheard=words)
    assert ["Il n’y est pas question de\u00a0: 6e.", "", "Aucun article ne contient\u00a0: tramway."] == (
        answer.answer.splitlines()[-3:]
    )


@pytest.mark.usefixtures("sure")
@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("Quel est le prix du train ?", "Le train met 20 heures.", "La somme demandée n’y est pas donnée."),
        ("Combien de temps met le train ?", "Le train part de Tan Moc.", "Aucune durée n’y est donnée."),
        ("Quand part le train ?", "Le train part de Tan Moc.", "Aucune date n’y est donnée."),
        (
            "Combien de voyageurs prend le train ?",
            "Le train prend des voyageurs.",
            "Le nombre demandé n’y est pas donné.",
        ),
    ],
)
def test_without_the_kind_of_fact_asked_for_nothing_answers(question: str, text: str, told: str) -> None:
    """A ticket does not cost 20 hours, however sure the models are."""
    answer = ask(question, article(text))
    assert ("near_miss", None) == (answer.status, answer.short_answer)
    assert told == answer.answer.splitlines()[-1]


@pytest.mark.usefixtures("sure")
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le pont coûtera 84 millions de dollars.", "fr"),
        ("Le pont coûtera 84 millions, et non 48.", "fr"),
        ("Pour le pont, le Yunnan versera 50 millions de couronnes.", "fr"),
        ("The bridge costs 340 million pounds.", "en"),
    ],
)
def test_a_price_needs_no_currency_that_is_known(text: str, language: str) -> None:
    """A figure in a sentence about costs is one, and so is one in a currency of which no rate is kept."""
    question = {"fr": "Combien coûtera le pont ?", "en": "How much does the bridge cost?"}[language]
    answer = ask(question, replace(article(text), language=language), language=language)
    assert "answered" == answer.status


@pytest.mark.usefixtures("sure")
def test_a_passage_that_has_what_is_named_goes_before_one_that_lacks_it() -> None:
    """The best sentence is of the third meeting; the next one is of the fourth, which was asked about."""
    third, fourth = (
        article(f"La {n}e réunion des cinq villes se tient {where}.")
        for n, where in ((3, "à Bac Lan"), (4, "ailleurs"))
    )
    answer = ask("Où se tient la 4e réunion des cinq villes à Bac Lan ?", third, fourth)
    assert "near_miss" == answer.status
    answer = ask("Où se tient la 4e réunion des cinq villes ?", third, fourth)
    assert ("answered", fourth.id) == (answer.status, answer.citations[0].article_id)


@pytest.mark.usefixtures("sure")
def test_the_same_sentence_in_another_report_is_a_further_source_of_one_claim() -> None:
    """Two papers, one fact."""
    other = (
        f"{MEETING.split('. ')[1]} Le maire de Tan Moc a montré la salle, repeinte pour l'occasion, aux journalistes."
    )
    answer = ask("Où se tiendra la 4e réunion ?", article(MEETING), article(other))
    assert [(1, 2)] == [claim.citations for claim in answer.claims]
    assert 2 == len({citation.article_id for citation in answer.citations})


@pytest.mark.usefixtures("sure")
def test_the_same_report_in_two_papers_is_one_source() -> None:
    """A wire copy confirms nothing: it is listed as a variant, with its own span."""
    first, copied = article(MEETING), article(MEETING)
    answer = ask("Où se tiendra la 4e réunion ?", first, copied)
    (cited,) = answer.citations
    assert [copied.id] == [variant.article_id for variant in cited.variants]
    assert [cited.quote] == [copied.text[v.start : v.end] for v in cited.variants]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les articles ne le disent pas."),
        ("en", "The articles do not say."),
        ("vi", "Các bài báo không nói đến điều này."),
        ("zh", "这些文章没有提到。"),
    ],
)
def test_with_nothing_found_it_says_so_in_the_language_of_the_question(language: str, text: str) -> None:
    """No claim, no citation, no guess."""
    answer = ask("…", language=language)
    assert ("unanswerable", text, (), ()) == (answer.status, answer.answer, answer.claims, answer.citations)
