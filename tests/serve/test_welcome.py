"""What the chat offers before anything was asked."""

from dataclasses import replace

from rag.errors import NoStoreError
from rag.schema import ArticleSummary
from rag.serve.render import log_html
from rag.serve.texts import texts_for
from rag.serve.welcome import EXAMPLE_QUESTIONS, welcome_of
from tests.serve.fake_assistant import FakeAssistant
from tests.serve.html_reading import every


class OwnArticles(FakeAssistant):
    """The archive of somebody who brought their own."""

    def articles(self) -> tuple[ArticleSummary, ...]:
        """The same four, from another folder."""
        return tuple(replace(a, source=a.source.replace("seeds/", "mine/")) for a in super().articles())


class Closed(FakeAssistant):
    """Without an index."""

    def articles(self) -> tuple[ArticleSummary, ...]:
        """None to list."""
        raise NoStoreError("vectorstore: there is no index; run `rag sync` first")


def test_the_examples_stand_beside_the_articles_that_answer_them() -> None:
    """A first click that finds nothing would be a poor welcome."""
    assert EXAMPLE_QUESTIONS == welcome_of(FakeAssistant()).questions  # type: ignore[arg-type]
    assert () == welcome_of(OwnArticles()).questions  # type: ignore[arg-type]


def test_without_examples_the_latest_articles_can_be_read() -> None:
    """The undated ones last."""
    html = log_html(welcome_of(OwnArticles()), texts_for("en"))  # type: ignore[arg-type]
    links = [link.attributes["href"] for link in every(html, "a")]
    assert ["read/bridge", "read/meeting"] == links[:2]
    assert [] == every(html, "button", class_="example")


def test_questions_that_were_given_are_offered_whatever_the_archive_holds() -> None:
    """Whoever builds a site knows what can be asked of it."""
    assert ("Why?",) == welcome_of(OwnArticles(), ("Why?",)).questions  # type: ignore[arg-type]


def test_a_page_without_an_index_opens_all_the_same() -> None:
    """The first question is told what to do."""
    assert ((), []) == (welcome_of(Closed()).questions, welcome_of(Closed()).latest)  # type: ignore[arg-type]
