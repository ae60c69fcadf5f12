"""A tiny reader learns, and what it learned survives: a checkpoint, an export."""

from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import pytest
import torch

from rag.models.base import read_whole
from tests.models.tiny_reader import tiny_encoder, tiny_tokenizer
from training.average import averaged
from training.batch import Batches, token_range
from training.groups import Group, Pair
from training.loop import Plan, rate_at, train
from training.loss import rank_loss, span_loss
from training.network import Network, load_network, new_network, save_network
from training.torch_reader import TorchReader

ANSWERED = Pair("when?", "built in 1926", (9, 13))
NOT_ANSWERED = Pair("when?", "painted green", None)
PLAN = Plan(steps=12, groups=1, rate=3e-3, head_rate=1e-2, save_every=5)


def groups() -> Iterator[list[Group]]:
    """The same step again and again."""
    return repeat([(ANSWERED, NOT_ANSWERED)])


def trained(plan: Plan, out: Path) -> Network:
    """A network trained in ``out``, or trained on."""
    encoder = tiny_encoder()
    torch.manual_seed(plan.seed)
    network = new_network(encoder, plan.dropout)
    out.mkdir(exist_ok=True)
    train(network, encoder, Batches(tiny_tokenizer(), encoder), groups(), plan, out)
    return network


def test_the_reader_learns_what_it_is_shown(tmp_path: Path) -> None:
    """Span, null and ranking together: all parts of the loss, the batch and the reader have to agree on places."""
    encoder = tiny_encoder()
    network = trained(Plan(steps=60, groups=1, rate=3e-3, head_rate=1e-2, dropout=0.0, save_every=60), tmp_path)
    network.requires_grad_(False)
    reader = TorchReader(tiny_tokenizer(), encoder, network, "tiny")
    answer, no_answer = read_whole(reader, "when?", [ANSWERED.passage, NOT_ANSWERED.passage])
    assert "1926" == ANSWERED.passage[answer.start : answer.end]
    assert answer.answerable > 0 > no_answer.answerable
    assert answer.score > 0 > no_answer.score


def test_a_run_that_was_interrupted_ends_like_one_that_was_not(tmp_path: Path) -> None:
    """The checkpoint holds all that the next step depends on."""
    whole = trained(PLAN, tmp_path / "whole").state_dict()

    def stopping() -> Iterator[list[Group]]:
        for _ in range(8):
            yield [(ANSWERED, NOT_ANSWERED)]
        raise KeyboardInterrupt

    encoder, out = tiny_encoder(), tmp_path / "stopped"
    torch.manual_seed(PLAN.seed)
    out.mkdir()
    with pytest.raises(KeyboardInterrupt):
        train(new_network(encoder, PLAN.dropout), encoder, Batches(tiny_tokenizer(), encoder), stopping(), PLAN, out)
    resumed = trained(PLAN, out).state_dict()
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_what_is_shipped_is_what_was_trained_but_for_the_rounding(tmp_path: Path) -> None:
    """Differences of 0.01 in 8 bits: no weight is off by more than half a step of 0.01 / 127."""
    encoder = tiny_encoder()
    network = new_network(encoder)
    with torch.no_grad():
        for parameter in network.layers.parameters():
            parameter.add_((torch.rand_like(parameter) - 0.5) * 0.02)
    save_network(encoder, network, tmp_path / "reader.safetensors")
    loaded = load_network(encoder, tmp_path / "reader.safetensors").state_dict()
    worst = max(float((loaded[name] - tensor).abs().max()) for name, tensor in network.state_dict().items())
    assert worst <= 0.01 / 127 / 2 * 1.01


def test_an_average_lies_half_way_between_two_readers() -> None:
    """Weight by weight, heads too."""
    encoder = tiny_encoder()
    first, second = new_network(encoder), new_network(encoder)
    before = {name: tensor.clone() for name, tensor in first.state_dict().items()}
    found = averaged(first, second).state_dict()
    for name, tensor in second.state_dict().items():
        torch.testing.assert_close(found[name], (before[name] + tensor) / 2)


def test_the_learning_rate_rises_and_then_falls_to_nothing() -> None:
    """6 % of 100 steps warm up; half way down the cosine it is a half."""
    plan = Plan(steps=100, warmup=0.06)
    assert rate_at(2, plan) == pytest.approx(0.5)
    assert rate_at(6, plan) == pytest.approx(1.0)
    assert rate_at(53, plan) == pytest.approx(0.5)
    assert rate_at(99, plan) < 0.001


def test_the_target_tokens_are_those_of_the_answer() -> None:
    """One token a letter: characters 9 to 12 are tokens 9 to 12, but for the two that stand for spaces."""
    tokens = tiny_tokenizer().passage("built in 1926")
    first, last = token_range(tokens, (9, 13))
    assert "1926" == "built in 1926"[tokens.spans[first][0] : tokens.spans[last][1]]


def test_a_batch_points_at_the_answer_behind_the_question() -> None:
    """Targets count from the start of the question; 0 stands for no answer."""
    batches = Batches(tiny_tokenizer(), tiny_encoder())
    batch = batches.of([(ANSWERED, NOT_ANSWERED)])
    asked = len(tiny_tokenizer().question("when?"))
    passage = tiny_tokenizer().passage(ANSWERED.passage)
    first, last = token_range(passage, (9, 13))
    assert [[asked + passage.first + first, asked + passage.first + last], [0, 0]] == batch.targets.tolist()
    assert (2,) == batch.groups
    assert not batch.readable[:, 1:asked].any()


def test_ranking_counts_none_of_them_as_one_more_passage() -> None:
    """Logits ln 2 and 0 beside the 0 of "none": the first has 2/4, the last 1/4."""
    logits = torch.tensor([2.0, 1.0]).log()
    assert float(rank_loss(logits, [2], torch.tensor([1.0, 0.0]))) == pytest.approx(0.6931472)
    assert float(rank_loss(logits, [2], torch.tensor([0.0, 0.0]))) == pytest.approx(1.3862944)


def test_a_span_is_sought_among_the_tokens_of_the_passage_only() -> None:
    """Two readable places with equal logits, for start and for end: 2 ln 2, however high the third."""
    logits = torch.tensor([[[0.0, 0.0], [9.0, 9.0], [0.0, 0.0]]])
    readable = torch.tensor([[True, False, True]])
    assert float(span_loss(logits, torch.tensor([[2, 2]]), readable)) == pytest.approx(2 * 0.6931472)
