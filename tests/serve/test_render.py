"""The dialogue as HTML."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rag.schema import Answer, Variant
from rag.serve.render import (
    composer_html,
    failed_html,
    in_all_languages,
    log_html,
    masthead_html,
    nearest_of,
    paragraphs_of,
    partial_html,
    turn_html,
)
from rag.serve.texts import texts_for
from rag.serve.welcome import Welcome
from tests.serve.fake_assistant import (
    BRIDGE,
    BRIDGE_QUOTE,
    FAIR,
    FAIR_QUOTE,
    MEETING,
    MEETING_QUOTE,
    SHORT,
    answered,
    citation,
    hit,
    near_miss,
    unanswerable,
)
from tests.serve.html_reading import elements, every, one

FRENCH = texts_for("fr")
QUESTIONS = ("Et le pont ?", "What <now>?")
ATTACK = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def _turn(answer: Answer, number: int = 1) -> str:
    return turn_html(answer, number, QUESTIONS, FRENCH)


def test_a_marker_becomes_a_link_to_the_quotation_in_its_article() -> None:
    """The heart of the chat: from a claim to the place where it stands."""
    link = one(_turn(answered("q", "q")), "a", class_="cite-link")
    start = MEETING.text.index(MEETING_QUOTE)
    assert "1" == link.text
    assert f"read/meeting?start={start}&end={start + len(MEETING_QUOTE)}#quote" == link.attributes["href"]


def test_pointing_at_a_marker_shows_quote_title_and_date() -> None:
    """A reader can judge a source without leaving the answer; a screen reader is told the same."""
    html = _turn(answered("q", "q"))
    tip = one(html, "span", role="tooltip")
    assert one(html, "a", class_="cite-link").attributes["aria-describedby"] == tip.attributes["id"]
    for part in (MEETING_QUOTE, MEETING.title, "27 mars 2023", "date d’après le texte"):
        assert part in tip.text


def test_tooltips_of_two_turns_do_not_share_an_id() -> None:
    """An id that stands twice would describe the wrong citation."""
    html = _turn(answered("q", "q"), 1) + _turn(answered("q", "q"), 2)
    ids = [element.attributes["id"] for element in elements(html) if "id" in element.attributes]
    assert len(set(ids)) == len(ids)


def test_a_resolved_time_is_shown_as_an_inference() -> None:
    """`L'année prochaine` is not a date in the article: the reader sees what it was counted from."""
    time = one(_turn(answered("q", "q")), "p", class_="time").text
    for part in (SHORT, "du 1er janvier 2024 au 31 mars 2024", "Déduit de la date de l’article, 27 mars 2023"):
        assert part in time


def test_a_resolved_time_is_told_once() -> None:
    """The answer's own words tell it too, in the language of the question."""
    assert "2024-01-01" not in one(_turn(answered("q", "q")), "div", class_="answer").text


def test_a_near_miss_is_not_cluttered_with_times() -> None:
    """What its passages say of `vendredi` answers nothing."""
    assert [] == every(_turn(replace(near_miss("q"), times=answered("q", "q").times)), "p", class_="time")


def test_the_short_answer_stands_out() -> None:
    """It is what a hurried reader looks for."""
    assert SHORT == one(_turn(answered("q", "q")), "strong").text


def test_sources_name_title_date_and_kind() -> None:
    """What a reader needs to know of a source before trusting it."""
    sources = one(_turn(answered("q", "q")), "section", class_="sources").text
    for part in (MEETING.title, "27 mars 2023", "Article"):
        assert part in sources


def test_a_source_shows_its_quotation_unless_the_answer_does() -> None:
    """Twice the same sentence would only make the page longer."""
    answer = answered("q", "q")
    assert [] == every(_turn(answer), "blockquote")
    reworded = replace(answer, answer="Au printemps. [1]")
    assert MEETING_QUOTE == one(_turn(reworded), "blockquote").text


def test_an_undated_source_is_said_to_be_undated() -> None:
    """No date is better than a guess, but it must be seen."""
    assert "sans date" in one(_turn(near_miss("q")), "section", class_="sources").text


def test_the_three_outcomes_are_told_apart_in_words() -> None:
    """Colour alone says nothing to many readers."""
    outcomes = [
        one(_turn(answer), "p", class_="outcome").text
        for answer in (answered("q", "q"), near_miss("q"), unanswerable("q"))
    ]
    assert ["Réponse Confiance : 93 %", "Proche, mais pas une réponse", "Sans réponse"] == [
        outcome.replace("\xa0", " ") for outcome in outcomes
    ]


def test_a_near_miss_says_what_is_missing_and_offers_the_closest_passages() -> None:
    """It must not look like an answer."""
    html = _turn(near_miss("q"))
    doubt = one(html, "div", class_="unsupported").text
    assert "La foire de Baise ouvre en mai." in doubt
    assert "les dates" in doubt
    assert FAIR.title in one(html, "section", class_="sources").text
    assert "Passages les plus proches" == every(html, "h3")[0].text


def test_a_near_miss_without_citations_offers_hits() -> None:
    """The closest passages are there even if the engine cites none."""
    html = _turn(replace(near_miss("q"), citations=(), answer=""))
    assert [FAIR_QUOTE, BRIDGE_QUOTE] == [quote.text for quote in every(html, "blockquote")]


def test_what_cannot_be_answered_offers_articles_and_questions_instead() -> None:
    """A refusal is not a dead end."""
    html = _turn(unanswerable("q"))
    assert BRIDGE.title == every(html, "a", class_="source-title")[0].text
    assert list(QUESTIONS) == [button.text for button in every(html, "button", class_="example")]


def test_a_follow_up_shows_how_it_was_understood() -> None:
    """A wrong rewriting must be seen to be put right."""
    assert (
        "Quand reprend le train ?"
        in one(_turn(answered("Et le train ?", "Quand reprend le train ?")), "span", class_="standalone").text
    )
    assert [] == every(_turn(answered("q", "q")), "div", class_="understood")


def test_the_rewritten_question_can_be_edited() -> None:
    """In a form that holds it, with a label."""
    html = _turn(answered("Et le train ?", "Quand reprend le train ?"), 3)
    box = one(html, "textarea")
    assert ("Quand reprend le train ?", "edited-3") == (box.text, box.attributes["id"])
    assert "edited-3" == one(html, "label").attributes["for"]


def test_sources_that_differ_are_announced() -> None:
    """In words, and so that a style sheet can tell."""
    answer = replace(answered("q", "q"), differs=True, notes=("L’un dit 48, l’autre 84.",))
    html = _turn(answer)
    assert "Les sources diffèrent" in one(html, "div", class_="notes").text
    assert "L’un dit 48, l’autre 84." in one(html, "div", class_="notes").text
    assert 1 == len(every(html, "article", class_="differs"))


def test_other_pages_with_the_same_report_are_named() -> None:
    """One source, however many pages carry it."""
    variant = Variant("fair", FAIR.title, "teaser", FAIR.source, None, None, FAIR_QUOTE, 0, len(FAIR_QUOTE))
    base = answered("q", "q")
    cited = replace(base.citations[0], variants=(variant,))
    told = one(_turn(replace(base, citations=(cited,))), "p", class_="variants").text
    assert f"Repris aussi par {FAIR.title} (Brève · sans date)" == " ".join(told.split())


def test_the_right_passage_can_be_chosen_among_those_that_were_found() -> None:
    """Each with where it stands, so that it can become a gold quotation."""
    first, other = (
        button for button in every(_turn(answered("q", "q")), "button") if "data-article" in button.attributes
    )
    start = MEETING.text.index(MEETING_QUOTE)
    assert ("meeting", str(start)) == (first.attributes["data-article"], first.attributes["data-start"])
    assert FAIR_QUOTE in other.text


def test_a_marker_without_a_citation_stays_text() -> None:
    """`[7]` may be the article's own footnote: nothing is dropped."""
    answer = replace(answered("q", "q"), answer="Sept [7] et un [1].", times=())
    assert "Sept [7] et un" in one(_turn(answer), "div", class_="answer").text
    assert 1 == len(every(_turn(answer), "a", class_="cite-link"))


@given(st.text(), st.none() | st.text(min_size=1, max_size=3))
def test_the_pieces_of_an_answer_are_the_whole_of_it(text: str, short: str | None) -> None:
    """Cutting at markers and around the short answer loses and invents nothing."""
    answer = replace(answered("q", "q"), answer=f"{text} [1]{text}\n\n{text}[1]", short_answer=short, times=())
    joined = ["".join(piece.text for piece in pieces) for pieces in paragraphs_of(answer)]
    assert [paragraph for paragraph in answer.answer.split("\n\n") if paragraph] == joined


@given(st.text(alphabet="<>&\"'/=`{}$ascriptonlodimg \\x"))
def test_no_question_answer_or_title_can_add_an_element(text: str) -> None:
    """Escaping holds for anything, in texts and in attributes."""
    plain = _shape(_hostile("x"))
    assert plain == _shape(_hostile(text.replace("[", "") or "x"))


def _hostile(text: str) -> str:
    """A turn with ``text`` wherever an article or a person can put something."""
    base = answered(f"Q {text}", f"Q {text}!")
    cited = replace(
        citation(1, MEETING, MEETING_QUOTE), title=text, source=text, quote=f"Q{text}", article_id=f"i{text}"
    )
    answer = replace(base, answer=f"A {text} [1]", short_answer=None, citations=(cited,), times=())
    return turn_html(answer, 1, (text,), FRENCH) + partial_html(text, text, FRENCH) + failed_html(text, text, FRENCH)


def _shape(html: str) -> list[tuple[str, list[str]]]:
    return [(element.tag, list(element.attributes)) for element in elements(html) if element.tag != "blockquote"]


def test_an_attack_is_shown_as_the_text_that_it_is() -> None:
    """The classic one, end to end."""
    html = partial_html(ATTACK, ATTACK, FRENCH)
    assert ATTACK == one(html, "h2").text
    assert [] == every(html, "script") + every(html, "img")


def test_the_welcome_offers_questions() -> None:
    """An empty page would not tell what can be asked."""
    html = log_html(Welcome(QUESTIONS), FRENCH)
    assert list(QUESTIONS) == [button.text for button in every(html, "button", class_="example")]


def test_the_page_holds_each_language_and_shows_none_by_itself() -> None:
    """What is in a template is inert until the page's script has chosen."""
    html = in_all_languages(masthead_html)
    assert ["en", "fr", "vi", "zh"] == [part.attributes["data-language"] for part in every(html, "template")]


def test_engines_can_be_chosen_where_there_are_several() -> None:
    """A choice of one is none."""
    names = [option.attributes["value"] for option in every(composer_html(FRENCH, ("extractive", "llm")), "option")]
    assert ["extractive", "llm"] == names[-2:]
    assert "engine" not in [select.attributes["name"] for select in every(composer_html(FRENCH), "select")]


def test_the_dialogue_is_a_live_log_in_the_readers_language() -> None:
    """Screen readers read new turns aloud, with the right voice."""
    log = one(log_html(Welcome(QUESTIONS), FRENCH), "div", role="log")
    assert ("fr", "polite") == (log.attributes["lang"], log.attributes["aria-live"])


def test_the_question_box_has_a_label_and_the_apis_limit() -> None:
    """A placeholder is not a label; a text that is too long is stopped where it is written."""
    html = composer_html(FRENCH)
    box = one(html, "textarea")
    assert box.attributes["id"] == every(html, "label")[0].attributes["for"]
    assert "2000" == box.attributes["maxlength"]


def test_the_nearest_articles_are_named_once_each() -> None:
    """Three passages of one article are one suggestion."""
    hits = (hit(1, FAIR, FAIR_QUOTE, 0.9), hit(2, FAIR, "Elle durera", 0.8), hit(3, BRIDGE, BRIDGE_QUOTE, 0.7))
    assert [1, 3] == [found.rank for found in nearest_of(hits)]


def test_a_brief_beside_its_article_is_not_a_second_suggestion() -> None:
    """Two lines with one title look like a mistake."""
    brief = replace(FAIR, id="fair-brief", kind="teaser")
    hits = (hit(1, brief, FAIR_QUOTE, 0.9), hit(2, FAIR, FAIR_QUOTE, 0.8), hit(3, BRIDGE, BRIDGE_QUOTE, 0.7))
    assert [1, 3] == [found.rank for found in nearest_of(hits)]
