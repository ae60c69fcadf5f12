"""The browser chat: Gradio carries the questions and answers; the page itself is our own HTML and script.

The only module that imports gradio, when the chat is built (2.8 s). Its components change their structure between
versions, so all that we use of them is ``gr.HTML``: a value, a script run on load, events sent by that script.
What the page shows at first is in the page already, in each language, so that no event has to come through for it.
"""

import os
import warnings
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from fastapi import FastAPI

from rag.errors import DepecheError
from rag.serve.feedback import FeedbackBook
from rag.serve.render import composer_html, in_all_languages, log_html, masthead_html
from rag.serve.talk import Note, encoded, engines_of, replies
from rag.serve.texts import Texts, texts_for
from rag.serve.welcome import Welcome

if TYPE_CHECKING:
    import gradio as gr

    from rag.assistant import Assistant

MAX_AT_ONCE = 8
"""Questions worked on at a time; more wait in line."""
PANEL = '<aside id="reader"></aside>'


def chat_app(
    assistant: "Assistant", welcome: Welcome, feedback: FeedbackBook | None = None, note: Note = lambda _: None
) -> FastAPI:
    """An application with the chat at ``/``, with what ``welcome`` offers at the start.

    Without ``feedback`` answers cannot be judged; ``note`` is told of each answer.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # gradio asks its home for newer versions while it is imported
    warnings.filterwarnings("ignore", "Couldn't find ffmpeg", RuntimeWarning)  # of gradio's audio, which is not used
    import gradio as gr

    app = FastAPI()
    gr.mount_gradio_app(
        app,
        _blocks(assistant, welcome, feedback, note),
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


def _blocks(assistant: "Assistant", welcome: Welcome, feedback: FeedbackBook | None, note: Note) -> "gr.Blocks":
    import gradio as gr

    def ask(sent: str, request: gr.Request) -> Iterator[str]:
        for reply in replies(assistant, sent, welcome.questions, _texts(request), note):
            yield encoded(reply)

    engines = engines_of(assistant)
    with gr.Blocks(title="Dépêche", analytics_enabled=False, fill_width=True) as blocks:
        _part("masthead", in_all_languages(masthead_html))
        _part("log", in_all_languages(lambda t: log_html(welcome, t, judged=feedback is not None)))
        _part("composer", in_all_languages(lambda t: composer_html(t, engines)))
        asked = _part("asked", shown=False)
        told = _part("told", shown=False)
        halt = _part("halt", shown=False)
        _part("judge", shown=False, server_functions=[_judge(feedback)] if feedback else None)
        _part("panel", PANEL)
        asking = asked.submit(
            ask,
            asked,
            told,
            show_progress="hidden",
            api_visibility="private",
            concurrency_limit=MAX_AT_ONCE,
            trigger_mode="multiple",  # the page asks one after the other, and goes on when it has stopped waiting
        )
        halt.click(None, cancels=[asking], show_progress="hidden", api_visibility="private")
    return blocks


def _part(name: str, value: str = "", *, shown: bool = True, **more: object) -> "gr.HTML":
    """A part of the page: its HTML, and the script ``ui/<name>.js`` that is given what gradio gives to scripts."""
    import gradio as gr

    script = (
        f'import(new URL("ui/{name}.js", document.baseURI))'
        ".then(({ start }) => start({ element, props, trigger, watch, server }));"
    )
    form = {} if shown else {"html_template": ""}
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=script, **form, **more)


def _judge(feedback: FeedbackBook) -> Callable[[str], str]:
    def judge(sent: str) -> str:
        """Keeps what a reader thinks of an answer; the reason why it could not be kept, or nothing."""
        try:
            feedback.add(sent)
        except DepecheError as error:
            return str(error)
        return ""

    return judge


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
