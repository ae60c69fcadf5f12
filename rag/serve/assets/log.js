// Runs when gradio has put the dialogue into the page. `element` and `watch` are gradio's.
element.addEventListener("click", (event) => {
  const example = event.target.closest("[data-ask]");
  if (example) document.dispatchEvent(new CustomEvent("ask", { detail: example.textContent }));
});

watch("value", () => {
  document.documentElement.lang = element.querySelector("[data-language]").dataset.language;
  const last = [...element.querySelectorAll(".turn")].at(-1);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  last?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  document.dispatchEvent(new CustomEvent("asked", { detail: last?.querySelector(".question").textContent }));
});
