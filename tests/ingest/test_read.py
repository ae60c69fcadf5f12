"""Files to pages, good and bad; every error is a value and one line."""

import json
import os
from pathlib import Path

import pytest

from rag.errors import PageError
from rag.ingest.page import Page
from rag.ingest.read import EXTENSIONS, read_pages

LIMIT = 1 << 20


def read(path: Path, max_bytes: int = LIMIT) -> list[Page | PageError]:
    """All that a file gives."""
    return list(read_pages(path, path.name, max_bytes))


def error_of(path: Path, max_bytes: int = LIMIT) -> str:
    """The message of the one error that a file gives."""
    (error,) = read(path, max_bytes)
    assert isinstance(error, PageError)
    assert "\n" not in str(error)
    return str(error)


def write(folder: Path, name: str, content: bytes | str) -> Path:
    """A file of that content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", "Le pont.", "text"),
        ("a.TXT", "Le pont.", "text"),
        ("a.md", "# Le pont", "markdown"),
        ("a.markdown", "# Le pont", "markdown"),
        ("a.html", "<p>Le pont", "html"),
        ("a.htm", "<p>Le pont", "html"),
        ("a.txt", "\n<!DOCTYPE html><p>Le pont", "html"),
        ("a.md", "<!-- x --> <html><p>Le pont", "html"),
        ("a.html", "Le pont.\n\nLa rive.", "text"),
        ("a.txt", '{"text": "Le pont."}', "text"),
        ("a.txt", "On écrit <p> en HTML.", "text"),
    ],
)
def test_a_file_is_read_as_what_it_contains(tmp_path: Path, name: str, content: str, kind: str) -> None:
    """Wrong names are common; content decides where it is plain."""
    assert [Page(name, content, kind)] == read(write(tmp_path, name, content))  # type: ignore[arg-type]
    assert Path(name).suffix.lower() in EXTENSIONS


def test_raw_text_is_kept_as_it_is(tmp_path: Path) -> None:
    """Offsets index it: line ends and odd spaces included, a byte-order mark not."""
    (page,) = read(write(tmp_path, "a.txt", b"\xef\xbb\xbfLe\xc2\xa0pont.\r\n"))
    assert isinstance(page, Page)
    assert "Le\u00a0pont.\r\n" == page.raw


@pytest.mark.parametrize("content", ["", " \r\n\t", "\ufeff"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
def test_an_empty_file_is_an_error(tmp_path: Path, name: str, content: str) -> None:
    """Nothing to read is something to say."""
    assert f"{name}: the file is empty; leave it out" == error_of(write(tmp_path, name, content))


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """50 MB of anything never get into memory: the file is sparse here, so reading it would show."""
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "a.txt: 50,000,000 bytes, more than the 1,048,576 allowed; split it or raise the limit" == error_of(path)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_missing_file_a_broken_link_and_a_folder_are_told_apart(tmp_path: Path, name: str) -> None:
    """Each needs something else done."""
    path = tmp_path / name
    assert "there is no such file" in error_of(path)
    path.symlink_to(tmp_path / "nowhere")
    assert "a link to a file that is not there" in error_of(path)
    path.unlink()
    path.mkdir()
    assert "this is a folder, not a file" in error_of(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Opening one would block until someone writes."""
    os.mkfifo(tmp_path / "a.txt")
    assert "this is a device or pipe, not a file" in error_of(tmp_path / "a.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_an_error(tmp_path: Path) -> None:
    """It names the way out."""
    path = write(tmp_path, "a.txt", "Le pont.")
    path.chmod(0)
    assert "no permission to read it" in error_of(path)


def test_a_file_that_changes_while_it_is_read_is_an_error(tmp_path: Path) -> None:
    """Half of the old and half of the new would be neither; here a record is added after the first was read."""
    path = write(tmp_path, "a.jsonl", '{"text": "un"}\n{"text": "deux"}\n')
    pages = read_pages(path, "a.jsonl", LIMIT)
    assert isinstance(next(pages), Page)
    with path.open("a") as file:
        file.write('{"text": "trois"}\n')
    assert "a.jsonl: the file changed while it was read; run again when it is complete" == str(list(pages)[-1])


def test_a_file_that_is_replaced_while_it_is_read_is_an_error(tmp_path: Path) -> None:
    """Another file of the same size under the same name is another file."""
    path = write(tmp_path, "a.jsonl", '{"text": "un"}\n')
    pages = read_pages(path, "a.jsonl", LIMIT)
    next(pages)
    write(tmp_path, "b", '{"text": "un"}\n').replace(path)
    assert "the file changed" in str(next(pages))


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    """Each is named by its line."""
    lines = ['{"text": "un"}', "{", "", '{"text": "deux", "id": "x"}', '{"text": "trois", "id": "x"}', '{"text": 4}']
    found = [
        str(item) if isinstance(item, PageError) else item.source
        for item in read(write(tmp_path, "a.jsonl", "\n".join(lines)))
    ]
    assert "a.jsonl#1" == found[0]
    assert found[1].startswith("a.jsonl line 2: not JSON (")
    assert "a.jsonl#x" == found[2]
    assert "a.jsonl line 5: the id x was given before; ids must differ in a file" == found[3]
    assert found[4].startswith('a.jsonl line 6: field "text" is a int, not text')


def test_a_large_jsonl_is_bounded_line_by_line(tmp_path: Path) -> None:
    """The file may be larger than the limit, a line may not; it is skipped and the rest goes on."""
    good = json.dumps({"text": "Le pont."})
    long = json.dumps({"text": "x" * 2000})
    path = write(tmp_path, "a.jsonl", "\n".join([good, long, *[good] * 100]))
    found = read(path, 1000)
    assert "a.jsonl line 2: more than the 1,000 bytes allowed; split it or raise the limit" == str(found[1])
    assert ["a.jsonl#1", *(f"a.jsonl#{i}" for i in range(3, 103))] == [p.source for p in found if isinstance(p, Page)]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", '{"text": "un"}'.encode("utf-16")])
def test_a_jsonl_that_is_no_text_is_one_error(tmp_path: Path, content: bytes) -> None:
    """Not one a line."""
    assert error_of(write(tmp_path, "a.jsonl", content)).startswith("a.jsonl: ")
