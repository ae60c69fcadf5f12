"""Configuration: ``RAG_*`` environment variables over an optional ``rag.toml`` over the defaults.

A name that is not known, or a value out of range, is an error that names it; nothing is ignored.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from rag.errors import SettingsError

PREFIX = "RAG_"
DEFAULT_EMBEDDER = "multilingual-e5-small"


class Settings(BaseModel):
    """All that can be configured. The environment name of a field is ``RAG_`` and the field in capitals."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    store: Path = Field(Path("vectorstore"), description="Folder of the index.")
    sources: tuple[Path, ...] = Field(
        (Path("seeds"),), min_length=1, description="What `rag sync` reads without arguments."
    )
    embedder: str = Field(
        DEFAULT_EMBEDDER,
        min_length=1,
        description="The bundled model, or any sentence-transformers model by name or folder.",
    )
    query_prefix: str | None = Field(None, description="Put before questions; default: what the model expects.")
    passage_prefix: str | None = Field(None, description="Put before passages; default: what the model expects.")
    allow_download: bool = Field(False, description="May an embedder named by hub name be fetched?")
    cache_dir: Path | None = Field(None, description="Where unpacked weights live; default: the user's cache folder.")
    passage_tokens: int = Field(128, ge=16, le=448, description="Upper bound of a passage, in embedder tokens.")
    max_file_mb: float = Field(
        20.0, gt=0, le=1024, description="Larger pages are refused (.jsonl: per line; .zip: per file)."
    )
    threads: int = Field(0, ge=0, le=256, description="Processor threads for the models; 0: all there are.")
    host: str = Field("127.0.0.1", min_length=1, description="Where `rag serve` listens.")
    port: int = Field(7860, ge=0, le=65535, description="Port of `rag serve`; 0 takes a free one.")
    llm: str | None = Field(
        None, min_length=1, description="LLM for `--engine llm`: an `init_chat_model` name, or `gguf:FILE`."
    )
    llm_base_url: str | None = Field(None, pattern="^https?://", description="Address of its OpenAI-compatible server.")
    llm_api_key: SecretStr | None = Field(None, description="Its key, where it wants one.")
    llm_timeout_s: float = Field(60.0, gt=0, le=3600, description="Seconds that a whole reply may take.")
    llm_context_tokens: int = Field(4096, ge=512, le=1_000_000, description="What it reads and writes, in tokens.")
    llm_max_tokens: int = Field(256, ge=16, le=4096, description="The longest reply, in tokens.")
    uploads: Path | None = Field(None, description="Folder of uploaded articles; default: `STORE-uploads`.")
    api_keys: SecretStr | None = Field(
        None, description="Keys, parted by commas: `KEY` for all, `read:KEY` for reading only; required off loopback."
    )
    allowed_hosts: str | None = Field(
        None, description="Host names that the server answers to, parted by commas; default: its own, or any with keys."
    )
    rate_per_minute: int = Field(0, ge=0, le=1_000_000, description="Requests a minute for each key; 0: no limit.")
    answer_timeout_s: float = Field(60.0, gt=0, le=3600, description="Seconds that an answer may take.")
    log_requests: bool = Field(False, description="One JSON line on stderr for each request, without its texts.")
    log_questions: bool = Field(False, description="Questions too, in these lines.")
    otel: bool = Field(
        False, description="OpenTelemetry spans of requests, sent as `OTEL_*` says; needs the extra `otel`."
    )

    @property
    def uploads_folder(self) -> Path:
        """Where uploads live: beside the store, which may be deleted and built anew."""
        return self.uploads or self.store.with_name(f"{self.store.absolute().name}-uploads")


def load_settings(environ: Mapping[str, str] | None = None, toml: Path | None = None) -> Settings:
    """Settings from ``environ`` (default: the process's) over ``toml`` (default: ``rag.toml`` if it is there).

    Raises ``SettingsError`` for an unreadable file, an unknown name or a value out of range.
    """
    environ = os.environ if environ is None else environ
    values = _from_toml(Path("rag.toml") if toml is None else toml, required=toml is not None)
    values.update(_from_environment(environ))
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        got = "" if name in ("api_keys", "llm_api_key") else f"; got {first['input']!r}"
        raise SettingsError(f"setting {name} ({PREFIX}{name.upper()}): {first['msg']}{got}") from None


def _from_toml(path: Path, *, required: bool) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        if required:
            raise SettingsError(f"{path}: no such settings file") from error
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as TOML: {error}") from error
    _refuse_unknown(values, str(path))
    return values


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {
        key.removeprefix(PREFIX).lower(): value for key, value in environ.items() if key.startswith(PREFIX)
    }
    _refuse_unknown(values, "the environment", as_variable=True)
    if "sources" in values:
        values["sources"] = [part for part in values["sources"].split(os.pathsep) if part]
    return values


def _refuse_unknown(values: Mapping[str, Any], where: str, *, as_variable: bool = False) -> None:
    unknown = sorted(set(values) - set(Settings.model_fields))
    if unknown:
        name = PREFIX + unknown[0].upper() if as_variable else unknown[0]
        known = ", ".join(sorted(Settings.model_fields))
        raise SettingsError(f"unknown setting {name} in {where}; known are: {known}")
