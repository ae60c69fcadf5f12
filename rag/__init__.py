"""Dépêche: ask your news archive. Every claim of an answer is a byte-exact, dated quotation.

``from rag import open_assistant`` is the way in for programs; everything behind it is loaded when it is called.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.facade import Archive, open_assistant

__version__ = "0.1.0"
__all__ = ["Archive", "__version__", "open_assistant"]


def __getattr__(name: str) -> Any:
    if name in {"Archive", "open_assistant"}:
        from rag import facade

        return getattr(facade, name)
    raise AttributeError(f"module 'rag' has no attribute {name!r}")
