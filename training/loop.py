"""The loop: one optimiser, one schedule, a log line now and then, a checkpoint that resumes."""

import json
import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from training.batch import Batches
from training.groups import Group, Mix, draw
from training.items import Item, epoch
from training.loss import total_loss
from training.network import Encoder, Network, autocast, save_network


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides what is learned, but for the data."""

    steps: int = 1000
    groups: int = 8
    rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    dropout: float = 0.1
    """Of what each layer adds to its input (Srivastava et al., JMLR 2014)."""
    weight_decay: float = 0.01
    warmup: float = 0.06
    clip: float = 1.0
    seed: int = 13
    save_every: int = 100


def rate_at(step: int, plan: Plan) -> float:
    """The share of the peak learning rate: a linear warm-up, then a cosine to zero."""
    warm = max(1, int(plan.steps * plan.warmup))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, plan.steps - warm)))


def optimiser(network: Network, plan: Plan) -> torch.optim.AdamW:
    """AdamW; each layer learns ``layer_decay`` times as fast as the one above it, the heads at a rate of their own."""
    depth = len(network.layers)
    groups = [
        {"params": list(layer.parameters()), "lr": plan.rate * plan.layer_decay ** (depth - 1 - i)}
        for i, layer in enumerate(network.layers)
    ]
    heads: list[nn.Parameter] = [network.sides, *network.span.parameters(), *network.answerable.parameters()]
    groups.append({"params": heads, "lr": plan.head_rate})
    # fused: a third of the time of the loop over tensors
    made = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=plan.weight_decay, fused=True)
    for group in made.param_groups:
        group["peak"] = group["lr"]
    return made


def steps_of(
    items: Sequence[Item], mix: Mix, shares: Mapping[str, float], names: Sequence[str], plan: Plan
) -> Iterator[list[Group]]:
    """The groups of each step, without end; the same for the same seed."""
    rng = random.Random(plan.seed)  # noqa: S311 - reproducible, not secret
    waiting: list[Group] = []
    while True:
        for item in epoch(items, shares, rng):
            waiting += draw(item, mix, names, rng)
            if len(waiting) >= plan.groups:
                yield waiting[: plan.groups]
                waiting = waiting[plan.groups :]


def train(
    network: Network, encoder: Encoder, batches: Batches, steps: Iterator[list[Group]], plan: Plan, out: Path
) -> None:
    """Trains ``network`` in place; ``out`` gets ``log.jsonl``, ``checkpoint.pt`` and ``reader.safetensors``.

    Goes on from the checkpoint in ``out`` if there is one.
    """
    made = optimiser(network, plan)
    done = _resume(network, made, out)
    torch.set_flush_denormal(True)  # else AdamW's state fills with denormals and a step takes four times as long
    try:
        _run(network, encoder, batches, enumerate(steps), made, done, plan, out)
    finally:
        torch.set_flush_denormal(False)


def _run(
    network: Network,
    encoder: Encoder,
    batches: Batches,
    steps: Iterator[tuple[int, list[Group]]],
    made: torch.optim.AdamW,
    done: int,
    plan: Plan,
    out: Path,
) -> None:
    started, pairs = time.monotonic(), 0
    for step, groups in steps:
        if step < done:
            continue
        if step == plan.steps:
            break
        torch.manual_seed(plan.seed + step)  # a resumed run drops what an unbroken one would
        parts = _step(network, batches, groups, made, rate_at(step, plan), plan.clip)
        pairs += sum(map(len, groups))
        if step % 10 == 9:
            _log(out, {"step": step + 1, "pairs_per_s": round(pairs / (time.monotonic() - started), 2), **parts})
        if (step + 1) % plan.save_every == 0 or step + 1 == plan.steps:
            _save(network, encoder, made, step + 1, out)


def _step(
    network: Network, batches: Batches, groups: list[Group], made: torch.optim.AdamW, share: float, clip: float
) -> dict[str, float]:
    batch = batches.of(groups)
    with autocast():
        spans, answerable = network(batch.packed, batch.sides, batch.layout)
    loss, parts = total_loss(spans, answerable, batch.targets, batch.readable, batch.groups)
    made.zero_grad()
    torch.autograd.backward(loss)
    nn.utils.clip_grad_norm_(network.parameters(), clip)
    for group in made.param_groups:
        group["lr"] = group["peak"] * share
    made.step()
    return parts


def _resume(network: Network, made: torch.optim.AdamW, out: Path) -> int:
    path = out / "checkpoint.pt"
    if not path.exists():
        return 0
    saved = torch.load(path, weights_only=True)
    network.load_state_dict(saved["network"])
    made.load_state_dict(saved["optimiser"])
    return int(saved["step"])


def _save(network: Network, encoder: Encoder, made: torch.optim.AdamW, step: int, out: Path) -> None:
    fresh = out / "checkpoint.new"
    torch.save({"network": network.state_dict(), "optimiser": made.state_dict(), "step": step}, fresh)
    fresh.replace(out / "checkpoint.pt")
    save_network(encoder, network, out / "reader.new")
    (out / "reader.new").replace(out / "reader.safetensors")


def _log(out: Path, line: dict[str, float]) -> None:
    with (out / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
