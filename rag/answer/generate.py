"""A language model rephrases what the extractive draft found; code decides, cites and checks, sentence by sentence."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rag.answer.claim_content import Similarity
from rag.answer.generate_notes import Reason, note
from rag.answer.prompt import fitting, user_message
from rag.answer.said import telling_words
from rag.answer.verify import verify
from rag.errors import ModelError
from rag.models.chat_model import ChatModel
from rag.schema import Answer, Citation, Claim, Hit
from rag.text.sentences import sentences

_MARKERS = re.compile(r"\s*\[\d+\]|\*\*|^\s*(?:[-*•]|#+)\s+|</?excerpt[^>]*>", re.MULTILINE)
_MAX_CHARS = 4000
"""A reply is cut off here: nobody asked for more, and each sentence costs a check."""
_TRIED = 3
"""How many sentences of the articles a claim is held against, the most alike first."""


@dataclass(slots=True)
class _Checked:
    """What of a reply has passed so far."""

    citations: list[Citation]
    founded: int
    """How many of the citations are the draft's own."""
    claims: list[Claim] = field(default_factory=list)
    dropped: int = 0
    wrong: bool = False


class Generator:
    """Rewords drafts with a language model; never decides whether a question is answered."""

    def __init__(
        self, chat: ChatModel, prompts: Mapping[str, str], budget: int, count: Callable[[str], int], alike: Similarity
    ) -> None:
        """Takes system messages by language, and the ``budget`` in tokens of ``count`` for all that is sent."""
        self._chat, self._prompts, self._budget, self._count, self._alike = chat, prompts, budget, count, alike

    def stream(self, draft: Answer) -> Iterator[str | Answer]:
        """Checked sentences as they come, then the answer, which counts where the two differ.

        A draft that does not answer is returned as it is: the model is not asked. When the model cannot be reached,
        writes a figure that no article has, or says nothing that the draft bears out, the draft is the answer, with
        a note.
        """
        if draft.status != "answered":
            yield draft
            return
        done = _Checked(list(draft.citations), len(draft.citations))
        try:
            system = self._prompts.get(draft.language, self._prompts["en"])
            hits = fitting(draft, system, self._budget, self._count)
            places = quotable(hits, draft.citations)
            for sentence in split_stream(
                self._chat.stream(system, user_message(draft.standalone_question, hits)), draft.language
            ):
                shown = self._take(sentence, done, places, draft.language)
                if done.wrong:
                    break
                if shown:
                    yield shown
        except ModelError as error:
            yield _fallback(draft, "unreachable", str(error))
            return
        yield _result(draft, done)

    def _take(self, sentence: str, done: _Checked, places: Sequence[Citation], language: str) -> str:
        """The sentence with its markers if an article bears it out, else nothing; ``done`` is told."""
        for cited in nearest(sentence, places, language, self._alike):
            verdict = verify(
                sentence, [cited.quote], language=language, published=[cited.published], similarity=self._alike
            )
            if verdict.supported:
                number = _number(cited, done.citations)
                done.claims.append(Claim(sentence, (number,), True, verdict.checks))
                return f"{sentence} [{number}] "
        done.wrong = self._has_stray_figure(sentence, places, language)
        done.dropped += 1
        return ""

    def _has_stray_figure(self, sentence: str, places: Sequence[Citation], language: str) -> bool:
        """Whether a number or date of the sentence stands nowhere in what the model was shown."""
        checks = verify(sentence, [place.quote for place in places], language=language).checks
        return not (checks.numbers and checks.dates)


def quotable(hits: Sequence[Hit], draft: Sequence[Citation]) -> tuple[Citation, ...]:
    """What may be cited: the draft's quotations, then all other sentences of the hits, verbatim."""
    found = {(c.article_id, c.start, c.end): c for c in draft}
    for hit in hits:
        a, offset = hit.article, hit.passage.start
        for start, end in ((offset + s, offset + e) for s, e in sentences(hit.passage.text, a.language)):
            found.setdefault((a.id, start, end), Citation(
                0, a.id, a.title, a.kind, a.source, a.published, a.published_from,
                a.text[start:end], start, end, hit.score, (), a.dating,
            ))  # fmt: skip
    return tuple(found.values())


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


def split_stream(pieces: Iterator[str], language: str) -> Iterator[str]:
    """Whole sentences of a reply as soon as they are, without markers of its own."""
    text, sent = "", 0
    for piece in pieces:
        text += piece
        spans = sentences(text[sent:], language)
        for start, end in spans[:-1]:
            yield from _plain(text[sent + start : sent + end])
        if len(spans) > 1:
            sent += spans[-2][1]
        if len(text) > _MAX_CHARS:
            return
    for start, end in sentences(text[sent:], language):
        yield from _plain(text[sent + start : sent + end])


def _plain(sentence: str) -> list[str]:
    bare = " ".join(_MARKERS.sub("", sentence).split())
    return [bare] if any(character.isalnum() for character in bare) else []


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
        return _fallback(draft, "unfounded")
    text = " ".join(f"{claim.text} {''.join(f'[{n}]' for n in claim.citations)}" for claim in done.claims)
    notes = (note("dropped", draft.language, done.dropped),) if done.dropped else ()
    return replace(
        draft, engine="llm", answer=text, claims=tuple(done.claims), citations=tuple(done.citations),
        notes=(*draft.notes, *notes),
    )  # fmt: skip


def _fallback(draft: Answer, reason: Reason, detail: str = "") -> Answer:
    said = note(reason, draft.language) + (f" ({detail})" if detail else "")
    return replace(draft, notes=(*draft.notes, said))
