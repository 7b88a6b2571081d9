// The one script in the page's head: it says that scripts run, before anything is shown, and takes it back where they
// turn out not to.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  addEventListener("DOMContentLoaded", () => {
    if (root.dataset.running) return;
    root.classList.remove("scripted");
    const sound = document.querySelector("noscript");
    if (sound) sound.outerHTML = sound.textContent ?? "";
  });
})();
