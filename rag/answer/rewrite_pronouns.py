"""Pronouns and demonstratives of a follow-up, resolved: « Qui l'a présidée ? », "its", « thẻ này », 他.

Each language's function gives the question with what the pronoun stands for in its place, or None where it holds no
pronoun that points out of it.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from rag.answer.rewrite_before import Before
from rag.answer.rewrite_en import english
from rag.answer.rewrite_fr import french
from rag.answer.rewrite_vi import vietnamese
from rag.answer.rewrite_zh import chinese


def resolved(question: str, before: Before) -> str | None:
    """The question with its pronouns replaced; None where there are none that lean on what was said."""
    return _RESOLVERS[before.language](question, before) if before.language in _RESOLVERS else None


_RESOLVERS: Mapping[str, Callable[[str, Before], str | None]] = MappingProxyType(
    {"fr": french, "en": english, "vi": vietnamese, "zh": chinese}
)
