"""The store against the world: killed processes, full disks, places that cannot be written."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.index.doctor import examine_store
from rag.index.layout import Layout
from tests.index.conftest import CountingEmbedder, Syncs

STOPS = ("embed_passages", "build_derived", "drop_other_generations")
"""Where a sync is killed: before anything is kept, before the commit, after it."""
WORKER = """
import sys
from pathlib import Path
from rag.index import sync as module
from rag.index.layout import Layout
from tests.index.conftest import RECIPE, CountingEmbedder

def wait_to_be_killed(*_):
    print("here", flush=True)
    sys.stdin.read()

stop, archive, store = sys.argv[1:]
setattr(CountingEmbedder if stop == "embed_passages" else module, stop, wait_to_be_killed)
module.sync((Path(archive),), Layout(Path(store)), CountingEmbedder(), RECIPE, lambda *_: None)
"""
SYNC = """
import sys
from pathlib import Path
from rag.errors import DepecheError
from rag.index.layout import Layout
from rag.index.sync import sync
from tests.index.conftest import RECIPE, CountingEmbedder

archive, store = map(Path, sys.argv[1:])
try:
    sync((archive,), Layout(store), CountingEmbedder(), RECIPE, lambda *_: None)
except DepecheError as error:
    print(type(error).__name__, error)
"""
ASK = """
import sys
from pathlib import Path
from rag.index.layout import Layout
from rag.index.store import Store

with Store(Layout(Path(sys.argv[1]))).view() as view:
    print(view.catalogue.counts()["articles"], len(view.derived.vectors), len(view.derived.lexical))
"""


def rows(layout: Layout) -> dict[str, int]:
    """What the doctor counts; fails when anything is wrong with the store."""
    findings = list(examine_store(layout, CountingEmbedder().fingerprint))
    assert [] == [finding for finding in findings if not finding.ok]
    return {words[1]: int(words[0]) for words in (part.split() for part in findings[0].detail.split(", "))}


def add_ferry(archive: Path) -> None:
    """A third article."""
    (archive / "ferry.txt").write_text("Un bac\n\nUn bac traverse la rivière Lam depuis lundi.\n", "utf-8")


@pytest.mark.parametrize("stop", STOPS)
def test_a_sync_that_is_killed_loses_nothing(syncs: Syncs, archive: Path, layout: Layout, stop: str) -> None:
    """``kill -9`` at any moment: the store is the old one or the new one, and the next sync goes through."""
    syncs()
    add_ferry(archive)
    command = [sys.executable, "-c", WORKER, stop, str(archive), str(layout.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        assert b"here\n" == worker.stdout.readline()
        worker.send_signal(signal.SIGKILL)
    assert {"embed_passages": 2, "build_derived": 2, "drop_other_generations": 3}[stop] == rows(layout)["articles"]
    syncs()
    assert 3 == rows(layout)["articles"]


@pytest.fixture
def mounts() -> Callable[..., str]:
    """Runs a shell script where mounts are its own, and gives what it printed."""
    private = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    if shutil.which("unshare") is None or subprocess.run([*private, "true"], capture_output=True).returncode:
        pytest.skip("this system allows no private mounts")

    def run(script: str, *words: object) -> str:
        command = [*private, "sh", "-ec", script, "sh", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return run


@pytest.mark.parametrize("spare_kib", [8, 40, 80, 160, 400, 20_000])
def test_a_full_disk_gives_one_line_and_leaves_the_store(
    syncs: Syncs, archive: Path, layout: Layout, mounts: Callable[..., str], tmp_path: Path, spare_kib: int
) -> None:
    """Wherever the space ends: in the pending vectors, the catalogue or the indexes."""
    syncs()
    add_ferry(archive)
    small, after = tmp_path / "small", tmp_path / "after"
    small.mkdir()
    used_kib = int(subprocess.check_output(["du", "-sk", layout.folder], text=True).split()[0])
    fill = 'mount -t tmpfs -o size="$1"k none "$2"; cp -r "$3"/. "$2"; "$4" -c "$5" "$6" "$2"; cp -r "$2" "$7"'
    line = mounts(fill, used_kib + spare_kib, small, layout.folder, sys.executable, SYNC, archive, after)
    assert (line.count("\n"), line.split(" ")[0]) in {(1, "StoreWriteError"), (0, "")}
    assert (2 if line else 3) == rows(Layout(after))["articles"]
    assert bool(line) == (spare_kib < 100), "the cases no longer end before and after the need"


READ_ONLY = 'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"; "$2" -c "$3" $4 "$1"'


def test_a_read_only_store_is_not_written_and_says_so(
    syncs: Syncs, archive: Path, layout: Layout, mounts: Callable[..., str]
) -> None:
    """One line that names the place and what to do."""
    syncs()
    add_ferry(archive)
    line = mounts(READ_ONLY, layout.folder, sys.executable, SYNC, archive)
    assert 1 == line.count("\n")
    assert line.startswith(f"StoreWriteError {layout.folder}: the index cannot be written")
    assert 2 == rows(layout)["articles"]


def test_a_read_only_store_can_be_asked(syncs: Syncs, layout: Layout, mounts: Callable[..., str]) -> None:
    """An archive on a read-only medium is an archive."""
    syncs()
    assert "2 2 2\n" == mounts(READ_ONLY, layout.folder, sys.executable, ASK, "")
