// Thumbs up and down go to the server through this part, where it keeps them.
let keep = null;

export function start({ server }) {
  keep = server?.judge ?? null;
}

// The reason why it could not be kept, or an empty text.
export const judge = (judgement) => keep(JSON.stringify(judgement));
