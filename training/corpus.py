"""Questions with their contexts and answers, read from files in SQuAD's format and from CLAP NQ's.

The format: Rajpurkar et al., "SQuAD: 100,000+ Questions for Machine Comprehension of Text", EMNLP 2016.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Context:
    """A paragraph; ``article`` names its article, the same for its translations, and decides which split it is in."""

    key: str
    article: str
    title: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a context; without ``answers`` the context does not answer it."""

    id: str
    text: str
    language: str
    context: Context
    answers: tuple[Span, ...]

    @property
    def answer_texts(self) -> tuple[str, ...]:
        """The accepted answers, verbatim."""
        return tuple(self.context.text[start:end] for start, end in self.answers)


def read_squad(path: Path, dataset: str, language: str) -> Iterator[Question]:
    """The questions of a file in SQuAD's format, those whose answers do not stand where they should left out."""
    for article in json.loads(path.read_text("utf-8"))["data"]:
        title = str(article["title"])
        for number, paragraph in enumerate(article["paragraphs"]):
            key = f"{dataset}/{language}/{title}/{number}"
            context = Context(key, _article(title), title.replace("_", " "), language, paragraph["context"])
            for entry in paragraph["qas"]:
                answers = tuple(dict.fromkeys(_spans(context.text, entry["answers"])))
                if answers:
                    yield Question(f"{dataset}/{entry['id']}", entry["question"].strip(), language, context, answers)


def read_clapnq(path: Path) -> Iterator[Question]:
    """English questions of CLAP NQ; the answer is the first sentence that its annotators selected."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        passage = record["passages"][0]
        context = Context(f"clapnq/{record['id']}", _article(passage["title"]), passage["title"], "en", passage["text"])
        selected = record["output"][0]["selected_sentences"]
        starts = [(context.text.find(sentence), sentence) for sentence in selected[:1]]
        answers = tuple((start, start + len(sentence)) for start, sentence in starts if start >= 0)
        if bool(answers) == bool(selected):
            yield Question(f"clapnq/{record['id']}", record["input"], "en", context, answers)


def _article(title: str) -> str:
    return title.replace("_", " ").casefold()


def _spans(text: str, answers: list[dict[str, object]]) -> Iterator[Span]:
    for answer in answers:
        start, wanted = int(str(answer["answer_start"])), str(answer["text"])
        if wanted and text[start : start + len(wanted)] == wanted:
            yield start, start + len(wanted)
