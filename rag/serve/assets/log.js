// The dialogue as it is seen.
import { limits } from "./composer.js";
import * as deeds from "./deeds.js";
import { speak } from "./language.js";
import * as talk from "./talk.js";

export function start({ element }) {
  speak(element);
  const log = element.querySelector("[role=log]");

  const model = (name) => element.querySelector(`template[data-model=${name}]`).content.cloneNode(true);

  function fill(entry, turn) {
    if (turn.html && turn.state !== "stopped") {
      entry.innerHTML = turn.html; // rendered by our templates, everything in it escaped
      deeds.dress(entry, turn, "judged" in log.dataset);
    } else {
      entry.replaceChildren(model(turn.state === "waiting" ? "pending" : "stopped"));
      entry.querySelector(".question").textContent = turn.question;
    }
  }

  function draw({ turn, replacing, asked }) {
    log.querySelector(".welcome")?.remove();
    let entry = log.querySelector(`[data-turn="${replacing ?? turn.id}"]`);
    if (!entry) {
      entry = document.createElement("div");
      entry.className = "entry";
      entry.tabIndex = -1;
      log.append(entry);
    }
    entry.dataset.turn = turn.id;
    fill(entry, turn);
    if (replacing) entry.focus({ preventScroll: true });
    if (asked) scrollTo(entry);
  }

  function scrollTo(entry) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    entry?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }

  function drawAll() {
    log.replaceChildren();
    for (const turn of talk.turns()) draw({ turn });
    if (!talk.turns().length) log.append(model("welcome"));
    scrollTo(log.lastElementChild);
  }

  log.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("ask" in button.dataset) talk.ask(button.textContent, limits());
    const entry = button.closest("[data-turn]");
    if (button.dataset.deed) deeds.act(button, entry, talk.turn(entry.dataset.turn));
  });
  log.addEventListener("submit", (event) => {
    event.preventDefault();
    const turn = talk.turn(event.target.closest("[data-turn]").dataset.turn);
    const question = event.target.querySelector("textarea").value.trim();
    if (question) talk.ask(question, turn.limits, { replacing: turn.id, alone: true });
  });
  log.addEventListener("keydown", (event) => {
    if (!event.target.closest(".understood textarea") || event.isComposing) return;
    if (event.key === "Escape") event.target.form.querySelector("[data-deed=keep]").click();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  document.addEventListener("talk:turn", ({ detail }) => draw(detail));
  document.addEventListener("talk:all", drawAll);
  drawAll();
}
