// Thumbs up and down go to the server through this part, where it keeps them.
let keep = null;

export function start({ server }) {
  keep = server?.judge ?? null;
}

// The reason why it could not be kept, or an empty text. Gradio's call gives nothing, and raises nothing, when it fails.
export async function judge(judgement) {
  const reason = await keep(JSON.stringify(judgement));
  if (typeof reason !== "string") throw new Error("the server did not answer");
  return reason;
}
