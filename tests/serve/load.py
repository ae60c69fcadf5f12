"""Many clients at once, with the real models: `python -m tests.serve.load --store vectorstore --seconds 300`.

Starts `rag serve`, asks each question once alone, then has every client ask them over and over: over the API, as a
stream, and in the chat, where each client is a session of its own. Whatever comes back must be the answer to what
this client asked, and the same as when it was asked alone. Prints one JSON object; exits 1 if anything was wrong.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any
from uuid import uuid4

import httpx2

QUESTIONS = (
    "Quand se tient la 4e réunion Yunnan?",
    "How long does the train from Nanning to Hanoi take?",
    "Cầu Phin Sa tốn bao nhiêu tiền?",
    "南宁与越南2024年的贸易额是多少？",
    "Combien coûtera le septième pont de Phin Sa ?",
    "Qui a gagné la Coupe du monde 2030 ?",
)
TIMEOUT_S = 600
Answers = dict[str, dict[str, Any]]


@dataclass
class Tally:
    """What happened."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    """Durations by surface."""
    wrong: list[str] = field(default_factory=list)
    """Errors, and answers that are not those of the one who asked."""


async def by_api(client: httpx2.AsyncClient, question: str, _session: str) -> dict[str, Any]:
    """One JSON object."""
    response = await client.post("/v1/answer", json={"question": question})
    response.raise_for_status()
    return comparable(response.json())


async def by_stream(client: httpx2.AsyncClient, question: str, _session: str) -> dict[str, Any]:
    """The last of the server-sent events."""
    response = await client.post("/v1/answer", json={"question": question, "stream": True})
    response.raise_for_status()
    last = json.loads(response.text.rstrip().rpartition("data: ")[2])
    if "error" in last:
        raise AssertionError(last["error"])
    return comparable(last)


async def by_chat(client: httpx2.AsyncClient, question: str, session: str) -> dict[str, Any]:
    """What the chat's page would keep for a thumb, of the turn with this client's own id."""
    turn = uuid4().hex
    asked = json.dumps({"id": turn, "question": question})
    joined = {"data": [asked], "fn_index": 0, "session_hash": session, "event_data": None, "trigger_id": None}
    (await client.post("/gradio_api/queue/join", json=joined)).raise_for_status()
    async with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as events:
        async for line in events.aiter_lines():
            event = json.loads(line[len("data: ") :]) if line.startswith("data: ") else {}
            for reply in replies_in((event.get("output") or {}).get("data")):
                if reply["id"] != turn:
                    raise AssertionError(f"the turn {reply['id']} of another session came to {turn}")
                if reply["done"]:
                    return {name: reply["judged"].get(name) for name in ("question", "status", "short_answer")}
            if event.get("msg") == "close_stream":
                break
    raise AssertionError("the chat ended without an answer")


def replies_in(data: object) -> Iterator[dict[str, Any]]:
    """Our replies in what gradio sends: the value itself, or a change of it (`["replace", [], value]`)."""
    if isinstance(data, list):
        for part in data:
            yield from replies_in(part)
    elif isinstance(data, str) and data.startswith("{"):
        yield json.loads(data)


SURFACES: tuple[Callable[[httpx2.AsyncClient, str, str], Awaitable[dict[str, Any]]], ...] = (
    by_api,
    by_stream,
    by_chat,
)


def comparable(answer: dict[str, Any]) -> dict[str, Any]:
    """All of an answer that does not depend on the hour."""
    return {name: value for name, value in answer.items() if name != "timings_ms"}


async def client_of(address: str, number: int, alone: Answers, until: float, tally: Tally) -> None:
    """One client, from its first question to the end."""
    async with httpx2.AsyncClient(base_url=address, timeout=TIMEOUT_S) as client:
        turn = number
        while time.monotonic() < until:
            question, surface = QUESTIONS[turn % len(QUESTIONS)], SURFACES[turn % len(SURFACES)]
            turn += 1 + turn % len(SURFACES)  # so that questions and surfaces do not go in step
            began = time.monotonic()
            try:
                got = await surface(client, question, f"client-{number}-{turn}")
            except (httpx2.HTTPError, AssertionError, ValueError, KeyError) as error:
                tally.wrong.append(f"{surface.__name__}: {type(error).__name__}: {error}"[:200])
                continue
            if any(alone[question][name] != value for name, value in got.items()):
                tally.wrong.append(f"{surface.__name__}: {question!r} was answered as {got['question']!r}, otherwise")
            tally.seconds.setdefault(surface.__name__, []).append(time.monotonic() - began)


async def load(address: str, clients: int, seconds: float) -> Tally:
    """All of them, after each question was asked alone on each surface."""
    tally = Tally()
    async with httpx2.AsyncClient(base_url=address, timeout=TIMEOUT_S) as client:
        await client.get("/")  # gradio is loaded now
        alone = {question: await by_api(client, question, "") for question in QUESTIONS}
    until = time.monotonic() + seconds
    await asyncio.gather(*(client_of(address, n, alone, until, tally) for n in range(clients)))
    return tally


@contextmanager
def served(store: Path) -> Iterator[tuple[str, int]]:
    """`rag serve` on a free port: its address and the id of its process."""
    command = [sys.executable, "-m", "rag", "serve", "--port", "0", "--json", "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield json.loads(_printed(process.stdout))["address"], process.pid
        finally:
            process.terminate()


def _printed(lines: Iterable[str]) -> str:
    """The object that it prints when it listens, over several lines."""
    text = ""
    for line in lines:
        text += line
        if line.rstrip() == "}":
            break
    return text


def resident_mb(pid: int) -> int:
    """Memory of a process, from Linux's own account of it."""
    line = next(ln for ln in Path(f"/proc/{pid}/status").read_text().splitlines() if ln.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


def main() -> None:
    """Serve, load, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, default=Path("vectorstore"))
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--running", nargs=2, metavar=("ADDRESS", "PID"), help="a server that is there already")
    options = parser.parse_args()
    there = nullcontext((options.running[0], int(options.running[1]))) if options.running else served(options.store)
    with there as (address, pid):
        asyncio.run(load(address, options.clients, options.seconds / 10))  # caches and threads are there after this
        before_mb = resident_mb(pid)
        tally = asyncio.run(load(address, options.clients, options.seconds))
        after_mb = resident_mb(pid)
    print(json.dumps(report(tally, options.clients, options.seconds, before_mb, after_mb), ensure_ascii=False))  # noqa: T201
    sys.exit(bool(tally.wrong))


def report(tally: Tally, clients: int, seconds: float, before_mb: int, after_mb: int) -> dict[str, Any]:
    """Counts, times and memory."""
    cuts = {name: quantiles(found, n=20) for name, found in tally.seconds.items() if len(found) > 1}
    return {
        "clients": clients,
        "seconds": seconds,
        "answers": {name: len(found) for name, found in tally.seconds.items()},
        "median_s": {name: round(cut[9], 2) for name, cut in cuts.items()},
        "p95_s": {name: round(cut[18], 2) for name, cut in cuts.items()},
        "resident_mb": {"before": before_mb, "after": after_mb},
        "wrong": Counter(tally.wrong),
    }


if __name__ == "__main__":
    main()
