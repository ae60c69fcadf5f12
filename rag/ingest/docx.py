"""Word documents (Office Open XML, ECMA-376 part 1) to pages.

Read with zipfile and lxml rather than python-docx, which unpacks every part whole, whatever its size, and knows neither
text boxes, tracked changes nor footnotes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from rag.errors import PageError
from rag.ingest.archive import Archive
from rag.ingest.blocks import Role
from rag.ingest.office import Paragraph, office_page, row, written_day
from rag.ingest.page import Page, Properties
from rag.ingest.properties import properties
from rag.ingest.xml_trees import Element, attribute, child_text, children, name_of, tree_of

DOCUMENT = "word/document.xml"
_FURNITURE = re.compile(r"word/(?:header|footer)\d*\.xml")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_SIGNS: Mapping[str, str] = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_UNSEEN = frozenset(
    ("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "pict")
)
"""Deleted text, field codes, the second version of a text box, formatting."""
_ROLES: Mapping[str, Role] = {"title": "title", "caption": "caption", "header": "boilerplate", "footer": "boilerplate"}
_DEEPEST_STYLE = 10


def docx_page(archive: Archive) -> Page:
    """The page of a Word document. Raises ``PageError`` when it is damaged or has no text."""
    source = archive.source
    names = archive.names()
    styles = _styles(archive, names)
    body = next(children(tree_of(archive.read(DOCUMENT), source), "body"), None)
    if body is None:
        raise PageError(f"{source}: damaged Word document (no body in it); get the file again")
    furniture = [
        text
        for name in sorted(filter(_FURNITURE.fullmatch, names))
        for _, text in _paragraphs(tree_of(archive.read(name), source), {})
    ]
    notes = [text for name in _NOTES if name in names for text in _notes(tree_of(archive.read(name), source))]
    return office_page(source, list(_paragraphs(body, styles)), furniture, notes, _properties(archive, names))


def _properties(archive: Archive, names: set[str]) -> Properties:
    if "docProps/core.xml" not in names:
        return Properties()
    core = tree_of(archive.read("docProps/core.xml"), archive.source)
    return properties(
        archive.source,
        title=child_text(core, "title"),
        author=child_text(core, "creator"),
        language=child_text(core, "language"),
        made=written_day(child_text(core, "created")),
    )


def _styles(archive: Archive, names: set[str]) -> Mapping[str, Role]:
    """What paragraphs of each style are, by the style's id; the names of built-in styles are English everywhere."""
    if "word/styles.xml" not in names:
        return {}
    found = {
        attribute(style, "styleId") or "": style
        for style in children(tree_of(archive.read("word/styles.xml"), archive.source), "style")
    }
    return {style_id: _role(style_id, found) for style_id in found}


def _role(style_id: str, styles: Mapping[str, Element]) -> Role:
    for _ in range(_DEEPEST_STYLE):
        style = styles.get(style_id)
        if style is None:
            break
        name = (_value(style, "name") or "").lower()
        if name.startswith("heading"):
            return "heading"
        if name in _ROLES:
            return _ROLES[name]
        style_id = _value(style, "basedOn") or ""
    return "text"


def _value(element: Element, name: str) -> str | None:
    child = next(children(element, name), None)
    return None if child is None else attribute(child, "val")


def _notes(root: Element) -> Iterator[str]:
    """The footnotes; those with a type are the lines that part them from the text."""
    for note in children(root, "footnote", "endnote"):
        if attribute(note, "type") in (None, "normal"):
            yield " ".join(text.strip() for _, text in _paragraphs(note, {}))


def _paragraphs(element: Element, styles: Mapping[str, Role]) -> Iterator[Paragraph]:
    """The paragraphs inside an element in their order, those of text boxes behind the one that holds the box."""
    for child in element:
        name = name_of(child)
        if name == "p":
            boxes: list[Paragraph] = []
            text = "".join(_text(child, boxes, styles))
            yield (_role_of(child, styles), text)
            yield from boxes
        elif name == "tbl":
            for line in children(child, "tr"):
                yield from row([list(_paragraphs(cell, styles)) for cell in _cells(line)])
        elif name not in _UNSEEN:
            yield from _paragraphs(child, styles)


def _cells(line: Element) -> Sequence[Element]:
    return [cell for child in line for cell in ([child] if name_of(child) == "tc" else child.iter("{*}tc"))]


def _role_of(paragraph: Element, styles: Mapping[str, Role]) -> Role:
    for formatting in children(paragraph, "pPr"):
        style = _value(formatting, "pStyle")
        role = styles.get(style or "", "text")
        if role == "text" and _value(formatting, "outlineLvl") in ("0", "1", "2"):
            return "heading"
        return role
    return "text"


def _text(element: Element, boxes: list[Paragraph], styles: Mapping[str, Role]) -> Iterator[str]:
    """The visible text of a paragraph in pieces; what stands in text boxes goes into ``boxes``."""
    for child in element:
        name = name_of(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "txbxContent":
            boxes += _paragraphs(child, styles)
        elif name not in _UNSEEN and not (name == "r" and _is_hidden(child)):
            yield from _text(child, boxes, styles)


def _is_hidden(run: Element) -> bool:
    formatting = next(children(run, "rPr"), None)
    if formatting is None:
        return False
    return any(attribute(mark, "val") not in ("0", "false") for mark in children(formatting, "vanish"))
