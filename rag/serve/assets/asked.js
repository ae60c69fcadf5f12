// Runs when gradio has made the place that questions go to. `props` and `trigger` are gradio's.
document.addEventListener("ask", (event) => {
  props.value = event.detail;
  trigger("submit");
});
