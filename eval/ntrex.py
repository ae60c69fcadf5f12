"""NTREX-128: parallel news sentences, made into a benchmark of retrieval across languages into French.

Federmann, Kocmi, Xin: NTREX-128, News Test References for MT Evaluation of 128 Languages, SUMEval 2022. Windows of
consecutive French sentences of a document are the passages; a sentence in another language is the query, and the
window that holds its French counterpart is relevant.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from eval.lines import UniqueIds, read_rows
from eval.vocabulary import Collection, CorpusPassage, Qrel, Query
from rag.errors import InputError

TARGET = "fr"
SOURCES = ("en", "vi", "zh")
SENTENCES = 3
"""How many sentences make a passage."""


class Parallel(NamedTuple):
    """One sentence in all languages, and the document it stands in."""

    id: str
    doc: str
    texts: dict[str, str]


def read_ntrex(path: Path) -> tuple[Parallel, ...]:
    """The sentences of a file, in order: ``doc``, ``line`` and one field a language. Raises ``InputError``."""
    ids, sentences = UniqueIds(), []
    for row in read_rows(path):
        doc = row.text("doc")
        sentence = Parallel(
            f"{doc}:{row.identifier('line')}", doc, {lang: row.text(lang) for lang in (TARGET, *SOURCES)}
        )
        ids.add(sentence.id, row.where)
        sentences.append(sentence)
    if not sentences:
        raise InputError(f"{path}: there are no sentences")
    return tuple(sentences)


def crosslingual(sentences: Sequence[Parallel], name: str = "ntrex") -> Collection:
    """The French windows, and each sentence in each other language with the window it stands in."""
    windows = list(_windows(sentences))
    passages = [CorpusPassage(_id(window), "", " ".join(s.texts[TARGET] for s in window)) for window in windows]
    queries = [Query(f"{lang}:{s.id}", s.texts[lang], lang) for s in sentences for lang in SOURCES]
    qrels = [Qrel(f"{lang}:{s.id}", _id(window), 1) for window in windows for s in window for lang in SOURCES]
    return Collection(name, tuple(passages), tuple(queries), tuple(qrels))


def _windows(sentences: Sequence[Parallel]) -> list[list[Parallel]]:
    windows: list[list[Parallel]] = []
    for sentence in sentences:
        same_document = bool(windows) and windows[-1][0].doc == sentence.doc
        if same_document and len(windows[-1]) < SENTENCES:
            windows[-1].append(sentence)
        else:
            windows.append([sentence])
    return windows


def _id(window: Sequence[Parallel]) -> str:
    return f"{window[0].id}-{len(window)}"
