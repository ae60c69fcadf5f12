"""Benchmark: the answers to the questions of a SQuAD file, read from all its paragraphs."""

from eval.answers import Asked, evaluate_answers
from eval.corpus_index import Tell, corpus_index
from eval.given import GivenPassages
from eval.given_sets import squad_passages
from eval.judging import Gold
from eval.retrieval import sample
from eval.run import Run
from eval.squad import Squad, SquadQuestion, collection
from rag.answer.extract import Extractor
from rag.models.base import Embedder
from rag.schema import Answer, Citation


def evaluate_squad(
    squad: Squad, lang: str, embedder: Embedder, extractor: Extractor, size: int | None, seed: int, tell: Tell
) -> Run:
    """The measures over ``size`` answerable questions of the file, or all; each paragraph is one passage."""
    drawn = {query.id for query in sample(collection(squad, lang), size, seed).queries}
    text_of = {paragraph.id: paragraph.text for paragraph in squad.paragraphs}
    with corpus_index(squad_passages(squad), embedder, tell) as index:
        answerer = GivenPassages(index, embedder, extractor)
        asked = [_asked(q, lang, text_of, answerer) for q in squad.questions if q.id in drawn]
        return evaluate_answers(asked, squad.name, extractor.fingerprint, tell)


def _asked(question: SquadQuestion, lang: str, text_of: dict[str, str], answerer: GivenPassages) -> Asked:
    def is_gold(citation: Citation) -> bool:
        return text_of[citation.article_id] == text_of[question.paragraph]

    def ask() -> Answer:
        return answerer.ask(question.text)

    gold = Gold(lang, question.text, True, question.answers, is_gold, text_of=text_of.__getitem__)
    return question.id, gold, ask
