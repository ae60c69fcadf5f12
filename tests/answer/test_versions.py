"""Articles that do not agree are shown as such, and articles that do agree are not."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from rag import wire
from rag.answer.candidates import Candidate, Evidence
from rag.answer.sources_differ import Difference, difference
from rag.schema import Article, Hit, Passage, Scores
from rag.settings import Settings
from tests.answer.version_cases import asked, cases

EVIDENCE = Evidence(0.0, 0.0, 0.0, 0.0, same_language=True)
SEEN, FALSE = 52, 3
"""Of 60 pairs that differ and 61 that do not; 53 and 3 today. Measured once, before anything was changed for them: the
set called ``last`` 7 of 11 and 4 of 12; ``other``, written apart from the code, 15 of 20 and 1 of 20."""


def reports(*texts: str, language: str = "fr", years: Sequence[int] = (2024, 2024)) -> list[Candidate]:
    """Articles of one sentence, a day apart, or in these years."""
    made = []
    for number, (text, year) in enumerate(zip(texts, years, strict=True)):
        day = date(year, 3, 1 + number)
        whole = Article(f"a{number}", "article", "Brèves", text, f"{number}.txt", language, day, "text")
        passage = Passage(f"p{number}", whole.id, 0, len(text), text)
        made.append(Candidate(Hit(1, passage, whole, 1.0, Scores(1.0, 1.0)), 0, len(text), EVIDENCE))
    return made


def found(question: str, *texts: str, language: str = "fr", years: Sequence[int] = (2024, 2024)) -> Difference | None:
    """The difference between the first report and the others."""
    best, *others = reports(*texts, language=language, years=years)
    return difference(best, [best, *others], [one.hit for one in (best, *others)], question)


def test_two_figures_for_one_thing_differ_and_the_newer_report_comes_first() -> None:
    """Whichever was found first."""
    seen = found(
        "Combien coûte le pont de Vire ?", "Le pont de Vire coûte 3 millions.", "Le pont de Vire coûte 7 millions."
    )
    assert seen is not None
    assert ("Le pont de Vire coûte 7 millions.", False) == (seen.newer.text, seen.corrects)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Combien coûte le pont de Vire ?", "Le pont de Vire coûte 3 millions.", "Le pont de Lisle coûte 7 millions."),
        ("Combien coûte le pont de Vire ?", "Le pont de Vire coûte 48 F.", "Le pont de Vire coûte près de 50 F."),
        ("Quand a eu lieu la 3e foire ?", "La 3e foire a eu lieu le 4 mai.", "La 2e foire a eu lieu le 6 mai."),
        ("Combien de bus roulent à Vire ?", "À Vire, 30 bus roulent en mai.", "À Vire, 42 bus roulent en juin."),
    ],
)  # fmt: skip
def test_other_names_times_and_rounded_figures_do_not_differ(question: str, first: str, second: str) -> None:
    """Each of these was once shown as a contradiction."""
    assert found(question, first, second) is None


def test_an_earlier_article_corrects_nothing() -> None:
    """What came before cannot know what was said later."""
    plain, correcting = "Le port compte 7 quais.", "Le port compte 9 quais, et non 7."
    question = "Combien de quais compte le port ?"
    later, earlier = found(question, plain, correcting), found(question, correcting, plain)
    assert later is not None
    assert later.corrects
    assert earlier is None or not earlier.corrects


def test_reports_of_two_years_may_each_speak_of_their_own_year() -> None:
    """A yearly feast is not held on two days."""
    texts = ("Hội đua ghe khai mạc ngày 20/4/2024.", "Hội đua ghe khai mạc ngày 22/4/2023.")
    assert found("Hội đua ghe khai mạc ngày nào?", *texts, language="vi", years=(2024, 2023)) is None
    assert (
        found("Hội đua ghe khai mạc ngày nào?", texts[0], texts[1].replace("2023", "2024"), language="vi") is not None
    )


@pytest.mark.slow
def test_pairs_of_articles_in_four_languages(tmp_path: Path) -> None:
    """With the real models: nearly all that differ are shown so, the newer first, and hardly any other."""
    embedder, counts, wrong = wire.embedder(Settings()), Counter[tuple[bool, bool]](), []
    for number, case in enumerate(cases()):
        folder = tmp_path / str(number)
        folder.mkdir()
        answer = asked(case, folder, embedder)
        differ = case.says != "none"
        counts[differ, answer.differs] += 1
        if answer.differs is not differ:
            wrong.append(case.question)
        if answer.differs:
            first, second = answer.citations[:2]
            assert (first.published or date.min) >= (second.published or date.max), case
    assert counts[True, True] >= SEEN, wrong
    assert counts[False, True] <= FALSE, wrong
