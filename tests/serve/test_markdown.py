"""An answer to be pasted elsewhere."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.serve.markdown import markdown_of
from rag.serve.texts import texts_for
from tests.serve.fake_assistant import MEETING_QUOTE, answered, near_miss, unanswerable
from tests.serve.html_reading import elements, one

FRENCH = texts_for("fr")


def _shown(markdown: str) -> str:
    return MarkdownIt("commonmark", {"html": False}).render(markdown)


def test_each_source_stands_below_the_answer_with_its_date_and_quotation() -> None:
    """Whoever gets the text must be able to check it."""
    source = one(_shown(markdown_of(answered("q", "q"), FRENCH)), "li").text
    expected = "27 mars 2023 (date d’après le texte), seeds/meeting.txt"
    assert source.startswith("[1] Cinq provinces se retrouvent à la frontière, " + expected)
    assert MEETING_QUOTE in source


def test_a_near_miss_and_a_refusal_say_what_they_are() -> None:
    """Out of the page, only words tell them from answers."""
    assert "Proche, mais pas une réponse" == one(_shown(markdown_of(near_miss("q"), FRENCH)), "em").text
    assert "Sans réponse" == one(_shown(markdown_of(unanswerable("q"), FRENCH)), "em").text


def test_notes_go_along() -> None:
    """What was inferred, or that the sources differ, belongs to the answer."""
    noted = replace(answered("q", "q"), notes=("Les sources diffèrent.",))
    assert "Les sources diffèrent." == one(_shown(markdown_of(noted, FRENCH)), "em").text


@given(st.text(alphabet="ab1-+.)#*_[]()<>`!|~\\ \n", min_size=1).filter(str.strip))
def test_no_text_can_become_markup(text: str) -> None:
    """A title is shown letter by letter, whatever is in it."""
    base = answered("q", "q")
    cited = replace(base.citations[0], title=text, quote=text)
    plain = replace(base, citations=(replace(cited, title="x", quote="x"),), standalone_question="x", answer="x")
    hostile = replace(base, citations=(cited,), standalone_question=text, answer=text.strip().replace("\n", " "))
    tags = [[element.tag for element in elements(_shown(markdown_of(a, FRENCH)))] for a in (plain, hostile)]
    assert tags[0] == tags[1]
