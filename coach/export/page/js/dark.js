/** A screen that is nearly black for closed eyes: a touch brings it back for a while. */

import { part } from "./words.js";

const SEEN_MS = 12000;

/**
 * Return a function that takes each view, and one that makes the screen dark, or not, whatever the session is for.
 * @param {import("./types").PageData} data
 */
export function createDark(data) {
  const cover = part("dark");
  const contrast = matchMedia("(prefers-contrast: more)").matches;
  let wanted = data.for_self && !contrast, always = false, seenUntil = 0;
  cover.onclick = () => {
    seenUntil = performance.now() + SEEN_MS;
    cover.hidden = true;
  };
  return {
    /** @param {import("./types").View} view */
    show(view) {
      const going = view.mode === "playing" || view.mode === "waiting";
      cover.hidden = !(wanted && going && (always || view.step > 1) && performance.now() > seenUntil);
    },
    /** @param {boolean} on */
    set(on) {
      [wanted, always, seenUntil] = [on, on, 0];
    },
    wanted: () => wanted,
  };
}
