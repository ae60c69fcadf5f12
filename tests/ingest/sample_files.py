"""Writers of small files in the formats that are read; every text in them is invented."""

import zlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

Drawn = tuple[str, float, float, float]
"""A line on a PDF page: text, x, y from below, size of its letters, in points."""
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def pdf(pages: Sequence[Sequence[Drawn]], info: Mapping[str, str] | None = None, language: str = "") -> bytes:
    """A PDF of any Unicode text, its letters named by a ToUnicode map; a page without lines shows a picture."""
    letters = sorted({c for page in pages for text, *_ in page for c in text})
    codes = {letter: f"{number:04x}" for number, letter in enumerate(letters, start=1)}
    mapping = "\n".join(f"<{code}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    cmap = "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
    cmap += f"{len(codes)} beginbfchar\n{mapping}\nendbfchar endcmap"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {f'/Lang ({language})' if language else ''} >>".encode(),
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (8 + 2 * i) for i in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(cmap.encode()),
        b"<< "
        + b" ".join(f"/{k} <feff{v.encode('utf-16-be').hex()}>".encode() for k, v in (info or {}).items())
        + b" >>",
        _stream(
            b"\0", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
    ]
    for i, page in enumerate(pages):
        shown = "".join(
            f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{''.join(codes[c] for c in text)}> Tj ET\n"
            for text, x, y, size in page
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> /XObject << /P 7 0 R >> >> >>" % (9 + 2 * i)
        )
        objects.append(_stream(shown.encode() if page else b"q 595 0 0 842 0 0 cm /P Do Q"))
    return _numbered(objects)


def column(text: Sequence[str], top: float = 700, size: float = 11) -> list[Drawn]:
    """Lines below each other at the usual distance, an empty string leaving room between paragraphs."""
    return [(line, 72, top - 14 * i, size) for i, line in enumerate(text) if line]


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (entries, len(packed), packed)


def _numbered(objects: Sequence[bytes]) -> bytes:
    written, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(written),
    )
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A zip archive of these members."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(paragraphs: Sequence[tuple[str, str]], header: str = "", **properties: object) -> bytes:
    """A Word document of (style, text), written by python-docx from its own template."""
    document = Document()
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    document.sections[0].header.paragraphs[0].text = header
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def odt(body: str, meta: str = "", styles: str = "") -> bytes:
    """An OpenDocument text of this body."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    about = f"<office:document-meta {ODF}><office:meta>{meta}</office:meta></office:document-meta>"
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content, "meta.xml": about})


def epub(chapters: Mapping[str, str], meta: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """A book of these chapters, in this order, behind a table of contents."""
    items = "".join(
        f'<item id="c{i}" href="{name}" media-type="application/xhtml+xml"/>' for i, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{i}"/>' for i in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'{meta}</metadata><manifest>{items}<item id="nav" href="nav.xhtml" properties="nav" '
        f'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    members = {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "OPS/book.opf": package}
    contents = {"OPS/nav.xhtml": "<p>Sommaire</p>", **{f"OPS/{name}": text for name, text in chapters.items()}}
    return zipped({**members, **contents, **(more or {})})


def mail(plain: str = "", html: str = "", attached: Mapping[str, bytes] | None = None, **headers: str) -> bytes:
    """A mail; underscores in the names of headers stand for hyphens."""
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    for name, content in (attached or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()
