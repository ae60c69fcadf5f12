"""The chat in the system's Chromium, at desktop and phone size; every other host is blocked and watched for."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Route, expect, sync_playwright

from rag.cli import main
from tests.serve.conftest import FERRY
from tests.serve.fake_assistant import BRIDGE, FAIR, FAIR_QUOTE, MEETING, MEETING_QUOTE, SHORT
from tests.serve.running_site import RunningSite, running_site

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = (1280, 800), (390, 844)
FIRST = "Quand se tient la 4e réunion Yunnan?"
TIMEOUT_MS = 120_000
"""The first page waits for gradio's import, and the machine may be busy: 52 s were seen with 12 jobs on 2 cores."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.path.exists(CHROMIUM) and not os.environ.get("CI"),  # noqa: PTH110
        reason="needs the system's Chromium (apt-get install chromium)",
    ),
]

Opens = Callable[..., Page]


@pytest.fixture(scope="module")
def site() -> Iterator[RunningSite]:
    """The whole site in a process of its own."""
    with running_site() as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=TIMEOUT_MS)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=TIMEOUT_MS)
        yield browser
        browser.close()


@pytest.fixture
def opens(site: RunningSite, browser: Browser) -> Iterator[Opens]:
    """Opens the chat as a new visitor; at the end nothing may have gone to another host or failed in the page.

    Nothing but responses of the status ``refused``, where a test has the server refuse something.
    """
    trouble: list[str] = []
    contexts = []

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(site.address).netloc:
            route.continue_()
        else:
            trouble.append(f"asked another host: {route.request.url}")
            route.abort()

    def open_chat(
        size: tuple[int, int] = DESKTOP, scheme: str = "light", locale: str = "fr-FR", refused: str = "nothing"
    ) -> Page:
        def heard(said: ConsoleMessage) -> None:
            if said.type == "error" and f"a status of {refused}" not in said.text:
                trouble.append(said.text)

        phone = size == PHONE
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale=locale,
            is_mobile=phone,
            has_touch=phone,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(TIMEOUT_MS)
        context.route("**/*", guard)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: trouble.append(f"a script ran: {dialog.message}"))
        page.goto(site.address)
        expect(_box(page)).to_be_visible()
        return page

    yield open_chat
    for context in contexts:
        context.close()
    assert [] == trouble


def _box(page: Page) -> Locator:
    return page.locator("#question-box")


def _ask(page: Page, question: str) -> None:
    box = _box(page)
    box.fill(question)
    box.press("Enter")
    expect(page.locator(".turn").last.locator(".question")).to_have_text(question)
    expect(page.locator(".turn.pending")).to_have_count(0)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_question_is_answered_and_its_quotation_shown_in_its_article(
    opens: Opens, size: tuple[int, int], scheme: str
) -> None:
    """The main road of the product, from an example to the marked sentence."""
    page = opens(size, scheme)
    page.get_by_role("button", name=FIRST).click()
    expect(page.locator(".answer")).to_contain_text(MEETING_QUOTE)
    expect(page.locator(".time")).to_contain_text("du 1er janvier 2024 au 31 mars 2024")
    page.get_by_role("link", name="Citation 1").click()
    mark = page.locator("#reader mark")
    expect(mark).to_have_text(MEETING_QUOTE)
    expect(mark).to_be_in_viewport(ratio=1)
    expect(page.locator("#reader h1")).to_have_text(MEETING.title)
    expect(page.locator("#reader header")).to_contain_text("27 mars 2023 (date d’après le texte)")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_never_scrolls_sideways(opens: Opens, size: tuple[int, int]) -> None:
    """Long names wrap instead of widening the page."""
    page = opens(size)
    _ask(page, "Guangxi " + "x" * 300)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate("(log => log.scrollWidth - log.clientWidth)(document.querySelector('#log'))") <= 0


def test_the_keyboard_alone_is_enough(opens: Opens) -> None:
    """Enter asks and opens; Escape leads back to the citation that was followed."""
    page = opens()
    expect(_box(page)).to_be_focused()
    page.keyboard.type("Yunnan ?")
    page.keyboard.press("Enter")
    citation = page.get_by_role("link", name="Citation 1")
    citation.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#reader mark")).to_be_focused()
    page.keyboard.press("Escape")
    expect(citation).to_be_focused()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opens: Opens, size: tuple[int, int], scheme: str) -> None:
    """Contrast, names, roles and landmarks, by the rules of axe-core: WCAG 2 A and AA and its best practices."""
    page = opens(size, scheme)
    found = [_axe(page)]
    for question in ("Yunnan ?", "La foire du Guangxi ?", "Qui a gagné ?", "closed"):
        _ask(page, question)
    found.append(_axe(page))
    page.get_by_role("link", name="Citation 1").first.click()
    expect(page.locator("#reader mark")).to_be_in_viewport()
    found.append(_axe(page))
    assert [[], [], []] == found


def _axe(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{v['id']}: {node['html']}" for v in violations for node in v["nodes"]]


def test_shift_enter_makes_a_new_line(opens: Opens) -> None:
    """A question may have two."""
    page = opens()
    page.keyboard.type("a")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("b")
    expect(_box(page)).to_have_value("a\nb")


def test_pointing_at_a_citation_shows_quote_title_and_date_until_escape(opens: Opens) -> None:
    """WCAG 1.4.13: what appears on hover can be sent away without moving the pointer."""
    page = opens()
    _ask(page, "Yunnan ?")
    page.get_by_role("link", name="Citation 1").hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text(MEETING_QUOTE)
    expect(tip).to_contain_text(MEETING.title)
    expect(tip).to_contain_text("27 mars 2023")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_on_a_phone_the_article_covers_the_dialogue_until_closed(opens: Opens) -> None:
    """What lies under the sheet can be neither touched nor reached by Tab."""
    page = opens(PHONE)
    _ask(page, "Yunnan ?")
    expect(page.locator("#reader")).to_be_hidden()
    page.get_by_role("link", name="Citation 1").tap()
    expect(page.locator("#reader mark")).to_be_in_viewport()
    assert page.evaluate("document.getElementById('log').inert")
    page.get_by_role("button", name="Fermer").tap()
    expect(page.locator("#reader")).to_be_hidden()
    expect(page.get_by_role("link", name="Citation 1")).to_be_focused()


def test_a_citation_is_a_link_that_works_by_itself(opens: Opens) -> None:
    """It can be sent to someone, opened in another tab, read without script."""
    page = opens()
    _ask(page, "Yunnan ?")
    page.goto(page.get_by_role("link", name="Citation 1").evaluate("link => link.href"))
    expect(page.locator("mark")).to_have_text(MEETING_QUOTE)
    expect(page.locator("mark")).to_be_in_viewport()


def test_the_raw_page_is_one_click_away(opens: Opens) -> None:
    """What was read can be compared with what it was read from."""
    page = opens()
    _ask(page, "Yunnan ?")
    page.get_by_role("link", name="Citation 1").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="La page telle").click()
    expect(opened.value.locator("body")).to_contain_text(SHORT)


def test_the_archive_is_beside_the_dialogue_and_opens_articles(opens: Opens) -> None:
    """A newcomer sees at once what can be asked about."""
    page = opens()
    page.locator("#reader").get_by_role("link", name=BRIDGE.title).click()
    expect(page.locator("#reader h1")).to_have_text(BRIDGE.title)
    page.get_by_role("link", name="Tous les articles").click()
    expect(page.locator("#reader h1")).to_have_text("L’archive")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_files_are_added_each_with_its_progress_and_outcome_and_deleted_again(
    opens: Opens, size: tuple[int, int]
) -> None:
    """One bad file is told apart from the good one, which can be read at once."""
    page = opens(size, refused="400")
    expect(page.locator("#reader h1")).to_be_attached()  # before that a link leaves the page
    if size == PHONE:
        page.get_by_role("link", name="L’archive").tap()
        expect(page.locator("#reader h1")).to_be_focused()
    held: list[Route] = []
    page.route("**/v1/articles?name=*", lambda route: route.continue_() if held else held.append(route))
    files = [("bac.txt", FERRY), ("vide.txt", b"")]
    page.locator("#reader input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files]
    )
    expect(page.get_by_role("progressbar", name="bac.txt")).to_be_visible()
    expect(page.get_by_role("progressbar", name="vide.txt")).to_be_visible()
    assert _axe(page) == []
    held[0].continue_()
    good, bad = page.locator("#reader .taken"), page.locator("#reader .refused")
    expect(good).to_contain_text("bac.txt: ajouté")
    expect(bad).to_contain_text("vide.txt: non ajouté (")
    good.get_by_role("link", name="Un bac sur la Lam").click()
    page.get_by_role("button", name="Supprimer de l’archive").click()
    page.get_by_role("button", name="Vraiment supprimer ?").click()
    expect(page.locator("#reader h1")).to_have_text("L’archive")
    expect(page.locator("#reader h1")).to_be_focused()
    expect(page.locator("#reader .headlines")).not_to_contain_text("Un bac sur la Lam")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_near_miss_and_a_refusal_do_not_look_like_answers(opens: Opens, size: tuple[int, int]) -> None:
    """Each says in words what it is, and leads on."""
    page = opens(size)
    _ask(page, "La foire du Guangxi ?")
    near_miss = page.locator(".turn").last
    expect(near_miss.locator(".outcome")).to_have_text("Proche, mais pas une réponse")
    expect(near_miss.locator(".sources")).to_contain_text(FAIR.title)
    page.get_by_role("button", name="Nouvelle conversation").click()
    _ask(page, "Qui a gagné ?")
    refusal = page.locator(".turn").last
    expect(refusal.locator(".outcome")).to_have_text("Sans réponse")
    refusal.locator(".example", has_text=FIRST).click()
    expect(page.locator(".turn.answered")).to_have_count(1)


def test_an_error_is_a_turn_and_the_dialogue_goes_on(opens: Opens) -> None:
    """No pop-up, no lost page."""
    page = opens()
    _ask(page, "closed")
    expect(page.locator(".turn.failed .reason")).to_contain_text("rag sync")
    _ask(page, "Yunnan ?")
    expect(page.locator(".turn.answered")).to_have_count(1)


def test_a_follow_up_shows_how_it_was_understood(opens: Opens) -> None:
    """The history of this dialogue went along."""
    page = opens()
    _ask(page, "Yunnan ?")
    _ask(page, "Et avant ?")
    expect(page.locator(".turn").last.locator(".standalone")).to_have_text("Et avant ? (Yunnan ?)")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_rewritten_question_can_be_put_right(opens: Opens, size: tuple[int, int]) -> None:
    """It is asked anew in the same place, and as it stands: without the turns before it."""
    page = opens(size)
    _ask(page, "Yunnan ?")
    _ask(page, "Et avant ?")
    page.get_by_role("button", name="Modifier").click()
    page.get_by_label("La question, telle").fill("La foire du Guangxi ?")
    page.keyboard.press("Enter")
    expect(page.locator(".turn").last).to_have_class(re.compile("near_miss"))
    assert ["Yunnan ?", "La foire du Guangxi ?"] == page.locator(".question").all_text_contents()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_waiting_can_be_stopped_and_the_question_asked_again(opens: Opens, size: tuple[int, int]) -> None:
    """Nobody has to wait for an answer that is no longer wanted."""
    page = opens(size)
    box = _box(page)
    box.fill("stuck")
    box.press("Enter")
    expect(page.locator(".turn.pending")).to_be_visible()
    page.get_by_role("button", name="Arrêter").click()
    expect(page.locator(".turn.stopped")).to_contain_text("stuck")
    expect(page.get_by_role("button", name="Arrêter")).to_be_hidden()
    _ask(page, "Yunnan ?")
    expect(page.locator(".turn.answered")).to_have_count(1)
    expect(page.get_by_role("button", name="Reposer la question")).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_answer_is_written_as_it_comes(opens: Opens, size: tuple[int, int]) -> None:
    """Where an LLM is configured it can be chosen, and its text is not held back."""
    page = opens(size)
    page.locator("summary", has_text="Filtres").click()
    page.get_by_label("Rédaction").select_option("llm")
    box = _box(page)
    box.fill("slow Yunnan ?")
    box.press("Enter")
    expect(page.locator(".turn.writing .answer")).to_contain_text("La quatrième")
    expect(page.locator(".turn.answered .answer")).to_contain_text(MEETING_QUOTE)
    box.fill("stuck Yunnan ?")
    box.press("Enter")
    expect(page.locator(".turn.writing .answer")).to_contain_text("La quatrième")
    page.get_by_role("button", name="Arrêter").click()
    expect(page.locator(".turn.stopped")).to_contain_text("stuck")
    expect(page.locator(".turn.writing")).to_have_count(0)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_filters_are_set_counted_told_and_cleared(opens: Opens, size: tuple[int, int]) -> None:
    """A forgotten filter would make a refusal a lie."""
    page = opens(size)
    page.locator("summary", has_text="Filtres").click()
    page.get_by_label("Parus depuis le").fill("2023-01-01")
    page.get_by_label("Genre").select_option("article")
    page.get_by_label("Source", exact=True).fill("seeds/0*")
    expect(page.locator(".set")).to_have_text("3")
    assert _axe(page) == []
    _ask(page, "Yunnan ?")
    expect(page.locator(".limited")).to_contain_text("depuis le 1er janvier 2023")
    expect(page.locator(".limited")).to_contain_text("seeds/0*")
    page.locator("summary", has_text="Filtres").click()
    page.get_by_role("button", name="Effacer les filtres").click()
    _ask(page, "La foire du Guangxi ?")
    expect(page.locator(".turn").last.locator(".limited")).to_have_count(0)


def test_a_page_that_does_not_come_up_says_so_and_loads_itself_once_more(site: RunningSite, browser: Browser) -> None:
    """On an overloaded machine gradio's script once stood still; here it does not arrive at first."""
    context = browser.new_context(locale="fr-FR")
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    page.clock.install()
    page.route("**/assets/**", lambda route: route.abort())
    page.goto(site.address)
    page.clock.run_for(5_000)
    expect(page.locator("#opening")).to_contain_text("Ouverture de l’archive")
    expect(_box(page)).to_have_count(0)
    page.unroute("**/assets/**")
    page.clock.run_for(26_000)
    expect(_box(page)).to_be_visible()
    expect(page.locator("#opening")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_conversations_are_kept_by_the_browser(opens: Opens, size: tuple[int, int]) -> None:
    """A reload loses nothing; earlier ones can be opened, gone on with, and deleted."""
    page = opens(size)
    _ask(page, "Yunnan ?")
    page.reload()
    expect(page.locator(".turn.answered")).to_have_count(1)
    page.get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    _ask(page, "Qui a gagné ?")
    page.get_by_role("button", name="Conversations").click()
    assert _axe(page) == []
    page.locator("#conversations").get_by_role("button", name=re.compile("^Yunnan")).click()
    expect(page.locator(".turn.answered")).to_be_visible()
    _ask(page, "Et avant ?")
    expect(page.locator(".standalone")).to_have_text("Et avant ? (Yunnan ?)")
    page.get_by_role("button", name="Conversations").click()
    page.get_by_role("button", name="Supprimer : Yunnan").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator("#conversations li")).to_have_count(1)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_answer_is_copied_with_its_sources(opens: Opens, size: tuple[int, int]) -> None:
    """As Markdown, for a letter or an article."""
    page = opens(size)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _ask(page, "Yunnan ?")
    page.get_by_role("button", name="Copier avec les sources").click()
    expect(page.locator(".said")).to_have_text("Copié")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert MEETING_QUOTE in copied
    assert "27 mars 2023" in copied


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_conversation_is_exported(opens: Opens, size: tuple[int, int]) -> None:
    """All its answers in one file."""
    page = opens(size)
    _ask(page, "Yunnan ?")
    _ask(page, "La foire du Guangxi, et Yunnan ?")
    page.get_by_role("button", name="Conversations").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert 2 == text.count(MEETING.title)
    assert download.value.suggested_filename.endswith(".md")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_thumbs_and_the_right_passage_are_kept(opens: Opens, site: RunningSite, size: tuple[int, int]) -> None:
    """What readers know becomes cases for the evaluations."""
    page = opens(size)
    _ask(page, f"Yunnan {size[0]} ?")
    page.get_by_role("button", name="C’est juste").click()
    expect(page.locator(".said")).to_have_text("C’est noté, merci.")
    expect(page.get_by_role("button", name="C’est juste")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="C’est faux").click()
    expect(page.locator(".mend")).to_be_visible()
    assert _axe(page) == []
    page.locator(".mend").get_by_role("button", name=FAIR.title).click()
    expect(page.locator(".mend")).to_be_hidden()
    expect(page.get_by_role("button", name="C’est faux")).to_have_attribute("aria-pressed", "true")
    command = ["feedback", "export", "--json", "--store", str(site.feedback.parent)]
    for _ in range(100):  # the button is pressed at once, the server writes a little later
        exported = json.loads(CliRunner().invoke(main, command, catch_exceptions=False).stdout)
        cases = [case for case in exported["cases"] if str(size[0]) in case["question"]]
        if cases:
            break
        page.wait_for_timeout(100)
    assert [(FAIR.source, FAIR_QUOTE)] == [(case["article"], case["quote"]) for case in cases]


def test_a_question_asked_while_another_is_worked_on_comes_next(opens: Opens) -> None:
    """Gradio's default would drop it without a word."""
    page = opens()
    box = _box(page)
    box.fill("slow")
    box.press("Enter")
    expect(page.locator(".turn.pending")).to_have_count(1)
    box.fill("Yunnan ?")
    box.press("Enter")
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn.answered")).to_have_count(1)
    assert ["slow", "Yunnan ?"] == page.locator(".question").all_text_contents()
    expect(box).to_have_value("")


def test_two_visitors_never_see_each_others_dialogue(opens: Opens) -> None:
    """Sessions share a process and nothing else."""
    one, other = opens(), opens()
    _ask(one, "Yunnan ?")
    _ask(other, "Qui a gagné ?")
    _ask(one, "Et avant ?")
    assert ["Yunnan ?", "Et avant ?"] == one.locator(".question").all_text_contents()
    assert ["Qui a gagné ?"] == other.locator(".question").all_text_contents()


def test_markup_in_questions_and_titles_is_only_text(opens: Opens) -> None:
    """No dialog may open: the fixture watches."""
    page = opens()
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script> ${alert(3)} {{constructor}}"
    _ask(page, attack)
    expect(page.locator(".source-title").last).to_contain_text("<script>")
    page.locator(".source-title").last.click()
    expect(page.locator("#reader article")).to_contain_text("<img src=x onerror=alert(1)>")


@pytest.mark.parametrize(
    ("locale", "ask", "archive"),
    [
        ("fr-FR", "Demander", "L’archive"),
        ("en-GB", "Ask", "The archive"),
        ("vi-VN", "Hỏi", "Kho bài"),
        ("zh-CN", "提问", "档案"),
        ("de-DE", "Ask", "The archive"),
    ],
)
def test_the_interface_speaks_the_browsers_language(opens: Opens, locale: str, ask: str, archive: str) -> None:
    """English where it is none of ours; the page tells screen readers which it is."""
    page = opens(locale=locale)
    expect(page.get_by_role("button", name=ask, exact=True)).to_be_visible()
    expect(page.locator("#reader h1")).to_have_text(archive)
    expected = locale[:2] if locale != "de-DE" else "en"
    assert expected == page.evaluate("document.documentElement.lang")


def test_the_documentation_page_works_without_other_hosts(opens: Opens, site: RunningSite) -> None:
    """The usual one comes from a content delivery network."""
    page = opens()
    page.goto(f"{site.address}/docs")
    expect(page.get_by_role("link", name="/openapi.json")).to_be_visible()
    expect(page.locator(".opblock")).to_have_count(14)
