"""What a browser would make of HTML: elements, and the text that is seen, read with the standard library's parser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "img", "br", "input"}


@dataclass
class Element:
    """A tag that was opened, with the text in it (all of it, of its children too)."""

    tag: str
    attributes: dict[str, str]
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text in it."""
        return "".join(self.texts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag, f"{tag} is closed where it is not open"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.texts.append(data)


def elements(html: str) -> list[Element]:
    """All elements in the order in which they open; asserts that every one is closed in its place."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader._open, f"left open: {reader._open}"
    return reader.elements


def one(html: str, tag: str, **attributes: str) -> Element:
    """The only element with this tag and these attributes (``class_`` for class: one of its classes)."""
    (found,) = every(html, tag, **attributes)
    return found


def every(html: str, tag: str, **attributes: str) -> list[Element]:
    """The elements with this tag and these attributes."""
    wanted_class = attributes.pop("class_", "")
    return [
        element
        for element in elements(html)
        if element.tag == tag
        and attributes.items() <= element.attributes.items()
        and set(wanted_class.split()) <= set(element.attributes.get("class", "").split())
    ]
