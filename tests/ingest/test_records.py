"""Lines of JSON to pages."""

import json
from datetime import date

import pytest

from rag.errors import PageError
from rag.ingest.articles import articles_of
from rag.ingest.page import Page
from rag.ingest.records import record_page


def read(**fields: object) -> Page:
    """The page of one record."""
    return record_page(json.dumps(fields).encode(), "wire.jsonl", 7)


def test_a_record_of_beir_is_read_as_it_is() -> None:
    """Its form is ``_id``, ``title``, ``text``, ``metadata``."""
    page = read(_id="doc-3", title="The  bridge", text="It opened.", metadata={"url": "x"})
    assert Page("wire.jsonl#doc-3", "It opened.", "text", title="The bridge", record_id="doc-3") == page


def test_all_that_a_record_may_say_is_read() -> None:
    """Both names of each field."""
    page = read(id=42, text="Il a rouvert.", date="2024-10-12", lang="fr-FR")
    assert ("wire.jsonl#42", date(2024, 10, 12), "fr") == (page.source, page.published, page.language)
    page = read(text="Il a rouvert.", published="2024-10-12T08:30:00Z", language="VI", title="")
    assert ("wire.jsonl#7", date(2024, 10, 12), "vi", None) == (page.source, page.published, page.language, page.title)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "not JSON"),
        (b"[1]", "a JSON list, not an object"),
        (b'"x"', "a JSON str, not an object"),
        (b"[" * 100_000, "not JSON"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"{}", 'no text; every record needs a field "text"'),
        (b'{"text": " "}', "no text"),
        (b'{"text": ["x"]}', 'field "text" is a list, not text'),
        (b'{"text": "x", "title": 3}', 'field "title" is a int, not text'),
        (b'{"text": "x", "date": "hier"}', "'hier' is no date; write it as 2024-10-12"),
        (b'{"text": "x", "date": "2024-02-30"}', "is no date"),
        (b'{"text": "x", "lang": "French"}', "'French' is no language code"),
    ],
)
def test_a_bad_record_is_an_error_that_names_its_line(line: bytes, message: str) -> None:
    """Half understood would be worse than left out."""
    with pytest.raises(PageError) as caught:
        record_page(line, "wire.jsonl", 12)
    assert str(caught.value).startswith("wire.jsonl line 12: ")
    assert message in str(caught.value)


def test_half_a_character_becomes_the_replacement_character() -> None:
    """JSON can spell what nothing can store."""
    assert "un \ufffd deux 😀" == read(text="un \ud83d deux 😀").raw


def test_the_text_of_a_record_is_cleaned_like_a_page() -> None:
    """NFC, single spaces, captions; its title is its title."""
    page = read(
        title="Le pont",
        text="Le pont\n\nIl a\u00a0rouvert e\u0301te\u0301.\n\nLes cyclistes. Photo: VNA",
        date="2024-10-12",
    )
    article = articles_of(page)[0]
    assert ("Le pont", "Il a rouvert été.", date(2024, 10, 12), "metadata") == (
        (article.title, article.text, article.published, article.published_from)
    )
