"""Which text of an HTML page is its article, in the judgement of trafilatura (the only file that imports it)."""

import logging


def main_text(raw: str) -> str | None:
    """The main text of an HTML page without its offsets, or ``None`` when trafilatura finds none."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    # It logs an error for each page that it finds nothing in; such pages are read without its advice.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(raw, include_comments=False, include_tables=True)
    return found.text if isinstance(found, Document) else None
