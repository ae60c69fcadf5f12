"""A random reader small enough to train in a second: 32 dimensions, 3 layers, one token a letter."""

import string

import torch

from rag.models.reader_tokens import ReaderTokenizer
from rag.models.tokenizer import build_tokenizer
from rag.models.weights import Vocabulary
from training.network import Encoder, Size

PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", *string.ascii_letters, *string.digits, *",.:?-éà")
SIZE = Size(hidden=32, intermediate=64, heads=2, layers=3, joint_from=1)


def tiny_tokenizer() -> ReaderTokenizer:
    """Every letter is a token, so that a span of characters can be read off by hand."""
    vocabulary = Vocabulary(PIECES, (0.0,) * 4 + (-1.0,) * (len(PIECES) - 4), 0, 2, 1, 3, {})
    return ReaderTokenizer(build_tokenizer(vocabulary))


def tiny_encoder() -> Encoder:
    """Random weights, the same in every process."""
    generator = torch.Generator().manual_seed(7)
    state = {name: torch.randn(shape, generator=generator) * 0.3 for name, shape in _shapes().items()}
    ones = {name: torch.ones_like(tensor) for name, tensor in state.items() if name.endswith("LayerNorm.weight")}
    return Encoder(SIZE, state | ones)


def _shapes() -> dict[str, tuple[int, ...]]:
    d, wide = SIZE.hidden, SIZE.intermediate
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (len(PIECES), d),
        "embeddings.position_embeddings.weight": (512, d),
        "embeddings.token_type_embeddings.weight": (2, d),
        "embeddings.LayerNorm.weight": (d,),
        "embeddings.LayerNorm.bias": (d,),
    }
    for layer in range(SIZE.layers):
        prefix = f"encoder.layer.{layer}"
        square = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
        matrices = dict.fromkeys(square, (d, d)) | {"intermediate.dense": (wide, d), "output.dense": (d, wide)}
        for name, (rows, columns) in matrices.items():
            shapes |= {f"{prefix}.{name}.weight": (rows, columns), f"{prefix}.{name}.bias": (rows,)}
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{prefix}.{name}.weight": (d,), f"{prefix}.{name}.bias": (d,)}
    return shapes
