"""Captions and credits, and what only looks like one."""

import pytest

from rag.ingest.captions import credit_start, fused_caption_end, is_caption, is_image_file


@pytest.mark.parametrize(
    "line",
    [
        "Les délégués au bord du fleuve. Photo: VNA",
        "Les délégués au bord du fleuve. Photo : AFR.",
        "Les délégués au bord du fleuve. (Photo : VNA)",
        "Les délégués au bord du fleuve Photo ; Union des jeunes de la ville",
        "Des coureurs sur le pont. Crédit photo : J. Morel/AFR",
        "Photo : Capture d'écran",
        "Các đại biểu dự hội nghị. Ảnh: TTXVN",
        "Các đại biểu dự hội nghị (Ảnh: TTXVN)",
        "与会代表合影。图：新华社",
        "与会代表合影。新华社记者李明摄",
        "Runners on the bridge. © AFR",
    ],
)
def test_a_line_with_a_picture_credit_is_a_caption(line: str) -> None:
    """In all four languages, with the marks that newsrooms use and mistype."""
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Il soigne son image : celle d'un bâtisseur",
        "La banque annonce un nouveau taux de crédit : 3 %.",
        "Il résume le projet en une photo : un enfant devant un pont.",
        "如图：上面画着一座桥。",
        "L'article 5 (c) de la loi sur les marchés",
        "Sources : entretiens avec douze élus",
        "Le pont a rouvert mardi.",
    ],
)
def test_prose_with_a_colon_is_no_caption(line: str) -> None:
    """A sentence lost to a clever pattern would be worse than a caption kept."""
    assert not is_caption(line)


def test_a_paragraph_that_ends_in_a_credit_is_a_paragraph() -> None:
    """Only the credit is not its own."""
    text = "Le pont a rouvert mardi. Les camions attendront. Le maire s'en félicite. Photo: VNA"
    assert not is_caption(text)
    assert text.index("Photo") == credit_start(text)


@pytest.mark.parametrize("name", ["Luong Cuong.jpg", "IMG_2031.JPEG", "pont-de-phin-sa (2).webp"])
def test_a_file_name_is_told_from_text(name: str) -> None:
    """Scrapers leave them where the picture was."""
    assert is_image_file(name)
    assert not is_image_file(f"Le fichier {name} est joint")


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Le pont rouvre ảnh 1Les ouvriers sur le pont. Photo: VNA", ""),
        ("Le pont rouvre ảnh 2 Les ouvriers sur le pont", ""),
        ("Le pont rouvre ảnh 1Photo : VNABac Lan (VNA) - Le pont a rouvert.", "Bac Lan (VNA) - Le pont a rouvert."),
    ],
)
def test_a_caption_glued_to_the_title_ends_with_its_credit(line: str, rest: str) -> None:
    """What follows the credit on the same line belongs to the article."""
    assert rest == line[fused_caption_end(line, "Le pont rouvre") :]


def test_a_numbered_picture_in_prose_is_left_alone() -> None:
    """Without the title before it, it is a sentence."""
    assert None is fused_caption_end("Trong ảnh 1 là cây cầu mới.", "Cầu mới mở lại")
