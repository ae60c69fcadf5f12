"""The repository's own Python files, parsed: what the tests of the architecture look at."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Import:
    """A module as a line of code names it, absolute: ``rag.schema``; ``lazy`` when not run on import."""

    module: str
    line: int
    lazy: bool

    @property
    def library(self) -> str:
        """Its first part."""
        return self.module.split(".")[0]


@dataclass(frozen=True)
class Source:
    """A Python file; ``module`` is its dotted name, without ``__init__``."""

    path: Path

    @property
    def module(self) -> str:
        """``rag.text.fold``."""
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    @property
    def name(self) -> str:
        """``rag/text/fold.py``."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.path.read_bytes(), self.name)

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.path.read_bytes().count(b"\n")

    def imports(self) -> Iterator[Import]:
        """All imports; ``from rag import wire`` names ``rag`` and ``rag.wire``."""
        yield from self._imports(self.tree, lazy=False)

    def _imports(self, node: ast.AST, *, lazy: bool) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno, lazy) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = self._absolute(node)
            yield Import(base, node.lineno, lazy)
            yield from (Import(f"{base}.{alias.name}", node.lineno, lazy) for alias in node.names)
        lazy = lazy or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _for_types_only(node)
        for child in ast.iter_child_nodes(node):
            yield from self._imports(child, lazy=lazy)

    def _absolute(self, node: ast.ImportFrom) -> str:
        assert node.level == 0, f"{self.name}:{node.lineno}: imports are absolute here"
        return node.module or ""

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """All functions and methods, nested ones too."""
        yield from (n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))

    def calls(self, *names: str) -> Iterator[ast.Call]:
        """The calls of functions with one of these names, ``f()`` or ``x.f()``."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and _called(node) in names:
                yield node


def sources(*packages: str) -> tuple[Source, ...]:
    """The files of top-level packages such as ``rag``, by name."""
    return tuple(Source(path) for package in packages for path in sorted((ROOT / package).rglob("*.py")))


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
