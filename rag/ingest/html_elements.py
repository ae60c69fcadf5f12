"""What HTML elements mean for their text."""


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _set("""
area base br col embed hr img input link meta param source track wbr
""")
"""Without content and end tag."""

UNSEEN = _set("""
script style noscript template svg math iframe object select textarea canvas video audio button head
""")
"""Whose text no reader sees as text."""

BLOCKS = _set("""
address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2
h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul
caption
""")
"""Which begin and end a block of text."""

LEAVES = _set("""
p h1 h2 h3 h4 h5 h6 li dt dd figcaption tr caption blockquote pre td th
""")
"""Blocks that hold one paragraph, not a part of the page."""

NAVIGATION = _set("""
nav footer menu
""")
"""Menus and page footers."""

HEADINGS = _set("""
h2 h3 h4 h5 h6
""")
"""Below the first level."""
