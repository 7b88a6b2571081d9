/** State → the packets that are heard next, and for how long. Pure. */

import { clipFrames } from "./course.js";
import { holdAt, isNearWords } from "./state.js";
import { advance, untilChange } from "./time.js";
import { withReminder } from "./verbs.js";

/** @typedef {import("./course.js").Course} Course */
/** @typedef {import("./state.js").State} State */
/** @typedef {[source: "session" | "extras", first: number, count: number]} Run */

/**
 * @typedef {object} Piece
 * @property {Run[]} runs
 * @property {number} blocks
 * @property {State} moment  The moment of its first frame, behind those that are skipped.
 * @property {number} skip  The frames before that: a joint is heard before the words, not in them.
 * @property {State} after
 */

const LONGEST = 215;

/**
 * Return what is heard from a moment on; null where nothing is.
 * @param {State} state
 * @param {Course} course
 * @param {number} packets  The packets of the session.
 * @param {Piece | null} before  What is heard before it, if it goes on from there.
 * @returns {Piece | null}
 */
export function nextPiece(state, course, packets, before) {
  state = withReminder(state, course);
  const until = untilChange(state, course);
  if (!until || until === Infinity) return null;
  const number = holdAt(state, course);
  if (state.earcon) return pieceOf(course.clips[state.earcon.name], state.earcon.at);
  if (state.said) return pieceOf([state.said.words[1], state.said.words[2]], state.said.at);
  if (number >= 0) return round(course.holds[number]);
  if (state.lead > 0) return leading(isNearWords(state, course) ? "lead" : "rise");
  return running();

  /**
   * @param {Run[]} runs
   * @param {number} [skip]
   * @returns {Piece}
   */
  function piece(runs, skip = 0) {
    const blocks = runs.reduce((sum, run) => sum + run[2], 0);
    const after = advance(state, Math.min(blocks * course.block - skip, until), course);
    return { runs, blocks, moment: state, skip, after };
  }

  /**
   * @param {[number, number]} clip
   * @param {number} at
   */
  function pieceOf([first, count], at) {
    const done = Math.min(count - 1, Math.floor(at / course.block));
    return piece([["extras", first + done, count - done]]);
  }

  /** @param {string} name */
  function leading(name) {
    return pieceOf(course.clips[name], Math.max(0, clipFrames(course, name) - state.lead));
  }

  /** @param {import("./course.js").Hold} hold */
  function round(hold) {
    /** @type {Run[]} */
    const whole = [["extras", ...hold.clip], ["session", hold.enters, hold.leaves - hold.enters]];
    const done = Math.floor((state.held % hold.round) / course.block);
    const most = hold.waits ? Math.ceil(until / course.block) : Infinity;
    return piece(partOf(whole, done, Math.min(hold.round / course.block - done, most)));
  }

  function running() {
    const last = before?.runs[before.runs.length - 1];
    const block = Math.floor(state.at / course.block);
    const goesOn = last && last[0] === "session" && last[1] + last[2] === block + 1;
    const first = goesOn ? block + 1 : block;
    const skip = state.at - (first - 1) * course.block;
    const count = Math.min(LONGEST, Math.ceil((until + skip) / course.block), Math.max(1, packets - first));
    return piece([["session", first, count]], skip);
  }
}

/**
 * Return a part of some runs, in packets; an empty run tells where it goes on.
 * @param {Run[]} runs
 * @param {number} from
 * @param {number} count
 * @returns {Run[]}
 */
function partOf(runs, from, count) {
  /** @type {Run[]} */
  const parts = [];
  for (const [source, first, all] of runs) {
    const skipped = Math.min(from, all), taken = Math.min(all - skipped, count);
    if (taken > 0 || !all) parts.push([source, first + skipped, taken]);
    from -= skipped;
    count -= taken;
  }
  return parts;
}

/**
 * Return the moment that is heard some frames after a piece's beginning.
 * @param {Piece} piece
 * @param {number} frames
 * @param {Course} course
 */
export function momentOf(piece, frames, course) {
  const all = piece.blocks * course.block;
  return frames >= all ? piece.after : advance(piece.moment, Math.min(Math.max(0, frames - piece.skip), untilChange(piece.moment, course) - 1), course);
}
