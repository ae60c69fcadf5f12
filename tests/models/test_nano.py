"""The engine in C: what it is called with, and that nothing a text holds brings it down."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import ModelError
from rag.models.nano import NanoEngine, slices
from rag.models.tokenizer import normalise
from rag.models.wheel import find_weights
from tests.source_code import ROOT


@given(st.lists(st.integers(0, 50)), st.integers(1, 60))
def test_slices_cover_all_texts_once_and_keep_the_limit(tokens: list[int], most: int) -> None:
    """Or hold a single text."""
    found = slices(tokens, most)
    assert list(range(len(tokens))) == [i for start, stop in found for i in range(start, stop)]
    assert all(sum(tokens[start:stop]) <= most or stop == start + 1 for start, stop in found)
    assert all(start < stop for start, stop in found)


def test_slices_are_as_few_as_the_order_allows() -> None:
    """40 + 50 fit into 100, 60 no more."""
    assert [(0, 2), (2, 3), (3, 5)] == slices([40, 50, 60, 90, 10], 100)


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    """Raised when the engine is first asked, and each time again."""
    engine = NanoEngine(tmp_path / "gone.bin")
    for _ in range(2):
        with pytest.raises(ModelError, match=r"gone\.bin: the embedder's engine does not load .*pip install"):
            engine.embed_query("x")


@pytest.fixture(scope="module")
def engine() -> NanoEngine:
    """The real one."""
    return NanoEngine(find_weights().path)


@pytest.mark.slow
def test_vectors_do_not_depend_on_their_neighbours(engine: NanoEngine) -> None:
    """Alone, and in slices with others: the same, in order."""
    forms = [f"La {n}e réunion se tiendra à Tan Moc." * (1 + n % 3) for n in range(7)]
    told: list[int] = []
    together = engine.embed_passages(forms, [400] * 7, told.append)
    alone = np.stack([engine.embed_passages([form], [20])[0] for form in forms])
    assert np.allclose(alone, together, atol=1e-5)
    assert [2, 2, 2, 1] == told


@pytest.mark.slow
def test_threads_get_the_vectors_they_asked_for(engine: NanoEngine) -> None:
    """The server asks from many at once."""
    forms = [f"question {n}" for n in range(40)]
    expected = [engine.embed_query(form) for form in forms]
    with ThreadPoolExecutor(8) as threads:
        assert np.array_equal(expected, list(threads.map(engine.embed_query, forms)))


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "\0", "\ud800", "\ufdfa" * 300, "mot " * 700, "x" * 3000, "𓀀" * 700, "</s>"])
def test_no_text_brings_it_down(engine: NanoEngine, text: str) -> None:
    """U+FDFA, unprepared, overruns a buffer of the engine and ends the process."""
    form = normalise(text)
    assert pytest.approx(1, abs=1e-5) == float(np.linalg.norm(engine.embed_query(form)))
    assert (0 if not form else 1) <= engine.count_tokens(form)


@pytest.mark.slow
@pytest.mark.parametrize("threads", [1, 2])
def test_no_more_threads_compute_than_were_allowed(threads: int) -> None:
    """One waits for them; and the environment of later children is as it was."""
    code = (
        "import os, sys; from rag.models.nano import NanoEngine; from rag.models.wheel import find_weights\n"
        "before = len(os.listdir('/proc/self/task'))\n"
        "engine = NanoEngine(find_weights().path, int(sys.argv[1])); engine.embed_query('pont ' * 50)\n"
        "print(len(os.listdir('/proc/self/task')) - before, [name for name in os.environ if name.startswith('OMP_')])\n"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("OMP_")} | {"OPENBLAS_NUM_THREADS": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code, str(threads)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
    )
    assert f"{threads} []" == run.stdout.strip()
