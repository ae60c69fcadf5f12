"""Formats whose text has to be taken out: their articles, metadata and the way back to the extracted page."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rag.errors import PageError
from rag.ingest.articles import articles_of
from rag.ingest.page import Page
from rag.ingest.read import read_pages
from rag.schema import Article
from tests.ingest.sample_files import column, docx, epub, mail, odt, pdf, zipped

LIMIT = 1 << 20
TITLE = "Le pont de Bac Lan rouvre"
TEXT = {
    "fr": "Le pont de Bac Lan a rouvert vendredi. Les travaux ont coûté 1,6 million d'euros à la province.",
    "en": "The bridge of Bac Lan opened again on Friday. The works cost the province 1.6 million euros.",
    "vi": "Cầu Bắc Lan đã mở lại vào thứ sáu. Chi phí sửa chữa là 1,6 triệu euro do tỉnh chi trả cho nhà thầu.",
    "zh": "北兰大桥于星期五重新开放。该省为这项工程支付了一百六十万欧元，工程历时三个月。",
}


def read(folder: Path, name: str, content: bytes, limit: int = LIMIT) -> list[Page | PageError]:
    """All that a file of that name gives."""
    path = folder / name
    path.write_bytes(content)
    return list(read_pages(path, name, limit))


def articles(folder: Path, name: str, content: bytes) -> list[Article]:
    """The articles of a file without errors; each leads back to its raw page, and each removed part is on it."""
    found = []
    for page in read(folder, name, content):
        assert isinstance(page, Page), page
        for article in articles_of(page):
            for segment in article.source_map.segments:
                if segment.text_end - segment.text_start == segment.raw_end - segment.raw_start:
                    raw = page.raw[segment.raw_start : segment.raw_end]
                    assert article.text[segment.text_start : segment.text_end].split() == raw.split()
            assert all(page.raw[part.start : part.end].strip() for part in article.removed)
            found.append(article)
    return found


def error_of(folder: Path, name: str, content: bytes, limit: int = LIMIT) -> str:
    """The message of the one error that a file gives."""
    (error,) = read(folder, name, content, limit)
    assert isinstance(error, PageError), error
    assert "\n" not in str(error)
    assert str(error).startswith(name)
    return str(error)


def odt_of(text: str) -> bytes:
    """An OpenDocument text with a heading."""
    return odt(f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>{text}</text:p>')


WRITERS = {
    "a.pdf": lambda text: pdf([[(TITLE, 72, 760, 20), (text, 72, 700, 11)]]),
    "a.docx": lambda text: docx([("Title", TITLE), ("Normal", text)]),
    "a.odt": odt_of,
    "a.epub": lambda text: epub({"one.xhtml": f"<html><body><h1>{TITLE}</h1><p>{text}</p></body></html>"}),
    "a.eml": lambda text: mail(text, Subject=TITLE, From="Anne Roux <anne@press.example>"),
    "a.rss": lambda text: (
        f"<rss><channel><item><title>{TITLE}</title><description>{text}</description></item></channel></rss>".encode()
    ),
    "a.atom": lambda text: (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>{TITLE}</title>'
        f'<content type="html">&lt;p&gt;{text}&lt;/p&gt;</content></entry></feed>'
    ).encode(),
    "a.zip": lambda text: zipped({"one.txt": f"{TITLE}\n\n{text}\n"}),
}


@pytest.mark.parametrize("language", list(TEXT))
@pytest.mark.parametrize("name", list(WRITERS))
def test_every_format_gives_its_text_in_four_languages(tmp_path: Path, name: str, language: str) -> None:
    """To the letter, with its title apart and its language told."""
    (article,) = articles(tmp_path, name, WRITERS[name](TEXT[language]))
    assert (TITLE, TEXT[language], language) == (article.title, article.text, article.language)


@pytest.mark.parametrize("name", list(WRITERS))
def test_a_format_is_told_by_its_content_and_a_truncated_file_is_one_clear_error(tmp_path: Path, name: str) -> None:
    """Half a download must not be indexed as if it were whole, nor end the sync."""
    whole = WRITERS[name](TEXT["fr"] * 20)
    if name not in ("a.eml", "a.rss", "a.atom"):  # text formats may end anywhere
        assert "get the file again" in error_of(tmp_path, name, whole[: len(whole) // 2])
    assert f"{name}: the file is empty; leave it out" == error_of(tmp_path, name, b"")


def test_a_pdf_and_a_word_file_under_a_wrong_name_are_read_all_the_same(tmp_path: Path) -> None:
    """Wrong names are common; content decides where it is plain."""
    assert TEXT["vi"] == articles(tmp_path, "a.txt", WRITERS["a.pdf"](TEXT["vi"]))[0].text
    assert TEXT["zh"] == articles(tmp_path, "a.pdf", WRITERS["a.docx"](TEXT["zh"]))[0].text
    assert TEXT["fr"] == articles(tmp_path, "a.zip", WRITERS["a.odt"](TEXT["fr"]))[0].text


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"Le pont a rouvert.", "named .pdf, but it holds something else"),
        ("a.docx", b"<html><p>Le pont", "named .docx, but it holds something else"),
        ("a.docx", zipped({"xl/workbook.xml": "<x/>"}), "this is a spreadsheet"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected by a password or an old Office"),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "it lacks content.xml"),
        ("a.epub", zipped({"mimetype": "application/epub+zip"}), "it lacks META-INF/container.xml"),
        ("a.epub", epub({}), "no chapter with text"),
        ("a.docx", docx([]), "no text in this document"),
        ("a.pdf", pdf([]), "a PDF without pages"),
        ("a.eml", b"Le pont a rouvert.", "no mail"),
        ("a.eml", mail(Subject="Vide"), "no text in this mail"),
        ("a.xml", b"<?xml version='1.0'?><urlset><url/></urlset>", "neither RSS nor Atom"),
        ("a.xml", b"pas de XML", "neither RSS nor Atom"),
        ("a.rss", b"<rss><channel><title>Vide</title></channel></rss>", "a feed without entries"),
        ("a.zip", b"not a zip", "damaged or no zip archive"),
        ("a.zip", zipped({"a.exe": b"MZ"}), "nothing to read in this archive"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    """What it is, and what to do."""
    assert told in error_of(tmp_path, name, content)


def test_a_scanned_pdf_is_told_as_having_no_text(tmp_path: Path) -> None:
    """Not indexed as empty; nor by its cover alone."""
    assert "no text in its 2 pages: scanned pictures" in error_of(tmp_path, "a.pdf", pdf([[], []]))
    mixed = pdf([column(["Archives de Bac Lan"]), [], []])
    assert "2 of its 3 pages are scanned pictures" in error_of(tmp_path, "a.pdf", mixed)


def test_a_few_scanned_pages_are_named_and_the_others_read(tmp_path: Path) -> None:
    """What is missing from an article must not go unsaid."""
    written = column(["Le pont de Bac Lan a rouvert vendredi après trois mois de travaux."])
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([written, [], written]))
    page, error = read_pages(path, "a.pdf", 1 << 22)
    assert isinstance(page, Page)
    assert "rouvert" in page.raw
    assert "a.pdf: no text in 1 of its 3 pages (2): scanned pictures; the others are indexed" == str(error)


def test_paragraphs_of_a_pdf_are_whole_and_its_page_furniture_is_removed_but_kept(tmp_path: Path) -> None:
    """Lines are joined, also over a page break; a word cut at a line end is whole; heads and numbers are typed."""
    head, first, second = "Dépêche de Bac Lan - mai 2024", column([
        "Le pont de Bac Lan a rouvert vendredi après trois mois de travaux, et la coopé-",
        "ration entre les deux rives reprend. Les habitants attendaient ce jour depuis le",
        "début de l'hiver.",
        "",
        "La province a payé les travaux, qui ont coûté plus que prévu, avec l'argent des",
    ]), column(["péages de l'an passé."])  # fmt: skip
    pages = [
        [(head, 72, 810, 9), *first, ("1", 300, 30, 9)],
        [(head, 72, 810, 9), *second, ("2", 300, 30, 9)],
    ]
    (article,) = articles(tmp_path, "a.pdf", pdf(pages))
    expected = (
        "Le pont de Bac Lan a rouvert vendredi après trois mois de travaux, et la coopération entre les deux rives "
        "reprend. Les habitants attendaient ce jour depuis le début de l'hiver.\n\n"
        "La province a payé les travaux, qui ont coûté plus que prévu, avec l'argent des péages de l'an passé."
    )
    assert expected == article.text
    assert ["hyphen"] == [repair.kind for repair in article.repairs]
    assert ["boilerplate"] * 4 == [part.kind for part in article.removed]


def test_the_properties_of_a_pdf_tell_author_language_and_day(tmp_path: Path) -> None:
    """The day only because its text tells none."""
    about = {"Author": "Anne Roux", "CreationDate": "D:20240503120000+02'00'", "Title": "Microsoft Word - pont.docx"}
    (article,) = articles(tmp_path, "a.pdf", pdf([column([TEXT["fr"]])], about, "fr-FR"))
    assert ("Anne Roux", date(2024, 5, 3), "metadata") == (article.author, article.published, article.published_from)
    assert "pont.docx" not in article.title


def test_the_day_a_file_was_made_never_stands_against_its_text(tmp_path: Path) -> None:
    """A page printed years later is not of that day."""
    made = {"CreationDate": "D:20260503120000Z"}
    (article,) = articles(tmp_path, "a.pdf", pdf([column(["Bac Lan, 3 mai 2024 (TDT) - " + TEXT["fr"]])], made))
    assert (date(2024, 5, 3), "text") == (article.published, article.published_from)
    (article,) = articles(tmp_path, "a.pdf", pdf([column(["Bac Lan, 12 octobre (TDT) - " + TEXT["fr"]])], made))
    assert article.published is None


@pytest.mark.parametrize(
    "title", ["Document1", "Word Document", "untitled", "rapport_v3.docx", "Tài liệu1", "文档1", "a"]
)
def test_the_title_on_the_page_goes_before_that_of_a_template(tmp_path: Path, title: str) -> None:
    """And without one on the page, a template's title is none."""
    shown = docx([("Heading 1", TITLE), ("Normal", TEXT["fr"])], title=title, author="python-docx")
    (article,) = articles(tmp_path, "a.docx", shown)
    assert (TITLE, None, None) == (article.title, article.author, article.published)
    (article,) = articles(tmp_path, "a.docx", docx([("Normal", TEXT["fr"])], title=title))
    assert title != article.title


def test_a_word_file_tells_its_author_and_day_and_keeps_headers_apart(tmp_path: Path) -> None:
    """Properties that somebody filled in count; a running head is no text."""
    content = docx(
        [("Normal", TEXT["fr"]), ("Caption", "Le pont rouvert, vu du nord")],
        header="Dépêche de Bac Lan", title=TITLE, author="Anne Roux", created=datetime(2024, 5, 3, tzinfo=UTC),
    )  # fmt: skip
    (article,) = articles(tmp_path, "a.docx", content)
    assert (TITLE, "Anne Roux", date(2024, 5, 3)) == (article.title, article.author, article.published)
    assert TEXT["fr"] == article.text
    assert ["boilerplate", "caption"] == [part.kind for part in article.removed]


def test_an_opendocument_text_keeps_spaces_notes_and_tables_and_drops_deleted_text(tmp_path: Path) -> None:
    """What a reader of it sees."""
    body = (
        "<text:tracked-changes><text:p>Effacé.</text:p></text:tracked-changes>"
        '<text:p text:style-name="P1">Le pont rouvre</text:p>'
        "<text:p>Le pont<text:s/>a <text:span>rouvert</text:span><text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Selon la province.</text:p></text:note-body></text:note> vendredi 3 mai, dit le maire."
        "</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Coût</text:p></table:table-cell>"
        "<table:table-cell><text:p>1,6 million</text:p></table:table-cell></table:table-row></table:table>"
    )
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    meta = "<meta:initial-creator>Anne Roux</meta:initial-creator>"
    meta += "<meta:creation-date>2024-05-03T10:00</meta:creation-date>"
    (article,) = articles(tmp_path, "a.odt", odt(body, meta, styles))
    assert ("Le pont rouvre", "Anne Roux", date(2024, 5, 3)) == (article.title, article.author, article.published)
    assert "Le pont a rouvert vendredi 3 mai, dit le maire.\n\nCoût 1,6 million\n\nSelon la province." == article.text


def test_a_book_gives_an_article_a_chapter(tmp_path: Path) -> None:
    """With its own title and the book's author, day and language; covers and contents are no chapters."""
    meta = "<dc:creator>Anne Roux</dc:creator><dc:date>2024-05-03</dc:date><dc:title>Recueil</dc:title>"
    chapters = {
        "cover.xhtml": "<html><body><img src='x'/></body></html>",
        "a%20b.xhtml": f"<html><body><h1>Un</h1><p>{TEXT['fr']}</p></body></html>",
        "c.xhtml": f"<html><body><h1>Deux</h1><p>{TEXT['en']}</p></body></html>",
    }
    book = epub({name: text for name, text in chapters.items() if "%" not in name}, meta)
    found = articles(tmp_path, "a.epub", book)
    assert [("Deux", "a.epub#OPS/c.xhtml", "Anne Roux", date(2024, 5, 3))] == [
        (a.title, a.source, a.author, a.published) for a in found
    ]


def test_an_encrypted_book_and_text_are_told(tmp_path: Path) -> None:
    """They cannot be read, and it is not their fault."""
    locked = {"META-INF/encryption.xml": '<e><CipherReference URI="OPS/c.xhtml"/></e>'}
    assert "DRM" in error_of(tmp_path, "a.epub", epub({"c.xhtml": "<p>x</p>"}, more=locked))
    manifest = {"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": b"\x01"}
    kind = {"mimetype": "application/vnd.oasis.opendocument.text"}
    assert "protected by a password" in error_of(tmp_path, "a.odt", zipped(kind | manifest))


def test_a_pdf_with_a_password_is_told_and_one_locked_for_printing_only_is_read(tmp_path: Path) -> None:
    """The empty password opens the second kind."""
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    for password, readable in (("secret", False), ("", True)):
        writer, file = PdfWriter(), BytesIO()
        writer.append(PdfReader(BytesIO(pdf([column([TEXT["fr"]])]))))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        writer.write(file)
        if readable:
            assert TEXT["fr"] == articles(tmp_path, "a.pdf", file.getvalue())[0].text
        else:
            assert "protected by a password" in error_of(tmp_path, "a.pdf", file.getvalue())


def test_a_mail_tells_sender_day_and_subject_and_its_files_are_articles_too(tmp_path: Path) -> None:
    """A press office sends its release as a file."""
    content = mail(
        TEXT["fr"], Subject=f"Fwd: {TITLE}", From='"Roux, Anne" <a@press.example>',
        Date="Fri, 03 May 2024 23:30:00 +0700",
        Archived_At="<https://press.example/a/1>", attached={"d.pdf": pdf([column([TEXT["en"]])]), "x.png": b"\x89PNG"},
    )  # fmt: skip
    first, second = articles(tmp_path, "a.eml", content)
    assert (TITLE, "Roux, Anne", date(2024, 5, 3)) == (first.title, first.author, first.published)
    assert "https://press.example/a/1" == first.canonical_url
    assert ("a.eml#d.pdf", TEXT["en"]) == (second.source, second.text)


def test_the_html_of_a_mail_is_read_where_its_plain_part_only_points_to_it(tmp_path: Path) -> None:
    """As newsletters do."""
    content = mail("Voir en ligne", html=f"<p>{TEXT['fr']}</p>", Subject=TITLE)
    assert TEXT["fr"] == articles(tmp_path, "a.eml", content)[0].text


def test_each_entry_of_a_feed_is_an_article(tmp_path: Path) -> None:
    """Named by its own id, with its day, authors and address; a bad one does not stop the others."""
    entries = (
        "<item><guid>p1</guid><title>Un &amp;amp; deux</title><link>https://press.example/1</link>"
        f"<pubDate>Fri, 03 May 2024 08:00:00 GMT</pubDate><author>a@b.c (Anne Roux)</author>"
        f"<description>court</description><content:encoded><![CDATA[<p>{TEXT['fr']}</p>]]></content:encoded></item>"
        f"<item><guid>p1</guid><description>{TEXT['fr']}</description></item>"
        "<item><guid>p2</guid><title>Rien</title></item>"
        f"<item><title>Sans&nbsp;id</title><description>{TEXT['en']}</description></item>"
    )
    head = '<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    first, second, third, fourth = read(tmp_path, "a.xml", f"{head}{entries}</channel></rss>".encode())
    assert isinstance(first, Page)
    assert isinstance(fourth, Page)
    (article,) = articles_of(first)
    assert ("a.xml#p1", "Un & deux", TEXT["fr"]) == (article.source, article.title, article.text)
    assert ("Anne Roux", "https://press.example/1") == (article.author, article.canonical_url)
    assert date(2024, 5, 3) == article.published
    assert "entry 2: the id p1 was given before" in str(second)
    assert "entry 3: no text, only a title" in str(third)
    assert ("a.xml#4", "Sans id") == (fourth.source, fourth.title)


def test_an_archive_gives_the_articles_of_its_files(tmp_path: Path) -> None:
    """What a folder would, each named by its place; what one file cannot give does not stop the others."""
    members = {
        "press/un.txt": TEXT["fr"], "press/deux.jsonl": json.dumps({"text": TEXT["en"], "id": "x"}),
        "press/trois.pdf": b"garbage", ".hidden.txt": "x", "__MACOSX/un.txt": "x", "README.md": "x", "logo.png": b"x",
        "inner.zip": zipped({"a.txt": "x"}), "../evil.txt": "x", "/etc/evil.txt": "x", "c:\\evil.txt": "x",
    }  # fmt: skip
    found = read(tmp_path, "a.zip", zipped(members))
    assert ["a.zip#press/un.txt", "a.zip#press/deux.jsonl#x"] == [p.source for p in found if isinstance(p, Page)]
    told = [str(error) for error in found if isinstance(error, PageError)]
    assert 5 == len(told)
    assert 3 == sum("its name leads out of the archive" in message for message in told)
    assert 1 == sum("an archive in an archive" in message for message in told)


def test_a_zip_bomb_is_refused_while_it_is_unpacked(tmp_path: Path) -> None:
    """By what it unpacks to, whatever it says of itself."""
    text = " ".join(map(str, range(9000)))
    assert "more than the 20,000 bytes allowed, unpacked" in error_of(
        tmp_path, "a.zip", zipped({"a.txt": text}), 20_000
    )
    assert "a zip bomb?" in error_of(tmp_path, "b.zip", zipped({"a.txt": bytes(4 * LIMIT)}), 100 * LIMIT)
    many = {f"{i}.txt": text[:19_999] for i in range(60)}
    assert "the archive unpacks to more than" in str(read(tmp_path, "c.zip", zipped(many), 20_000)[-1])


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    """The flag is set by hand: the standard library cannot encrypt."""
    content = bytearray(zipped({"a.txt": "x", "b.txt": TEXT["fr"]}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    error, page = read(tmp_path, "a.zip", bytes(content))
    assert "a.zip#a.txt: protected by a password" in str(error)
    assert isinstance(page, Page)


def test_entities_of_xml_are_not_expanded_and_nothing_outside_is_read(tmp_path: Path) -> None:
    """Billion laughs and external entities are old tricks of feeds and Office files."""
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    head = f'<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "{"&a;" * 999}"><!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    feed = f"{head}<rss><channel><item><description>Le pont &b; &s; a rouvert.</description></item></channel></rss>"
    for page in read(tmp_path, "a.rss", feed.encode()):
        assert not isinstance(page, Page) or ("lol" not in page.raw and "geheim" not in page.raw)


def test_a_pdf_of_too_many_pages_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size says little of the work that it makes."""
    monkeypatch.setattr("rag.ingest.pdf.MOST_PAGES", 1)
    assert "2 pages, more than the 1 allowed" in error_of(tmp_path, "a.pdf", pdf([column(["un"]), column(["deux"])]))


def test_a_large_file_of_any_format_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """All but archives, which are bounded file by file."""
    for name in WRITERS:
        if name != "a.zip":
            assert "more than the 10 allowed" in error_of(tmp_path, name, WRITERS[name]("x"), 10)
