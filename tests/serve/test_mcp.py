"""The archive for agents, as MCP's own client sees it."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from rag.serve.answering import Answering
from rag.serve.mcp_server import mcp_server
from rag.serve.objects import answer_object, article_object
from rag.serve.workers import Workers
from tests.serve.fake_assistant import MEETING, FakeAssistant, answered

mcp = pytest.importorskip("mcp")


def with_client(scene: Callable[["mcp.Client"], Awaitable[None]]) -> None:
    """Runs ``scene`` with a client of a server over the fake assistant, in this process."""

    async def run() -> None:
        workers = Workers(timeout_s=60)
        server = mcp_server(Answering(FakeAssistant(), workers, lambda _: None))
        async with workers.lifespan(None), mcp.Client(server) as client:
            await scene(client)

    asyncio.run(run())


def test_an_agent_finds_three_tools_and_what_they_are_for() -> None:
    """All that a model knows of them is what is written there."""

    async def scene(client: "mcp.Client") -> None:
        tools = (await client.list_tools()).tools
        assert ["ask", "get_article", "search"] == sorted(tool.name for tool in tools)
        assert all(tool.description and tool.output_schema for tool in tools)

    with_client(scene)


def test_an_agent_gets_the_object_of_the_contract() -> None:
    """The same as over HTTP, and the article that its offsets index."""

    async def scene(client: "mcp.Client") -> None:
        question = "La 4e réunion au Yunnan ?"
        answer = await client.call_tool("ask", {"question": question})
        assert answer_object(answered(question, question)) == answer.structured_content
        article = await client.call_tool("get_article", {"article_id": "meeting"})
        assert article_object(MEETING) == article.structured_content
        found = await client.call_tool("search", {"query": "foire", "k": 1})
        assert [1] == [hit["rank"] for hit in found.structured_content["hits"]]

    with_client(scene)


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask", {"question": ""}, "question"),
        ("ask", {"question": "q", "since": "27/3/2023"}, "YYYY-MM-DD"),
        ("search", {"query": "q", "k": 1000}, "k"),
        ("get_article", {"article_id": "nope"}, "none with that id"),
        ("ask", {"question": "boom"}, "server's log"),
    ],
)
def test_a_tool_that_fails_says_why(tool: str, arguments: dict[str, object], told: str) -> None:
    """In words that the agent can act on, without our insides."""

    async def scene(client: "mcp.Client") -> None:
        result = await client.call_tool(tool, arguments)
        assert result.is_error
        assert told in result.content[0].text
        assert "secret" not in result.content[0].text

    with_client(scene)


@pytest.mark.slow
def test_it_is_reached_at_mcp() -> None:
    """Over HTTP, on the same port as everything else."""
    from tests.serve.running_site import running_site

    async def ask(address: str) -> object:
        async with mcp.Client(f"{address}/mcp") as client:
            return (await client.call_tool("ask", {"question": "Yunnan ?"})).structured_content

    with running_site() as site:
        assert answer_object(answered("Yunnan ?", "Yunnan ?")) == asyncio.run(ask(site.address))
