"""``python -m training.evidence``: what the product has to decide on, for questions whose answers are known.

Each question is asked of a store. Of question sets only articles that the reader was never trained on are asked
about; all articles are in the store, but for every third of these paragraphs, which is withheld: its questions have
no answer there, though the store is full of their topic. ``training.decision`` fits the weights on what this writes.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.questions import read_questions
from eval.text_match import holds
from rag import wire
from rag.answer.candidates import Candidate, candidates
from rag.answer.missing import missing
from rag.answer.wanted import wanted
from rag.index.layout import Layout
from rag.index.store import Store
from rag.index.sync import sync
from rag.models.base import Reader
from rag.models.numpy_reader import NumpyReader
from rag.models.reader import WEIGHTS
from rag.retrieve.retriever import Retriever
from rag.settings import load_settings
from training.corpus import Context, Question
from training.sources import read_all
from training.split import split

SETS = (("piaf", "fr", "fr"), *(("xquad", a, b) for a, b in (
    ("en", "en"), ("vi", "vi"), ("zh", "zh"), ("vi", "en"), ("zh", "en"), ("en", "vi"), ("vi", "es"), ("zh", "es"),
)))  # fmt: skip
"""Data set, language of the questions, language of the articles."""
MOST = (10, 40)
"""Passages and sentences read: more than the product reads, so that fewer can be tried."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its accepted answers and where they stand in the store: the ends of sources, none if nowhere."""

    id: str
    text: str
    language: str
    answers: tuple[str, ...]
    places: tuple[str, ...]


def is_withheld(context: Context) -> bool:
    """Whether the store is made without this paragraph: one in three, the same ones in all languages."""
    number = context.key.rsplit("/", 1)[1]
    return int(sha256(f"{context.article}/{number}".encode()).hexdigest(), 16) % 3 == 0


def write_pages(contexts: Sequence[Context], path: Path) -> None:
    """The paragraphs as the product reads them from a ``.jsonl`` file."""
    pages = ({"id": c.key, "title": c.title, "text": c.text, "lang": c.language} for c in contexts)
    path.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")


def from_set(
    questions: Sequence[Question], dataset: str, asked_in: str, read_in: str, n: int, folder: Path
) -> list[Asked]:
    """At most ``n`` questions of a data set; ``folder`` gets the pages of their store."""
    own = [q for q in questions if q.id.startswith(dataset) and q.language == read_in]
    held_out = split(own)[1]
    gone = {q.context.key for q in held_out if is_withheld(q.context)}
    write_pages([c for c in {q.context.key: q.context for q in own}.values() if c.key not in gone], folder / "p.jsonl")
    wording = {q.id: q.text for q in questions if q.id.startswith(dataset) and q.language == asked_in}
    chosen = sorted((q for q in held_out if q.id in wording), key=lambda q: sha256(q.id.encode()).hexdigest())[:n]
    return [
        Asked(q.id, wording[q.id], read_in, q.answer_texts, () if q.context.key in gone else (f"#{q.context.key}",))
        for q in chosen
    ]


def from_file(path: Path) -> list[Asked]:
    """The development half of a questions file of ``eval``, follow-ups left out."""
    return [
        Asked(q.id, q.text, q.lang, q.answers, tuple(Path(place.article).name for place in q.places))
        for q in read_questions(path)
        if "dev" in q.tags and not q.history
    ]


class Judge:
    """Asks one store and tells which sentences were right."""

    def __init__(self, pages: Path, store: Path, reader: Reader) -> None:
        settings = load_settings({"RAG_STORE": str(store)})
        embedder = wire.embedder(settings)
        sync([pages], Layout(store), embedder, wire.recipe(settings), lambda *_: None)
        self._retriever, self._reader = Retriever(Store(Layout(store)), embedder), reader

    def judged(self, asked: Asked) -> dict[str, object]:
        """The question with all its candidate sentences, in the order of the hits."""
        query = self._retriever.query(asked.text)
        found = self._retriever.search(query, k=MOST[0])
        kind = wanted(query.text)
        proposed = candidates(query, kind, found.hits, self._reader, found.word_weights, MOST)
        lacks = {
            c.hit.passage.id: missing(query.text, query.language, c.hit.article, c.hit.passage.text, found.word_weights)
            for c in proposed
        }
        return {
            "id": asked.id,
            "question": asked.text,
            "answers": asked.answers,
            "wanted": kind,
            "answerable": bool(asked.places),
            "candidates": [
                {
                    "right": _right(c, asked),
                    "lacks": bool(lacks[c.hit.passage.id]),
                    "rank": c.hit.rank,
                    "text": c.text,
                    "read": c.answer and (c.answer[0] - c.start, c.answer[1] - c.start),
                    "language": c.hit.article.language,
                    **asdict(c.evidence),
                }
                for c in proposed
            ],
        }


def _right(candidate: Candidate, asked: Asked) -> bool:
    here = any(candidate.hit.article.source.endswith(place) for place in asked.places)
    return here and holds(candidate.text, asked.answers, asked.language)


def collect(data: Path, seeds: Path, n: int, reader: Reader) -> Iterator[dict[str, object]]:
    """The judged questions of every set."""
    with TemporaryDirectory() as temporary:
        judge = Judge(seeds / "seeds", Path(temporary) / "seeds", reader)
        for asked in from_file(seeds / "eval" / "data" / "seeds.jsonl"):
            yield {"set": "seeds", **judge.judged(asked)}
        questions = read_all(data)
        for dataset, asked_in, read_in in SETS:
            pages = Path(temporary) / f"{dataset}-{read_in}-pages"
            pages.mkdir(exist_ok=True)
            chosen = from_set(questions, dataset, asked_in, read_in, 2 * n if dataset == "piaf" else n, pages)
            judge = Judge(pages, Path(temporary) / f"{dataset}-{read_in}", reader)
            for asked in chosen:
                yield {"set": f"{dataset} {asked_in} on {read_in}", **judge.judged(asked)}


def main() -> None:
    """Reads the arguments and writes one JSON object a line."""
    parser = argparse.ArgumentParser(prog="python -m training.evidence", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--root", type=Path, default=Path(), help="the checkout, with seeds/ and eval/data/")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as file:
        for row in collect(options.data, options.root, options.questions, NumpyReader(options.weights)):
            file.write(json.dumps(row) + "\n")
            file.flush()


if __name__ == "__main__":
    main()
