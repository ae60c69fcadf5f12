"""A language model rewords what the extractive draft found; code decides, cites and checks, sentence by sentence."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from rag.answer.claim_content import Similarity
from rag.answer.generate_notes import Reason, note
from rag.answer.orders import is_order
from rag.answer.prompt import fitting, user_message
from rag.answer.reply import reply_sentences
from rag.answer.said import telling_words
from rag.answer.verify import verify
from rag.errors import ChatModelError, ModelError
from rag.models.chat_model import ChatModel, Pieces
from rag.schema import Answer, Citation, Claim, Hit
from rag.text.fold import fold
from rag.text.language import detect_language
from rag.text.sentences import sentences

_TRIED = 3
"""How many sentences of the articles a claim is held against, the most alike first."""
_LANGUAGES = ("fr", "en", "vi", "zh")
_TELLING = 5
"""Fewer words than that, names among them, do not tell a language for sure."""
_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Checked:
    """What of a reply has passed so far."""

    citations: list[Citation]
    founded: int
    """How many of the citations are the draft's own."""
    claims: list[Claim] = field(default_factory=list)
    dropped: int = 0
    foreign: int = 0
    """How many of those dropped are in another language than the question."""
    wrong: bool = False


class Generator:
    """Rewords drafts with a language model; never decides whether a question is answered, nor adds anything to it."""

    def __init__(
        self, chat: ChatModel, prompts: Mapping[str, str], budget: int, count: Callable[[str], int], alike: Similarity
    ) -> None:
        """Takes system messages by language, and the ``budget`` in tokens of ``count`` for all that is sent."""
        self._chat, self._prompts, self._budget, self._count, self._alike = chat, prompts, budget, count, alike

    def stream(self, draft: Answer) -> Iterator[str | Answer]:
        """Checked sentences as they come, then the answer, which counts where the two differ.

        Empty pieces mean that the model is still silent. A draft that does not answer is returned as it is: the model
        is not asked. When the model fails, writes a figure that no article has, or says nothing that the draft bears
        out, the draft is the answer, with a note. Closing the iterator stops the model.
        """
        if draft.status != "answered":
            yield draft
            return
        if any(is_order(citation.quote) for citation in draft.citations):
            yield _fallback(draft, "order")
            return
        done = _Checked(list(draft.citations), len(draft.citations))
        try:
            yield from self._checked(draft, done)
        except ModelError as error:
            _logger.warning("%s", error)
            reason = error.reason if isinstance(error, ChatModelError) else "unreachable"
            if reason != "cut":
                yield _fallback(draft, reason)
                return
            done.dropped += 1
        yield _result(draft, done)

    def _checked(self, draft: Answer, done: _Checked) -> Iterator[str]:
        """The sentences that are borne out, with their markers; ``done`` is told of all."""
        system = self._prompts.get(draft.language, self._prompts["en"])
        hits = fitting(draft, system, self._budget, self._count)
        places, shown = quotable(hits, draft), [draft.standalone_question, *_all_sentences(hits)]
        with closing(self._reply(system, draft.standalone_question, hits)) as pieces:
            for sentence in reply_sentences(pieces, draft.language):
                if not sentence:
                    yield ""
                    continue
                taken = self._take(sentence, done, places, draft.language)
                if not taken and self._has_stray_figure(sentence, shown, draft.language):
                    done.wrong = True
                    return
                if taken:
                    yield taken

    def _reply(self, system: str, question: str, hits: Sequence[Hit]) -> Pieces:
        """What the model writes, of half the passages when all are too long for it."""
        while True:
            try:
                with closing(self._chat.stream(system, user_message(question, hits))) as pieces:
                    yield from pieces
                    return
            except ChatModelError as error:
                if error.reason != "too_long" or len(hits) == 1:
                    raise
                hits = hits[: len(hits) // 2]

    def _take(self, sentence: str, done: _Checked, places: Sequence[Citation], language: str) -> str:
        """The sentence with its marker if a place bears it out, else nothing; ``done`` is told."""
        if is_foreign(sentence, language):
            done.foreign += 1
            done.dropped += 1
            return ""
        for cited in nearest(sentence, places, language, self._alike):
            verdict = verify(
                sentence, [cited.quote], language=language, published=[cited.published], similarity=self._alike
            )
            if verdict.supported:
                number = _number(cited, done.citations)
                done.claims.append(Claim(sentence, (number,), True, verdict.checks))
                return f"{sentence} [{number}] "
        done.dropped += 1
        return ""

    def _has_stray_figure(self, sentence: str, shown: Sequence[str], language: str) -> bool:
        """Whether a number or date of the sentence stands nowhere in what the model was shown."""
        checks = verify(sentence, shown, language=language).checks
        return not (checks.numbers and checks.dates)


def quotable(hits: Sequence[Hit], draft: Answer) -> tuple[Citation, ...]:
    """What a claim may rest on: the draft's quotations, and other sentences of the hits that say the short answer.

    No other sentence: a model that obeys one planted in an article repeats it, and it would bear itself out.
    """
    found = {(c.article_id, c.start, c.end): c for c in draft.citations}
    if draft.short_answer is None:
        return tuple(found.values())
    asked = fold(draft.short_answer)
    for hit in hits:
        a, offset = hit.article, hit.passage.start
        for start, end in ((offset + s, offset + e) for s, e in sentences(hit.passage.text, a.language)):
            if asked in fold(a.text[start:end]) and not is_order(a.text[start:end]):
                found.setdefault((a.id, start, end), Citation(
                    0, a.id, a.title, a.kind, a.source, a.published, a.published_from,
                    a.text[start:end], start, end, hit.score, (), a.dating,
                ))  # fmt: skip
    return tuple(found.values())


def _all_sentences(hits: Sequence[Hit]) -> list[str]:
    return [
        hit.passage.text[start:end] for hit in hits for start, end in sentences(hit.passage.text, hit.article.language)
    ]


def is_foreign(sentence: str, language: str) -> bool:
    """Whether a sentence is surely in another language than ``language`` (ISO 639-1)."""
    if language not in _LANGUAGES:
        return False
    told = detect_language(sentence, among=_LANGUAGES)
    if told in ("und", language):
        return False
    return "zh" in (told, language) or len(sentence.split()) >= _TELLING


def nearest(claim: str, places: Sequence[Citation], language: str, alike: Similarity) -> list[Citation]:
    """The few places most like a claim: by shared words, and where none are shared by meaning."""
    words = telling_words(claim, language)
    shares = [len(words & telling_words(place.quote, language)) for place in places]
    if any(shares):
        ranks: Sequence[float] = shares
    else:
        ranks = alike.similarity(claim, [place.quote for place in places])
    order = sorted(range(len(places)), key=lambda i: -ranks[i])
    return [places[i] for i in order[:_TRIED]]


def _number(cited: Citation, citations: list[Citation]) -> int:
    if cited.number == 0:
        same = [c for c in citations if (c.article_id, c.start, c.end) == (cited.article_id, cited.start, cited.end)]
        if same:
            return same[0].number
        cited = replace(cited, number=len(citations) + 1)
        citations.append(cited)
    return cited.number


def _result(draft: Answer, done: _Checked) -> Answer:
    if done.wrong:
        return _fallback(draft, "wrong")
    if not any(number <= done.founded for claim in done.claims for number in claim.citations):
        return _fallback(draft, _why_nothing(done))
    text = " ".join(f"{claim.text} {''.join(f'[{n}]' for n in claim.citations)}" for claim in done.claims)
    notes = (note("dropped", draft.language, done.dropped),) if done.dropped else ()
    return replace(
        draft, engine="llm", answer=text, claims=tuple(done.claims), citations=tuple(done.citations),
        notes=(*draft.notes, *notes),
    )  # fmt: skip


def _why_nothing(done: _Checked) -> Reason:
    if not done.claims and not done.dropped:
        return "empty"
    return "language" if not done.claims and done.foreign == done.dropped else "unfounded"


def _fallback(draft: Answer, reason: Reason) -> Answer:
    return replace(draft, notes=(*draft.notes, note(reason, draft.language)))
