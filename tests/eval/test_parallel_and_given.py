"""Readers of NTREX and CLAP NQ."""

import json
from pathlib import Path

import pytest

from eval import clapnq
from eval.ntrex import crosslingual, read_ntrex
from eval.vocabulary import Qrel
from rag.errors import InputError


def parallel(doc: str, line: int) -> str:
    """One line, with texts that tell where they are from."""
    return json.dumps({"doc": doc, "line": line} | {lang: f"{lang}-{doc}-{line}" for lang in ("fr", "en", "vi", "zh")})


def test_windows_hold_three_french_sentences_of_one_document(tmp_path: Path) -> None:
    """A query's window is the one that holds its French counterpart."""
    path = tmp_path / "n.jsonl"
    path.write_text("\n".join([*(parallel("a", n) for n in range(4)), parallel("b", 0)]))
    made = crosslingual(read_ntrex(path))
    assert ["fr-a-0 fr-a-1 fr-a-2", "fr-a-3", "fr-b-0"] == [passage.text for passage in made.passages]
    assert 15 == len(made.queries) == len(made.qrels)
    assert Qrel("zh:a:3", "a:3-1", 1) in made.qrels
    assert ("zh:a:3", "zh-a-3", "zh") in made.queries


def test_a_line_without_a_language_is_told(tmp_path: Path) -> None:
    """Protects against a file in other languages."""
    path = tmp_path / "n.jsonl"
    path.write_text('{"doc": "a", "line": 1, "fr": "x", "en": "x", "vi": "x"}')
    with pytest.raises(InputError, match=":1: the field 'zh' is missing"):
        read_ntrex(path)


def clap(identifier: str, text: str, answer: str) -> str:
    """One line of CLAP NQ."""
    return json.dumps(
        {"id": identifier, "input": "who?", "passages": [{"title": "T", "text": text}], "output": [{"answer": answer}]}
    )


def test_passages_of_unanswerable_questions_are_distractors(tmp_path: Path) -> None:
    """And a passage of two questions stands in the corpus once."""
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join([clap("1", "x", "A"), clap("2", "x", "B"), clap("3", "y", "")]))
    made = clapnq.collection(clapnq.read_clapnq([path]))
    assert ["x", "y"] == [passage.text for passage in made.passages]
    assert (Qrel("1", "0", 1), Qrel("2", "0", 1)) == made.qrels
    assert {"questions without an answer": 1} == made.left_out


@pytest.mark.shared
def test_the_published_files_are_read(shared_data: Path) -> None:
    """Protects against a layout that is not the one of the files themselves."""
    files = [shared_data / "data" / "clapnq" / f"clapnq_dev_{kind}.jsonl" for kind in ("answerable", "unanswerable")]
    assert 300 == sum(question.answerable for question in clapnq.read_clapnq(files))
    assert 3 * 1072 == len(crosslingual(read_ntrex(shared_data / "data" / "ntrex" / "parallel_news.jsonl")).queries)
