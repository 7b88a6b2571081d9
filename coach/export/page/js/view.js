/** State → what the screen shows of it. Pure. */

import { frameAt } from "./course.js";
import { heldUntil, leftMs, msOf, speechAt, stepOf } from "./state.js";

/**
 * Return the view of one moment.
 * @param {import("./state.js").State} state
 * @param {import("./course.js").Course} course
 * @param {import("./types").PageData} data
 * @returns {import("./types").View}
 */
export function viewOf(state, course, data) {
  const parts = [data.head, ...data.steps, data.tail], number = stepOf(state, course), ms = msOf(state, course);
  const step = parts[number], speech = speechAt(state, course);
  const isIn = (/** @type {import("./types").Said} */ [start, end]) => start <= ms && ms < end;
  const practice = step.practice.find(isIn);
  const told = step.cues.filter(([start]) => start <= ms && !step.practice.some((each) => each[0] <= start && start < each[1])).pop();
  const end = practice ? practice[1] : 0, held = heldUntil(state, course, frameAt(course, end));
  return {
    mode: modeOf(state), step: number, steps: data.steps.length, sectionTitle: step.section, stepTitle: step.title,
    saying: state.said ? state.said.words[0] : speech ? speech[2] : "", instruction: told ? told[2] : "",
    doing: practice ? practice[2] : "",
    practiceLeftMs: end && state.phase !== "waiting" ? end - ms + Math.round((held * 1000) / course.rate) : null,
    nextTitle: number + 1 < parts.length - 1 ? parts[number + 1].title || (parts[number + 1].cues[0]?.[2] ?? "") : "",
    sessionLeftMs: state.phase === "ended" ? 0 : leftMs(state, course), atMs: ms, notice: "",
  };
}

/**
 * @param {import("./state.js").State} state
 * @returns {import("./types").Mode}
 */
function modeOf(state) {
  if (state.phase === "ended") return "ended";
  if (state.stopping) return "stopping";
  return state.paused ? "paused" : state.phase;
}
