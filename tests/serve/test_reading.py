"""The reading room."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from rag.ingest.read import EXTENSIONS
from rag.schema import Hit
from rag.serve.reading import archive_html, article_html, copies_of, lines_of
from rag.serve.texts import texts_for
from tests.serve.conftest import FERRY
from tests.serve.fake_assistant import BRIDGE, BRIEF, FAIR, FAIR_QUOTE, MEETING, MEETING_QUOTE, FakeAssistant, hit
from tests.serve.html_reading import elements, every, one

START = MEETING.text.index(MEETING_QUOTE)
END = START + len(MEETING_QUOTE)


def test_a_quotation_is_marked_where_it_stands(client: TestClient) -> None:
    """The paragraph around it is whole, so that a quotation is seen in its context."""
    html = client.get(f"/read/meeting?start={START}&end={END}").text
    mark = one(html, "mark")
    assert (MEETING_QUOTE, "quote") == (mark.text, mark.attributes["id"])
    assert f"{MEETING_QUOTE} Les délégués s'y rendront par le train." in [p.text for p in every(html, "p")]


@given(st.text(alphabet=" \n\r\tab<é中\U0001f600", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_lines_keep_every_character_and_mark_exactly_the_span(text: str, one_end: int, other_end: int) -> None:
    """Offsets are code points; only blank lines are left out."""
    start, end = sorted((min(one_end, len(text)), min(other_end, len(text))))
    lines = lines_of(text, start, end)
    spans = [match.span() for match in re.finditer(r"[^\n]+", text) if match[0].strip()]
    assert [text[low:high] for low, high in spans] == [ln.before + ln.marked + ln.after for ln in lines]
    assert [text[max(start, low) : max(min(end, high), 0)] for low, high in spans] == [ln.marked for ln in lines]
    assert int(any(line.marked for line in lines)) == sum(line.opens for line in lines)


def test_a_quotation_over_two_paragraphs_is_marked_in_both() -> None:
    """And scrolled to where it begins."""
    first, second = lines_of("un deux\ntrois", 3, 10)
    assert ("un ", "deux", "", True) == (first.before, first.marked, first.after, first.opens)
    assert ("", "tr", "ois", False) == (second.before, second.marked, second.after, second.opens)


def test_an_inferred_date_is_shown_as_one(client: TestClient) -> None:
    """The article does not print its year."""
    header = one(client.get("/read/meeting", headers={"accept-language": "fr"}).text, "header")
    assert "27 mars 2023 (date d’après le texte)" in header.text


def test_a_date_from_metadata_is_shown_plainly(client: TestClient) -> None:
    """No doubt is cast where there is none."""
    header = one(client.get("/read/bridge").text, "header").text
    assert "14 May 2024" in header
    assert "inferred" not in header


def test_a_teaser_names_the_pages_that_carried_it(client: TestClient) -> None:
    """It is a scrap of another article: the reader sees where it was found."""
    assert "seeds/meeting.txt, seeds/fair.txt" in one(client.get("/read/brief").text, "header").text


def test_markup_in_an_article_is_shown_as_text(client: TestClient) -> None:
    """Articles come from strangers."""
    html = client.get("/read/brief").text
    assert BRIEF.title == one(html, "h1").text
    assert {"script", "img", "b"}.isdisjoint(element.tag for element in elements(html))


def test_an_article_links_to_its_raw_page(client: TestClient) -> None:
    """Cleaning must be open to inspection."""
    link = one(client.get("/read/meeting").text, "a", target="_blank")
    assert "../v1/articles/meeting/raw" == link.attributes["href"]


def test_no_script_can_run_beside_an_article(client: TestClient) -> None:
    """Should escaping ever fail, the browser still refuses."""
    policy = client.get("/read/meeting").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("query", ["start=5&end=4", "start=0&end=99999", "end=99999"])
def test_a_span_outside_the_article_is_refused(client: TestClient, query: str) -> None:
    """Marking something else than was cited would be a false quotation."""
    assert 400 == client.get(f"/read/meeting?{query}").status_code


def test_an_article_that_is_gone_is_a_page_that_says_so(client: TestClient) -> None:
    """Someone followed an old link; braces and quotes of an API error would not help."""
    response = client.get("/read/nope", headers={"accept-language": "en"})
    assert 404 == response.status_code
    assert "no longer in the archive" in one(response.text, "main").text


def test_the_archive_lists_the_latest_first_and_the_undated_last(client: TestClient) -> None:
    """As a reader of news would look for them."""
    html = client.get("/read/", headers={"accept-language": "en"}).text
    listed = [a.attributes["href"] for a in every(html, "a") if "lang" in a.attributes]
    assert ["bridge", "meeting"] == listed[:2]
    assert {"fair", "brief"} == set(listed[2:])
    assert "Articles: 3 · Briefs: 1 · 27 March 2023 to 14 May 2024 · French, English" in one(html, "header").text


def test_a_search_lists_articles_with_their_best_passage(client: TestClient, assistant: FakeAssistant) -> None:
    """Each links to the passage in its article; the words stay in the box to be changed."""
    html = client.get("/read/", params={"q": " réunion "}, headers={"accept-language": "fr"}).text
    assert "réunion" == assistant.searched[0][0] == one(html, "input").attributes["value"]
    links = [a.attributes["href"] for a in every(html, "a") if "lang" in a.attributes]
    assert f"meeting?start={START}&end={END}#quote" == links[0]
    assert MEETING_QUOTE == every(html, "p", class_="says")[0].text


def test_a_search_without_words_is_the_list(client: TestClient, assistant: FakeAssistant) -> None:
    """An empty box is no error."""
    assert "fair" in client.get("/read/", params={"q": "  "}).text
    assert [] == assistant.searched


def test_the_archive_takes_files_only_where_it_can_be_changed() -> None:
    """A control that always fails would be a lie; it names the endings that are read."""
    t = texts_for("en")
    assert [] == every(archive_html((), t), "input", type="file")
    accepted = one(archive_html((), t, editable=True), "input", type="file").attributes["accept"]
    assert sorted(EXTENSIONS) == accepted.split(",")


def test_an_article_can_be_deleted_only_where_it_was_uploaded(editor: TestClient) -> None:
    """Those that `rag sync` read are not the chat's to delete: the button would always fail."""
    put = editor.put("/v1/articles", params={"name": "ferry.txt"}, content=FERRY).json()
    uploaded = put["articles"][0]["id"]
    synced = next(a["id"] for a in editor.get("/v1/articles").json()["articles"] if a["id"] != uploaded)
    removing = {i: every(editor.get(f"/read/{i}").text, "p", class_="removing") for i in (uploaded, synced)}
    assert (1, 0) == (len(removing[uploaded]), len(removing[synced]))


class TwoCopies(FakeAssistant):
    """The meeting's article stands in the archive twice."""

    def search(self, text: str, **more: object) -> tuple[Hit, ...]:  # type: ignore[override]
        """The copy, and an article that is none."""
        copy = replace(MEETING, id="copy", text=MEETING.text.replace("cinq", "5"))
        return (hit(1, copy, MEETING_QUOTE, 0.9), hit(2, FAIR, FAIR_QUOTE, 0.8))


def test_an_article_names_its_near_copies() -> None:
    """One story, however many pages carry it."""
    assert ["copy"] == [copy.id for copy in copies_of(MEETING, TwoCopies())]  # type: ignore[arg-type]
    assert () == copies_of(BRIEF, TwoCopies())  # type: ignore[arg-type]
    assert () == copies_of(BRIDGE, TwoCopies())  # type: ignore[arg-type]


def test_a_star_in_the_list_stands_for_an_inferred_date() -> None:
    """It is explained once at the head, and said in full to those who do not see it."""
    html = archive_html(FakeAssistant().articles(), texts_for("en"))
    entry = next(item.text for item in every(html, "li") if MEETING.title in item.text)
    assert "27 March 2023 *(date inferred from the text)" in " ".join(entry.split())
    assert "* date inferred from the text" == one(html, "p", class_="footnote").text


def test_author_and_address_of_an_article_are_shown() -> None:
    """The address as a link that tells the other site nothing."""
    article = replace(MEETING, author="Anne <Roux>", canonical_url="https://press.example/a?b=1&c=2")
    html = article_html(article, 0, 0, texts_for("fr"))
    link = next(found for found in every(html, "a") if found.attributes["href"] == article.canonical_url)
    assert "noopener noreferrer" == link.attributes["rel"]
    assert any("Anne <Roux>" in p.text for p in every(html, "p"))
