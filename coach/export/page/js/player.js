/** A player that only plays the M4A as it is, until the one that can wait and give more time is here. */

/**
 * @param {import("./types").PageData} data
 * @param {HTMLAudioElement} audio
 * @param {Promise<import("./types").Sound>} _sound
 * @returns {import("./types").Player}
 */
export function createPlayer(data, audio, _sound) {
  const parts = [data.head, ...data.steps, data.tail];
  /** @type {import("./types").Mode} */
  let mode = "ready";
  let db = data.constants.start_db;
  /** @type {((view: import("./types").View) => void)[]} */
  const listeners = [];
  const at = () => Math.round(audio.currentTime * 1000);
  const index = () => Math.max(0, parts.findLastIndex((each) => each.start_ms <= at() + 1));
  const changed = () => listeners.forEach((fn) => fn(view()));
  const seek = (/** @type {number} */ ms) => { audio.currentTime = ms / 1000; };
  audio.addEventListener("ended", () => { mode = "ended"; changed(); });
  audio.addEventListener("error", () => { if (mode !== "ready") { mode = "broken"; changed(); } });
  setInterval(() => { if (mode !== "ready" && mode !== "ended") changed(); }, 200);

  function view() {
    const ms = at();
    const step = parts[index()];
    const said = step.cues.find(([from, to]) => from <= ms && ms < to);
    const practice = step.practice.find(([from, to]) => from <= ms && ms < to);
    const told = step.cues.filter(([from]) => from <= ms && !step.practice.some((p) => p[0] <= from && from < p[1])).at(-1);
    return {
      mode, step: step.number, steps: data.steps.length, sectionTitle: step.section, stepTitle: step.title,
      saying: said?.[2] ?? "", instruction: told?.[2] ?? "", doing: practice?.[2] ?? "",
      stepLeftMs: step.end_ms - ms, practiceLeftMs: practice ? practice[1] - ms : null,
      nextTitle: parts[index() + 1]?.title ?? "", sessionLeftMs: mode === "ended" ? 0 : data.duration_ms - ms,
      volumeDb: db, atMs: ms, notice: "",
    };
  }

  /** @type {Record<string, () => boolean | void>} */
  const verbs = {
    pause: () => { mode = "paused"; audio.pause(); },
    continue: () => { mode = "playing"; audio.play(); },
    "pause or continue": () => verbs[mode === "paused" ? "continue" : "pause"](),
    repeat: () => seek(parts[index()].start_ms),
    back: () => seek(parts[Math.max(0, index() - 1)].start_ms),
    next: () => { if (index() > parts.length - 2) return false; seek(parts[index() + 1].start_ms); },
    louder: () => { if (db >= 0) return false; db += 2; audio.volume = 10 ** (db / 20); },
    softer: () => { if (db <= -30) return false; db -= 2; audio.volume = 10 ** (db / 20); },
    stop: () => { mode = "ended"; audio.pause(); },
  };

  return {
    begin(fromMs = 0) { mode = "playing"; audio.play().then(() => seek(fromMs), () => { mode = "broken"; changed(); }); },
    ask(verb) {
      const heard = mode !== "ready" && verb in verbs && verbs[verb]() !== false;
      changed();
      return heard ? "heard" : "cannot";
    },
    view,
    listen(fn) { listeners.push(fn); },
  };
}
