// Adding articles to the archive and deleting them, where the server lets us: the API's PUT and DELETE.
const address = (path) => new URL(`v1/articles${path}`, document.baseURI);

// Brings what was rendered hidden to life; `refresh` shows the list anew.
export function dress(sheet, refresh) {
  const adding = sheet.querySelector(".adding");
  if (adding) {
    adding.hidden = false;
    const files = adding.querySelector("input");
    files.addEventListener("change", () => addAll([...files.files], adding, refresh));
  }
  const removing = sheet.querySelector(".removing");
  if (removing) {
    removing.hidden = false;
    removing.querySelector("button").addEventListener("click", (event) => remove(event.currentTarget, refresh));
  }
}

async function addAll(files, adding, refresh) {
  const list = adding.querySelector("ul");
  list.replaceChildren();
  const lines = files.map((file) => lineOf(file, list));
  for (const [at, file] of files.entries()) await add(file, lines[at], adding.dataset);
  if (!adding.isConnected) return; // something else is being read by now
  await refresh();
  const anew = document.querySelector("#reader .adding");
  anew?.querySelector("ul").replaceWith(list); // what became of each file stays in sight
  anew?.querySelector("input").focus();
}

function lineOf(file, list) {
  const line = document.createElement("li");
  const bar = document.createElement("progress");
  const said = document.createElement("span");
  bar.setAttribute("aria-label", file.name);
  bar.max = file.size || 1;
  bar.value = 0;
  said.textContent = file.name;
  line.append(said, bar);
  list.append(line);
  return line;
}

async function add(file, line, words) {
  const [said, bar] = line.children;
  const { status, body } = await put(file, (sent) => {
    bar.value = sent;
    if (sent >= file.size) said.textContent = `${file.name}: ${words.adding}`;
  });
  bar.remove();
  const taken = status === 200 || status === 201;
  const what = body.outcome === "unchanged" ? words.unchanged : words.added;
  const why = body.error?.message ?? status;
  said.textContent = `${file.name}: ${taken ? what : `${words.failed} (${why})`}`;
  line.className = taken ? "taken" : "refused";
  for (const article of body.articles ?? []) if (article.kind === "article") line.append(linkTo(article));
}

function linkTo(article) {
  const link = document.createElement("a");
  link.href = new URL(`read/${encodeURIComponent(article.id)}`, document.baseURI);
  link.dataset.read = "";
  link.lang = article.language;
  link.textContent = article.title;
  return link;
}

// fetch tells nothing of how far an upload is.
function put(file, progress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("PUT", address(`?name=${encodeURIComponent(file.name)}`));
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => progress(event.loaded));
    request.addEventListener("loadend", () => resolve({ status: request.status, body: request.response ?? {} }));
    request.send(file);
  });
}

async function remove(button, refresh) {
  if (button.dataset.sure) {
    button.textContent = button.dataset.sure;
    delete button.dataset.sure;
    return;
  }
  const response = await fetch(address(`/${button.dataset.article}`), { method: "DELETE" });
  if (response.ok) await refresh();
  else button.parentElement.querySelector("[role=status]").textContent = (await response.json()).error.message;
}
