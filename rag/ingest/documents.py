"""A page to its blocks and what is declared of it, whatever its format."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from rag.ingest.blocks import Document
from rag.ingest.html_blocks import fragment_document, html_document
from rag.ingest.markdown_blocks import markdown_document
from rag.ingest.outline import outline_document
from rag.ingest.page import Page, PageFormat
from rag.ingest.text_blocks import text_document

_READERS: Mapping[PageFormat, Callable[[Page], Document]] = {
    "text": lambda page: text_document(page.raw),
    "markdown": lambda page: markdown_document(page.raw),
    "html": lambda page: html_document(page.raw),
    "fragment": lambda page: fragment_document(page.raw),
    "outline": outline_document,
}


def document_of(page: Page) -> Document:
    """The page taken apart; its own words and metadata go before the properties of its file."""
    found = _READERS[page.format](page)
    return replace(
        found,
        title=found.title or page.properties.title,
        published=found.published or page.properties.published,
        language=found.language or page.properties.language,
        author=page.author or found.author or page.properties.author,
        canonical_url=page.canonical_url or found.canonical_url or page.properties.canonical_url,
    )
