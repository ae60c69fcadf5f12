"""Datelines, tags and source lines of news agencies."""

import pytest

from rag.ingest.agencies import dateline, is_source_line, tag_start
from rag.text.fold import fold


@pytest.mark.parametrize(
    ("text", "story", "when"),
    [
        ("Hanoi, 12 octobre (VNA) - Une délégation", "Une délégation", "12 octobre"),
        ("Hanoï (VNA) – La coopération", "La coopération", ""),
        ("PARIS, 12 octobre 2024 (AFP) -- Le maire", "Le maire", "12 octobre 2024"),
        ("HANOI, Oct. 12 (Xinhua) -- The bridge", "The bridge", "Oct. 12"),
        ("TP. Hồ Chí Minh (TTXVN) - Sáng 12/10", "Sáng 12/10", ""),
        ("Bac Lan, 3 mai 2024 - Le pont", "Le pont", "3 mai 2024"),
        ("新华社北京10月12日电（记者李明）大桥", "大桥", "10月12日"),
        ("新华社北京10月12日电 大桥", "大桥", "10月12日"),
    ],
)
def test_a_dateline_is_told_from_the_story_behind_it(text: str, story: str, when: str) -> None:
    """Place, day and agency in the forms of four languages."""
    found = dateline(text)
    assert found is not None
    assert (story, when) == (text[found.end :], found.when)


@pytest.mark.parametrize(
    "text",
    [
        "Le maire, qui était là – c'est rare – a souri.",
        "Les pays membres de l'alliance (Organisation) - les vingt",
        "Le pont a rouvert (VNA) - dit-on - mardi",
        "据新华社消息人士透露",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(text: str) -> None:
    """Nothing of a sentence may be skipped as if an agency had put it there."""
    found = dateline(text)
    assert found is None or not found.wire


@pytest.mark.parametrize("tag", [" - VNA", ". – VNA", "-VNA", ".- VNA", " - VNA/CVN", " (AFP)"])
def test_an_agency_tag_is_found_behind_the_last_sentence(tag: str) -> None:
    """Whatever dash, space or bracket joins it."""
    text = f"Le pont a rouvert.{tag}"
    start = tag_start(text)
    assert start is not None
    assert text[:start].startswith("Le pont a rouvert.")
    assert "VNA" not in text[:start]


@pytest.mark.parametrize("text", ["Il a répondu OK - AFP", "La ligne Cat Linh - HA", "Le pont a rouvert."])
def test_a_tag_needs_the_end_of_a_sentence_before_it(text: str) -> None:
    """Taking it away must not break one."""
    assert None is tag_start(text)


@pytest.mark.parametrize("line", ["source", "Source : Le Courrier", "Nguồn: TTXVN", "来源：新华网", "(VNA)"])
def test_a_line_that_only_names_the_source_is_told(line: str) -> None:
    """It stands under many pages."""
    assert is_source_line(fold(line))


@pytest.mark.parametrize("line", ["La source du fleuve", "Sourcing", "Source d'inquiétude pour la ville"])
def test_a_sentence_about_sources_is_no_source_line(line: str) -> None:
    """Rivers have sources too."""
    assert not is_source_line(fold(line))
