"""After installation nothing is fetched: the default path runs with an empty home and no network but loopback."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.source_code import ROOT

ARTICLES = {
    "pont.txt": "Le pont de Bac Lan rouvre\n\nBac Lan, 3 mai 2024 - Le pont de Bac Lan a rouvert vendredi 3 mai. "
    "Les travaux ont coûté 1,6 million d'euros à la province.\n",
    "reunion.txt": "Les maires se retrouvent\n\nTan Moc, 12 octobre 2023 - La quatrième réunion des maires se tiendra "
    "à Tan Moc le 9 mars 2024. Douze villes sont invitées.\n",
}
QUESTION = "Combien ont coûté les travaux du pont de Bac Lan ?"
KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""All that the processes see of this one's environment: no cache, no token, no setting."""


@dataclass(frozen=True)
class Machine:
    """A folder with two articles, an empty home, and no way out."""

    folder: Path

    @property
    def attempts(self) -> list[str]:
        """Who tried to reach the network."""
        log = self.folder / "attempts"
        return log.read_text("utf-8").splitlines() if log.exists() else []

    @property
    def command(self) -> dict[str, object]:
        """How a process is started there."""
        environment = {name: os.environ[name] for name in KEPT if name in os.environ} | {
            "HOME": str(self.folder / "home"),
            "XDG_CACHE_HOME": str(self.folder / "home" / ".cache"),
            "PYTHONPATH": os.pathsep.join([str(ROOT / "tests" / "offline_guard"), str(ROOT)]),
            "OFFLINE_GUARD_LOG": str(self.folder / "attempts"),
        }
        return {"env": environment, "cwd": self.folder, "text": True, "stdout": subprocess.PIPE}

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs Python to its end."""
        return subprocess.run([sys.executable, *arguments], check=False, **self.command)

    def rag(self, *arguments: str) -> dict[str, object]:
        """The object that a command prints."""
        run = self.python("-m", "rag", *arguments, "--json")
        assert run.returncode == 0, run.stdout
        return json.loads(run.stdout)

    @contextmanager
    def server(self) -> Iterator[str]:
        """The address of a running `rag serve`."""
        started = [sys.executable, "-m", "rag", "serve", "--port", "0", "--json"]
        with subprocess.Popen(started, **self.command) as process:
            try:
                yield json.loads("".join(iter(process.stdout.readline, "}\n")) + "}")["address"]
            finally:
                process.terminate()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """With the articles in ``seeds/``, where a newcomer has them."""
    (tmp_path / "home").mkdir()
    (tmp_path / "seeds").mkdir()
    for name, page in ARTICLES.items():
        (tmp_path / "seeds" / name).write_text(page, "utf-8")
    return Machine(tmp_path)


@pytest.mark.slow
def test_the_default_path_needs_no_network_and_no_cache(machine: Machine) -> None:
    """Sync, ask, and the server with its chat: nobody even tries to reach another machine."""
    report = machine.rag("sync")
    assert (2, []) == (report["articles"], report["failed"])
    answer = machine.rag("ask", QUESTION)
    assert ("answered", "seeds/pont.txt") == (answer["status"], answer["citations"][0]["source"])
    with machine.server() as address:
        assert answer["answer"] == fetched(f"{address}/v1/answer", {"question": QUESTION})["answer"]
        with urllib.request.urlopen(address) as page:
            assert b"gradio" in page.read()
    assert [] == machine.attempts


def test_the_guard_stops_and_tells_of_every_way_out(machine: Machine) -> None:
    """Else the test above would prove nothing. 192.0.2.1 is an address of nobody's (RFC 5737)."""
    for line in (
        "socket.socket().connect(('192.0.2.1', 9))",
        "socket.getaddrinfo('models.invalid', 443)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 9))",
    ):
        run = machine.python("-W", "ignore", "-c", f"import socket\ntry: {line}\nexcept OSError as e: print(e.errno)")
        assert "101\n" == run.stdout
    assert ["192.0.2.1", "models.invalid", "192.0.2.1"] == [line.split()[1].rstrip(":") for line in machine.attempts]


def fetched(url: str, body: dict[str, object]) -> dict[str, object]:
    """What a POST answers."""
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        return json.load(response)
