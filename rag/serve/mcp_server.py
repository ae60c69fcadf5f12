"""The archive for agents: an MCP server (https://modelcontextprotocol.io) with three tools, at ``/mcp``.

The only module that imports ``mcp``, at the first request to it. Stateless: every call stands for itself, so that any
number of servers may share one address.
"""

import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rag import __version__
from rag.errors import DepecheError, QuestionError
from rag.schema import Question
from rag.serve.answering import Answering
from rag.serve.bodies import AnswerBody, SearchBody
from rag.serve.contract import AnswerObject, ArticleObject, SearchObject
from rag.serve.http_errors import UNEXPECTED, error_response
from rag.serve.objects import answer_object, article_object, hit_object

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

_logger = logging.getLogger(__name__)

INSTRUCTIONS = (
    "A news archive in French, English, Vietnamese and Chinese. `ask` answers a question with verbatim, dated "
    "quotations or says that the articles do not say: look at `status` (answered, near_miss, unanswerable) and repeat "
    "the quotations word for word. `search` ranks passages. `get_article` gives the text that quotations index."
)
NOT_INSTALLED = "MCP is not installed here; pip install 'depeche[mcp]'"

T = TypeVar("T")


def mcp_app(answering: Answering) -> Starlette:
    """The application that serves ``/mcp``; one that says what to install where ``mcp`` is missing."""
    try:
        from mcp.server.transport_security import TransportSecuritySettings
    except ImportError:
        return Starlette(routes=[Route("/mcp", _not_installed, methods=["GET", "POST", "DELETE"])])
    return mcp_server(answering).streamable_http_app(
        streamable_http_path="/mcp",
        json_response=True,
        stateless_http=True,
        # hosts and origins are checked by rag.serve.access, for all of the site
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )


def mcp_server(answering: Answering) -> "MCPServer":
    """The server with its tools, for any transport."""
    from mcp.server.mcpserver import MCPServer

    with _root_logger_untouched():
        server = MCPServer(
            "Dépêche", instructions=INSTRUCTIONS, version=__version__, log_level="ERROR", subscriptions=False
        )
    _add_tools(server, answering)
    return server


def _add_tools(server: "MCPServer", answering: Answering) -> None:
    assistant = answering.assistant

    @server.tool(structured_output=True)
    async def ask(
        question: str, since: str | None = None, until: str | None = None, source: str | None = None
    ) -> AnswerObject:
        """Answer a question from the archive with verbatim, dated quotations, or say that the articles do not say.

        since, until: days of publication as YYYY-MM-DD; source: a glob over file names.
        """
        asked = await _told(lambda: _question(question, since, until, source))
        return answer_object(await _told(lambda: answering.ask(asked)))

    @server.tool(structured_output=True)
    async def search(
        query: str, k: int = 10, since: str | None = None, until: str | None = None, source: str | None = None
    ) -> SearchObject:
        """Rank the k passages (1 to 100) of the archive that are nearest to a query; filters as for ask."""
        body = await _told(lambda: _valid(SearchBody, query=query, k=k, since=since, until=until, source=source))
        hits = await _told(lambda: answering.run(lambda: assistant.search(body.query, k=body.k, filters=body.filters)))
        return {"query": query, "hits": [hit_object(hit) for hit in hits]}

    @server.tool(structured_output=True)
    async def get_article(article_id: str) -> ArticleObject:
        """The article of a citation or hit: `text[start:end]` is the quotation, character for character."""
        return article_object(await _told(lambda: answering.run(lambda: assistant.article(article_id))))


async def _told(work: Callable[[], Awaitable[T]]) -> T:
    """What ``work`` gives; errors as the agent may read them, the unforeseen without its insides."""
    from mcp.server.mcpserver.exceptions import ToolError

    try:
        return await work()
    except DepecheError as error:
        raise ToolError(str(error)) from error
    except HTTPException as error:
        raise ToolError(error.detail) from error
    except Exception as error:
        _logger.exception("a tool failed unexpectedly")
        raise ToolError(UNEXPECTED) from error


async def _question(question: str, since: str | None, until: str | None, source: str | None) -> Question:
    body = await _valid(AnswerBody, question=question, since=since, until=until, source=source)
    return body.to_question()


B = TypeVar("B", AnswerBody, SearchBody)


async def _valid(body: type[B], **values: object) -> B:
    """The body with the same bounds as over HTTP. Raises ``QuestionError``."""
    try:
        return body.model_validate(values)
    except ValueError as error:
        first = error.errors()[0] if hasattr(error, "errors") else {"loc": (), "msg": str(error)}
        raise QuestionError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


@contextmanager
def _root_logger_untouched() -> Iterator[None]:
    """MCPServer sets up logging for the whole process when nobody has; that is for the program to decide."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


async def _not_installed(_: Request) -> Response:
    return error_response(501, "not_installed", NOT_INSTALLED)
