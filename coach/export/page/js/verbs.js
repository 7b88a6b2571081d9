/**
 * State + verb → state and answer. Pure: the player's own rules (coach/player/session/transitions.py), but for two.
 * More time and `slower` repeat a practice's background, by whole rounds. And what interrupts words, as the earcon of
 * any verb does but louder and softer, has them said again from their beginning.
 */

import { frameAt, clipFrames } from "./course.js";
import { louder, moreTime, paced } from "./holds.js";
import { holdAt, isNearWords, isRunning, leftMs, msOf, speechAt, stepOf } from "./state.js";

/** @typedef {import("./course.js").Course} Course */
/** @typedef {import("./state.js").State} State */

/**
 * Return the state after a verb, and the answer.
 * @param {State} state
 * @param {string} verb
 * @param {Course} course
 * @returns {{after: State, answer: "heard" | "cannot"}}
 */
export function applyVerb(state, verb, course) {
  if (state.phase === "ended" || state.stopping) return { after: state, answer: "cannot" };
  if (verb === "louder" || verb === "softer") {
    const after = louder(state, verb === "louder" ? 1 : -1, course);
    if (after) return { after, answer: "heard" };
  }
  const before = { ...state, said: null, lead: state.said && state.phase === "playing" ? course.lead : state.lead };
  const known = began(before, course.figures.reaction_ms, course) ? -1 : 0;
  const after = verb in VERBS ? VERBS[verb](before, course, known) : null, answer = after ? "heard" : "cannot";
  return { after: answered(after ?? before, answer, course), answer };
}

/**
 * Return the state with what coach says by itself: once a minute, what it waits for.
 * @param {State} state
 * @param {Course} course
 * @returns {State}
 */
export function withReminder(state, course) {
  const due = course.remind * (state.reminders + 1);
  if (state.phase !== "waiting" || state.paused || state.said || state.earcon || state.waited < due) return state;
  const reminded = { ...state, reminders: state.reminders + 1 };
  const text = course.holds[holdAt(state, course)].remind;
  const words = text ? course.ready.find((each) => each?.[0] === text) : course.ready[0];
  return words ? { ...reminded, said: { words, at: 0 } } : sounding(reminded, "heard", course);
}

/**
 * Return the state at the beginning of a step; 0 is that of the session.
 * @param {State} state
 * @param {number} step
 * @param {Course} course
 * @returns {State}
 */
export function toStep(state, step, course) {
  const at = frameAt(course, course.starts[Math.max(0, Math.min(step, course.starts.length - 1))]);
  return { ...state, at, jumped: at, phase: "playing", paused: false, lead: course.lead, held: 0 };
}

/**
 * Return the state that is paused without an earcon: nobody can hear it.
 * @param {State} state
 * @param {Course} course
 * @returns {State}
 */
export function silenced(state, course) {
  return { ...atFirstWord(state, course), paused: true, said: null, earcon: null };
}

/**
 * @param {State} state
 * @param {string} answer
 * @param {Course} course
 */
function answered(state, answer, course) {
  return sounding(state.phase === "playing" ? atFirstWord(state, course) : state, answer, course);
}

/**
 * Return the state with an earcon that ends as the sound after it begins: high, low, or silent.
 * @param {State} state
 * @param {string} answer
 * @param {Course} course
 * @returns {State}
 */
function sounding(state, answer, course) {
  const rests = state.stopping || (state.paused && !state.said);
  const low = state.said || (state.phase === "playing" && isNearWords(state, course));
  const name = `${answer}${rests ? " out" : low ? " words" : ""}`;
  if (clipFrames(course, name)) return { ...state, earcon: { name, at: 0 } };
  return state.stopping ? { ...state, phase: "ended" } : state;
}

/**
 * @param {State} state
 * @param {Course} course
 * @returns {State}
 */
function atFirstWord(state, course) {
  const speech = speechAt(state, course);
  return speech ? { ...state, at: frameAt(course, speech[0]), lead: course.lead, held: 0 } : state;
}

/**
 * Whether the step began by itself so recently that another `next` would skip one that nobody heard.
 * @param {State} state
 * @param {number} ms
 * @param {Course} course
 */
function began(state, ms, course) {
  const step = stepOf(state, course), start = course.starts[step];
  return step > 1 && frameAt(course, start) > state.jumped && isRunning(state, course) && msOf(state, course) - start < ms;
}

/** @type {Record<string, (state: State, course: Course, known: number) => State | null>} */
const VERBS = {
  pause: (state, course) => ({ ...atFirstWord(state, course), paused: true }),
  continue: (state, course) => {
    if (state.paused) return { ...state, paused: false, lead: course.lead };
    return state.phase === "waiting" ? VERBS.next(state, course, 0) : state;
  },
  "pause or continue": (state, course) =>
    VERBS[state.paused || state.phase === "waiting" ? "continue" : "pause"](state, course, 0),
  repeat: (state, course, known) => toStep(state, Math.min(stepOf(state, course) + known, course.starts.length - 2), course),
  back: (state, course) => {
    const { starts, figures } = course;
    let step = stepOf(state, course);
    if (msOf(state, course) - starts[step] < figures.again_ms) step = starts.findIndex((start) => start >= starts[step]) - 1;
    return toStep(state, Math.min(step, starts.length - 2), course);
  },
  next: (state, course, known) => {
    if (known) return state;
    const step = stepOf(state, course);
    return step < course.starts.length - 1 ? toStep(state, step + 1, course) : null;
  },
  "more time": moreTime,
  slower: (state, course) => paced(state, state.slower + 1, course),
  faster: (state, course) => paced(state, state.slower - 1, course),
  "how long": (state, course) => {
    const ms = leftMs(state, course), words = course.left[ms < course.soon ? 0 : Math.max(1, rounded(ms / 60_000))];
    return words ? { ...atFirstWord(state, course), said: { words, at: 0 } } : null;
  },
  stop: (state) => ({ ...state, stopping: true }),
};

/**
 * Return a number rounded as the player does: a half to the even one.
 * @param {number} value
 */
function rounded(value) {
  const down = Math.floor(value);
  return value - down === 0.5 ? down + (down % 2) : Math.round(value);
}
