"""What an article would read like without its repairs, which other tests look at."""

from rag.schema import Article


def unrepaired(article: Article) -> str:
    """The text as it would be without its repairs."""
    text = article.text
    for repair in reversed(article.repairs):
        text = text[: repair.start] + repair.raw + text[repair.end :]
    return text
