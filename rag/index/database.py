"""Opening the catalogue: the only place where SQLite's errors become ours."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from rag.errors import NoStoreError, StoreBusyError, StoreDamagedError, StoreError, StoreWriteError

SCHEMA = "3"
_UPGRADES = {
    "1": "ALTER TABLE appearances ADD COLUMN repairs TEXT NOT NULL DEFAULT '[]'",
    "2": """ALTER TABLE articles ADD COLUMN author TEXT;
        ALTER TABLE articles ADD COLUMN canonical_url TEXT;
        ALTER TABLE articles ADD COLUMN dating TEXT NOT NULL DEFAULT '[null, null, "unknown", ""]';
        CREATE TABLE page_lines (page TEXT PRIMARY KEY, file TEXT NOT NULL, site TEXT NOT NULL, keys BLOB NOT NULL,
        sketch BLOB NOT NULL) STRICT;
        CREATE INDEX page_lines_by_site ON page_lines (site);
        CREATE INDEX page_lines_by_file ON page_lines (file);
        CREATE TABLE site_lines (site TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (site, key))
        STRICT, WITHOUT ROWID""",
}
"""What brings a catalogue of an older format to the next; the recipe has changed too, so its pages are read anew."""
_BUSY_TIMEOUT_S = 30.0


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Raises what SQLite raises inside as a ``StoreError`` that says in one line what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, path) from error


def _translated(error: sqlite3.Error, path: Path) -> StoreError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return StoreWriteError(
            f"{path.parent}: the index cannot be written ({error}); free some space or choose another --store"
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusyError(f"{path.parent}: another process is writing to this index; try again when it has ended")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StoreDamagedError(
            f"{path}: the catalogue is damaged ({error}); run `rag doctor --repair`, then `rag sync`"
        )
    return StoreError(f"{path}: {error}")


def create(path: Path) -> sqlite3.Connection:
    """A connection that may write; makes the folder and the tables when they are not there yet."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreWriteError(
            f"{path.parent}: the index folder cannot be made ({error.strerror}); choose another --store"
        ) from error
    with sqlite_errors(path):
        connection = _connect(f"{path.absolute().as_uri()}?mode=rwc")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            _create_tables(connection)
        _upgrade(connection)
        _check_schema(connection, path)
        return connection


def open_existing(path: Path) -> sqlite3.Connection:
    """A connection that only reads; raises ``NoStoreError`` where there is no catalogue."""
    if not path.exists():
        raise NoStoreError(
            f"{path.parent}: there is no index here; make one with `rag sync PATH --store {path.parent}`"
        )
    with sqlite_errors(path):
        # A write-ahead log needs its neighbours to be writable; where nobody can write, nothing can change either.
        flags = "mode=ro" if os.access(path.parent, os.W_OK) else "mode=ro&immutable=1"
        connection = _connect(f"{path.absolute().as_uri()}?{flags}")
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            raise NoStoreError(f"{path.parent}: the index is empty; fill it with `rag sync PATH --store {path.parent}`")
        _check_schema(connection, path)
        return connection


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _create_tables(connection: sqlite3.Connection) -> None:
    script = files("rag.index").joinpath("catalogue.sql").read_text("utf-8")
    connection.executescript(f"BEGIN IMMEDIATE; {script} INSERT INTO meta VALUES ('schema', '{SCHEMA}'); COMMIT;")


def _upgrade(connection: sqlite3.Connection) -> None:
    """Brings an older format to this one; all of it or nothing."""
    while (version := _version(connection)) in _UPGRADES:
        upgraded = str(int(version) + 1)
        connection.executescript(
            f"BEGIN IMMEDIATE; {_UPGRADES[version]}; UPDATE meta SET value = '{upgraded}' WHERE key = 'schema'; COMMIT;"
        )


def _version(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    return str(found[0]) if found else "none"


def _check_schema(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection)
    if version in _UPGRADES:
        raise StoreError(
            f"{path}: this index was made by an older version; bring it up to date with "
            f"`rag sync PATH --store {path.parent}`"
        )
    if version != SCHEMA:
        raise StoreDamagedError(
            f"{path}: this index has format {version}, this program writes {SCHEMA}; "
            f"delete {path.parent} and run `rag sync`"
        )
