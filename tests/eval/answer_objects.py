"""Answers of the product, as tests need them."""

from rag.schema import Answer, Citation, Status


def citation(quote: str, number: int = 1, start: int = 0, article_id: str = "a") -> Citation:
    """A quotation from an article."""
    return Citation(number, article_id, "T", "article", "a.txt", None, None, quote, start, start + len(quote), 0.5)


def answer(status: Status, *quotes: str, short: str | None = None, confidence: float = 0.8, text: str = "?") -> Answer:
    """An answer that cites these sentences."""
    cited = tuple(citation(quote, number) for number, quote in enumerate(quotes, 1))
    return Answer(text, text, "fr", "extractive", status, "…", short, confidence, (), cited, (), (), {})
