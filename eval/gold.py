"""Where in a store the gold quotations stand: the bridge from question files to passages and citations."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eval.questions import GoldQuestion, Place
from rag.index.catalogue import Catalogue
from rag.schema import Article, Passage
from rag.text.fold import fold

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Located:
    """A gold quotation found in an article of the store: ``article.text[start:end]``."""

    article_id: str
    start: int
    end: int

    def touches(self, article_id: str, start: int, end: int) -> bool:
        """Whether a span of an article shares a character with it."""
        return article_id == self.article_id and start < self.end and self.start < end


class Articles:
    """All articles of a store, to look places up in."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Reads every article: meant for collections of some thousands."""
        self._by_id = catalogue.articles([summary.id for summary in catalogue.summaries()])

    def locate(self, question: GoldQuestion) -> tuple[Located, ...]:
        """Where the places of a question stand; one of them may stand in several articles, or in none."""
        return tuple(dict.fromkeys(found for place in question.places for found in self._place(place)))

    def text_of(self, article_id: str) -> str:
        """The text of an article as it was when this was made; raises ``KeyError`` for one that is not there."""
        return self._by_id[article_id].text

    def _place(self, place: Place) -> Iterator[Located]:
        for article in self._by_id.values():
            if any(_same_file(source, place.article) for source in (article.source, *article.stood_on)):
                span = _quoted(article, place.quote) if place.quote is not None else _from_raw(article, place)
                if span is not None:
                    yield Located(article.id, *span)


def relevant_passages(
    located: Mapping[str, Iterable[Located]], passages: Iterable[tuple[int, Passage]]
) -> dict[str, set[int]]:
    """For each question the numbers of the passages that hold a part of a gold quotation."""
    by_article: dict[str, list[tuple[str, Located]]] = {}
    for question, places in located.items():
        for place in places:
            by_article.setdefault(place.article_id, []).append((question, place))
    found: dict[str, set[int]] = {question: set() for question in located}
    for number, passage in passages:
        for question, place in by_article.get(passage.article_id, ()):
            if place.touches(passage.article_id, passage.start, passage.end):
                found[question].add(number)
    return found


def _same_file(source: str, named: str) -> bool:
    """``seeds/007.txt`` and ``007.txt`` are one file, whatever folder the store was filled from."""
    a, b = source.split("/"), named.split("/")
    shared = min(len(a), len(b))
    return a[-shared:] == b[-shared:]


def _quoted(article: Article, quote: str) -> Span | None:
    start = article.text.find(quote)
    if start >= 0:
        return (start, start + len(quote))
    return _loosely(article.text, quote)


def _loosely(text: str, quote: str) -> Span | None:
    """The span of the quotation with white space and case set aside: cleaning repairs both."""
    kept = [(i, letter) for i, c in enumerate(text) for letter in fold(c) if not letter.isspace()]
    wanted = "".join(letter for letter in fold(quote) if not letter.isspace())
    at = "".join(letter for _, letter in kept).find(wanted)
    return None if at < 0 or not wanted else (kept[at][0], kept[at + len(wanted) - 1][0] + 1)


def _from_raw(article: Article, place: Place) -> Span | None:
    """The part of the text that came from a span of the raw page; None when none did, or it is of another page."""
    assert place.raw is not None, "a place has a quotation or a span"
    if not _same_file(article.source, place.article):
        return None
    start, end = place.raw
    touched = [s for s in article.source_map.segments if s.raw_start < end and start < s.raw_end]
    spans = [_clip(s.text_start, s.text_end, s.raw_start, s.raw_end, start, end) for s in touched]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


def _clip(text_start: int, text_end: int, raw_start: int, raw_end: int, start: int, end: int) -> Span:
    if text_end - text_start != raw_end - raw_start:
        return (text_start, text_end)
    return (text_start + max(0, start - raw_start), text_end - max(0, raw_end - end))
