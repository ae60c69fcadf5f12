"""Collections in BEIR's layout, good and bad."""

import re
from datetime import date
from pathlib import Path

import pytest

from eval.beir import read_collection
from eval.vocabulary import CorpusPassage, Qrel, Query
from rag.errors import InputError

CORPUS = (
    '{"id": "p1", "title": "Pont", "text": "Le pont rouvre.", "doc": "d1", "date": "2024-05-03"}\n'
    '{"_id": 2, "text": "Un train."}\n'
)
QUERIES = '{"id": "q1", "text": "Quel pont ?", "lang": "fr"}\n'
QRELS = "q1\tp1\t2\n"


@pytest.fixture
def write(tmp_path: Path):
    """Writes the three files, with what a test changes, and returns their paths."""

    def files(corpus: str = CORPUS, queries: str = QUERIES, qrels: str = QRELS) -> tuple[Path, Path, Path]:
        paths = (tmp_path / "corpus.jsonl", tmp_path / "queries.jsonl", tmp_path / "qrels.tsv")
        for path, text in zip(paths, (corpus, queries, qrels), strict=True):
            path.write_text(text, "utf-8")
        return paths

    return files


def test_the_three_files_become_one_collection(write) -> None:
    """Protects the documented layout, BEIR's ``_id`` and numeric ids included."""
    collection = read_collection(*write())
    expected = (
        CorpusPassage("p1", "Pont", "Le pont rouvre.", "d1", date(2024, 5, 3)),
        CorpusPassage("2", "", "Un train."),
    )
    assert expected == collection.passages
    assert (Query("q1", "Quel pont ?", "fr"),) == collection.queries
    assert (Qrel("q1", "p1", 2),) == collection.qrels
    assert not collection.by_document


def test_the_header_of_beir_and_the_four_columns_of_trec_are_read(write) -> None:
    """Protects users from editing published files."""
    assert (Qrel("q1", "p1", 1),) == read_collection(*write(qrels="query-id\tcorpus-id\tscore\nq1\tp1\t1\n")).qrels
    assert (Qrel("q1", "2", 1),) == read_collection(*write(qrels="q1 0 2 1\n")).qrels


def test_judgements_of_documents_are_recognised(write) -> None:
    """Protects the scoring of documents by their best passage."""
    assert read_collection(*write(qrels="q1\td1\t1\n")).by_document


def test_an_unlabelled_question_gets_its_language_from_its_text(write) -> None:
    """Protects the figures per language."""
    collection = read_collection(*write(queries='{"id": "q1", "text": "Where is the bridge?"}\n'))
    assert "en" == collection.queries[0].lang


def test_a_question_without_a_relevant_passage_is_left_out_and_counted(write) -> None:
    """Protects the mean from questions that nothing can satisfy, and the reader from not being told."""
    collection = read_collection(
        *write(queries=QUERIES + '{"id": "q2", "text": "Qui ?"}\n', qrels=QRELS + "q2\tp1\t0\n")
    )
    assert ["q1"] == [query.id for query in collection.queries]
    assert {"queries without a relevant passage": 1} == collection.left_out


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"corpus": ""}, "corpus.jsonl: the corpus is empty"),
        ({"queries": "\n"}, "queries.jsonl: there are no queries"),
        ({"qrels": "query-id\tcorpus-id\tscore\n"}, "qrels.tsv: there are no judgements"),
        ({"corpus": CORPUS + "{\n"}, "corpus.jsonl:3: not JSON"),
        ({"corpus": CORPUS + "[]\n"}, "corpus.jsonl:3: must be a JSON object"),
        ({"corpus": '{"id": "p1"}\n'}, "corpus.jsonl:1: the field 'text' is missing"),
        ({"corpus": '{"text": "x"}\n'}, "corpus.jsonl:1: the field 'id' is missing"),
        ({"corpus": '{"id": "p1", "text": " "}\n'}, "corpus.jsonl:1: 'text' must be text that is not empty"),
        ({"corpus": '{"id": "p1", "text": "x", "date": "3 mai"}\n'}, "corpus.jsonl:1: 'date' is not a day"),
        ({"corpus": CORPUS + CORPUS}, "corpus.jsonl:3: 'p1' stands already in "),
        ({"queries": QUERIES + QUERIES}, "queries.jsonl:2: 'q1' stands already in "),
        ({"qrels": QRELS + QRELS}, "qrels.tsv:2: 'q1 p1' stands already in "),
        ({"qrels": QRELS + "q9\tp1\t1\n"}, "qrels.tsv:2: there is no query 'q9'"),
        ({"qrels": QRELS + "q1\tp9\t1\n"}, "qrels.tsv:2: the corpus has no passage and no document 'p9'"),
        ({"qrels": QRELS + "q1\td1\t1\n"}, "qrels.tsv:2: "),
        ({"qrels": "q1\tp1\n"}, "qrels.tsv:1: must be query, passage or document, grade; found 2 columns"),
        ({"qrels": "q1\tp1\tyes\n"}, "qrels.tsv:1: the grade must be a whole number, not 'yes'"),
        ({"qrels": "q1\tp1\t0\n"}, "qrels.tsv: no query has a judgement above 0"),
    ],
)
def test_a_mistake_is_told_in_one_line_with_its_file_and_line(write, changes: dict[str, str], message: str) -> None:
    """Protects whoever brings a collection of their own from a stack trace or a silent zero."""
    with pytest.raises(InputError, match=re.escape(message)) as told:
        read_collection(*write(**changes))
    assert "\n" not in str(told.value)


def test_a_file_that_is_not_there_or_not_text_is_told(write, tmp_path: Path) -> None:
    """Protects the same for the file as a whole."""
    paths = write()
    with pytest.raises(InputError, match="cannot be read"):
        read_collection(tmp_path / "absent.jsonl", *paths[1:])
    paths[0].write_bytes(b'{"id": "\xe9"}\n')
    with pytest.raises(InputError, match="not UTF-8"):
        read_collection(*paths)
