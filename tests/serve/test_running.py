"""The server as a process: what its own documentation promises, and many clients at once."""

import asyncio
import json
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx2
import pytest

from tests.serve.running_site import running_site

if TYPE_CHECKING:
    import schemathesis

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
    """Requests made up from /openapi.json, such as keep to it and such as do not, under all of schemathesis' checks.

    Statuses, media types, headers and bodies are as documented; what is wrong is refused, what is right is not.
    """
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis.errors import Unsatisfiable
    from schemathesis.checks import negative_data_rejection, positive_data_acceptance
    from schemathesis.generation import GenerationMode

    with running_site() as site:
        schema = schemathesis.openapi.from_url(f"{site.address}/openapi.json", timeout=240)
        for operation in (result.ok() for result in schema.get_all_operations()):
            for mode in GenerationMode:

                @given(case=operation.as_strategy(generation_mode=mode))
                @settings(
                    max_examples=6,
                    deadline=None,
                    derandomize=True,
                    phases=[Phase.generate],
                    suppress_health_check=list(HealthCheck),
                )
                def keeps_to_it(case: "schemathesis.Case") -> None:
                    left_out = [positive_data_acceptance] if may_be_refused(case) else []
                    response = case.call(timeout=240)
                    if case.method == "PUT" or response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                        # any bytes are a file (`null` is a text of four letters); too long is a refusal, too
                        left_out.append(negative_data_rejection)
                    case.validate_response(response, excluded_checks=left_out)

                with suppress(Unsatisfiable):  # where a request has nothing in it, there is nothing to get wrong
                    keeps_to_it()


def may_be_refused(case: "schemathesis.Case") -> bool:
    """Whether a request may keep to the schema and still be wrong, for a reason that no schema can tell."""
    body = case.body if isinstance(case.body, dict) else {}
    return (
        case.method == "PUT"  # whether a text is an article, and whether a file may have that name
        or any(isinstance(value, str) and not value.strip() for value in body.values())  # that a text is not blank
        or "messages" in body  # that the last one is a question
        or body.get("engine") == "llm"  # whether there is one
        or str(body.get("since") or "")
        > str(body.get("until") or "9999-99-99")  # that a span of days has a first and a last
        or "\\u0000" in json.dumps(body, default=str)  # JSON may hold it, text may not
    )
