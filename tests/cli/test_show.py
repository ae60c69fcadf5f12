"""`rag show`: the page as a person reads it, and why it has its date."""

from datetime import date

from rag.cli.show import page_lines, page_object
from rag.ingest.articles import articles_of
from rag.ingest.page import Page

RAW = "Le plan est signé\n\nLes villes ont signé un plan pour la période 2023-2025.\n\nUn pont. Photo : AFR"


def test_the_head_tells_an_interval_and_why_where_no_day_can_be_told() -> None:
    """A reader can dispute what is told, not what is hidden."""
    (article,) = articles_of(Page("page.txt", RAW, "text"))
    lines = list(page_lines(article, RAW, styled=False))
    assert "2022-01-01 to 2025-12-31" in lines[1]
    assert lines[2].endswith("dated (bounded): “2023-2025” is adopted\x1b[0m")


def test_the_object_has_removed_parts_with_their_words_and_the_date_with_its_reason() -> None:
    """`rag show --json` gives what `GET /v1/articles/{id}` gives, and the page."""
    (article,) = articles_of(Page("page.txt", RAW, "text"))
    shown = page_object(article, RAW)
    assert [
        {"kind": "title", "start": 0, "end": 17, "reason": "", "text": "Le plan est signé"},
        {
            "kind": "caption",
            "start": RAW.index("Un pont"),
            "end": len(RAW),
            "reason": "",
            "text": "Un pont. Photo : AFR",
        },
    ] == shown["removed"]
    assert {"earliest": "2022-01-01", "latest": "2025-12-31", "sure": "bounded", "why": "“2023-2025” is adopted"} == (
        shown["dating"]
    )
    assert (RAW, []) == (shown["raw"], shown["repairs"])
    assert date(2022, 1, 1) == article.dating.earliest
