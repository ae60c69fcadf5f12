// The question box, and what the archive is narrowed down to.
import { speak } from "./language.js";
import * as talk from "./talk.js";

let form = null;

// The filters that are set, as the API calls them.
export function limits() {
  const entries = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
  return Object.fromEntries(entries.filter(([name, value]) => name !== "question" && value));
}

export function start({ element }) {
  speak(element);
  form = element.querySelector("form");
  const box = form.elements.question;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = box.value.trim();
    if (!question) return;
    box.value = "";
    form.querySelector("details").open = false; // the count of filters stays in sight, the answer gets the room
    talk.ask(question, limits());
  });

  box.addEventListener("keydown", (event) => {
    // While an input method composes a word (Vietnamese, Chinese), Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  const clear = form.querySelector("[data-deed=clear]");
  clear.addEventListener("click", () => {
    for (const field of form.querySelectorAll(".fields :is(input, select)")) field.value = field.options?.[0].value ?? "";
    form.elements.since.focus();
    countLimits();
  });

  function countLimits() {
    const { since, until, engine } = form.elements;
    until.setCustomValidity(since.value && until.value && until.value < since.value ? until.dataset.before : "");
    const set = Object.keys(limits()).filter((name) => name !== "engine" || engine.selectedIndex > 0).length;
    const shown = form.querySelector(".set");
    shown.textContent = set;
    shown.hidden = clear.hidden = !set;
    if (!form.checkValidity() && !until.validity.valid) form.querySelector("details").open = true;
  }
  form.addEventListener("input", countLimits);

  const stop = form.querySelector("[data-deed=stop]");
  stop.addEventListener("click", () => {
    talk.stop();
    box.focus();
  });
  document.addEventListener("talk:busy", ({ detail: busy }) => {
    stop.hidden = !busy;
  });
  document.addEventListener("talk:all", focus);
  function focus() {
    if (matchMedia("(hover: hover)").matches) box.focus(); // elsewhere it would raise a keyboard over the page
  }
  focus();
}
