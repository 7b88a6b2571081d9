/** The session's sound, and what is asked of it: one audio element, led by the same rules as the player. */

import { courseOf } from "./course.js";
import { mediaSource } from "./element.js";
import { seekingIn } from "./seeking.js";
import { firstState, stepOf } from "./state.js";
import { streamInto } from "./stream.js";
import { applyVerb, silenced, toStep } from "./verbs.js";
import { viewOf } from "./view.js";

const LOOK_MS = 100;

/**
 * Return a player; it is silent until it is told to begin.
 * @param {import("./types").PageData} data
 * @param {HTMLAudioElement} audio
 * @param {Promise<import("./types").Sound>} sound
 * @returns {import("./types").Player}
 */
export function createPlayer(data, audio, sound) {
  let course = courseOf(data, Boolean(mediaSource(data.sound.codec)));
  let begun = false, broken = false, notice = "";
  /** @type {import("./stream.js").Output | null} */
  let output = null;
  /** @type {((view: import("./types").View) => void)[]} */
  const listeners = [];
  const ready = sound.then(open).catch((error) => fail(error));

  audio.onerror = () => { if (output) fail(new Error("no_sound")); };
  audio.onpause = lost;
  audio.onplay = () => {
    const { paused, earcon, said } = now();
    if (output && begun && paused && !earcon && !said) ask("continue");
  };
  setInterval(look, LOOK_MS);

  /** @param {import("./types").Sound} whole */
  async function open(whole) {
    if (whole.extras && mediaSource(data.sound.codec)) {
      output = await streamInto(data, audio, whole, course, fail);
      return;
    }
    course = courseOf(data, false);
    notice = "no_stream";
    audio.src = whole.address;
    output = seekingIn(audio, course, fail);
  }

  /** @param {unknown} error */
  function fail(error) {
    const { name, message } = /** @type {Error} */ (error);
    if (name === "AbortError") return;
    if (name === "NotAllowedError" && output) output.rest(silenced(now(), course));
    else [broken, notice] = [true, message in data.words ? message : "no_sound"];
    changed();
  }

  function now() {
    return output ? output.heard() : firstState(course);
  }

  /** A headset is gone, or the system wants silence: it stays silent until somebody asks. */
  function lost() {
    const state = now();
    if (!output || !begun || audio.ended || state.paused || !(state.phase === "playing" || state.phase === "waiting" && course.lead)) return;
    output.rest(silenced(state, course));
    changed();
  }

  function look() {
    if (!output || !begun || broken) return;
    output.look();
    changed();
  }

  function changed() {
    for (const listener of listeners) listener(view());
  }

  /**
   * @param {string} verb
   * @returns {"heard" | "cannot"}
   */
  function ask(verb) {
    if (!output || !begun || broken) return "cannot";
    const before = now(), { after, answer } = applyVerb(before, verb, course);
    if (after.volumeDb !== before.volumeDb) return loud(after) ? answer : "cannot";
    if (after !== before) (after.paused && !after.earcon && !after.said ? output.rest : output.goOn)(after);
    changed();
    return answer;
  }

  /**
   * Set the volume; false where only the phone's own buttons do so.
   * @param {import("./state.js").State} state
   */
  function loud(state) {
    const volume = 10 ** (state.volumeDb / 20);
    audio.volume = volume;
    const able = Math.abs(audio.volume - volume) < 0.01;
    if (able && output) output.keep(state);
    else notice = "no_volume";
    changed();
    return able;
  }

  /** @returns {import("./types").View} */
  function view() {
    const seen = viewOf(now(), course, data);
    return { ...seen, mode: broken ? "broken" : begun ? seen.mode : "ready", notice };
  }

  return {
    async begin(fromMs = 0) {
      await ready;
      if (!output || broken) return changed();
      begun = true;
      const first = firstState(course);
      audio.volume = 10 ** (first.volumeDb / 20);
      const at = Math.round((fromMs * course.rate) / 1000);
      output.goOn(fromMs ? { ...toStep(first, stepOf({ ...first, at }, course), course) } : first);
      changed();
    },
    ask,
    view,
    listen(fn) { listeners.push(fn); },
  };
}
