"""The question sets that the reader is trained and tried on, by their place in the data folder."""

from pathlib import Path

from training.cloze import read_cloze
from training.corpus import Question, read_clapnq, read_squad


def read_all(folder: Path) -> list[Question]:
    """Every question of the data folder, in a fixed order."""
    questions = list(read_squad(folder / "piaf" / "piaf-v1.1-train.json", "piaf", "fr"))
    for language in ("en", "vi", "zh", "es", "de", "ro"):
        questions += read_squad(folder / "xquad" / f"xquad.{language}.json", "xquad", language)
    questions += read_squad(folder / "cmrc2018" / "cmrc2018_dev.json", "cmrc", "zh")
    for kind in ("answerable", "unanswerable"):
        questions += read_clapnq(folder / "clapnq" / f"clapnq_dev_{kind}.jsonl")
    questions += read_cloze(folder / "ntrex" / "parallel_news.jsonl")
    return questions
