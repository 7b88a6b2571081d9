/**
 * Pieces → one <audio> element, by MediaSource. What comes is appended long before it is heard. A verb has its sound
 * appended elsewhere, and the element jumps there: what it has decoded already would else be heard for 0.3 s.
 */

import { begins, once, openedBuffer, softly } from "./element.js";
import { firstState } from "./state.js";
import { fragment, packetsByTable, packetsInRow } from "./fragments.js";
import { momentOf, nextPiece } from "./pieces.js";
import { bytesOf } from "./sound_source.js";

/** @typedef {import("./course.js").Course} Course */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./pieces.js").Piece} Piece */

/**
 * What the player needs of a way to sound.
 * @typedef {object} Output
 * @property {() => State} heard
 * @property {(state: State) => void} goOn  Let a state be heard at once.
 * @property {(state: State) => void} rest  Let nothing be heard from a state on.
 * @property {(state: State) => void} keep  Have the same sound in another state.
 * @property {() => void} look  To be called some times a second.
 */

const AHEAD_S = 20, KEPT_S = 10, GAP = 4, TAIL = 86;

/**
 * Return a way to sound; rejects where the sound cannot be read.
 * @param {import("./types").PageData} data
 * @param {HTMLAudioElement} audio
 * @param {import("./types").Sound} sound
 * @param {Course} course
 * @param {(error: unknown) => void} fail
 * @returns {Promise<Output>}
 */
export async function streamInto(data, audio, sound, course, fail) {
  const { codec, opening, table, packets, sizes } = data.sound;
  const sources = {
    session: packetsByTable(sound.session, table, packets),
    extras: packetsInRow(/** @type {import("./types").Bytes} */ (sound.extras), sizes),
  };
  const buffer = await openedBuffer(codec, audio);
  const block_s = course.block / course.rate;
  /** @type {{piece: Piece, start: number}[]} */
  let pieces = [];
  /** @type {State} */
  let resting = firstState(course);
  /** @type {State | null} */
  let next = null;
  let end = 0, stop = 0, turn = 0, jumping = false, work = put(bytesOf(atob(opening)));

  return {
    heard, look,
    goOn(state) {
      turn++;
      pieces = [];
      next = state;
      end += GAP;
      jumping = true;
      const start = end, own = turn, volume = () => 10 ** (resting.volumeDb / 20);
      resting = state;
      const fallen = audio.paused ? begins(audio, fail) : softly(audio, volume());
      feed();
      work = work.then(async () => {
        await fallen;
        audio.muted = false;
        if (own !== turn) return; // another verb has come meanwhile
        audio.currentTime = start * block_s + 1e-4;
        audio.volume = volume();
        jumping = false;
      });
    },
    rest(state) {
      turn++;
      pieces = [];
      next = null;
      resting = state;
    },
    keep(state) {
      const { volumeDb } = state;
      for (const { piece } of pieces) for (const each of [piece.moment, piece.after]) each.volumeDb = volumeDb;
      resting = { ...resting, volumeDb };
      if (next) next = { ...next, volumeDb };
    },
  };

  /** @param {BufferSource} bytes */
  function put(bytes) {
    return done(() => buffer.appendBuffer(bytes));
  }

  /** @param {() => void} change */
  async function done(change) {
    const over = once(buffer, "updateend");
    change();
    await over;
  }

  /** Append what comes, up to some seconds ahead of what is heard. */
  function feed() {
    const own = turn, now = jumping ? end : Math.floor(audio.currentTime / block_s);
    while (next && end < now + AHEAD_S / block_s) {
      const before = pieces.length ? pieces[pieces.length - 1].piece : null;
      const piece = nextPiece(next, course, packets, before);
      next = piece && piece.after;
      if (!piece) return before ? finish(before, own) : undefined;
      pieces.push({ piece, start: end });
      for (const run of piece.runs) append(run, own);
      if (jumping && pieces.length === 1 && piece.runs[0][0] === "extras") return;
    }
  }

  /**
   * @param {import("./pieces.js").Run} run
   * @param {number} own
   */
  function append([source, first, count], own) {
    const place = end;
    if (!count) return;
    end += count;
    work = work.then(() => (own === turn ? put(fragment(sources[source], first, count, place)) : undefined)).catch(fail);
  }

  /**
   * Append the last packet, which is silent, again and again: a browser does not play what nothing follows.
   * @param {Piece} last
   * @param {number} own
   */
  function finish(last, own) {
    const [source, first, count] = last.runs[last.runs.length - 1];
    stop = end;
    for (let each = 0; each < TAIL; each++) append([source, first + count - 1, 1], own);
  }

  function heard() {
    const at = Math.max(0, audio.currentTime / block_s);
    if (!pieces.length || jumping) return pieces.length ? pieces[0].piece.moment : resting;
    const { piece, start } = pieces.findLast((each) => each.start <= at) ?? pieces[0];
    return momentOf(piece, (at - start) * course.block, course);
  }

  function look() {
    if (audio.paused && !jumping) return;
    feed();
    const at = audio.currentTime;
    if (!next && pieces.length && !jumping && at >= stop * block_s) {
      resting = pieces[pieces.length - 1].piece.after;
      pieces = [];
      audio.pause();
    }
    pieces = pieces.filter(({ piece, start }, number) => number === pieces.length - 1 || (start + piece.blocks) * block_s > at - 1);
    if (buffer.buffered.length && buffer.buffered.start(0) < at - 2 * KEPT_S) {
      work = work.then(() => done(() => buffer.remove(0, at - KEPT_S))).catch(fail);
    }
  }
}
