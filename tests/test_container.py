"""The container files keep to what they promise; they cannot be built where these tests run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rag.settings import PREFIX, Settings
from tests.source_code import ROOT

yaml = pytest.importorskip("yaml")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
KNOWN = {"ARG", "CMD", "COPY", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "RUN", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"}


def instructions() -> list[tuple[str, str]]:
    """Each instruction with its arguments on one line."""
    lines = [line for line in DOCKERFILE.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [tuple(line.split(" ", 1)) for line in joined.splitlines() if line.strip()]  # type: ignore[misc]


def service() -> dict[str, Any]:
    """The one service of the compose file."""
    return yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["depeche"]


def test_hadolint_finds_nothing() -> None:
    """The rules of those who build images all day, shell included."""
    hadolint = shutil.which("hadolint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if hadolint is None:
        pytest.skip("hadolint is not installed here")
    found = subprocess.run([hadolint, str(ROOT / "Dockerfile")], capture_output=True, text=True, check=False)
    assert ("", 0) == (found.stdout, found.returncode)


def test_every_line_is_an_instruction() -> None:
    """A forgotten backslash makes an argument into one."""
    assert set() == {name for name, _ in instructions()} - KNOWN


def test_the_server_does_not_run_as_root() -> None:
    """The last stage ends as another user, before its command."""
    last = instructions()[max(i for i, (name, _) in enumerate(instructions()) if name == "FROM") :]
    assert ["10001"] == [value for name, value in last if name == "USER"]
    assert [name for name, _ in last].index("USER") < [name for name, _ in last].index("CMD")


def test_every_setting_it_names_exists() -> None:
    """An unknown one would keep the server from starting."""
    compose = (ROOT / "compose.yaml").read_text("utf-8")
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]+", DOCKERFILE + compose))
    assert set() == named - {PREFIX + name.upper() for name in Settings.model_fields}


def test_its_health_is_looked_at() -> None:
    """By asking whether it can answer."""
    assert ["/readyz"] == [re.findall(r"/readyz", value)[0] for name, value in instructions() if name == "HEALTHCHECK"]


def test_what_is_copied_is_let_through_and_exists() -> None:
    """`.dockerignore` names what may go into the image, and nothing else goes."""
    let_through = re.findall(r"^!(\S+)", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    copied = [
        word.removeprefix("./")
        for name, value in instructions()
        if name == "COPY" and "--from" not in value
        for word in value.split()[:-1]
        if not word.startswith("--")
    ]
    assert sorted(let_through) == sorted(copied)
    assert all((ROOT / path).exists() for path in copied)


def test_the_container_can_write_to_its_data_only() -> None:
    """And gains no rights."""
    found = service()
    assert (True, ["ALL"], ["/tmp"]) == (found["read_only"], found["cap_drop"], found["tmpfs"])
    assert ["data:/data"] == [volume for volume in found["volumes"] if not volume.endswith(":ro")]


def test_it_asks_for_a_key_and_listens_to_this_machine() -> None:
    """Whoever opens it further does so knowingly."""
    assert service()["environment"]["RAG_API_KEYS"].startswith("${RAG_API_KEYS:?")
    assert all(port.startswith("127.0.0.1:") for port in service()["ports"])
