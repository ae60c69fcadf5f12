// The reading panel. Links marked data-read open in it instead of leaving.
import { dress } from "./archive.js";

export function start({ element }) {
  const root = document.documentElement;
  const reader = element.querySelector("#reader");
  const narrow = matchMedia("(max-width: 60rem)");
  let opener = null;
  let latest = 0;

  async function read(href) {
    const url = new URL(href, document.baseURI);
    const turn = (latest += 1);
    const response = await fetch(url);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const main = page.querySelector("main");
    if (turn !== latest || !main) return; // another link was followed meanwhile
    for (const link of main.querySelectorAll("[href]")) link.href = new URL(link.getAttribute("href"), url);
    for (const form of main.querySelectorAll("form[action]")) form.action = new URL(form.getAttribute("action"), url);
    reader.setAttribute("aria-label", page.title);
    const sheet = document.createElement("div"); // a page has one main part, and here it is the dialogue's
    sheet.className = main.className;
    sheet.append(...main.childNodes);
    reader.replaceChildren(closeButton(main.dataset.close), sheet);
    dress(sheet, async () => {
      await read("read/");
      reader.querySelector("h1").focus();
    });
  }

  function closeButton(label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "close";
    button.textContent = label;
    button.addEventListener("click", close);
    return button;
  }

  async function open(link) {
    if (link.closest("#log, #masthead")) opener = link;
    await read(link.href);
    show(true);
    for (const other of document.querySelectorAll("#log [aria-current]")) other.removeAttribute("aria-current");
    if (link.isConnected && link.closest("#log")) link.setAttribute("aria-current", "true");
    const quote = reader.querySelector("#quote");
    const target = quote ?? reader.querySelector("h1, .gone");
    await focus(target);
    if (quote) quote.scrollIntoView({ block: "center" });
    else element.closest("#panel").scrollTop = 0;
  }

  // A sheet that is only being shown takes the focus a few frames late.
  async function focus(target) {
    for (let frame = 0; frame < 30 && document.activeElement !== target; frame += 1) {
      target.focus({ preventScroll: true });
      await new Promise(requestAnimationFrame);
    }
  }

  function show(open) {
    const sheet = open && narrow.matches;
    root.toggleAttribute("data-reading", sheet);
    for (const id of ["masthead", "log", "composer"]) document.getElementById(id).inert = sheet;
  }

  function close() {
    show(false);
    if (opener?.isConnected) opener.focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-read]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });

  reader.addEventListener("submit", async (event) => {
    if (!event.target.matches("form[data-read]")) return;
    event.preventDefault();
    await read(`${event.target.action}?${new URLSearchParams(new FormData(event.target))}`);
    reader.querySelector("h1").focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    root.dataset.tips = "off"; // WCAG 1.4.13: what appears on hover can be sent away
    if (reader.contains(document.activeElement) || root.hasAttribute("data-reading")) close();
  });
  document.addEventListener("pointermove", () => delete root.dataset.tips);
  document.addEventListener("focusin", (event) => event.target.closest(".cite-link") && delete root.dataset.tips);
  narrow.addEventListener("change", () => show(false));

  read("read/");
}
