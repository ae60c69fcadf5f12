"""``python -m training.evaluate``: the figures of a reader on held-out articles, as one JSON object."""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rag.models.base import Reader, Reading, read_whole
from rag.models.cache import model_folder
from rag.models.reader import WEIGHTS
from rag.models.reader_tokens import ReaderTokenizer
from rag.models.wheel import find_weights
from training.corpus import Question
from training.measures import auroc, balanced_accuracy, exact_match, f1
from training.network import Encoder
from training.passages import cut
from training.sources import read_all
from training.split import split
from training.torch_reader import load_reader
from training.trials import PASSAGE_TOKENS, WHOLE, Pool, Trial, passages_of, ten

SEED = 29
Score = Callable[[Reading], float]
SCORES: dict[str, Score] = {
    "answerable": lambda reading: reading.answerable,
    "span": lambda reading: reading.score,
    "both": lambda reading: reading.answerable + reading.score / 2,
}
Figures = dict[str, float]


def span_figures(reader: Reader, cases: Iterable[tuple[str, Question]], *, titled: bool = False) -> Figures:
    """F1 and exact match of the best span in the whole paragraph; a case is the question as asked, and its original."""
    scores = []
    for asked, question in cases:
        head = f"{question.context.title}\n" if titled else ""
        text = head + question.context.text
        reading = read_whole(reader, asked, [text])[0]
        answer, language = text[reading.start : reading.end], question.context.language
        accepted = question.answer_texts
        scores.append((f1(answer, accepted, language), exact_match(answer, accepted, language)))
    return {
        "f1": statistics.fmean(score for score, _ in scores),
        "em": statistics.fmean(score for _, score in scores),
        "n": len(scores),
    }


def pair_figures(reader: Reader, trials: Sequence[Trial]) -> Figures:
    """AUROC of the gold passage against its hardest neighbour of each origin that has one."""
    gold = [read_whole(reader, t.question.text, [t.gold.titled])[0] for t in trials]
    figures: Figures = {"n": len(trials)}
    for origin in ("lexical", "elsewhere", "dense", "siblings"):
        wrong = [
            read_whole(reader, t.question.text, [found[0].titled])[0] for t in trials if (found := getattr(t, origin))
        ]
        for name, score in SCORES.items() if wrong else ():
            figures[f"{origin}.{name}"] = auroc([score(r) for r in gold], [score(r) for r in wrong])
    return figures


def ten_figures(reader: Reader, trials: Sequence[Trial]) -> Figures:
    """AUROC of the best of ten given passages, every other question's answer being withheld."""
    rng = random.Random(SEED)  # noqa: S311 - reproducible, not secret
    sides: tuple[list[list[Reading]], list[list[Reading]]] = ([], [])
    first = 0
    for number, trial in enumerate(trials):
        passages = ten(trial, with_gold=number % 2 == 0, rng=rng)
        readings = read_whole(reader, trial.question.text, [p.titled for p in passages])
        sides[number % 2].append(readings)
        best = max(range(len(passages)), key=lambda i: SCORES["both"](readings[i]))
        first += number % 2 == 0 and passages[best] == trial.gold
    figures: Figures = {"n": len(trials), "gold_first": first / len(sides[0])}
    for name, score in SCORES.items():
        held, withheld = ([max(score(r) for r in readings) for readings in side] for side in sides)
        figures[f"auroc.{name}"] = auroc(held, withheld)
        figures[f"balanced.{name}"] = balanced_accuracy(held, withheld)[0]
    return figures


def natural_figures(reader: Reader, tokenizer: ReaderTokenizer, questions: Sequence[Question]) -> Figures:
    """AUROC on questions asked by people who had not seen the passage (CLAP NQ), answerable against not."""
    sides: tuple[list[list[Reading]], list[list[Reading]]] = ([], [])
    for question in questions:
        texts = [passage.titled for passage in cut(question.context, tokenizer.count, 96)]
        sides[not question.answers].append(read_whole(reader, question.text, texts))
    figures: Figures = {"n": len(questions)}
    for name, score in SCORES.items():
        held, withheld = ([max(score(r) for r in readings) for readings in side] for side in sides)
        figures[f"auroc.{name}"] = auroc(held, withheld)
    return figures


def latency_ms(reader: Reader, trials: Sequence[Trial], candidates: int = 8) -> Figures:
    """Milliseconds for a question with so many passages; the first three questions warm up."""
    times = []
    for trial in trials[:33]:
        started = time.perf_counter()
        read_whole(reader, trial.question.text, [p.titled for p in trial.fused[:candidates]])
        times.append((time.perf_counter() - started) * 1000)
    return {"median": statistics.median(times[3:]), "p95": sorted(times[3:])[int(0.95 * len(times[3:]))]}


def _sample(questions: Iterable[Question], dataset: str, language: str, n: int) -> list[Question]:
    found = [q for q in questions if q.id.startswith(dataset) and q.context.language == language]
    random.Random(SEED).shuffle(found)  # noqa: S311 - reproducible, not secret
    return found[:n]


def _across(questions: Sequence[Question], asked: str, read: str, n: int) -> list[tuple[str, Question]]:
    """XQuAD's questions asked in one language about paragraphs in another."""
    wording = {q.id: q.text for q in questions if q.id.startswith("xquad") and q.language == asked}
    return [(wording[q.id], q) for q in _sample(questions, "xquad", read, n) if q.id in wording]


def evaluate(reader: Reader, encoder_folder: Path, data: Path, n: int, parts: Sequence[str]) -> dict[str, Figures]:
    """The chosen parts of the figures, each on at most ``n`` questions (French: 2n)."""
    everything = read_all(data)
    held_out = split(everything)[1]
    figures: dict[str, Figures] = {}
    if "span" in parts:
        for dataset, language, size in (
            ("piaf", "fr", 2 * n),
            *(("xquad", x, n) for x in ("en", "vi", "zh")),
            ("cmrc", "zh", n),
        ):
            cases = [(q.text, q) for q in _sample(held_out, dataset, language, size)]
            figures[f"span {dataset} {language}"] = span_figures(reader, cases)
    if "across" in parts:
        for asked, read in (("vi", "en"), ("zh", "en"), ("en", "es"), ("vi", "es"), ("zh", "es")):
            figures[f"span {asked} on {read}"] = span_figures(reader, _across(held_out, asked, read, n))
    tokenizer = ReaderTokenizer.load(encoder_folder)
    if "natural" in parts:
        questions = _sample(held_out, "clapnq", "en", 10_000)
        figures["clapnq en"] = natural_figures(reader, tokenizer, questions)
    french = [q for q in everything if q.id.startswith("piaf")]

    def trials_of(tokens: int) -> list[Trial]:
        passages = passages_of(french, tokenizer, tokens)
        pool = Pool(passages, "fr", tokenizer, Encoder.load(encoder_folder))
        return list(pool.trials(_sample(held_out, "piaf", "fr", n)))

    if "whole" in parts:
        trials = trials_of(WHOLE)
        figures["pairs piaf fr, whole paragraphs"] = pair_figures(reader, trials)
        figures["ten piaf fr, whole paragraphs"] = ten_figures(reader, trials)
    if "rank" in parts:
        trials = trials_of(PASSAGE_TOKENS)
        figures["pairs piaf fr"] = pair_figures(reader, trials)
        figures["ten piaf fr"] = ten_figures(reader, trials)
        figures["latency"] = latency_ms(reader, trials)
    return figures


def main() -> None:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--parts", nargs="*", default=["span", "across", "natural", "whole", "rank"])
    options = parser.parse_args()
    with model_folder(find_weights(), None) as folder:
        reader = load_reader(folder, options.weights)
        figures = evaluate(reader, folder, options.data, options.questions, options.parts)
    print(json.dumps(figures, indent=1))  # noqa: T201 - this is the result


if __name__ == "__main__":
    main()
