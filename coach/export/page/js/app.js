/** All parts of the page, put together. */

import { createDark } from "./dark.js";
import { listenToKeys } from "./keys.js";
import { listenToMediaKeys } from "./media_keys.js";
import { createNotices } from "./notices.js";
import { keepOffline } from "./offline.js";
import { createPlace } from "./place.js";
import { createPlayer } from "./player.js";
import { createScreen } from "./screen.js";
import { loadSound } from "./sound_source.js";
import { listenToTouch } from "./touch.js";
import { createWake } from "./wake.js";
import { body, fillIn, part } from "./words.js";

/** @type {import("./types").PageData} */
const data = JSON.parse(part("session").textContent ?? "");
const audio = /** @type {HTMLAudioElement} */ (part("sound"));
const tell = createNotices(data);

/** Set the page up: it leads nothing until somebody begins. */
function main() {
  const sound = loadSound(data);
  sound.then(() => body.classList.add("whole"), (error) => fail(error.message));
  const place = createPlace(data, tell), player = createPlayer(data, audio, sound);
  const screen = createScreen(data), dark = createDark(data), wake = createWake(tell);
  const ask = (/** @type {string} */ verb) => {
    if (player.ask(verb) === "cannot") screen.cannot();
    take(player.view());
  };
  const showMedia = listenToMediaKeys(data, audio, ask, tell);
  const leads = () => body.classList.contains("leading");

  /** @param {import("./types").View} view */
  function take(view) {
    if (view.notice) tell(view.notice);
    if (view.mode === "broken") fail("no_sound");
    if (view.mode === "ready") return;
    const going = !["ended", "broken"].includes(view.mode);
    showMedia(view);
    wake(going);
    if (!leads()) return;
    place.keep(view);
    dark.show(view);
    screen.show(view);
    if (!going) leave();
  }

  /** @param {number} fromMs */
  function begin(fromMs) {
    body.classList.add("leading");
    screen.show(player.view());
    player.begin(fromMs);
    part("stage").focus();
    scrollTo(0, 0);
  }

  function leave() {
    part("announced").textContent = data.words.ended;
    body.classList.remove("leading");
    offer();
    part("start").focus();
  }

  /** Offer to go on from the beginning of the step that was heard last. */
  function offer() {
    const step = place.step();
    const button = part("resume");
    button.hidden = !step;
    labelOf(part("start")).textContent = step ? data.words.from_start : data.words.start;
    if (!step) return;
    const title = step.title || fillIn(data.words.step_of, { n: step.number, all: data.steps.length });
    labelOf(button).textContent = fillIn(data.words.resume, { title });
    button.onclick = () => begin(step.start_ms);
  }

  player.listen(take);
  listenToKeys(data, leads, ask);
  listenToTouch(part("stage"), data.dir === "rtl", ask);
  part("start").onclick = () => begin(0);
  toggles(place, dark);
  offer();
  keepOffline(data);
}

/** @param {HTMLElement} button */
function labelOf(button) {
  return /** @type {HTMLElement} */ (button.querySelector("span"));
}

/**
 * Say what is the matter with the sound, and leave the words to be read.
 * @param {string} name
 */
function fail(name) {
  tell(name in data.words ? name : "no_sound");
  body.classList.remove("leading");
  body.classList.add("silent");
}

/**
 * Let captions, a dark screen and the rest of the verbs be switched on and off.
 * @param {ReturnType<typeof createPlace>} place
 * @param {ReturnType<typeof createDark>} dark
 */
function toggles(place, dark) {
  const captions = place.read("captions") || "on";
  toggle("captions", captions === "on", (on) => {
    const chosen = on ? "on" : "off";
    body.dataset.captions = chosen;
    place.write("captions", chosen);
  });
  toggle("darken", dark.wanted(), dark.set);
  const others = part("others");
  part("more").onclick = () => {
    others.hidden = !others.hidden;
    part("more").ariaExpanded = String(!others.hidden);
  };
}

/**
 * @param {string} id
 * @param {boolean} pressed
 * @param {(on: boolean) => void} set
 */
function toggle(id, pressed, set) {
  const button = part(id);
  button.ariaPressed = String(pressed);
  button.onclick = () => {
    const on = button.ariaPressed !== "true";
    button.ariaPressed = String(on);
    set(on);
  };
}

document.documentElement.dataset.running = "yes";
main();
