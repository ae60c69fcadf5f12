"""Configuration: environment over file over defaults, and nothing is ignored."""

import os
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from rag.errors import SettingsError
from rag.settings import PREFIX, Settings, load_settings
from tests.source_code import ROOT


@pytest.fixture(autouse=True)
def no_settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees a ``rag.toml`` of whoever runs it."""
    monkeypatch.chdir(tmp_path)


def test_nothing_said_means_the_defaults() -> None:
    """The product runs without any configuration."""
    assert Settings() == load_settings({})


def test_other_variables_are_not_ours() -> None:
    """``PATH`` and ``RAGTIME`` belong to others."""
    assert Settings() == load_settings({"PATH": "/bin", "RAGTIME": "1"})


def test_the_environment_outdoes_the_file_and_the_file_the_defaults(tmp_path: Path) -> None:
    """What is nearer to the call counts."""
    toml = tmp_path / "other.toml"
    toml.write_text('port = 8000\nhost = "localhost"\n')
    settings = load_settings({"RAG_PORT": "9000"}, toml)
    assert (9000, "localhost", Path("vectorstore")) == (settings.port, settings.host, settings.store)


def test_rag_toml_is_found_where_one_stands() -> None:
    """In the current folder, without being named."""
    Path("rag.toml").write_text("passage_tokens = 64\n")
    assert 64 == load_settings({}).passage_tokens


def test_the_process_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands hand nothing in."""
    monkeypatch.setenv("RAG_PORT", "9001")
    assert 9001 == load_settings().port


def test_several_sources_are_parted_as_paths_are() -> None:
    """By the system's own separator, like PATH."""
    settings = load_settings({"RAG_SOURCES": f"press{os.pathsep}other press"})
    assert (Path("press"), Path("other press")) == settings.sources


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"RAG_STORR": "x"}, "RAG_STORR"),
        ({"RAG_PORT": "70000"}, "RAG_PORT"),
        ({"RAG_PORT": "eight"}, "RAG_PORT"),
        ({"RAG_PORT": ""}, "RAG_PORT"),
        ({"RAG_PASSAGE_TOKENS": "4"}, "RAG_PASSAGE_TOKENS"),
        ({"RAG_MAX_FILE_MB": "0"}, "RAG_MAX_FILE_MB"),
        ({"RAG_MAX_FILE_MB": "nan"}, "RAG_MAX_FILE_MB"),
        ({"RAG_EMBEDDER": ""}, "RAG_EMBEDDER"),
        ({"RAG_ALLOW_DOWNLOAD": "maybe"}, "RAG_ALLOW_DOWNLOAD"),
        ({"RAG_SOURCES": ""}, "RAG_SOURCES"),
    ],
)
def test_a_wrong_variable_is_named(environ: dict[str, str], named: str) -> None:
    """In one line, whether it is unknown, malformed or out of range."""
    with pytest.raises(SettingsError, match=named) as caught:
        load_settings(environ)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"prot = 8000", "prot"),
        (b"port = 70000", "port"),
        (b"[server]\nport = 1", "server"),
        (b"port = ", "settings.toml"),
        (b'host = "\xff"', "settings.toml"),
        (b'sources = "press"', "sources"),
    ],
)
def test_a_wrong_line_of_the_file_is_named(tmp_path: Path, content: bytes, named: str) -> None:
    """Unknown, out of range, a table that does not exist, broken TOML, another encoding, another type."""
    (tmp_path / "settings.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=named):
        load_settings({}, tmp_path / "settings.toml")


def test_a_file_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    """Only ``rag.toml`` may be missing."""
    with pytest.raises(SettingsError, match=r"absent\.toml: no such settings file"):
        load_settings({}, tmp_path / "absent.toml")


def test_settings_do_not_change() -> None:
    """Parts may keep them."""
    with pytest.raises(ValidationError):
        Settings().port = 1  # type: ignore[misc]  # that is the point


def test_the_table_lists_every_setting_with_its_default_and_its_meaning() -> None:
    """The table is what a newcomer believes."""
    rows = re.findall(
        r"^\| `(RAG_\w+)` \| (.+?) \| (.+?) \|$", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.MULTILINE
    )
    expected = [
        (PREFIX + name.upper(), _shown(field.default), (field.description or "").rstrip("."))
        for name, field in Settings.model_fields.items()
    ]
    assert expected == rows


def _shown(value: object) -> str:
    if value is None or value is False:
        return {None: "unset", False: "`false`"}[value]
    parts = value if isinstance(value, tuple) else (value,)
    return f"`{os.pathsep.join(map(str, parts))}`"
