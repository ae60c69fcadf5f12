"""Draws the pictures of the chat in ``docs/``: `rag sync seeds && rag serve`, then `python -m tests.serve.screenshots`.

Run as a program, on a machine with a Chinese font; the address of the running site may be given. Each picture has less
than 150 kB.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
DOCS = Path(__file__).parents[2] / "docs"
MAX_BYTES = 150_000
COLOURS = 96
"""Enough for ink on paper; half the bytes."""
DESKTOP, PHONE = (1280, 800), (390, 844)
TIMEOUT_MS = 120_000


def draw(browser: Browser, address: str) -> None:
    """All of them."""
    page = _opened(browser, address, DESKTOP, "light")
    _ask(page, "Quand se tient la 4e réunion Yunnan?")
    page.get_by_role("link", name="Citation 1").click()
    expect(page.locator("#reader mark")).to_be_in_viewport()
    _shoot(page, "chat-answer")
    _ask(page, "Combien coûtera le septième pont de Phin Sa ?")
    _shoot(page, "chat-near-miss")
    page = _opened(browser, address, PHONE, "dark")
    _shoot(page, "chat-phone-welcome")
    _ask(page, "Quand se tient la 4e réunion Yunnan?")
    _shoot(page, "chat-phone-answer")


def _opened(browser: Browser, address: str, size: tuple[int, int], scheme: str) -> Page:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="fr-FR",
        is_mobile=size == PHONE,
        has_touch=size == PHONE,
        reduced_motion="reduce",
    )
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#question-box")).to_be_visible()
    expect(page.locator("#reader h1")).to_be_attached()
    return page


def _ask(page: Page, question: str) -> None:
    page.locator("#question-box").fill(question)
    page.locator("#question-box").press("Enter")
    expect(page.locator(".turn").last.locator(".question")).to_have_text(question)
    expect(page.locator(".turn.pending")).to_have_count(0)


def _shoot(page: Page, name: str) -> None:
    path = DOCS / f"{name}.png"
    page.locator("#question-box").blur()
    with Image.open(BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    assert path.stat().st_size < MAX_BYTES, f"{path}: {path.stat().st_size} bytes"


if __name__ == "__main__":
    expect.set_options(timeout=TIMEOUT_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        draw(chromium, sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:7860")
        chromium.close()
