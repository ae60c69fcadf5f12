"""Which files a sync is about, and what readers call them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.errors import InputError
from rag.ingest.read import EXTENSIONS


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to index: its absolute path and its name for readers, such as ``seeds/007_pont.txt``."""

    path: Path
    source: str
    key: str = ""
    """Under which the catalogue knows it; the path itself where it is empty, an address for what was fetched."""
    problem: str = ""
    """Why there is nothing to read at ``path``; what was indexed of it before stays."""

    @property
    def known_as(self) -> str:
        """Under which the catalogue knows it."""
        return self.key or str(self.path)


def find_files(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """The files under ``paths``, by name. Raises ``InputError`` when a path does not exist.

    A folder stands for all files below it whose ending we read, except hidden ones and READMEs; a file named
    itself is taken whatever its ending. Two folders of the same name are told apart by their parents' names.
    """
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder; nothing was changed")
    roots = [Path(path).absolute() for path in paths]
    found: dict[Path, SourceFile] = {}
    for root, name in zip(roots, _names(roots), strict=True):
        for path in _files_under(root):
            relative = path.relative_to(root) if root.is_dir() else Path(path.name)
            found.setdefault(
                path.resolve(), SourceFile(path, f"{name}/{relative.as_posix()}" if name else str(relative))
            )
    return tuple(sorted(found.values(), key=lambda file: file.source))


def _files_under(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        wanted = path.suffix.lower() in EXTENSIONS and not path.stem.upper().startswith("README")
        if wanted and not any(part.startswith(".") for part in parts) and not path.is_dir():
            yield path


def _names(roots: Sequence[Path]) -> list[str]:
    """For each root the shortest tail of its folder's path that no other folder shares."""
    folders = [root.resolve() if root.is_dir() else root.resolve().parent for root in roots]
    return [next(name for name in _tails(folder) if _is_unique(name, folder, folders)) for folder in folders]


def _tails(folder: Path) -> Iterator[str]:
    parts = [part for part in folder.parts if part != folder.anchor]
    yield from ("/".join(parts[-n:]) for n in range(1, len(parts) + 1))
    yield folder.as_posix()


def _is_unique(name: str, folder: Path, folders: Sequence[Path]) -> bool:
    return all(other == folder or not f"/{other.as_posix()}".endswith(f"/{name}") for other in folders)
