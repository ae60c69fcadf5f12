"""The files around the code say the same as the code: what is installed, what `make` runs, what the README promises."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import PurePosixPath

import pytest

from rag.cli import main
from tests.source_code import ROOT, sources

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def normalised(name: str) -> str:
    """A distribution's name as PEP 503 compares it, without version and extras."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", name, maxsplit=1)[0]).lower()


@pytest.mark.parametrize(
    ("package", "extras"),
    [
        ("rag", ["llm", "local-llm", "mcp", "langchain", "otel"]),
        ("eval", list(PROJECT["project"]["optional-dependencies"])),
    ],
)
def test_every_imported_library_is_a_declared_dependency(package: str, extras: list[str]) -> None:
    """One that only comes along with another goes away with it. What only `eval` needs may be an extra."""
    project, carriers = PROJECT["project"], packages_distributions()
    required = sum((project["optional-dependencies"][extra] for extra in extras), project["dependencies"])
    declared = {"rag", "eval", *sys.stdlib_module_names, *map(normalised, required)}
    imported = {i.library for source in sources(package) for i in source.imports()}
    assert set() == {
        library
        for library in imported
        if library not in declared and not declared & set(map(normalised, carriers.get(library, ())))
    }


@pytest.mark.parametrize("package", ["rag", "eval", "prompts"])
def test_every_file_beside_the_code_is_installed_with_it(package: str) -> None:
    """Templates, styles, SQL and prompts are missing from a wheel unless they are named."""
    assert f"{package}*" in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
    patterns = PROJECT["tool"]["setuptools"]["package-data"][package]
    beside = [
        path.relative_to(ROOT / package)
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc", ".md"}
    ]
    assert [] == [str(path) for path in beside if not any(_matches(path.as_posix(), p) for p in patterns)]


def _matches(path: str, pattern: str) -> bool:
    """Whether a glob of setuptools takes the path; its ``**/`` stands for any number of folders, none too."""
    return PurePosixPath(path).match(pattern.removeprefix("**/"))


def test_the_version_is_said_once() -> None:
    """The package's version is the distribution's."""
    import rag

    assert PROJECT["project"]["version"] == rag.__version__


def test_pre_commit_runs_what_make_check_runs() -> None:
    """A commit that went through is green for the others too."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipes = re.findall(r"^\t\$\(bin\)/((?:ruff|mypy|pytest).*)$", makefile, re.MULTILINE)
    hooks = re.findall(r"entry: \.venv/bin/([^,\n]+)", (ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert sorted(set(recipes) - {"pytest"}) == sorted(hooks)


@pytest.mark.parametrize(
    "document", ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/install.md", "docs/settings.md"]
)
def test_a_document_names_only_what_exists(document: str) -> None:
    """Make targets, commands, files that it links to."""
    text = (ROOT / document).read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set() == set(re.findall(r"(?:\$ |`)make ([a-z-]+)", text)) - targets
    assert set() == set(re.findall(r"(?:\$ |`)rag ([a-z-]+)", text)) - set(main.commands)
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [] == [link for link in linked if not (ROOT / document).parent.joinpath(link).exists()]
