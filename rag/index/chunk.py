"""Articles cut into passages of whole sentences, measured in the embedder's own tokens."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import pairwise

from rag.schema import Article, Passage
from rag.text.sentences import Span, sentences

CountTokens = Callable[[str], int]
LONGEST_SENTENCE = 3
"""In budgets: a citation should be a whole sentence, and this is still well inside what the embedder reads."""
_BROKEN_PARAGRAPH = 0.3


def passages(article: Article, count_tokens: CountTokens, budget: int) -> tuple[Passage, ...]:
    """The passages of an article, in order: ``article.text[p.start:p.end] == p.text``.

    A passage holds whole sentences, together at most ``budget`` tokens (1 or more); among all such divisions it is
    the one whose passages are fullest and break least often inside a paragraph. A sentence that alone exceeds the
    budget is a passage of its own, and only one of more than ``LONGEST_SENTENCE`` budgets is cut, at a space where
    there is one. Every character that is not white space lies in exactly one passage.
    """
    pieces = [
        piece
        for span in sentences(article.text, article.language)
        for piece in _cut(article.text, span, count_tokens, LONGEST_SENTENCE * budget)
    ]
    costs = [max(count_tokens(article.text[a:b]), 1) for a, b in pieces]
    ends_paragraph = ["\n\n" in article.text[a[1] : b[0]] for a, b in pairwise(pieces)] + [True]
    bounds = _divide(costs, ends_paragraph[: len(pieces)], budget)
    return tuple(_passage(article, pieces[i][0], pieces[j - 1][1]) for i, j in pairwise(bounds))


def context(article: Article) -> str:
    """What a passage is embedded with, outside its offsets: the article's title and, if known, its date."""
    return article.title if article.published is None else f"{article.title} ({article.published.isoformat()})"


def embedded_text(article: Article, passage: Passage) -> str:
    """The text whose vector stands for the passage."""
    head = context(article)
    return f"{head}\n{passage.text}" if head else passage.text


def _passage(article: Article, start: int, end: int) -> Passage:
    key = sha256(f"{article.id}:{start}:{end}".encode()).hexdigest()[:16]
    return Passage(key, article.id, start, end, article.text[start:end])


def _divide(costs: Sequence[int], ends_paragraph: Sequence[bool], budget: int) -> list[int]:
    """Where to break: 0, …, len(costs); the cheapest division by dynamic programming, as TeX breaks lines.

    A passage costs the square of the share of its budget that it leaves empty, and ``_BROKEN_PARAGRAPH`` more if it
    ends inside a paragraph (Knuth and Plass, Breaking Paragraphs into Lines, 1981).
    """
    best, origin = [0.0], [0]
    for end in range(1, len(costs) + 1):
        broken = 0.0 if ends_paragraph[end - 1] else _BROKEN_PARAGRAPH
        choices, used = [], 0
        for start in range(end - 1, -1, -1):
            used += costs[start]
            if used > budget and start < end - 1:
                break
            choices.append((best[start] + max(0.0, 1 - used / budget) ** 2 + broken, start))
        cheapest = min(choices, key=lambda choice: (round(choice[0], 9), -choice[1]))
        best.append(cheapest[0])
        origin.append(cheapest[1])
    bounds = [len(costs)]
    while bounds[-1] > 0:
        bounds.append(origin[bounds[-1]])
    return bounds[::-1]


def _cut(text: str, span: Span, count_tokens: CountTokens, limit: int) -> Iterator[Span]:
    """The sentence itself, or, when it is longer than the limit, pieces of it that are not."""
    start, end = span
    while start < end:
        stop = _fitting_end(text, start, end, count_tokens, limit)
        yield (start, start + len(text[start:stop].rstrip()))
        start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())


def _fitting_end(text: str, start: int, end: int, count_tokens: CountTokens, limit: int) -> int:
    """The end of the longest piece found from ``start`` that fits; at least one character."""
    if count_tokens(text[start:end]) <= limit:
        return end
    low, high = start + 1, min(end, start + 16 * limit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if count_tokens(text[start:middle]) <= limit else (low, middle - 1)
    space = max((i for i in range(start + 1, low) if text[i].isspace()), default=low)
    return space if space - start > (low - start) // 2 else low
