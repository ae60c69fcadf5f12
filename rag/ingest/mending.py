"""Repairs in their order: characters first, because words are told by them; spaces when it is known what is text."""

from collections.abc import Iterable
from dataclasses import replace

from rag.ingest.blocks import Block, Document, block
from rag.ingest.characters import spelt_out
from rag.ingest.cleaning import cleaned
from rag.ingest.fused_words import PageWords, respaced
from rag.ingest.mapped import MappedText, mapped
from rag.ingest.mojibake import decoded_again
from rag.ingest.punctuation_spaces import spaced
from rag.ingest.word_breaks import unbroken


def with_mended_characters(document: Document) -> Document:
    """The document with mojibake, entities and ligatures of its blocks and of its declared title put right."""
    title = document.title and mended_characters(mapped(document.title, 0, len(document.title))).text
    blocks = (_mended(found) for found in document.blocks)
    return replace(document, blocks=tuple(found for found in blocks if found.text), title=title or None)


def mended_characters(text: MappedText) -> MappedText:
    """One run with its characters put right; the very same object when nothing was wrong."""
    mended = spelt_out(decoded_again(text))
    return text if mended is text else cleaned(mended)


def mended_words(blocks: Iterable[Block], words: PageWords) -> tuple[MappedText, ...]:
    """The texts of blocks with words that were cut at line ends whole again, and lost spaces put back."""
    return tuple(mended_run(found.content, words) for found in blocks)


def mended_run(text: MappedText, words: PageWords) -> MappedText:
    """One run of a page with such words put right."""
    return spaced(respaced(unbroken(text, words), words))


def _mended(found: Block) -> Block:
    content = mended_characters(found.content)
    if content is found.content:
        return found
    return block(content, found.role, tight=found.tight, container=found.container)
