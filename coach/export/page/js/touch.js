/** Touches → verbs: large areas, and swipes. */

const SWIPE_PX = 60;

/**
 * Ask for the verb of each button that is pressed; a swipe goes on, or back.
 * @param {HTMLElement} stage
 * @param {boolean} rightToLeft
 * @param {(verb: string) => void} ask
 */
export function listenToTouch(stage, rightToLeft, ask) {
  /** @type {PointerEvent | null} */
  let began = null;
  let swiped = false;
  stage.onpointerdown = (event) => {
    if (event.isPrimary) [began, swiped] = [event, false];
  };
  stage.onpointerup = (event) => {
    const verb = began && event.isPrimary ? swipeOf(event.clientX - began.clientX, event.clientY - began.clientY, rightToLeft) : "";
    began = null;
    if (!verb) return;
    swiped = true;
    ask(verb);
  };
  stage.onpointercancel = () => (began = null);
  stage.onclick = (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    // A pedal's Enter must not press again what a finger has pressed.
    if (event.detail) button?.blur();
    if (button?.dataset.verb && !(swiped && event.detail)) ask(button.dataset.verb);
  };
}

/**
 * Return the verb of a movement: on towards the beginning of a line, as a page is turned; none of a short or steep one.
 * @param {number} across
 * @param {number} down
 * @param {boolean} rightToLeft
 */
export function swipeOf(across, down, rightToLeft) {
  if (Math.abs(across) < SWIPE_PX || Math.abs(across) < 2 * Math.abs(down)) return "";
  return across < 0 !== rightToLeft ? "next" : "back";
}
