"""Pages that a browser printed to PDF: the address, day and page numbers that it sets into their margins.

Chromium prints ``11/27/26, 10:04 PM  Title`` above and ``https://… 1/3`` below, Firefox ``Title  https://…`` above and
``1 of 3  27/11/2026, 22:04`` below, Safari the like. None of it is the article's; the address is where it stood.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rag.ingest.pdf_lines import Line, edge

_DAY_AND_TIME = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+\d{1,2}\s?[:.hH]\s?\d{2}(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
_PAGE = r"(?:page\s+)?\d{1,4}\s*(?:/|of|sur|de|trên|共)\s*\d{1,4}"
_ADDRESS = re.compile(rf"(?:.*?\s)??(?P<address>\w{{2,6}}://\S+)(?:\s+{_PAGE})?", re.IGNORECASE)
_DAY = re.compile(rf"(?:{_PAGE}\s+)?{_DAY_AND_TIME}(?:\s+.+)?", re.IGNORECASE)


class BrowserPrint(NamedTuple):
    """Page and index of each line that a browser put there, and the address of the page that it printed."""

    lines: frozenset[tuple[int, int]] = frozenset()
    address: str | None = None


def browser_print(pages: Sequence[Sequence[Line]]) -> BrowserPrint:
    """What a browser put into the margins; nothing unless both an address and a day with a time stand there."""
    edges = [(number, i) for number, lines in enumerate(pages) for i in edge(lines)]
    addressed = {at: match for at in edges if (match := _ADDRESS.fullmatch(pages[at[0]][at[1]].text))}
    dated = [at for at in edges if at not in addressed and _DAY.fullmatch(pages[at[0]][at[1]].text)]
    if not dated or not addressed:
        return BrowserPrint()
    return BrowserPrint(frozenset([*addressed, *dated]), next(iter(addressed.values()))["address"])
