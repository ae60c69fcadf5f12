// Each part of the page comes in all our languages, as templates; the reader's own is shown.
export function speak(element) {
  const parts = [...element.querySelectorAll("template[data-language]")];
  const wanted = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]);
  const inLanguage = (language) => parts.find((part) => part.dataset.language === language);
  const part = wanted.map(inLanguage).find(Boolean) ?? inLanguage("en");
  document.documentElement.lang = part.dataset.language;
  part.parentNode.replaceChildren(part.content);
}
