"""Bytes to text: encodings found out, what is not text refused by name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import PageError
from rag.ingest.decode import decode

FRENCH = (
    "Le pont métallique a rouvert samedi ; l’été, il coûtait « cher » au cœur de la ville, où l'on traverse à pied."
)
VIETNAMESE = "Cây cầu đã mở lại vào thứ bảy; người dân hai bờ sông rất vui mừng và đi bộ qua cầu từ sáng sớm."
CHINESE = "大桥星期六重新开通，两岸居民非常高兴，清晨就步行过桥，市长也出席了开通仪式并发表讲话。"


def windows_1258(text: str) -> bytes:
    """Vietnamese as Windows wrote it: letters with their shape, tones as marks of their own."""
    out = b""
    for character in text:
        decomposed = unicodedata.normalize("NFD", character)
        tone = next((mark for mark in decomposed if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
        letter = unicodedata.normalize("NFC", decomposed.replace(tone, "")) if tone else character
        try:
            out += character.encode("cp1258")
        except UnicodeEncodeError:
            out += (letter + tone).encode("cp1258")
    return out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "iso8859_15"])
def test_french_is_read_in_every_encoding_it_is_written_in(encoding: str) -> None:
    """By byte-order mark, as UTF-8, or found out."""
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    text = FRENCH if encoding != "iso8859_15" else FRENCH.replace("’", "'")
    assert text == decode(mark + text.encode(encoding), "page.txt")


def test_vietnamese_in_windows_1258_is_read() -> None:
    """The old encoding of Vietnamese newsrooms; normalisation then puts letter and tone together."""
    assert VIETNAMESE == unicodedata.normalize("NFC", decode(windows_1258(VIETNAMESE), "page.txt"))


@pytest.mark.parametrize(
    ("encoding", "text"), [("gb18030", CHINESE), ("big5", "大橋星期六重新開通，兩岸居民非常高興，清晨就步行過橋。")]
)
def test_chinese_is_read_in_its_old_encodings(encoding: str, text: str) -> None:
    """Mainland and Taiwan."""
    assert text == decode(text.encode(encoding), "page.txt")


def test_the_charset_that_html_declares_is_honoured() -> None:
    """A few letters are too few to find it out by; browsers read gb2312 as its superset."""
    page = '<meta charset="gb2312"><p>镕</p>'
    assert page == decode(page.encode("gb18030"), "page.html", html=True)


def test_a_wrong_charset_declaration_does_not_harm_utf_8() -> None:
    """Templates outlive encodings."""
    page = '<meta charset="iso-8859-1"><p>été</p>'
    assert page == decode(page.encode(), "page.html", html=True)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_whatever_is_utf_8_is_read_as_utf_8(text: str) -> None:
    """Detection never second-guesses it."""
    if not text.encode().startswith((b"BZh", b"GIF8", b"RIFF", b"PK\x03\x04", b"{\\rtf", b"%PDF")):
        assert text == decode(text.encode(), "page.txt")


@given(st.binary())
def test_any_bytes_are_text_or_an_error_of_one_line(data: bytes) -> None:
    """Nothing else may come out, whatever goes in."""
    try:
        result = decode(data, "page.txt", html=True)
    except PageError as error:
        result = str(error)
    assert isinstance(result, str)


@pytest.mark.parametrize("cut", [1, 2])
def test_a_character_cut_in_two_at_the_end_is_left_out(cut: int) -> None:
    """A download that broke off is still worth reading."""
    assert "Le pont à 5" == decode("Le pont à 5€".encode()[:-cut], "page.txt")


def test_utf_8_damaged_anywhere_else_is_refused() -> None:
    """Any other encoding would turn all its accents to rubbish."""
    data = FRENCH.encode().replace(b"samedi", b"same\xffdi")
    with pytest.raises(PageError, match=r"^page\.txt: damaged UTF-8 \(byte \d+: invalid start byte\)"):
        decode(data, "page.txt")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"SQLite format 3\x00", "a SQLite database"),
        (b"texte\x00\x01", "a zero byte at 5"),
    ],
)
def test_a_binary_file_is_refused_by_what_it_is(head: bytes, name: str) -> None:
    """Whatever its name says."""
    with pytest.raises(PageError, match=name):
        decode(head, "page.txt")
