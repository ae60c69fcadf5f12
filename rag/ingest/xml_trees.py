"""XML to trees that nothing outside them can change (the only file that imports lxml).

Entities are not expanded, no DTD is loaded, nothing is fetched, depth and size are bounded by libxml2: so "billion
laughs" and external entities find nothing to do.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any

from rag.errors import PageError

Element = Any
"""An element of a tree; lxml has no types."""

_NAMED = re.compile(rb"<!\[CDATA\[.*?\]\]>|&([A-Za-z][A-Za-z0-9]{1,31});", re.DOTALL)
_OF_XML = (b"amp", b"lt", b"gt", b"quot", b"apos")


def tree_of(data: bytes, source: str, *, forgiving: bool = False) -> Element:
    """The root of an XML document; ``forgiving`` mends what feeds get wrong. Raises ``PageError`` when it is no XML."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True, recover=forgiving,
    )  # fmt: skip
    try:
        root = etree.fromstring(_NAMED.sub(_as_number, data) if forgiving else data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PageError(f"{source}: damaged XML ({str(error).splitlines()[0][:120]}); get the file again") from error
    if root is None:
        raise PageError(f"{source}: damaged XML (no element in it); get the file again")
    return root


def name_of(element: Element) -> str:
    """The name of an element without its namespace; empty for an entity, which is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children with one of these names, in any namespace, in their order."""
    return (child for child in element if name_of(child) in names)


def child_text(element: Element, *names: str) -> str:
    """The text in the first child, by the order of ``names``, that has any; else empty."""
    for name in names:
        for child in children(element, name):
            if text := "".join(child.itertext()).strip():
                return text
    return ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute of that name in any namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def inner_markup(element: Element) -> str:
    """What stands inside an element, as markup without namespaces' prefixes: XHTML as HTML has it."""
    from lxml import etree

    markup = etree.tostring(element, encoding="unicode", with_tail=False)
    markup = re.sub(r"(</?)[\w.-]+:(?=[A-Za-z])", r"\1", markup)
    return re.sub(r"^<[^>]*>|</[^>]*>$", "", markup)


def _as_number(reference: re.Match[bytes]) -> bytes:
    """HTML's named characters as numbers: XML knows five of them only."""
    name = reference[1]
    characters = None if name is None or name in _OF_XML else html5.get(f"{name.decode()};")
    return "".join(f"&#{ord(c)};" for c in characters).encode() if characters else reference[0]
