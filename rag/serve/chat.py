"""The browser chat: Gradio carries the events and each session's state; the page itself is our own HTML.

The only module that imports gradio, when the chat is built (2.8 s). Its components change their structure between
versions, so all that we use of them is ``gr.HTML``: a value, a script run on load, events sent by that script.
A question comes as a value, not with its event: an event that had to wait is repeated with the data of the one before.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from fastapi import FastAPI
from markupsafe import Markup

from rag.errors import DepecheError, QuestionError
from rag.schema import Question, Turn
from rag.serve.bodies import MAX_QUESTION_CHARS
from rag.serve.render import composer_html, failed_html, log_html, masthead_html, pending_html, turn_html
from rag.serve.texts import Texts, texts_for

if TYPE_CHECKING:
    import gradio as gr

    from rag.assistant import Assistant

_logger = logging.getLogger(__name__)

HISTORY_TURNS = 10
"""How many of the last turns a follow-up is understood by."""
MAX_AT_ONCE = 8
"""Questions worked on at a time; more wait in line."""
STATE_TTL_S = 12 * 3600
PANEL = '<aside id="reader"></aside>'


@dataclass(frozen=True, slots=True)
class Exchange:
    """A finished turn: what a follow-up needs of it, and how it is shown."""

    html: Markup
    turn: Turn | None
    """``None`` where there was no answer to go by."""


Session = tuple[Exchange, ...]


def chat_app(assistant: "Assistant", questions: Sequence[str]) -> FastAPI:
    """An application with the chat at ``/``, with ``questions`` to click at the start."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # gradio asks its home for newer versions while it is imported
    import gradio as gr

    app = FastAPI()
    gr.mount_gradio_app(
        app,
        _blocks(assistant, questions),
        path="/",
        theme=_theme(),
        head=_asset("head.html"),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size=1,
    )
    return app


def _blocks(assistant: "Assistant", questions: Sequence[str]) -> "gr.Blocks":
    import gradio as gr

    def greet(session: Session, request: gr.Request) -> tuple[str, str, str]:
        t = _texts(request)
        return masthead_html(t), log_html([exchange.html for exchange in session], questions, t), composer_html(t)

    def ask(text: str, session: Session, request: gr.Request) -> Iterator[tuple[str, Session]]:
        question, t = text.strip(), _texts(request)
        shown = [exchange.html for exchange in session]
        yield log_html([*shown, pending_html(question, t)], questions, t), session
        exchange = answer_turn(assistant, question, session, questions, t)
        yield log_html([*shown, exchange.html], questions, t), (*session, exchange)

    with gr.Blocks(title="Dépêche", analytics_enabled=False, fill_width=True) as blocks:
        session = gr.State((), time_to_live=STATE_TTL_S)
        masthead = gr.HTML(elem_id="masthead", apply_default_css=False, js_on_load=None)
        log = gr.HTML(elem_id="log", apply_default_css=False, js_on_load=_asset("log.js"))
        composer = gr.HTML(elem_id="composer", apply_default_css=False, js_on_load=_asset("composer.js"))
        asked = gr.HTML("", elem_id="asked", html_template="", apply_default_css=False, js_on_load=_asset("asked.js"))
        gr.HTML(PANEL, elem_id="panel", apply_default_css=False, js_on_load=_asset("panel.js"))
        blocks.load(greet, session, [masthead, log, composer], show_progress="hidden", api_visibility="private")
        asked.submit(
            ask,
            [asked, session],
            [log, session],
            show_progress="hidden",
            api_visibility="private",
            concurrency_limit=MAX_AT_ONCE,
            trigger_mode="always_last",  # gradio's default drops what is asked before it has heard the last one's end
        )
    return blocks


def answer_turn(
    assistant: "Assistant", question: str, session: Session, questions: Sequence[str], t: Texts
) -> Exchange:
    """What the assistant says to ``question`` after the turns of ``session``; an error becomes a turn that tells it."""
    history = tuple(exchange.turn for exchange in session if exchange.turn)[-HISTORY_TURNS:]
    try:
        if not 1 <= len(question) <= MAX_QUESTION_CHARS:  # the page's form lets none such through
            raise QuestionError(f"a question has 1 to {MAX_QUESTION_CHARS} characters, this one {len(question)}")
        answer = assistant.ask(Question(text=question, history=history))
        html = turn_html(answer, len(session) + 1, questions, t)
    except DepecheError as error:
        return Exchange(failed_html(question, str(error), t), None)
    except Exception:
        _logger.exception("a question in the chat failed unexpectedly")
        return Exchange(failed_html(question, t("unexpected"), t), None)
    return Exchange(html, Turn(question=answer.standalone_question, answer=answer.answer))


def _texts(request: "gr.Request") -> Texts:
    return texts_for(request.headers.get("accept-language"))


def _theme() -> "gr.themes.Base":
    """Gradio's plainest theme with fonts of the reader's system: its own would be fetched from elsewhere."""
    import gradio as gr

    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]).set(
        body_background_fill="#fbfaf6", body_background_fill_dark="#16171a"
    )


def _asset(name: str) -> str:
    return (files("rag.serve") / "assets" / name).read_text("utf-8")
