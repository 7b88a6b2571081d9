/** The page's data → what the engine goes by, in frames. Pure. */

/**
 * A place where the session can be held: a round repeats the background before `end`.
 * @typedef {object} Hold
 * @property {number} step
 * @property {number} end
 * @property {number} round  The frames of a round.
 * @property {number} rounds  The rounds of `more time`.
 * @property {number} practice  The frames of the practice.
 * @property {boolean} waits
 * @property {number} most  The frames for which it waits.
 * @property {number} after  The frame with which it goes on by itself.
 * @property {string} remind
 * @property {number} leaves
 * @property {number} enters
 * @property {[number, number]} clip
 */

/** @typedef {[text: string, first: number, count: number]} Announced */

/**
 * @typedef {object} Course
 * @property {number} rate
 * @property {number} block
 * @property {number} end
 * @property {number[]} starts  The session's beginning, that of each step, and the end of the last one.
 * @property {import("./types").Said[]} cues
 * @property {Hold[]} holds
 * @property {Record<string, [number, number]>} clips
 * @property {(Announced | null)[]} ready  What is said while it waits: coach's own words, and those of steps.
 * @property {Announced[]} left
 * @property {Record<string, number>} figures  The player's, as the data has them.
 * @property {number} lead
 * @property {number} soon  The ms below which less than a minute is left.
 * @property {number} remind
 */

/**
 * Return the course of a session; without extras it is played as it is, and waits in silence.
 * @param {import("./types").PageData} data
 * @param {boolean} extras
 * @returns {Course}
 */
export function courseOf(data, extras) {
  const { rate, packet_frames: block, priming, holds, clips, ready, left, soon_ms: soon } = data.sound;
  /** @param {number} ms */
  const frames = (ms) => Math.floor((ms * rate + 500) / 1000);
  const parts = [data.head, ...data.steps, data.tail];
  /** @param {number} number */
  const wait = (number) => {
    const { waits_ms: at, wait_ms: most, remind } = /** @type {any} */ (data.steps[number - 1]);
    return { most: most === null ? Infinity : frames(most), after: frames(at + 1), remind };
  };
  const waits = /** @type {any[]} */ (data.steps.filter((step) => step.waits_ms !== null)
    .map((step) => ({ step: step.number, end: frames(step.waits_ms ?? 0), waits: true, ...wait(step.number) })));
  const places = holds.map((/** @type {any} */ hold) => ({
    ...hold,
    end: (hold.leaves - priming) * block,
    round: (hold.clip[1] + hold.leaves - hold.enters) * block,
    practice: frames(hold.practice_ms),
    ...wait(hold.step),
  }));
  return {
    rate, block, soon, end: frames(data.duration_ms), starts: parts.map((part) => part.start_ms),
    cues: parts.flatMap((part) => part.cues).sort((one, other) => one[0] - other[0]),
    holds: extras ? places : waits, clips: extras ? clips : {}, ready: extras ? ready : [], left: extras ? left : [],
    figures: data.constants, lead: extras ? frames(data.constants.lead_ms) : 0, remind: frames(data.constants.remind_ms),
  };
}

/**
 * Return the frames of an earcon or of what leads in; none where there is no such clip.
 * @param {Course} course
 * @param {string} name
 */
export function clipFrames(course, name) {
  return name in course.clips ? course.clips[name][1] * course.block : 0;
}

/**
 * Return the frame of a time.
 * @param {Course} course
 * @param {number} ms
 */
export function frameAt(course, ms) {
  return Math.floor((ms * course.rate + 500) / 1000);
}
