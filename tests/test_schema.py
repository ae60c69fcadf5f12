"""The nouns: values that cannot change, and the way back from a text to its page."""

import dataclasses
import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import schema
from rag.schema import Segment, SourceMap

NOUNS = [value for value in vars(schema).values() if inspect.isclass(value) and dataclasses.is_dataclass(value)]
IDENTITY = SourceMap((Segment(0, 10, 100, 110),))


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_a_noun_is_frozen_and_slotted(noun: type) -> None:
    """Rooms hand each other values: nobody changes one after it left, or hangs a field on it."""
    assert noun.__dataclass_params__.frozen
    assert "__slots__" in vars(noun)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_a_noun_holds_no_list_or_set(noun: type) -> None:
    """A frozen value that holds a list is not frozen."""
    assert not [f.name for f in dataclasses.fields(noun) if str(f.type).startswith(("list", "set"))]


@given(st.integers(0, 10), st.integers(0, 10))
def test_equal_runs_agree_character_by_character(a: int, b: int) -> None:
    """Within a run of one length, offsets only shift."""
    start, end = sorted((a, b))
    if start < end:
        assert (start + 100, end + 100) == IDENTITY.to_raw(start, end)


def test_a_repaired_run_is_shown_whole() -> None:
    """Where cleaning changed the length, no character of one is a character of the other."""
    repaired = SourceMap((Segment(0, 4, 50, 53),))
    assert (50, 53) == repaired.to_raw(1, 2)


def test_a_span_over_several_runs_covers_what_was_cut_out_between_them() -> None:
    """A caption stood between the two halves of the sentence: raw 5 to 20."""
    cut = SourceMap((Segment(0, 5, 0, 5), Segment(5, 10, 20, 25)))
    assert (3, 22) == cut.to_raw(3, 7)
    assert (0, 5) == cut.to_raw(0, 5)
    assert (20, 25) == cut.to_raw(5, 10)


def test_runs_in_another_order_than_the_page_still_cover_it() -> None:
    """A title may stand at the end of the page: the smallest span that holds both."""
    moved = SourceMap((Segment(0, 5, 40, 45), Segment(5, 10, 10, 15)))
    assert (10, 45) == moved.to_raw(4, 6)


def test_what_has_no_origin_has_the_empty_span() -> None:
    """A line break that cleaning put in came from nowhere."""
    assert (0, 0) == SourceMap().to_raw(0, 5)
    assert (0, 0) == IDENTITY.to_raw(10, 12)
