"""Plain text pages to paragraphs."""

import pytest

from rag.ingest.text_blocks import text_document


def paragraphs(raw: str) -> list[str]:
    """The texts of the blocks."""
    return [block.text for block in text_document(raw).blocks]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_an_empty_line_parts_paragraphs_whatever_ends_lines(end: str) -> None:
    """Files come from Unix, Windows and old Macs."""
    assert ["Un.", "Deux."] == paragraphs(f"Un.{end}{end}Deux.{end}")


def test_hard_wrapped_lines_are_put_together() -> None:
    """A sentence must not end where the editor's line did."""
    raw = (
        "Le maire a rappelé mardi que le chantier du pont devait finir avant\n"
        "la fin de l'année et que les camions passeraient par la vallée tant\n"
        "que durent les travaux.\n"
    )
    assert [" ".join(raw.split())] == paragraphs(raw)


def test_long_lines_directly_under_each_other_are_paragraphs() -> None:
    """That is how scrapers write them."""
    first = "Le pont a rouvert mardi après quatorze mois de travaux. " * 3
    second = "Les camions n'y passent plus depuis que la rouille a rongé ses poutres. " * 3
    assert [first.strip(), second.strip()] == paragraphs(f"{first}\n{second}")


def test_a_long_line_broken_in_a_sentence_is_mended() -> None:
    """It ends without a full stop and the next begins with a small letter."""
    first, second = "Le pont que la ville a fait construire en aval du barrage, " * 3, "a rouvert mardi."
    assert 1 == len(paragraphs(f"{first}\n{second}"))


def test_captions_and_markers_are_not_joined_to_text() -> None:
    """They are lines of their own even in wrapped pages."""
    raw = "Les délégués au bord du fleuve. Photo: VNA\nle lendemain de la réunion\nVoir plus\nun autre titre"
    assert [
        "Les délégués au bord du fleuve. Photo: VNA",
        "le lendemain de la réunion",
        "Voir plus",
        "un autre titre",
    ] == (paragraphs(raw))


def test_lists_keep_their_lines() -> None:
    """Short lines have room for the next word, so nothing wrapped them."""
    assert ["- du thé", "- du riz", "- de la cardamome"] == paragraphs("- du thé\n- du riz\n- de la cardamome")
