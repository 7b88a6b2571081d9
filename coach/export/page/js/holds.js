/** More time, another pace and another volume: what changes a session without a jump. Pure. */

import { holdAt, stepOf } from "./state.js";

/** @typedef {import("./course.js").Course} Course */
/** @typedef {import("./state.js").State} State */

const SLOWEST = 3;

/**
 * Return the state with more rounds of the step's next hold; of its last one, where that is over.
 * @param {State} state
 * @param {Course} course
 * @returns {State | null}
 */
export function moreTime(state, course) {
  const step = stepOf(state, course), here = holdAt(state, course);
  const own = course.holds.map((_, number) => number).filter((number) => course.holds[number].step === step && course.holds[number].rounds);
  if (!own.length || state.phase === "waiting") return null;
  const coming = own.find((number) => number === here || course.holds[number].end > state.at);
  const number = coming ?? own[own.length - 1];
  const extra = state.extra.map((rounds, each) => rounds + (each === number ? course.holds[number].rounds : 0));
  if (coming !== undefined) return { ...state, extra };
  return { ...state, extra, at: course.holds[number].end, held: state.extra[number] * course.holds[number].round };
}

/**
 * Return the state at another pace, 1.25 for each `slower`; null where nothing that comes can change.
 * @param {State} state
 * @param {number} slower
 * @param {Course} course
 * @returns {State | null}
 */
export function paced(state, slower, course) {
  if (slower < 0 || slower > SLOWEST) return null;
  const before = roundsAt(state.slower, course), after = roundsAt(slower, course), here = holdAt(state, course);
  const extra = state.extra.map((rounds, number) => {
    const coming = number === here || course.holds[number].end > state.at;
    return coming ? Math.max(0, rounds + after[number] - before[number]) : rounds;
  });
  return extra.some((rounds, number) => rounds !== state.extra[number]) ? { ...state, extra, slower } : null;
}

/**
 * Return the rounds of each hold at a pace: what is less than a round is left for the next one.
 * @param {number} slower
 * @param {Course} course
 */
function roundsAt(slower, course) {
  let owed = 0;
  return course.holds.map((hold) => {
    if (hold.waits || !hold.round) return 0;
    owed += hold.practice * (course.figures.slower ** slower - 1);
    const rounds = Math.floor(owed / hold.round);
    owed -= rounds * hold.round;
    return rounds;
  });
}

/**
 * @param {State} state
 * @param {number} way
 * @param {Course} course
 * @returns {State | null}
 */
export function louder(state, way, course) {
  const { louder_db, softest_db, loudest_db } = course.figures, volumeDb = state.volumeDb + way * louder_db;
  return softest_db <= volumeDb && volumeDb <= loudest_db ? { ...state, volumeDb } : null;
}
