// The dialogue: its turns, what is asked next, and what is kept. Draws nothing; tells the page by events.
import * as shelf from "./shelf.js";

const HISTORY_TURNS = 10; // how many of the last turns a follow-up is understood by
const name = () => Array.from(crypto.getRandomValues(new Uint32Array(3)), (n) => n.toString(36)).join("-");
const blank = () => ({ id: name(), at: Date.now(), turns: [] });
const tell = (what, detail) => document.dispatchEvent(new CustomEvent(`talk:${what}`, { detail }));

let conversation = shelf.current() ?? blank();
let send = null;
let halt = null;
let line = []; // the turns that wait; the first of them is being worked on
let heard = false; // whether the server has said that it has the first of them
let unheard = null; // the turn that was stopped before that
for (const turn of conversation.turns) if (turn.state === "waiting") turn.state = "stopped";

export const turns = () => conversation.turns;
export const turn = (id) => conversation.turns.find((turn) => turn.id === id);
export const current = () => conversation.id;

// Asks after all other turns, or in the place of one; `alone`: it needs no earlier turn to be understood.
export function ask(question, limits, { replacing = null, alone = false } = {}) {
  const asked = { id: name(), question, limits, alone, state: "waiting" };
  const at = conversation.turns.findIndex((turn) => turn.id === replacing);
  if (at < 0) conversation.turns.push(asked);
  else conversation.turns[at] = asked;
  line.push(asked);
  keep();
  tell("turn", { turn: asked, replacing, asked: true });
  if (line.length === 1) next();
  return asked;
}

// How questions reach the server, and how it is told that nobody waits any more.
export function connect(bridge) {
  send = bridge.send ?? send;
  halt = bridge.halt ?? halt;
  if (bridge.send) next();
}

function next() {
  tell("busy", line.length > 0);
  if (!send || !line.length) return;
  const [{ id, question, limits, alone }] = line;
  const at = conversation.turns.findIndex((turn) => turn.id === id);
  const before = alone ? [] : conversation.turns.slice(0, at).flatMap((turn) => turn.told ?? []);
  heard = false;
  send(JSON.stringify({ id, number: at + 1, question, history: before.slice(-HISTORY_TURNS), ...limits }));
}

// What the server says of the turn that is being worked on; of any other it is too late.
export function hear(reply) {
  const [turn] = line;
  if (!turn && reply.id === unheard && !reply.done) halt?.(); // what was stopped before the server had it
  if (!turn || (reply.id && reply.id !== turn.id)) return;
  heard = true;
  if (!reply.html) return;
  turn.html = reply.html;
  if (reply.done) {
    Object.assign(turn, { state: "done", told: reply.told, markdown: reply.markdown, judged: reply.judged });
    line.shift();
    keep();
  }
  tell("turn", { turn });
  if (reply.done) next();
}

export function stop() {
  if (!line.length) return;
  const stopped = line;
  line = [];
  if (heard) halt?.();
  else unheard = stopped[0].id; // gradio has no name for it yet by which it could be cancelled
  for (const turn of stopped) {
    turn.state = "stopped";
    tell("turn", { turn });
  }
  keep();
  tell("busy", false);
}

export function keep() {
  conversation.at = Date.now();
  shelf.setCurrent(conversation.id);
  if (conversation.turns.length && shelf.keep(conversation)) tell("full");
}

export function begin() {
  show(blank());
}

export function open(id) {
  show(shelf.find(id) ?? blank());
}

export function forget(id) {
  if (id === conversation.id) begin();
  shelf.drop(id);
}

function show(other) {
  stop();
  conversation = other;
  for (const turn of conversation.turns) if (turn.state === "waiting") turn.state = "stopped";
  shelf.setCurrent(conversation.id);
  tell("all");
}
