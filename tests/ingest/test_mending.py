"""Defects of characters and words: what is put right, what is recorded of it, and what is left alone."""

import pytest

from rag.ingest.articles import articles_of
from rag.ingest.page import Page
from rag.schema import Article

FUSED = (
    "Le maire a reçu lesdélégués de la ville et leschefs desvillages voisins.\n\n"
    "Il a rappelé que lepont seraouvert auxcamions avant la fin de l'année etque les travaux du pont avancent."
)
"""A page that lost many spaces; of the fused words only ``pont`` stands a second time on it."""


def read(raw: str, kind: str = "text") -> Article:
    """The page's own article."""
    return articles_of(Page("page", raw, kind))[0]  # type: ignore[arg-type] # one of three literals


def test_a_word_is_parted_where_its_halves_stand_apart_elsewhere_on_the_page() -> None:
    """The page's own words are the best evidence, and one place is enough."""
    article = read("Il a salué leslocalités du pays.\n\nLe chef a dit que les localités seront reliées.")
    assert article.text.startswith("Il a salué les localités du pays.")
    (repair,) = article.repairs
    assert ("space", 14, 15, "") == (repair.kind, repair.start, repair.end, repair.raw)
    assert "“leslocalités”: “les localités” stand apart elsewhere on the page" == repair.reason


def test_a_page_that_lost_many_spaces_gets_them_back_by_word_frequency() -> None:
    """Three different fused words, one in so many, tell such a page."""
    assert (
        "Le maire a reçu les délégués de la ville et les chefs des villages voisins.\n\n"
        "Il a rappelé que le pont sera ouvert aux camions avant la fin de l'année et que les travaux du pont avancent."
    ) == read(FUSED).text


@pytest.mark.parametrize(
    "raw",
    [
        "Les laborantins ont surexposé la plaque dedans.",
        "Elle vit à Dufourville, près du four, depuis que la ville existe.",
        "The papermaker of Inverlochy sells notepads.",
        "Le ninja-lab de Lamort-sur-Mer accueille McGregor et iPhone.",
        "Anh ấy sống ở Hànội và làm việc.",
        "Il a lu sur www.le-pont.fr,puis sur a.Bc et écrit à jean.Dupont@pont.fr hier.",
        "Le dossier n.Bac de M.Dupont et J.R.R. pèse 3,5 kg.",
    ],
)
def test_rare_words_names_and_addresses_stay(raw: str) -> None:
    """A space in a name would make it unfindable."""
    article = read(raw)
    assert raw == article.text
    assert () == article.repairs


def test_a_name_is_parted_only_where_the_page_itself_parts_it() -> None:
    """``LamHai`` may be a firm; on a page that has ``Lam Hai`` it is the mayor."""
    assert "Le maire LamHai est là." == read("Le maire LamHai est là.").text
    assert read("Le maire LamHai est là, dit-on.\n\nMadame Lam Hai a parlé.").text.startswith("Le maire Lam Hai est")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Il a suivi le cours.Alors il est parti.", "Il a suivi le cours. Alors il est parti."),
        ("Avec sa suite,le ministre est là.", "Avec sa suite, le ministre est là."),
        ("Le parti (PCV)dont il est chef.", "Le parti (PCV) dont il est chef."),
    ],
)
def test_a_space_lost_behind_a_mark_is_put_back(raw: str, expected: str) -> None:
    """Two sentences that run together would be quoted as one."""
    article = read(raw)
    assert expected == article.text
    assert ["space"] == [repair.kind for repair in article.repairs]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Le CafÃ© de la RÃ©publique.", "Le Café de la République."),
        ("Thủ tướng thÄƒm HÃ Nội: “Việt Nam”.", "Thủ tướng thăm Hà Nội: “Việt Nam”."),
        ("Le président à Âpremont, où naît l’Ânerie.", "Le président à Âpremont, où naît l’Ânerie."),
    ],
)
def test_mojibake_is_decoded_and_odd_capitals_are_not(raw: str, expected: str) -> None:
    """Only where two wrong characters in a row leave no doubt."""
    assert expected == read(raw).text


@pytest.mark.parametrize("kind", ["text", "html"])
def test_an_entity_left_in_the_text_is_decoded_and_recorded(kind: str) -> None:
    """Escaped twice, it reaches the reader of an HTML page too; ``R&D`` is no entity."""
    raw = "La R&D du d&amp;eacute;partement."
    article = read(f"<p>{raw.replace('&amp;', '&amp;amp;')}</p>" if kind == "html" else raw, kind)
    assert "La R&D du département." == article.text
    (repair,) = article.repairs
    assert "entity" == repair.kind
    assert "é" == article.text[repair.start : repair.end]


def test_ligatures_are_spelt_out_and_letters_of_the_language_are_not() -> None:
    """``ﬁn`` is found by who types fin; ``œuvre`` is how the word is spelt."""
    article = read("L'œuvre du ﬁls Æmile est ﬂatteuse.")
    assert "L'œuvre du fils Æmile est flatteuse." == article.text
    assert ["ﬁ", "ﬂ"] == [repair.raw for repair in article.repairs]


@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_soft_hyphen_and_an_accent_of_its_own_are_recorded(kind: str) -> None:
    """Nobody types them; what a word loses or how its letters are put together is told, a blank is not."""
    raw = "Une res\u00adtauration a\u0300 l'e\u0301cole\u00ad ."
    article = read(f"<p>{raw}</p>" if kind == "html" else raw, kind)
    assert "Une restauration à l'école ." == article.text
    assert [("hyphen", "\u00ad"), ("accent", "a\u0300"), ("accent", "e\u0301")] == [
        (repair.kind, repair.raw) for repair in article.repairs
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Ils renforcent la coopé-\nration du pays.", "Ils renforcent la coopération du pays."),
        ("Ils renforcent la coopé\u00ad\nration du pays.", "Ils renforcent la coopération du pays."),
        ("Le porte-\nparole du maire a parlé.", "Le porte-parole du maire a parlé."),
        ("Le projet Vietnam-\nChine va commencer.", "Le projet Vietnam-Chine va commencer."),
        ("Le plan 2023-\n2025 est lancé.", "Le plan 2023-2025 est lancé."),
        ("Ils ont vu le porte-parole du maire.", "Ils ont vu le porte-parole du maire."),
    ],
)
def test_a_word_cut_at_a_line_end_is_whole_and_a_hyphen_of_its_own_stays(raw: str, expected: str) -> None:
    """The word list tells one from the other."""
    filler = "\nLa suite du texte va jusqu'au bout de cette ligne-ci, ici."
    assert expected == read(raw + "\n" + filler).text.split("\n\n")[0]


def test_a_quotation_across_a_repair_leads_back_to_the_page() -> None:
    """The promise of the source map holds for mended text too."""
    raw = "Il a salué leslocalités du pays.\n\nLe chef a dit que les localités seront reliées."
    article = read(raw)
    start = article.text.index("les localités du")
    assert "leslocalités du" == raw[slice(*article.source_map.to_raw(start, start + len("les localités du")))]
