"""What is taken out of running text: one test a defect, on pages written for it."""

from rag.ingest.articles import articles_of
from rag.ingest.page import Page
from rag.schema import Article

TITLE = "Le pont de Bac Lan rouvre sans camions"
LEAD = "Fermé depuis quatorze mois, le pont de Bac Lan a rouvert samedi 29 juillet. Les camions n'y passeront plus."
DATED = f"Bac Lan (AFR) - {LEAD}"
MORE = "Les ouvriers ont remplacé 320 poutres et repeint les deux rives en vert."
LAST = "La fête, elle, attendra l'automne."


def read(*lines: str) -> Article:
    """The article of a page of paragraphs."""
    return articles_of(Page("page.txt", "\n\n".join(lines), "text"))[0]


def removed(article: Article, page: tuple[str, ...]) -> list[tuple[str, str]]:
    """Kind and raw text of what was taken out."""
    raw = "\n\n".join(page)
    return [(part.kind, raw[part.start : part.end]) for part in article.removed]


def check(page: tuple[str, ...], body: tuple[str, ...], *taken: tuple[str, str]) -> None:
    """That a page gives exactly this running text and these removed parts."""
    article = read(*page)
    assert "\n\n".join(body) == article.text
    assert [("title", TITLE), *taken] == removed(article, page)


def test_a_standfirst_that_the_first_paragraph_says_again_goes() -> None:
    """The fuller one, with its dateline, stays: it is evidence of the date."""
    check((TITLE, LEAD, DATED, MORE), (DATED, MORE), ("standfirst", LEAD))


def test_a_standfirst_with_two_words_changed_goes_too() -> None:
    """Editors polish one of the two."""
    changed = LEAD.replace("le pont de Bac Lan", "le vieux pont de Bac Lan")
    check((TITLE, LEAD, f"Bac Lan (AFR) - {changed}", MORE), (f"Bac Lan (AFR) - {changed}", MORE), ("standfirst", LEAD))


def test_a_standfirst_with_a_number_of_its_own_stays() -> None:
    """Whatever is said once is kept."""
    other = DATED.replace("quatorze mois", "14 mois")
    own = LEAD.replace("quatorze mois", "15 mois")
    check((TITLE, own, other, MORE), (own, other, MORE))


def test_of_a_clean_and_a_fused_twin_the_clean_one_stays() -> None:
    """``depuisquatorze`` is no word."""
    fused = (
        LEAD.replace("depuis quatorze", "depuisquatorze")
        .replace("le pont", "lepont")
        .replace("n'y passeront", "n'ypasseront")
    )
    check((TITLE, LEAD, fused, MORE), (LEAD, MORE), ("repeat", fused))


def test_a_paragraph_that_stands_twice_stays_once() -> None:
    """Verbatim repeats, anywhere on the page."""
    check((TITLE, DATED, MORE, LAST, MORE), (DATED, MORE, LAST), ("repeat", MORE))


def test_a_caption_doubled_line_under_line_goes() -> None:
    """With its credit it is certain; the same words without it go along."""
    caption = "Les premiers cyclistes sur le tablier neuf"
    page = (TITLE, f"{caption}. Photo : AFR\n{caption}. Photo : AFR", DATED, MORE)
    check(page, (DATED, MORE), *[("caption", f"{caption}. Photo : AFR")] * 2)


def test_a_doubled_line_above_the_text_is_a_caption_without_credit() -> None:
    """Once from the picture, once from below it."""
    caption = "Les premiers cyclistes sur le tablier neuf"
    check((TITLE, f"{caption}\n{caption}", DATED, MORE), (DATED, MORE), *[("caption", caption)] * 2)


def test_a_line_under_an_image_file_name_is_its_caption() -> None:
    """Also where the credit is missing."""
    check(
        (TITLE, DATED, "pont.jpg\nLe tablier neuf", MORE),
        (DATED, MORE),
        ("caption", "pont.jpg"),
        ("caption", "Le tablier neuf"),
    )


def test_a_caption_glued_to_the_title_goes() -> None:
    """``ảnh 1`` is what is left of the picture."""
    caption = f"{TITLE} ảnh 1Les cyclistes. Photo: AFR"
    check((TITLE, caption, DATED, MORE), (DATED, MORE), ("caption", caption))


def test_an_agency_tag_and_a_source_line_go_without_breaking_the_sentence() -> None:
    """The full stop stays with its sentence."""
    check((TITLE, DATED, f"{MORE} - AFR", "source"), (DATED, MORE), ("credit", "- AFR"), ("credit", "source"))


def test_a_line_that_announces_the_first_paragraph_goes() -> None:
    """It says nothing of its own and is no sentence."""
    line = "Le pont de Bac Lan sans camions"
    check((TITLE, line, DATED, MORE), (DATED, MORE), ("standfirst", line))


def test_a_subheading_that_says_something_stays() -> None:
    """It is not a sentence, but it is the author's."""
    check(
        (TITLE, "Un chantier de 4 millions de dongs", DATED, MORE), ("Un chantier de 4 millions de dongs", DATED, MORE)
    )


def test_a_line_with_the_date_is_evidence_not_text() -> None:
    """It dates the article and leaves the running text."""
    line = "Publié le 29 juillet 2023 à 18 h 05"
    check((TITLE, line, LEAD, MORE), (LEAD, MORE), ("boilerplate", line))
    assert "2023-07-29" == str(read(TITLE, line, LEAD, MORE).published)


def test_a_share_bar_goes_and_a_sentence_about_sharing_stays() -> None:
    """Every word of the bar must be one."""
    kept = "Partager le pont avec les camions, le maire n'en veut plus."
    check(
        (TITLE, LEAD, "Partager : Facebook Courriel", kept),
        (LEAD, kept),
        ("boilerplate", "Partager : Facebook Courriel"),
    )
