"""Which files a sync is about, and their names."""

from pathlib import Path

import pytest

from rag.errors import InputError
from rag.index.sources import find_files


def touch(folder: Path, *names: str) -> Path:
    """Empty files in ``folder``."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def names(*paths: Path) -> list[str]:
    """What the files under ``paths`` are called."""
    return [file.source for file in find_files(paths)]


def test_a_file_is_called_by_its_folder_and_its_place_in_it(tmp_path: Path) -> None:
    """Readers see where a quotation stands without the paths of the machine."""
    touch(tmp_path / "press", "a.txt", "2024/b.html")
    assert ["press/2024/b.html", "press/a.txt"] == names(tmp_path / "press")


def test_a_file_named_itself_is_called_as_its_folder_would_call_it(tmp_path: Path) -> None:
    """The same file synced alone or with its folder is one article, not two."""
    touch(tmp_path / "press", "a.txt")
    assert ["press/a.txt"] == names(tmp_path / "press" / "a.txt")
    assert ["press/a.txt"] == names(tmp_path / "press", tmp_path / "press" / "a.txt")


def test_readmes_hidden_files_and_other_endings_are_not_articles(tmp_path: Path) -> None:
    """A folder of articles may hold other things."""
    touch(tmp_path / "p", "a.txt", "README.md", ".b.txt", ".git/c.txt", "d.png")
    assert ["p/a.txt"] == names(tmp_path / "p")


def test_folders_of_the_same_name_are_told_apart_by_their_parents(tmp_path: Path) -> None:
    """Two sources must never have one name."""
    touch(tmp_path / "x" / "press", "a.txt")
    touch(tmp_path / "y" / "press", "a.txt")
    assert ["x/press/a.txt", "y/press/a.txt"] == names(tmp_path / "x" / "press", tmp_path / "y" / "press")


def test_a_path_that_does_not_exist_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    """A typing error must not empty an index."""
    with pytest.raises(InputError, match="pres: no such file or folder; nothing was changed"):
        find_files([tmp_path / "pres"])
