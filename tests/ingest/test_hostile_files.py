"""Whatever a file holds, reading it gives pages or errors of one line, and nothing of a PDF is lost."""

from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag.errors import PageError
from rag.ingest.articles import articles_of
from rag.ingest.page import Page
from rag.ingest.pdf_layout import Line, outline_of
from rag.ingest.read import read_pages
from tests.ingest.sample_files import column, docx, epub, mail, odt, pdf, zipped

TEXT = "Le pont de Bac Lan a rouvert vendredi."
FILES = {
    ".pdf": pdf([column([TEXT])], {"Title": "Le pont"}),
    ".docx": docx([("Title", "Le pont"), ("Normal", TEXT)]),
    ".odt": odt(f"<text:p>{TEXT}</text:p>"),
    ".epub": epub({"a.xhtml": f"<p>{TEXT}</p>"}),
    ".eml": mail(TEXT, html=f"<p>{TEXT}</p>", Subject="Le pont", attached={"a.txt": b"x"}),
    ".rss": f"<rss><channel><item><description>{TEXT}</description></item></channel></rss>".encode(),
    ".zip": zipped({"a.txt": TEXT, "b/c.txt": TEXT}),
}
LINES = st.builds(
    Line,
    text=st.text("abcé.-数12 ", min_size=1, max_size=12).map(str.strip).filter(bool),
    x=st.sampled_from([72.0, 90.0, 300.0]),
    y=st.floats(0, 842),
    size=st.sampled_from([9.0, 11.0, 18.0]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(FILES)), st.sampled_from(sorted(FILES)), st.data())
def test_a_damaged_file_gives_pages_or_errors_of_one_line(
    tmp_path: Path, ending: str, name: str, data: st.DataObject
) -> None:
    """Bytes changed anywhere, the end cut off, a wrong name."""
    content = bytearray(FILES[ending])
    for _ in range(data.draw(st.integers(0, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / f"a{name}"
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    for page in read_pages(path, path.name, 1 << 20):
        assert "\n" not in (str(page) if isinstance(page, PageError) else _outcome(page))


def _outcome(page: Page) -> str:
    """The error that a page gives, or nothing when it gives articles."""
    try:
        articles_of(page)
    except PageError as error:
        return str(error)
    return ""


@given(st.lists(st.lists(LINES, max_size=6), max_size=4))
def test_every_line_of_a_pdf_is_in_exactly_one_part(pages: list[list[Line]]) -> None:
    """Nothing is lost or doubled: paragraphs and page furniture together are the whole text."""
    raw, parts = outline_of(pages)
    covered = sorted(span for part in parts for span in part.spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(covered))
    written = [line for start, end in covered for line in raw[start:end].split("\n")]
    assert [line.text for lines in pages for line in lines] == written
