"""``python -m training --data DIR --out DIR``: the reader's weights from question sets.

The same data, options and number of threads give the same weights. A run that was stopped goes on from its checkpoint
when the command is given again. Figures: ``python -m training.evaluate --data DIR --weights OUT/reader.safetensors``.
"""

import argparse
import logging
from dataclasses import fields
from pathlib import Path

import torch

from rag.models.cache import model_folder
from rag.models.reader_tokens import ReaderTokenizer
from rag.models.wheel import find_weights
from training.batch import Batches
from training.groups import Mix
from training.items import build_items
from training.loop import Plan, steps_of, train
from training.neighbours import Dense, Lexical
from training.network import Encoder, load_network, new_network
from training.noise import names_in
from training.sources import read_all
from training.split import split

SHARES = {
    "cmrc/zh": 0.5,
    **dict.fromkeys(("xquad/es", "xquad/ro"), 0.35),
    "xquad/de": 0.1,
    **dict.fromkeys(("ntrex/en", "ntrex/vi", "ntrex/zh"), 0.15),
}
"""What share of a data set's items an epoch has; those not named are read whole."""


def main() -> None:
    """Reads the arguments, trains, and leaves everything in ``--out``."""
    options = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    plan = Plan(**{field.name: getattr(options, field.name) for field in fields(Plan)})
    mix = Mix(**{field.name: getattr(options, field.name) for field in fields(Mix)})
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(plan.seed)
    with model_folder(find_weights(), None) as folder:
        tokenizer, encoder = ReaderTokenizer.load(folder), Encoder.load(folder)
    questions, held_out = split(read_all(options.data))
    items = build_items(
        questions,
        tokenizer.count,
        lambda passages, language: (Lexical(passages, language), Dense(passages, tokenizer, encoder)),
    )
    logging.info("%d items to train on; %d questions held out; %s; %s", len(items), len(held_out), plan, mix)
    names = sorted({name for question in questions for name in names_in(question.text)})
    steps = steps_of(items, mix, SHARES, names, plan)
    network = new_network(encoder, plan.dropout)
    if options.start is not None:
        network.load_state_dict(load_network(encoder, options.start).state_dict())
    train(network, encoder, Batches(tokenizer, encoder), steps, plan, options.out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training", description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with piaf/, xquad/, cmrc2018/ and clapnq/")
    parser.add_argument("--out", type=Path, required=True, help="log, checkpoint and weights; a checkpoint is resumed")
    parser.add_argument("--start", type=Path, help="weights to begin with, instead of the encoder's own")
    for field in (*fields(Plan), *fields(Mix)):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    return parser


main()
