"""What the network is punished for: wrong spans, and passages that stand in the wrong order."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

NEGATIVE_SPAN_WEIGHT = 0.3
RANK_WEIGHT = 1.0
PAIR_WEIGHT = 0.5
_NEVER = -1e4


def span_loss(logits: Tensor, targets: Tensor, readable: Tensor) -> Tensor:
    """The cross-entropy of start and end.

    ``logits`` (batch, longest, 2); ``targets`` (batch, 2), places in the sequence, 0 for "no answer"; ``readable``
    (batch, longest) is true for the tokens of the passage and for place 0.
    """
    masked = logits.masked_fill(~readable[..., None], _NEVER).transpose(1, 2).flatten(0, 1)
    each = functional.cross_entropy(masked, targets.flatten(), reduction="none").view(-1, 2).sum(1)
    weights = torch.where(targets[:, 0] > 0, 1.0, NEGATIVE_SPAN_WEIGHT)
    return (each * weights).sum() / weights.sum()


def rank_loss(answerable: Tensor, groups: Sequence[int], answered: Tensor) -> Tensor:
    """The listwise softmax over the passages of each question and "none of them", whose logit is 0.

    ``answerable`` (batch,) lies group after group, ``groups`` are their sizes; ``answered`` (batch,) is 1 for the pair
    that answers, which at most one of a group does. That 0 stands for "none" makes logits comparable across questions.
    """
    losses, sizes = [], list(groups)
    for logits, labels in zip(torch.split(answerable, sizes), torch.split(answered, sizes), strict=True):
        total = torch.cat([logits.new_zeros(1), logits]).logsumexp(0)
        losses.append(total - (logits * labels).sum())
    return torch.stack(losses).mean()


def total_loss(
    spans: Tensor, answerable: Tensor, targets: Tensor, readable: Tensor, groups: Sequence[int]
) -> tuple[Tensor, dict[str, float]]:
    """The weighted sum, and its parts for the log."""
    answered = (targets[:, 0] > 0).float()
    parts = {
        "span": span_loss(spans, targets, readable),
        "rank": rank_loss(answerable, groups, answered) * RANK_WEIGHT,
        "pair": functional.binary_cross_entropy_with_logits(answerable, answered) * PAIR_WEIGHT,
    }
    return torch.stack(list(parts.values())).sum(), {name: float(part.detach()) for name, part in parts.items()}
