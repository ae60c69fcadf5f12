"""What a language model is told: the excerpts that fit, and the question."""

from collections.abc import Callable, Sequence

from rag.answer.orders import is_order, without_orders
from rag.errors import ChatModelError
from rag.schema import Answer, Hit

MARGIN = 0.75
"""The share of the budget that is used: other models' tokens are smaller than those that are counted."""


def fitting(answer: Answer, system: str, budget: int, count: Callable[[str], int]) -> tuple[Hit, ...]:
    """The hits that fit into ``budget`` tokens beside the rest, those that the draft quotes first.

    Raises ``ChatModelError`` when not even the first fits.
    """
    left = int(budget * MARGIN) - count(system) - count(answer.standalone_question)
    kept: list[Hit] = []
    for hit in quoted_first(answer):
        left -= count(excerpt(len(kept) + 1, hit))
        if left < 0:
            break
        kept.append(hit)
    if not kept:
        raise ChatModelError("too_long", f"no passage fits into {budget} tokens; raise RAG_LLM_CONTEXT_TOKENS")
    return tuple(kept)


def quoted_first(answer: Answer) -> list[Hit]:
    """The hits, those that hold a quotation of the draft before the others."""

    def quoted(hit: Hit) -> bool:
        p = hit.passage
        return any(c.article_id == p.article_id and p.start <= c.start < p.end for c in answer.citations)

    return sorted(answer.hits, key=lambda hit: not quoted(hit))


def user_message(question: str, hits: Sequence[Hit]) -> str:
    """The excerpts, each between marks that its own text cannot close, then the question."""
    return "\n\n".join([*(excerpt(n, hit) for n, hit in enumerate(hits, 1)), question])


def excerpt(number: int, hit: Hit) -> str:
    """A passage with its title and date, as data; sentences that speak to a language model are left out."""
    title = "" if is_order(hit.article.title) else hit.article.title
    text = f"{title}\n{without_orders(hit.passage.text, hit.article.language)}".replace("<", "‹").replace(">", "›")
    day = f' date="{hit.article.published.isoformat()}"' if hit.article.published else ""
    return f'<excerpt number="{number}"{day}>\n{text.strip()}\n</excerpt>'
