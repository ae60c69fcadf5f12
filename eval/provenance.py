"""What a figure was measured with: every result names it, so that a number can be made again."""

import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PROMPTS = REPOSITORY / "prompts"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The code, the model and the prompts behind a result."""

    commit: str
    """The commit's id, with ``+changes`` when files other than results differed from it; ``unknown`` in no checkout."""
    model: str
    """The fingerprint of the embedder, and of the reader where answers were measured."""
    prompt_hash: str
    """Of the names and contents of all files under ``prompts/``; ``none`` when there are none."""


def provenance(fingerprint: str) -> Provenance:
    """That of a run which starts now with the models of this fingerprint."""
    return Provenance(_commit(), fingerprint, prompt_hash(PROMPTS))


def prompt_hash(folder: Path) -> str:
    """Changes whenever a file under ``folder`` is changed, added, renamed or removed."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    digest = sha256()
    for path in files:
        name = path.relative_to(folder).as_posix().encode()
        digest.update(b"%d %s %s" % (len(name), name, sha256(path.read_bytes()).digest()))
    return digest.hexdigest()[:12] if files else "none"


def _commit() -> str:
    head = _git("rev-parse", "--verify", "-q", "HEAD")
    if not head:
        return "unknown"
    measured = (".", ":(exclude)eval/results")
    return head[:12] + ("+changes" if _git("status", "--porcelain", "--untracked-files=no", "--", *measured) else "")


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # fixed arguments
            ["git", "-C", str(REPOSITORY), *arguments],  # noqa: S607  # whichever git the user has
            capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
