"""Text that remembers where it stood, through every edit."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from rag.ingest.cleaning import cleaned
from rag.ingest.mapped import Edit, MappedText, joined, mapped
from rag.schema import Segment

# Letters that combine, white space of every kind and what cannot be seen: where normalisation goes wrong.
AWKWARD = "e\u0301a\u0323\u0302\u0344 \n\r\t\u00a0\u3000\u200b\u00ad\ufeff中文\u1100\u1161\u11a8\u09c7\u09be가ﬁ"
PAGES = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(AWKWARD)), max_size=60)


def assert_sound(text: MappedText, raw: str) -> None:
    """Segments in order, apart from each other, within both texts."""
    text_end = raw_end = 0
    for segment in text.segments:
        assert text_end <= segment.text_start < segment.text_end <= len(text.text)
        assert raw_end <= segment.raw_start < segment.raw_end <= len(raw)
        text_end, raw_end = segment.text_end, segment.raw_end


@given(PAGES)
@example("q\u0307\u0323")
@example("豈\r豈")
def test_each_run_of_clean_text_is_the_clean_form_of_the_run_it_leads_back_to(raw: str) -> None:
    """What a quotation is shown beside is what it was made of, over arbitrary Unicode."""
    text = cleaned(mapped(raw, 0, len(raw)))
    assert_sound(text, raw)
    for segment in text.segments:
        run, origin = text.text[segment.text_start : segment.text_end], raw[segment.raw_start : segment.raw_end]
        assert cleaned(mapped(origin, 0, len(origin))).text == run.strip()


@given(PAGES)
@example("a\u0334\u0301")
def test_clean_text_is_normal_and_single_spaced_and_stays_so(raw: str) -> None:
    """NFC, no double space, none at the ends; cleaning again changes nothing."""
    text = cleaned(mapped(raw, 0, len(raw))).text
    assert text == unicodedata.normalize("NFC", text) == " ".join(text.split())
    assert text == cleaned(mapped(text, 0, len(text))).text


@given(PAGES)
def test_cleaning_loses_no_visible_character(raw: str) -> None:
    """Every one has a place in some segment."""
    text = cleaned(mapped(raw, 0, len(raw)))
    kept = "".join(raw[s.raw_start : s.raw_end] for s in text.segments)
    assert [c for c in raw if c.isprintable() and not c.isspace()] == [
        c for c in kept if c.isprintable() and not c.isspace()
    ]


@given(PAGES, st.data())
def test_a_cut_leads_back_to_the_place_of_the_cut(raw: str, data: st.DataObject) -> None:
    """Cutting raw text commutes with mapping it."""
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    assert mapped(raw, start, end) == mapped(raw, 0, len(raw)).cut(start, end)


def test_an_edit_leads_back_to_the_whole_of_what_it_replaced() -> None:
    """``&amp;`` became one character: both its ends are known, its inside is not."""
    text = mapped("a&amp;b", 0, 7).edited([Edit(1, 6, "&")])
    assert MappedText("a&b", (Segment(0, 1, 0, 1), Segment(1, 2, 1, 6), Segment(2, 3, 6, 7))) == text


def test_a_removed_run_leaves_its_neighbours_in_place() -> None:
    """Nothing of the text leads to a soft hyphen, and what stands behind it is not shifted."""
    text = mapped("co\u00adop", 0, 5).edited([Edit(2, 3, "")])
    assert MappedText("coop", (Segment(0, 2, 0, 2), Segment(2, 4, 3, 5))) == text


def test_separators_have_no_origin() -> None:
    """The empty line between two paragraphs is ours."""
    text = joined([mapped("ab--cd", 0, 2), mapped("ab--cd", 4, 6)], "\n\n")
    assert MappedText("ab\n\ncd", (Segment(0, 2, 0, 2), Segment(4, 6, 4, 6))) == text


def test_runs_that_simply_go_on_are_one_segment() -> None:
    """A paragraph without edits costs one segment, however it was put together."""
    assert mapped("abcd", 0, 4) == joined([mapped("abcd", 0, 2), mapped("abcd", 2, 4)])


def test_a_part_of_an_edited_run_leads_back_to_the_whole_run() -> None:
    """Half of what ``⅓`` was spelt out to has no better place."""
    text = mapped("⅓", 0, 1).edited([Edit(0, 1, "1/3")]).cut(0, 2)
    assert MappedText("1/", (Segment(0, 2, 0, 1),)) == text


def test_lines_wrapped_between_chinese_characters_are_put_together_without_a_space() -> None:
    """Chinese has no spaces between words, so a line end there is none either."""
    assert "大桥开通 le pont" == cleaned(mapped("大桥\n开通\nle\npont", 0, 13)).text
