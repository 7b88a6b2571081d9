/** The M4A as it is → one <audio> element, for a browser without MediaSource: it seeks, and waits in silence. */

import { firstState } from "./state.js";
import { advance } from "./time.js";

/**
 * @param {HTMLAudioElement} audio
 * @param {import("./course.js").Course} course
 * @param {(error: unknown) => void} fail
 * @returns {import("./stream.js").Output}
 */
export function seekingIn(audio, course, fail) {
  let origin = firstState(course), from = 0, sounds = false;
  const heard = () => (sounds ? advance(origin, Math.round((audio.currentTime - from) * course.rate), course) : origin);
  return {
    heard,
    goOn(state) {
      origin = state;
      from = state.at / course.rate;
      sounds = state.phase === "playing" && !state.paused;
      // Before it has played once, iOS knows no other place than the beginning.
      if (sounds && audio.paused) audio.play().then(() => { audio.currentTime = from; }, fail);
      audio.currentTime = from;
      if (!sounds) audio.pause();
    },
    rest(state) {
      origin = state;
      sounds = false;
      audio.pause();
    },
    keep(state) {
      origin = { ...origin, volumeDb: state.volumeDb };
    },
    look() {
      const state = heard();
      if (!sounds || state.phase === "playing") return;
      origin = state;
      sounds = false;
      audio.pause();
    },
  };
}
