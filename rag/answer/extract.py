"""Answers in the words of the articles: the best sentence, verbatim, or an honest refusal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answer.asked_units import asked_units, counted_word
from rag.answer.candidates import Candidate, Weights, candidates
from rag.answer.claim_content import EmbedderSimilarity
from rag.answer.decide import as_good, best_first, confidence, status
from rag.answer.messages import Messages, messages
from rag.answer.missing import missing
from rag.answer.remarks import inferred, telling
from rag.answer.short import short_span
from rag.answer.sources import SAME_SENTENCE, likeness, preferred, stories, variant
from rag.answer.sources_differ import Difference, difference, difference_note
from rag.answer.verify import verbatim_claim, verify
from rag.answer.wanted import Wanted, asks_for_money, asks_for_several, wanted
from rag.answer.when import resolve, time_expressions
from rag.models.base import Embedder, Reader
from rag.retrieve.retriever import Found, Query
from rag.schema import Answer, Article, Citation, Hit, Question, Status, TimeRef, Verdict
from rag.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+")
_BEGINNING = 5
"""As many letters are compared where a word may have other endings."""
_CLOSEST_SHOWN = 2
"""How many passages a near miss offers."""
_SECOND_LOOK = 8
"""How far down the ranking the sentence of another passage is looked for when the best one lacks what was named."""
_SURER = 1.5
"""How much surer of such a sentence one must be: of the 15 questions over ``seeds/`` where one was found, 6 of the 8
surer ones had an answer; of the other 7, one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is going to be said: the outcome and the sentences that it rests on, best first."""

    status: Status
    confidence: float
    quoted: tuple[Candidate, ...]
    lacks: tuple[str, ...]
    unfit: str = ""
    """What is asked for and not given, a key of ``Messages.without``; empty where form does not tell."""
    difference: Difference | None = None
    unheard: tuple[str, ...] = ()
    """Words of the question, as it writes them, that no article has; told where there is no answer."""


class Extractor:
    """The default engine: no text of its own but the frame around quotations."""

    def __init__(self, embedder: Embedder, reader: Reader) -> None:
        self._embedder = embedder
        self.reader = reader

    @property
    def fingerprint(self) -> str:
        """Changes whenever the models behind the answers do."""
        return f"{self._embedder.fingerprint} + reader {self.reader.fingerprint}"

    def verify(self, claim: str, quotes: Sequence[str]) -> Verdict:
        """Whether the quotations bear a claim out; see ``rag.answer.verify``."""
        return verify(claim, quotes, similarity=EmbedderSimilarity(self._embedder))

    def answer(self, question: Question, query: Query, found: Found) -> Answer:
        """The answer, without timings."""
        kind = wanted(query.text)
        proposed = candidates(query, kind, found.hits, self.reader, found.word_weights)
        draft = _draft(query, proposed, found.word_weights, _unheard(query, found))
        draft = _with_other_version(draft, proposed, found.hits, query.text)
        draft, cited = _as_sources(draft, found.hits)
        short = _short(draft, kind, query)
        times = _times(cited, {c.hit.article.id: c.hit.article.language for c in draft.quoted})
        return Answer(
            question=question.text,
            standalone_question=query.text,
            language=query.language,
            engine="extractive",
            status=draft.status,
            answer=_text(draft, cited, _told(times, short, query), messages(query.language)),
            short_answer=short,
            confidence=draft.confidence,
            claims=tuple(verbatim_claim(sources[0].quote, sources) for sources in _statements(cited)),
            citations=cited,
            times=times,
            hits=found.hits,
            timings_ms={},
            notes=(difference_note(draft.difference, query.language),) if draft.difference else (),
            differs=draft.difference is not None,
        )


def _with_other_version(draft: Draft, proposed: Sequence[Candidate], hits: Sequence[Hit], question: str) -> Draft:
    """The draft with the version of another source beside the one found, the newer first, where they do not agree."""
    if draft.status != "answered":
        return draft
    found = difference(draft.quoted[0], best_first(proposed), hits, question)
    if found is None:
        return draft
    both = [found.newer, found.older]
    return replace(draft, quoted=(*both, *(c for c in draft.quoted if c not in both)), difference=found)


def _as_sources(draft: Draft, hits: Sequence[Hit]) -> tuple[Draft, tuple[Citation, ...]]:
    """The draft with one candidate for each source, and their citations with the copies and teasers of each."""
    articles = [*(hit.article for hit in hits), *(copy for hit in hits for copy in hit.copies)]
    groups = {article.id: group for group in stories(articles) for article in group}
    kept: list[Candidate] = []
    for candidate in draft.quoted:
        group = [article.id for article in groups[candidate.hit.article.id]]
        if draft.difference is not None and candidate in (draft.difference.newer, draft.difference.older):
            kept.append(candidate)
            continue
        same = next(
            (k for k in kept if k.hit.article.id in group and likeness(k.text, candidate.text) >= SAME_SENTENCE), None
        )
        if same is None:
            kept.append(candidate)
        elif preferred([same.hit.article, candidate.hit.article]) is candidate.hit.article:
            kept[kept.index(same)] = candidate
    cited = tuple(_citation(n, candidate, groups[candidate.hit.article.id]) for n, candidate in enumerate(kept, 1))
    return replace(draft, quoted=tuple(kept)), cited


def _draft(query: Query, proposed: Sequence[Candidate], weights: Weights, unheard: tuple[str, ...]) -> Draft:
    ranked = best_first(proposed)
    if not ranked:
        return Draft("unanswerable", 0.0, (), (), unheard=unheard)
    lacks = _lacks(query, ranked[0], weights)
    if lacks and (whole := _without_lack(query, ranked, weights)):
        ranked, lacks = whole, ()
    counted = counted_word(query.text, query.language)
    if counted in unheard:  # nobody has counted what no article speaks of
        lacks = (*lacks, counted)
    best = ranked[0]
    sure = confidence(best.evidence)
    said = _quoted(ranked)
    outcome = status(sure, lacks, fits=_fits(query.text, said))
    if outcome == "unanswerable":
        return Draft(outcome, sure, (), (), unheard=unheard)
    if outcome == "near_miss":
        closest = tuple(ranked[:_CLOSEST_SHOWN])
        return Draft(outcome, sure, closest, lacks, _unfit(query.text, closest), unheard=unheard)
    return Draft(outcome, sure, tuple(said), ())


def _unheard(query: Query, found: Found) -> tuple[str, ...]:
    """The words that no article has, where some of what was found is in the language of the question.

    One that begins like a word of what was found may be another form of it: ``coûtent``, ``coûte``.
    """
    own = [hit for hit in found.hits if hit.article.language == query.language]
    begun = {fold(word)[:_BEGINNING] for hit in own for word in _WORD.findall(hit.passage.text)}
    words = dict.fromkeys(_WORD.findall(query.text) if own else ())
    return tuple(w for w in words if fold(w) in found.unheard and fold(w)[:_BEGINNING] not in begun)


def _lacks(query: Query, candidate: Candidate, weights: Weights) -> tuple[str, ...]:
    return missing(query.text, query.language, candidate.hit.article, candidate.hit.passage.text, weights)


def _without_lack(query: Query, ranked: Sequence[Candidate], weights: Weights) -> list[Candidate]:
    """The sentences whose passages have all that the question names, best first, if the best would do for an answer."""
    near = {candidate.hit.passage.id: candidate for candidate in ranked[1:_SECOND_LOOK]}
    whole = {passage for passage, candidate in near.items() if not _lacks(query, candidate, weights)}
    found = best_first([candidate for candidate in ranked if candidate.hit.passage.id in whole])
    if not found:
        return []
    best = found[0].evidence
    return found if status(confidence(best) / _SURER, (), fits=best.fits > 0) == "answered" else []


def _fits(question: str, said: Sequence[Candidate]) -> bool:
    """Whether the kind of fact that is asked for is there: a figure, of which there are many, in the best sentence."""
    in_first = asks_for_money(question) or wanted(question) == "amount"
    return any(candidate.evidence.fits > 0 for candidate in (said[:1] if in_first else said))


def _unfit(question: str, closest: Sequence[Candidate]) -> str:
    """The key of what the closest sentences do not give; of a sum only the first is looked at."""
    if asks_for_money(question):
        return "" if closest[0].evidence.fits > 0 else "money"
    return "" if any(candidate.evidence.fits > 0 for candidate in closest) else wanted(question)


def _quoted(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The best sentence, the next best if it is as good, and wherever else in the articles they stand."""
    said = {fold(ranked[0].text)}
    following = next((other for other in ranked if fold(other.text) not in said), None)
    if following is not None and as_good(ranked[0], following):
        said.add(fold(following.text))
    places = {(candidate.hit.article.id, fold(candidate.text)): candidate for candidate in reversed(ranked)}
    return [candidate for candidate in reversed(places.values()) if fold(candidate.text) in said]


def _citation(number: int, candidate: Candidate, story: Sequence[Article]) -> Citation:
    a = candidate.hit.article
    variants = tuple(variant(other, candidate.text) for other in story if other.id != a.id)
    return Citation(
        number, a.id, a.title, a.kind, a.source, a.published, a.published_from,
        candidate.text, candidate.start, candidate.end, confidence(candidate.evidence),
        variants, a.dating,
    )  # fmt: skip


def _statements(cited: Sequence[Citation]) -> list[list[Citation]]:
    """The citations by what they say: one statement, all its sources."""
    same: dict[str, list[Citation]] = {}
    for citation in cited:
        same.setdefault(fold(citation.quote), []).append(citation)
    return list(same.values())


def _times(cited: Sequence[Citation], languages: dict[str, str]) -> tuple[TimeRef, ...]:
    """The time expressions of the quotations that need the article's date, as far as they can be resolved."""
    return tuple(
        TimeRef(citation.number, citation.quote[found.start : found.end], span[0], span[1], citation.published)
        for citation in cited
        if citation.published is not None
        for found in time_expressions(citation.quote, languages[citation.article_id])
        if found.relative and (span := resolve(found, citation.published)) is not None
    )


def _short(draft: Draft, kind: Wanted, query: Query) -> str | None:
    """What was asked for, out of the first quotation that tells."""
    if draft.status != "answered":
        return None
    for candidate in draft.quoted:
        read = candidate.answer
        own = read and (read[0] - candidate.start, read[1] - candidate.start)
        span = short_span(
            candidate.text,
            candidate.hit.article.language,
            kind,
            own,
            several=asks_for_several(query.text),
            question=query.text,
            units=asked_units(query.text, query.language),
        )
        if span is not None:
            return candidate.text[span[0] : span[1]]
    return None


def _told(times: Sequence[TimeRef], short: str | None, query: Query) -> list[str]:
    """The lines that say which days relative times mean."""
    return [inferred(time, query.text, query.language) for time in telling(times, short, query.text)]


def _text(draft: Draft, cited: Sequence[Citation], inferences: Sequence[str], say: Messages) -> str:
    also = [word for word in draft.unheard if fold(word) not in fold(" ".join(draft.lacks))]
    unheard = [say.unheard.format(what=", ".join(also))] if also else []
    if draft.status == "unanswerable":
        return "\n\n".join([say.unanswerable, *unheard])
    quotes = [_quotation(sources, say) for sources in _statements(cited)]
    if draft.status == "near_miss":
        lacks = [say.missing.format(what=", ".join(draft.lacks))] if draft.lacks else []
        without = [say.without[draft.unfit]] if draft.unfit else []
        first = say.near_miss if len(quotes) == 1 else say.near_misses
        return "\n\n".join([first, *quotes, *lacks, *unheard, *without])
    return "\n\n".join([*quotes, *inferences])


def _quotation(sources: Sequence[Citation], say: Messages) -> str:
    markers = "".join(f"[{citation.number}]" for citation in sources)
    return f"{say.quote.format(quote=sources[0].quote)} {markers}"
