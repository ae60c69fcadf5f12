// Says that the page is on its way, and how to help it, where its parts do not come. Gone as soon as they are there.
(() => {
  const HINT_AFTER_MS = 4000;
  const RELOAD_AFTER_MS = 30000;
  const RELOADED = "depeche.reloaded";
  const words = {
    en: ["Opening the archive…", "Reload the page"],
    fr: ["Ouverture de l’archive…", "Recharger la page"],
    vi: ["Đang mở kho bài…", "Tải lại trang"],
    zh: ["正在打开档案……", "重新加载页面"],
  };
  const isHere = () => document.querySelector("form.composer") !== null;

  setTimeout(() => {
    if (isHere()) return;
    const language = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in words) ?? "en";
    const hint = document.createElement("p");
    const link = document.createElement("a");
    hint.id = "opening"; // hidden by chat.css once the question box is there
    hint.setAttribute("role", "status");
    hint.lang = language;
    [hint.textContent, link.textContent] = words[language];
    link.href = location.href;
    hint.append(" ", link);
    document.body.append(hint);
  }, HINT_AFTER_MS);

  // Seen twice in 130 loads on a machine with six jobs a core: gradio's own script stood still. A second load helped.
  setTimeout(() => {
    if (isHere()) sessionStorage.removeItem(RELOADED);
    else if (!sessionStorage.getItem(RELOADED)) {
      sessionStorage.setItem(RELOADED, "yes");
      location.reload();
    }
  }, RELOAD_AFTER_MS);
})();
