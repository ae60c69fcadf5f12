"""``python -m training.average A B --out C``: the mean of two readers' weights, one trained on from the other.

Wortsman et al., "Model soups: averaging weights of multiple fine-tuned models improves accuracy without increasing
inference time", ICML 2022.
"""

import argparse
from pathlib import Path

from rag.models.cache import model_folder
from rag.models.wheel import find_weights
from training.network import Encoder, Network, load_network, save_network


def averaged(first: Network, second: Network) -> Network:
    """``first``, each of its weights now the mean of its own and that of ``second``."""
    theirs = second.state_dict()
    first.load_state_dict({name: (tensor + theirs[name]) / 2 for name, tensor in first.state_dict().items()})
    return first


def main() -> None:
    """Reads the arguments and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.average", description=__doc__)
    parser.add_argument("weights", type=Path, nargs=2)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    with model_folder(find_weights(), None) as folder:
        encoder = Encoder.load(folder)
    first, second = (load_network(encoder, path) for path in options.weights)
    save_network(encoder, averaged(first, second), options.out)


if __name__ == "__main__":
    main()
