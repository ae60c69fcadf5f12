"""HTML from the templates of this package; everything that is filled in is escaped, whoever wrote it."""

from functools import cache
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def fill(template: str, **values: object) -> Markup:
    """The template with its places filled, safe to be put into another; a place left empty is an error."""
    return Markup(_environment().get_template(template).render(**values))  # noqa: S704 (autoescaped below)


def reading_path(article_id: str, start: int | None = None, end: int | None = None) -> str:
    """Where the article is read, relative to ``read/``, with the span to highlight and scroll to."""
    path = quote(article_id, safe="")
    return path if start is None else f"{path}?start={start}&end={end}#quote"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("rag.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
