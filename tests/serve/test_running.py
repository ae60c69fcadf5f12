"""The server as a process: what its own documentation promises, and many clients at once."""

import asyncio

import httpx2
import pytest

from tests.serve.running_site import running_site

CLIENTS = 32
QUESTIONS = 4


@pytest.mark.slow
def test_thirty_two_clients_each_get_their_own_answers() -> None:
    """No error, and nobody sees another's question: over the API, its streams and OpenAI's protocol."""

    async def ask(client: httpx2.AsyncClient, number: int) -> list[str]:
        got = []
        for turn in range(QUESTIONS):
            question = f"Yunnan {number}-{turn} ?"
            history = [{"question": f"client {number}", "answer": "oui"}]
            plain = await client.post("/v1/answer", json={"question": question, "history": history})
            stream = await client.post("/v1/answer", json={"question": question, "stream": True})
            messages = [{"role": "user", "content": question}]
            chat = await client.post("/v1/chat/completions", json={"model": "depeche", "messages": messages})
            assert f"{question} (client {number})" == plain.json()["standalone_question"]
            assert f'"question": "{question}"' in stream.text
            got.append(chat.json()["depeche"]["question"])
        return got

    async def all_of_them(address: str) -> list[list[str]]:
        async with httpx2.AsyncClient(base_url=address, timeout=240) as client:
            return await asyncio.gather(*(ask(client, number) for number in range(CLIENTS)))

    with running_site() as site:
        got = asyncio.run(all_of_them(site.address))
    assert [[f"Yunnan {n}-{t} ?" for t in range(QUESTIONS)] for n in range(CLIENTS)] == got


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_server_keeps_to_its_own_documentation() -> None:
    """Requests made up from /openapi.json: no 5xx, every status as documented."""
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import status_code_conformance

    checks = [not_a_server_error, status_code_conformance]

    with running_site() as site:
        schema = schemathesis.openapi.from_url(f"{site.address}/openapi.json")
        for operation in (result.ok() for result in schema.get_all_operations()):

            @given(case=operation.as_strategy())
            @settings(
                max_examples=10,
                deadline=None,
                derandomize=True,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            def keeps_to_it(case: "schemathesis.Case") -> None:
                case.call_and_validate(timeout=60, checks=checks)

            keeps_to_it()
