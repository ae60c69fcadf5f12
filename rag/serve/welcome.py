"""What the chat offers before anything was asked, and where nothing was found: questions, or else articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rag.errors import DepecheError
from rag.schema import ArticleSummary

if TYPE_CHECKING:
    from rag.assistant import Assistant

EXAMPLE_QUESTIONS = (
    "Quand se tient la 4e réunion Yunnan?",
    "How long does the train from Nanning to Hanoi take?",
    "Cầu Phin Sa tốn bao nhiêu tiền?",
    "南宁与越南2024年的贸易额是多少？",
)
"""One in each language; the articles of ``seeds/`` answer them all."""
_SAMPLES = "seeds/"
_LATEST = 4


@dataclass(frozen=True, slots=True)
class Welcome:
    """Questions to click; where there are none, the ``latest`` articles stand in their place."""

    questions: Sequence[str]
    latest: Sequence[ArticleSummary] = ()


def welcome_of(assistant: "Assistant", questions: Sequence[str] | None = None) -> Welcome:
    """``questions``; unless given, the examples where the sample articles are, which alone can answer them."""
    try:
        articles = latest_first(assistant.articles())
    except DepecheError:  # there is no index yet: each question will be told so
        articles = []
    if questions is None:
        questions = EXAMPLE_QUESTIONS if any(a.source.startswith(_SAMPLES) for a in articles) else ()
    return Welcome(questions, articles[:_LATEST])


def latest_first(articles: Sequence[ArticleSummary]) -> list[ArticleSummary]:
    """The latest first, undated ones last."""
    return sorted(articles, key=lambda article: (article.published or date.min, article.title), reverse=True)
