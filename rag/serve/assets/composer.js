// Runs when gradio has put the question box into the page. `element` and `watch` are gradio's.
const box = () => element.querySelector("textarea");

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = box().value.trim();
  if (question) document.dispatchEvent(new CustomEvent("ask", { detail: question }));
});

element.addEventListener("keydown", (event) => {
  // While an input method composes a word (Vietnamese, Chinese), Enter belongs to it.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form?.requestSubmit();
});

// Cleared only when the question stands in the dialogue: what could not be sent is not lost.
document.addEventListener("asked", (event) => {
  if (box()?.value.trim() === event.detail) box().value = "";
});

watch("value", () => {
  if (matchMedia("(hover: hover)").matches) box()?.focus(); // elsewhere it would raise a keyboard over the page
});
