// A new conversation, and those that this browser has kept.
import { speak } from "./language.js";
import * as shelf from "./shelf.js";
import * as talk from "./talk.js";

export function start({ element }) {
  speak(element);
  const drawer = element.querySelector("#conversations");
  const list = drawer.querySelector("ul");
  const said = drawer.querySelector("[role=status]");
  const days = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

  function button(text, label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  function item(conversation) {
    const title = conversation.turns[0].question;
    const line = document.createElement("li");
    const open = button(title, "", () => {
      talk.open(conversation.id);
      drawer.hidePopover();
    });
    if (conversation.id === talk.current()) open.setAttribute("aria-current", "true");
    const day = document.createElement("time");
    day.textContent = days.format(conversation.at);
    open.append(day);
    const remove = button("×", `${drawer.dataset.delete} : ${title}`, () => {
      talk.forget(conversation.id);
      draw();
      (list.querySelector("button") ?? element.querySelector("[popovertarget]")).focus();
    });
    line.append(open, remove);
    return line;
  }

  function draw() {
    const kept = shelf.all().filter((conversation) => conversation.turns.length);
    list.replaceChildren(...kept.map(item));
    drawer.querySelector(".none").hidden = kept.length > 0;
    drawer.querySelector("[data-deed=export]").disabled = !talk.turns().some((turn) => turn.markdown);
  }

  function download() {
    const text = talk.turns().map((turn) => turn.markdown).filter(Boolean).join("\n");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
    link.download = `depeche-${new Date().toISOString().slice(0, 10)}.md`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  }

  drawer.addEventListener("beforetoggle", (event) => event.newState === "open" && draw());
  drawer.querySelector("[data-deed=export]").addEventListener("click", download);
  element.querySelector("[data-deed=new]").addEventListener("click", talk.begin);
  document.addEventListener("talk:full", () => {
    said.textContent = drawer.dataset.full;
  });
}
