// What a reader can do with a turn.
import { copy } from "./copy.js";
import { judge } from "./judge.js";
import * as talk from "./talk.js";

// Shows what was done with the turn before, and takes away what cannot be done here.
export function dress(entry, turn, judged) {
  if (!judged || !turn.judged?.status) for (const part of entry.querySelectorAll(".thumbs, .mend")) part.remove();
  press(entry, turn.verdict);
}

function press(entry, verdict) {
  for (const thumb of entry.querySelectorAll(".thumbs button"))
    thumb.setAttribute("aria-pressed", String(thumb.dataset.deed === verdict));
}

export function act(button, entry, turn) {
  const said = entry.querySelector(".said");
  const mend = entry.querySelector(".mend");

  async function judged(verdict, more = {}) {
    const trouble = await judge({ ...turn.judged, verdict, ...more }).catch((error) => `${said.dataset.failed} (${error.message})`);
    said.textContent = trouble || said.dataset.thanks;
    if (trouble) return;
    turn.verdict = verdict;
    press(entry, verdict);
    talk.keep();
  }

  async function mended(more) {
    mend.hidden = true;
    entry.querySelector("[data-deed=down]").focus();
    await judged("down", more);
  }

  function editing(open) {
    entry.querySelector(".understood form").hidden = !open;
    entry.querySelector(".understood > p").hidden = open;
    entry.querySelector(open ? ".understood textarea" : "[data-deed=edit]").focus();
  }

  const deeds = {
    again: () => talk.ask(turn.question, turn.limits, { replacing: turn.id, alone: turn.alone }),
    edit: () => editing(true),
    keep: () => editing(false),
    copy: async () => {
      said.textContent = (await copy(turn.markdown)) ? button.dataset.done : button.dataset.failed;
    },
    up: () => {
      mend.hidden = true;
      return judged("up");
    },
    down: async () => {
      await judged("down");
      mend.hidden = false;
      mend.scrollIntoView({ block: "nearest" });
    },
    right: () => {
      const { article, start, end } = button.dataset;
      return mended({ right: { article_id: article, start: Number(start), end: Number(end) } });
    },
    silent: () => mended({ silent: true }),
    other: () => mended({}),
  };
  return deeds[button.dataset.deed]();
}
