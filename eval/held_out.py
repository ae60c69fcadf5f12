"""Which articles of public question sets the shipped reader was never trained on.

It was trained on four fifths of them (``training/``). Figures of what it reads mean something on the others only.
"""

from dataclasses import replace
from hashlib import sha256

from eval.clapnq import ClapQuestion
from eval.run import Run
from eval.squad import Squad

ONE_IN = 5
LEFT_OUT = "questions on articles that the reader was trained on"


def is_held_out(title: str) -> bool:
    """Whether nothing of an article of this title was trained on, in no language; the same on every machine."""
    article = title.replace("_", " ").casefold()
    return int(sha256(article.encode("utf-8")).hexdigest(), 16) % ONE_IN == 0


def held_out_squad(squad: Squad) -> Squad:
    """The questions on articles that were held out; all paragraphs stay, for the answer to be found among."""
    titles = {paragraph.id: paragraph.title for paragraph in squad.paragraphs}
    return squad._replace(questions=tuple(q for q in squad.questions if is_held_out(titles[q.paragraph])))


def held_out_clapnq(questions: tuple[ClapQuestion, ...]) -> tuple[ClapQuestion, ...]:
    """The questions whose passage is of an article that was held out."""
    return tuple(question for question in questions if is_held_out(question.title))


def with_left_out(run: Run, count: int) -> Run:
    """The run, telling how many questions it left out for having been trained on."""
    return replace(run, left_out={**run.left_out, LEFT_OUT: count})
