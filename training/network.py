"""The reader's network: lower layers read question and passage apart, upper layers read both together.

The decomposition is that of Cao et al., "DeFormer: Decomposing Pre-trained Transformers for Faster Question
Answering", ACL 2020. The lower layers stay those of the encoder, so what they make of a text depends on that text
alone: it is computed once however many questions meet the passage. Packed is what ``training.packing`` says.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from rag.errors import ModelError
from rag.models.reader_tokens import Tokens
from training.packing import Block, Layout, join

JOINT_FROM = 5
_EPSILON = 1e-12
_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "out": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "final_norm": "output.LayerNorm",
    }
)
"""The parts of a ``Layer`` and what BERT calls them."""
_SCALE = "|scale"


@dataclass(frozen=True, slots=True)
class Size:
    """The dimensions of an encoder, and where it is parted."""

    hidden: int
    intermediate: int
    heads: int
    layers: int
    joint_from: int = JOINT_FROM
    """The first layer that reads question and passage together; the layers from here on are trained."""


class Layer(nn.Module):
    """One post-norm transformer layer of BERT, query, key and value in one product."""

    def __init__(self, size: Size, dropout: float = 0.0) -> None:
        super().__init__()
        self.heads = size.heads
        self.dropout = nn.Dropout(dropout)
        self.qkv = nn.Linear(size.hidden, 3 * size.hidden)
        self.out = nn.Linear(size.hidden, size.hidden)
        self.norm = nn.LayerNorm(size.hidden, eps=_EPSILON)
        self.up = nn.Linear(size.hidden, size.intermediate)
        self.down = nn.Linear(size.intermediate, size.hidden)
        self.final_norm = nn.LayerNorm(size.hidden, eps=_EPSILON)

    def forward(self, packed: Tensor, layout: Layout) -> Tensor:
        """(tokens, hidden) in and out."""
        qkv = self.qkv(packed)
        mixed = torch.cat([_attend(qkv, block, self.heads) for block in layout.blocks]).index_select(0, layout.restore)
        packed = self.norm(packed + self.dropout(self.out(mixed)))
        widened = functional.gelu(self.up(packed))
        hidden: Tensor = self.final_norm(packed + self.dropout(self.down(widened)))
        return hidden


class Encoder(nn.Module):
    """The frozen encoder as it is: embeddings and all layers, one text a sequence."""

    def __init__(self, size: Size, state: Mapping[str, Tensor]) -> None:
        """Takes the tensors under the names of ``transformers.BertModel``, the words' in half precision."""
        super().__init__()
        self.size = size
        # 250,000 rows of which a question needs a hundred: no parameter, so that nothing copies or converts them
        self.words = state["embeddings.word_embeddings.weight"]
        kind = state["embeddings.token_type_embeddings.weight"][0]
        self.places = state["embeddings.position_embeddings.weight"].float() + kind
        self.norm = nn.LayerNorm(size.hidden, eps=_EPSILON)
        self.norm.load_state_dict({kind: state[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")})
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        for index, layer in enumerate(self.layers):
            layer.load_state_dict(_layer_state(state, f"encoder.layer.{index}"))
        self.requires_grad_(False)

    @classmethod
    def load(cls, folder: Path) -> "Encoder":
        """From ``config.json`` and ``model.safetensors`` as ``rag.models.unpack`` writes them."""
        config = json.loads((folder / "config.json").read_text("utf-8"))
        names = ("hidden_size", "intermediate_size", "num_attention_heads", "num_hidden_layers")
        return cls(Size(*(int(config[name]) for name in names)), load_file(folder / "model.safetensors"))

    def embed(self, ids: Sequence[Sequence[int]]) -> Tensor:
        """(tokens, hidden): what the first layer reads."""
        words = self.words[torch.tensor([i for text in ids for i in text])].float()
        places = torch.cat([self.places[: len(text)] for text in ids])
        embedded: Tensor = self.norm(words + places)
        return embedded

    def lower(self, texts: Sequence[Tokens]) -> list[Tensor]:
        """Each text's states below the joint layers, (tokens, hidden) each."""
        return list(torch.split(self._run(texts, self.size.joint_from), [len(text) for text in texts]))

    def vectors(self, texts: Sequence[Tokens]) -> Tensor:
        """(texts, hidden): each text's embedding, unit length."""
        layout = Layout.of([len(text) for text in texts])
        grid = layout.whole.pad(self._run(texts, self.size.layers).float())
        return functional.normalize(_mean(grid, layout), dim=-1)

    def _run(self, texts: Sequence[Tokens], layers: int) -> Tensor:
        layout = Layout.of([len(text) for text in texts])
        packed = self.embed([text.ids for text in texts])
        for layer in self.layers[:layers]:
            packed = layer(packed, layout)
        return packed


class Network(nn.Module):
    """The trained part: the upper layers and three heads."""

    def __init__(self, size: Size, dropout: float = 0.0) -> None:
        super().__init__()
        self.size = size
        self.sides = nn.Parameter(torch.zeros(2, size.hidden))
        """Added to the tokens of the question and of the passage."""
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.joint_from, size.layers))
        self.span = nn.Linear(size.hidden, 2)
        self.answerable = nn.Linear(2 * size.hidden, 1)

    def forward(self, packed: Tensor, sides: Tensor, layout: Layout) -> tuple[Tensor, Tensor]:
        """Span logits (batch, longest, 2) for start and end, and answerable logits (batch,).

        ``packed`` (tokens, hidden) holds each question's lower states followed by its passage's; ``sides`` (tokens,)
        is 0 for the question and 1 for the passage. The logits at place 0 of a sequence speak for "no answer".
        """
        hidden = packed + self.sides[sides]
        for layer in self.layers:
            hidden = layer(hidden, layout)
        grid = layout.whole.pad(hidden)
        heads = torch.cat([grid[:, 0], _mean(grid, layout)], dim=-1)
        spans: Tensor = self.span(grid).float()
        answerable: Tensor = self.answerable(heads).float().squeeze(-1)
        return spans, answerable


def autocast() -> torch.autocast:
    """bf16 products, where this processor has instructions for them."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.ops.mkldnn._is_mkldnn_bf16_supported())


def _attend(qkv: Tensor, block: Block, heads: int) -> Tensor:
    """Multi-head attention in one block: (tokens of all, 3 x hidden) to (tokens of the block, hidden)."""
    grid = block.pad(qkv)
    sequences, longest, width = grid.shape
    query, key, value = grid.view(sequences, longest, 3, heads, width // (3 * heads)).permute(2, 0, 3, 1, 4)
    mixed = _dot_product(query, key, value, block.mask)
    return block.pack(mixed.transpose(1, 2).reshape(sequences, longest, width // 3))


def _dot_product(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """Scaled dot-product attention; (sequences, heads, longest, hidden / heads) each.

    Spelt out where gradients are wanted: on CPU the backward pass of torch's fused kernel takes five times as long as
    that of these two products (252 ms against 44 ms for 32 sequences of 176 tokens in bf16).
    """
    if not torch.is_grad_enabled():
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    with torch.autocast("cpu", enabled=False):
        scores = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(-1, -2))
        return torch.matmul(scores.masked_fill(~mask, -1e4).softmax(-1), value)


def _mean(grid: Tensor, layout: Layout) -> Tensor:
    return grid.sum(1) / grid.new_tensor(layout.lengths)[:, None]


def _layer_state(state: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """The tensors of one of BERT's layers under the names of ``Layer``."""
    kinds = ("weight", "bias")
    parts = [f"{prefix}.attention.self.{part}" for part in ("query", "key", "value")]
    fused = {f"qkv.{kind}": torch.cat([state[f"{part}.{kind}"] for part in parts]) for kind in kinds}
    return fused | {
        f"{ours}.{kind}": state[f"{prefix}.{theirs}.{kind}"] for ours, theirs in _PARTS.items() for kind in kinds
    }


@torch.inference_mode()
def logits(
    encoder: Encoder, network: Network, question: Tokens, passages: Sequence[Tokens]
) -> list[tuple[NDArray[np.float32], float]]:
    """For each passage its span logits, (tokens of question and passage, 2), and its answerable logit."""
    with autocast():
        asked, *read = encoder.lower([question, *passages])
        packed, sides, layout = join([(asked, state) for state in read])
        spans, answerable = network(packed, sides, layout)
    pairs = zip(spans.numpy(), answerable.tolist(), layout.lengths, strict=True)
    return [(span[:length], answer) for span, answer, length in pairs]


def new_network(encoder: Encoder, dropout: float = 0.0) -> Network:
    """An untrained network whose layers are the encoder's; its heads are random (torch's generator)."""
    network = Network(encoder.size, dropout)
    for layer, base in zip(network.layers, encoder.layers[encoder.size.joint_from :], strict=True):
        layer.load_state_dict(base.state_dict())
    return network


def save_network(encoder: Encoder, network: Network, path: Path) -> None:
    """Writes what ``network`` learned beyond ``encoder``.

    Matrices are written as differences, in 8 bits with one scale a row; all else in float32.
    A trained matrix differs little from the encoder's, so rounding the difference costs a hundredth of what rounding
    the matrix would.
    """
    base = _base(encoder)
    packed: dict[str, Tensor] = {}
    for name, tensor in network.state_dict().items():
        if name in base and tensor.ndim == 2:
            packed |= _quantised(name, tensor - base[name])
        else:
            packed[name] = tensor.float().contiguous()
    save_file(packed, path)


def load_network(encoder: Encoder, path: Path) -> Network:
    """The inverse of ``save_network``, but for the rounding; raises ``ModelError``."""
    base = _base(encoder)
    network = Network(encoder.size)
    try:
        packed = load_file(path)
        network.load_state_dict({name: _restored(name, packed, base) for name in packed if not name.endswith(_SCALE)})
    except (OSError, SafetensorError, KeyError, RuntimeError) as error:
        raise ModelError(f"{path}: these are no weights of the reader ({error}); reinstall depeche") from error
    network.requires_grad_(False).eval()
    return network


def _base(encoder: Encoder) -> dict[str, Tensor]:
    return {f"layers.{name}": tensor for name, tensor in encoder.layers[encoder.size.joint_from :].state_dict().items()}


def _quantised(name: str, difference: Tensor) -> dict[str, Tensor]:
    scale = (difference.abs().amax(1, keepdim=True) / 127).clamp_min(1e-12)
    return {name: (difference / scale).round().to(torch.int8), name + _SCALE: scale}


def _restored(name: str, packed: Mapping[str, Tensor], base: Mapping[str, Tensor]) -> Tensor:
    if name + _SCALE not in packed:
        return packed[name]
    return base[name] + packed[name].float() * packed[name + _SCALE]
