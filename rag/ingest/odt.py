"""OpenDocument texts (OASIS OpenDocument 1.3) to pages."""

from collections.abc import Iterator, Mapping

from rag.errors import PageError
from rag.ingest.archive import Archive
from rag.ingest.blocks import Role
from rag.ingest.office import Paragraph, office_page, row, written_day
from rag.ingest.page import Page, Properties
from rag.ingest.properties import properties
from rag.ingest.xml_trees import Element, attribute, child_text, children, name_of, tree_of

MEDIA_TYPES = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.text-template")
_MANIFEST = "META-INF/manifest.xml"
_UNSEEN = frozenset(
    ("tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "note-citation", "desc")
)
_ROLES: Mapping[str, Role] = {"Title": "title", "Caption": "caption", "Illustration": "caption", "Figure": "caption"}
_MOST_SPACES = 1000
_DEEPEST_STYLE = 10


def odt_page(archive: Archive) -> Page:
    """The page of an OpenDocument text. Raises ``PageError`` when it is encrypted, damaged or has no text."""
    source, names = archive.source, archive.names()
    if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
        raise PageError(f"{source}: protected by a password; save it without one")
    content = tree_of(archive.read("content.xml"), source)
    styles = [content]
    if "styles.xml" in names:
        styles.append(tree_of(archive.read("styles.xml"), source))
    reader = _Reader({name: style for root in styles for name, style in _styles(root)})
    body = [found for text in content.iter("{*}text") for found in reader.paragraphs(text) if _is_body(text)]
    furniture = [
        text
        for root in styles
        for part in root.iter("{*}header", "{*}footer", "{*}header-first", "{*}footer-first")
        for _, text in reader.paragraphs(part)
    ]
    return office_page(source, body, furniture, reader.notes, _properties(archive, names))


def _is_body(element: Element) -> bool:
    above = element.getparent()
    return above is not None and name_of(above) == "body"


def _styles(root: Element) -> Iterator[tuple[str, str]]:
    """Each paragraph style with the one that it is derived from."""
    for style in root.iter("{*}style"):
        yield attribute(style, "name") or "", attribute(style, "parent-style-name") or ""


def _properties(archive: Archive, names: set[str]) -> Properties:
    if "meta.xml" not in names:
        return Properties()
    root = tree_of(archive.read("meta.xml"), archive.source)
    meta = next(children(root, "meta"), root)
    return properties(
        archive.source,
        title=child_text(meta, "title"),
        author=child_text(meta, "initial-creator", "creator"),
        language=child_text(meta, "language"),
        made=written_day(child_text(meta, "creation-date")),
    )


class _Reader:
    """Reads paragraphs with the document's styles at hand, and collects footnotes as it meets them."""

    def __init__(self, parents: Mapping[str, str]) -> None:
        self._parents = parents
        self.notes: list[str] = []

    def paragraphs(self, element: Element) -> Iterator[Paragraph]:
        """The paragraphs inside an element in their order, those of text boxes behind the one that holds the box."""
        for child in element:
            name = name_of(child)
            if name in ("p", "h"):
                boxes: list[Paragraph] = []
                text = "".join(self._text(child, boxes))
                yield ("heading" if name == "h" else self._role(attribute(child, "style-name") or ""), text)
                yield from boxes
            elif name == "table-row":
                yield from row([list(self.paragraphs(cell)) for cell in children(child, "table-cell")])
            elif name not in _UNSEEN:
                yield from self.paragraphs(child)

    def _role(self, style: str) -> Role:
        for _ in range(_DEEPEST_STYLE):
            if style in _ROLES:
                return _ROLES[style]
            if not style or style.startswith("Heading"):
                break
            style = self._parents.get(style, "")
        return "heading" if style.startswith("Heading") else "text"

    def _text(self, element: Element, boxes: list[Paragraph]) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            name = name_of(child)
            if name == "s":
                count = attribute(child, "c") or "1"
                yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
            elif name in ("tab", "line-break"):
                yield "\t" if name == "tab" else "\n"
            elif name == "note":
                for body in children(child, "note-body"):
                    self.notes.append(" ".join(text.strip() for _, text in self.paragraphs(body)))
            elif name in ("text-box", "frame"):
                boxes += self.paragraphs(child)
            elif name not in _UNSEEN:
                yield from self._text(child, boxes)
            yield child.tail or ""
