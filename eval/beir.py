"""Test collections in the layout of BEIR: ``corpus.jsonl``, ``queries.jsonl``, ``qrels.tsv``.

Thakur et al.: BEIR, a Heterogeneous Benchmark for Zero-shot Evaluation of Information Retrieval Models, 2021.
A corpus line holds ``id`` (or ``_id``), ``title``, ``text`` and optionally ``doc`` and ``date``; a query line
``id``, ``text`` and optionally ``lang``; a judgement ``query <tab> passage or document <tab> grade``.
"""

from collections.abc import Sequence
from pathlib import Path

from eval.lines import Row, UniqueIds, read_lines, read_rows
from eval.vocabulary import Collection, CorpusPassage, Qrel, Query
from rag.errors import InputError
from rag.text.language import detect_language

HEADER = ("query-id", "query_id", "qid", "query")
"""First words of the header line that BEIR's files have and ours need not."""


def read_collection(corpus: Path, queries: Path, qrels: Path) -> Collection:
    """The collection of three files that fit each other; raises ``InputError`` naming file and line.

    Queries that no judgement names are not measured; ``left_out`` counts them.
    """
    passages = read_corpus(corpus)
    asked = read_queries(queries)
    documents = {p.doc for p in passages if p.doc is not None}
    judged, by_document = read_qrels(qrels, {q.id for q in asked}, {p.id for p in passages}, documents)
    relevant = {qrel.query for qrel in judged if qrel.grade > 0}
    kept = tuple(query for query in asked if query.id in relevant)
    if not kept:
        raise InputError(f"{qrels}: no query has a judgement above 0: there is nothing to measure")
    dropped = len(asked) - len(kept)
    left_out = {"queries without a relevant passage": dropped} if dropped else {}
    return Collection(corpus.stem, passages, kept, judged, by_document, left_out)


def read_corpus(path: Path) -> tuple[CorpusPassage, ...]:
    """The passages of a file, in order."""
    ids, passages = UniqueIds(), []
    for row in read_rows(path):
        passage = CorpusPassage(
            row.identifier("id", "_id"), *_title_and_text(row),
            row.identifier("doc") if row.values.get("doc") is not None else None, row.optional_day("date"),
        )  # fmt: skip
        ids.add(passage.id, row.where)
        passages.append(passage)
    if not passages:
        raise InputError(f"{path}: the corpus is empty")
    return tuple(passages)


def _title_and_text(row: Row) -> tuple[str, str]:
    """Published corpora hold entries with a title and no text: the title is then what there is to find."""
    title = row.optional_text("title") or ""
    return ("", title) if title and row.values.get("text") == "" else (title, row.text("text"))


def read_queries(path: Path) -> tuple[Query, ...]:
    """The queries of a file, in order; a language that is not given is told from the text."""
    ids, queries = UniqueIds(), []
    for row in read_rows(path):
        text = row.text("text")
        query = Query(row.identifier("id", "_id"), text, row.optional_text("lang") or detect_language(text))
        ids.add(query.id, row.where)
        queries.append(query)
    if not queries:
        raise InputError(f"{path}: there are no queries")
    return tuple(queries)


def read_qrels(path: Path, queries: set[str], passages: set[str], documents: set[str]) -> tuple[tuple[Qrel, ...], bool]:
    """The judgements of a file, and whether they name documents. TREC's four columns are read too."""
    seen, judged, named = UniqueIds(), [], list[tuple[str, str]]()
    for where, line in read_lines(path):
        columns = line.split("\t") if "\t" in line else line.split()
        if not named and columns[0].strip().lower() in HEADER and columns[0] not in queries:
            continue
        qrel = _qrel(columns, where)
        if qrel.query not in queries:
            raise InputError(f"{where}: there is no query {qrel.query!r}")
        seen.add(f"{qrel.query} {qrel.target}", where)
        judged.append(qrel)
        named.append((where, qrel.target))
    if not judged:
        raise InputError(f"{path}: there are no judgements")
    return tuple(judged), _name_documents(named, passages, documents)


def _qrel(columns: Sequence[str], where: str) -> Qrel:
    if len(columns) not in (3, 4):
        raise InputError(f"{where}: must be query, passage or document, grade; found {len(columns)} columns")
    query, target, grade = columns[0].strip(), columns[-2].strip(), columns[-1].strip()
    try:
        return Qrel(query, target, int(grade))
    except ValueError as error:
        raise InputError(f"{where}: the grade must be a whole number, not {grade!r}") from error


def _name_documents(named: Sequence[tuple[str, str]], passages: set[str], documents: set[str]) -> bool:
    """Whether the targets are documents; all must be of one sort, passages where both would do."""
    not_passages = [(where, target) for where, target in named if target not in passages]
    if not not_passages:
        return False
    unknown = next(((where, target) for where, target in named if target not in documents), None)
    if unknown is None:
        return True
    where, target = not_passages[0] if unknown[1] in passages else unknown
    raise InputError(f"{where}: the corpus has no passage and no document {target!r}")
