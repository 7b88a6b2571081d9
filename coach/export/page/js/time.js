/**
 * State + time → state. Pure: as in the player (coach/player/session/state.py), but that the timeline stands still while
 * an earcon is heard.
 */

import { clipFrames } from "./course.js";
import { holdAt } from "./state.js";

/** @typedef {import("./course.js").Course} Course */
/** @typedef {import("./state.js").State} State */

/**
 * Return the frames until anything but time changes; none when the session has ended.
 * @param {State} state
 * @param {Course} course
 */
export function untilChange(state, course) {
  if (state.phase === "ended") return 0;
  if (state.earcon) return clipFrames(course, state.earcon.name) - state.earcon.at;
  if (state.said) return state.said.words[2] * course.block - state.said.at;
  if (state.paused) return Infinity;
  if (state.phase === "waiting") return Math.max(1, Math.min(course.remind * (state.reminders + 1), waitOf(state, course)) - state.waited);
  if (state.lead > 0) return state.lead;
  const number = holdAt(state, course);
  if (number >= 0) return state.extra[number] * course.holds[number].round - state.held;
  return nextStop(state, course) - state.at;
}

/**
 * Return the state some frames later.
 * @param {State} state
 * @param {number} frames
 * @param {Course} course
 * @returns {State}
 */
export function advance(state, frames, course) {
  for (let left = frames; left > 0;) {
    const until = untilChange(state, course);
    if (!until || until === Infinity) break;
    const now = Math.min(left, until);
    state = moved(state, now, course);
    left -= now;
  }
  return state;
}

/**
 * @param {State} state
 * @param {number} frames  At most until something changes.
 * @param {Course} course
 * @returns {State}
 */
function moved(state, frames, course) {
  const waited = state.waited + (state.phase === "waiting" && !state.paused ? frames : 0);
  if (state.earcon) return earconMoved({ ...state, waited }, state.earcon, frames, course);
  if (state.said) return saidMoved({ ...state, waited }, state.said, frames, course);
  if (state.phase === "waiting") return waitedOn({ ...state, waited, held: state.held + frames }, course);
  if (state.lead > 0) return { ...state, lead: state.lead - frames };
  if (holdAt(state, course) >= 0) return { ...state, held: state.held + frames };
  const at = state.at + frames;
  if (at >= course.end) return { ...state, at: course.end, held: 0, phase: "ended" };
  const waits = course.holds.some((hold) => hold.waits && hold.end === at);
  return { ...state, at, held: 0, ...(waits && { phase: "waiting", waited: 0, reminders: 0 }) };
}

/**
 * Return the frames for which it waits where it is.
 * @param {State} state
 * @param {Course} course
 */
function waitOf(state, course) {
  return course.holds[holdAt(state, course)].most;
}

/**
 * Return the state that waits on, or goes on by itself with what follows the practice.
 * @param {State} state
 * @param {Course} course
 * @returns {State}
 */
function waitedOn(state, course) {
  if (state.waited < waitOf(state, course)) return state;
  return { ...state, at: course.holds[holdAt(state, course)].after, phase: "playing", lead: course.lead, held: 0 };
}

/**
 * @param {State} state
 * @param {{name: string, at: number}} earcon
 * @param {number} frames
 * @param {Course} course
 * @returns {State}
 */
function earconMoved(state, earcon, frames, course) {
  const at = earcon.at + frames, over = at >= clipFrames(course, earcon.name);
  const lead = state.said ? state.lead : Math.max(0, state.lead - frames);
  return { ...state, lead, earcon: over ? null : { ...earcon, at }, phase: over && state.stopping ? "ended" : state.phase };
}

/**
 * @param {State} state
 * @param {{words: import("./course.js").Announced, at: number}} said
 * @param {number} frames
 * @param {Course} course
 * @returns {State}
 */
function saidMoved(state, said, frames, course) {
  const at = said.at + frames;
  if (at < said.words[2] * course.block) return { ...state, said: { ...said, at } };
  if (state.paused) return { ...state, said: null, earcon: { name: "fall", at: 0 } };
  return { ...state, said: null, lead: state.phase === "playing" ? course.lead : 0 };
}

/**
 * Return the frame at which it does not just go on: the next hold, or the end.
 * @param {State} state
 * @param {Course} course
 */
function nextStop(state, course) {
  const ends = course.holds.filter((hold, number) => hold.end > state.at && (hold.waits || state.extra[number])).map((hold) => hold.end);
  return Math.min(course.end, ...ends);
}
