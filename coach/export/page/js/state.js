/**
 * The state of a session. Pure: the player's own (coach/player/session/state.py), but for what a page can do: its sound
 * is made already, so that more time is a hold.
 */

import { frameAt } from "./course.js";

/** @typedef {import("./course.js").Course} Course */

/**
 * @typedef {object} State
 * @property {number} at  The frame that is heard next.
 * @property {number} jumped  The frame from which on it has been played without a jump.
 * @property {"playing" | "waiting" | "ended"} phase
 * @property {boolean} paused
 * @property {number} lead  The frames of background alone that are still to come.
 * @property {number} held  The frames for which it has been held at this place.
 * @property {number[]} extra  The rounds of each hold.
 * @property {number} slower  How often it was made slower.
 * @property {number} waited
 * @property {number} reminders
 * @property {boolean} stopping
 * @property {number} volumeDb
 * @property {{words: import("./course.js").Announced, at: number} | null} said
 * @property {{name: string, at: number} | null} earcon  An earcon, or the fall into silence after an announcement.
 */

/**
 * @param {Course} course
 * @returns {State}
 */
export function firstState(course) {
  return {
    at: 0, jumped: 0, phase: "playing", paused: false, lead: 0, held: 0, extra: course.holds.map(() => 0), slower: 0,
    waited: 0, reminders: 0, stopping: false, volumeDb: course.figures.start_db, said: null, earcon: null,
  };
}

/**
 * Return a time on the timeline in ms.
 * @param {State} state
 * @param {Course} course
 */
export function msOf(state, course) {
  return Math.round((state.at * 1000) / course.rate);
}

/**
 * Return the number of the step, from 1; 0 before the first.
 * @param {State} state
 * @param {Course} course
 */
export function stepOf(state, course) {
  const ms = msOf(state, course);
  return course.starts.slice(1).filter((start) => start <= ms).length;
}

/**
 * Return the words of the routine that are being said.
 * @param {State} state
 * @param {Course} course
 */
export function speechAt(state, course) {
  const ms = msOf(state, course);
  return course.cues.find(([start, end]) => start <= ms && ms < end);
}

/**
 * Return the number of the hold in which the session is; -1 if it is in none.
 * @param {State} state
 * @param {Course} course
 */
export function holdAt(state, course) {
  return course.holds.findIndex((hold, number) => hold.end === state.at
    && (hold.waits ? state.phase === "waiting" : state.held < state.extra[number] * hold.round));
}

/**
 * Whether the timeline runs, or would but for an earcon.
 * @param {State} state
 * @param {Course} course
 */
export function isRunning(state, course) {
  return state.phase === "playing" && !state.paused && !state.said && state.lead <= 0 && holdAt(state, course) < 0;
}

/**
 * Return the time until the end of the session in ms, if nobody asks for anything more.
 * @param {State} state
 * @param {Course} course
 */
export function leftMs(state, course) {
  return Math.round(((course.end - state.at + heldUntil(state, course, course.end)) * 1000) / course.rate);
}

/**
 * Return the frames of all holds from now on until a frame.
 * @param {State} state
 * @param {Course} course
 * @param {number} until
 */
export function heldUntil(state, course, until) {
  return course.holds.reduce((sum, hold, number) => {
    if (hold.waits || hold.end < state.at || hold.end >= until) return sum;
    return sum + state.extra[number] * hold.round - (hold.end === state.at ? state.held : 0);
  }, 0);
}

/**
 * Whether words are said at a place, or begin soon: the background is low there.
 * @param {State} state
 * @param {Course} course
 */
export function isNearWords(state, course) {
  const soon = state.at + course.lead * 2;
  return course.cues.some(([start, end]) => frameAt(course, start) < soon && frameAt(course, end) > state.at);
}
