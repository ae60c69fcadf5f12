"""Texts without any defect stay whole: the other half of removing defects."""

import json
import unicodedata
from pathlib import Path

import pytest

from rag.ingest.articles import articles_of
from rag.ingest.page import Page
from tests.ingest.unrepaired import unrepaired

pytestmark = [pytest.mark.shared, pytest.mark.slow]
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
PARAGRAPHS = ("piaf/piaf-v1.1-train", "xquad/xquad.en", "xquad/xquad.vi", "xquad/xquad.zh", "cmrc2018/cmrc2018_dev")


def letters(text: str) -> str:
    """The text in NFC without white space and what cannot be seen."""
    return "".join(unicodedata.normalize("NFC", text).translate(INVISIBLE).split())


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_every_character_of_an_encyclopedia_paragraph_survives(name: str, shared_data: Path) -> None:
    """None of 2,754 paragraphs is taken for a caption, a teaser or a title, and none is dated."""
    data = json.loads((shared_data / "data" / f"{name}.json").read_text("utf-8"))["data"]
    contexts = [paragraph["context"] for article in data for paragraph in article["paragraphs"]]
    articles = [articles_of(Page(f"page-{i}", context, "text")) for i, context in enumerate(contexts)]
    assert [letters(context) for context in contexts] == [letters(unrepaired(found[0])) for found in articles]
    assert [] == [found for found in articles if len(found) > 1 or found[0].published]


def test_every_paragraph_of_a_long_article_survives(shared_data: Path) -> None:
    """The 376 articles of PIAF as pages of many paragraphs: nothing of one is taken for a repeat of another."""
    data = json.loads((shared_data / "data" / "piaf" / "piaf-v1.1-train.json").read_text("utf-8"))["data"]
    pages = ["\n\n".join(paragraph["context"] for paragraph in article["paragraphs"]) for article in data]
    found = [articles_of(Page(f"page-{i}", page, "text"))[0].text for i, page in enumerate(pages)]
    assert [letters(page) for page in pages] == [letters(text) for text in found]
