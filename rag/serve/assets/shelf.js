// Conversations in this browser's storage, one entry each, so that two tabs do not overwrite each other's.
const PREFIX = "depeche.conversation.";
const CURRENT = "depeche.current";
const MOST = 50;

function stored(storage) {
  try {
    return window[storage];
  } catch {
    return null; // the browser forbids it: the dialogue lasts as long as the page
  }
}

function parsed(text) {
  try {
    const conversation = JSON.parse(text);
    return Array.isArray(conversation?.turns) ? conversation : null;
  } catch {
    return null;
  }
}

// All of them, the latest first.
export function all() {
  const local = stored("localStorage");
  const keys = Object.keys(local ?? {}).filter((key) => key.startsWith(PREFIX));
  const found = keys.map((key) => parsed(local.getItem(key))).filter(Boolean);
  return found.sort((one, other) => other.at - one.at);
}

export const find = (id) => parsed(stored("localStorage")?.getItem(PREFIX + id) ?? "");
export const drop = (id) => stored("localStorage")?.removeItem(PREFIX + id);

// The one that this tab showed last.
export const current = () => find(stored("sessionStorage")?.getItem(CURRENT) ?? "");
export const setCurrent = (id) => stored("sessionStorage")?.setItem(CURRENT, id);

// Keeps it; makes room by deleting the oldest others where there is none left, and says whether it had to.
export function keep(conversation) {
  const local = stored("localStorage");
  if (!local) return false;
  const others = all().filter((other) => other.id !== conversation.id);
  for (const old of others.splice(MOST - 1)) drop(old.id);
  for (let dropped = false; ; dropped = true) {
    try {
      local.setItem(PREFIX + conversation.id, JSON.stringify(conversation));
      return dropped;
    } catch {
      if (!others.length) return dropped;
      drop(others.pop().id);
    }
  }
}
