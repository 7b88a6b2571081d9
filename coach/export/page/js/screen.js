/** View → what is seen, and what a screen reader says of it. */

import { fitLetters } from "./letters.js";
import { body, clockOf, fillIn, part, showText } from "./words.js";

const CANNOT_MS = 2000;

/**
 * Return functions that show a view, and that a verb could not be done.
 * @param {import("./types").PageData} data
 */
export function createScreen(data) {
  const now = part("now");
  let announced = "", cannotSince = -CANNOT_MS;
  new ResizeObserver(() => fitLetters(now)).observe(now);

  /** @param {import("./types").View} view */
  function show(view) {
    const { words } = data;
    const within = view.step >= 1 && view.step <= view.steps;
    showText(part("section"), view.sectionTitle);
    showText(part("count"), within ? fillIn(words.step_of, { n: view.step, all: view.steps }) : view.step ? words.closing : "");
    showText(part("left"), clockOf(view.sessionLeftMs));
    const changed = [
      showText(part("title"), view.stepTitle || (view.instruction ? "" : data.title)),
      showText(part("words"), view.instruction || view.saying || view.doing),
      showText(part("caption"), captionOf(view)),
      showText(part("practice"), practiceOf(view)),
      showText(part("practice-label"), labelOf(view)),
    ];
    showText(part("next-title"), view.nextTitle || words.closing);
    showButton(view);
    body.dataset.mode = view.mode;
    part("progress").style.setProperty("--done", String(view.atMs / Math.max(1, view.atMs + view.sessionLeftMs)));
    announce(view);
    if (changed.some(Boolean)) fitLetters(now);
  }

  /** @param {import("./types").View} view */
  function captionOf(view) {
    if (performance.now() - cannotSince < CANNOT_MS) return data.words.cannot;
    const captions = body.dataset.captions !== "off";
    return captions && view.saying !== view.instruction ? view.saying : "";
  }

  /** @param {import("./types").View} view */
  function practiceOf(view) {
    if (view.mode === "waiting" || view.practiceLeftMs === null) return "";
    return clockOf(view.practiceLeftMs);
  }

  /** @param {import("./types").View} view */
  function labelOf(view) {
    if (view.mode === "waiting" || view.mode === "paused") return data.words[view.mode];
    return view.practiceLeftMs === null ? "" : data.words.practice_left;
  }

  /** @param {import("./types").View} view */
  function showButton(view) {
    const verb = view.mode === "paused" ? "continue" : "pause";
    const button = /** @type {HTMLElement} */ (document.querySelector("[data-verb='pause or continue']"));
    const label = /** @type {HTMLElement} */ (button.querySelector("span"));
    showText(label, data.verbs.find((each) => each.verb === verb)?.label ?? "");
    button.classList.toggle("continues", verb === "continue");
  }

  /**
   * Say a step's title where the voice does not, and that a session pauses, waits or goes on.
   * @param {import("./types").View} view
   */
  function announce(view) {
    const spoken = data.steps[view.step - 1]?.text.toLowerCase() ?? "";
    const title = spoken.startsWith(view.stepTitle.toLowerCase()) ? "" : view.stepTitle;
    const { paused, waiting } = data.words;
    const now = view.mode === "paused" ? paused : view.mode === "waiting" ? waiting : title;
    if (now !== announced) part("announced").textContent = announced = now;
  }

  return {
    show,
    cannot() {
      cannotSince = performance.now();
    },
  };
}
