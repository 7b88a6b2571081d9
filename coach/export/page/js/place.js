/** The place in a session, kept on the phone: after a call or a reload, it goes on from the step's beginning. */

/**
 * Return what keeps the place, and what somebody has chosen.
 * @param {import("./types").PageData} data
 * @param {(notice: string) => void} tell
 */
export function createPlace(data, tell) {
  const name = `coach ${data.title} ${data.duration_ms} `;
  const store = storage();
  if (!store) tell("no_storage");

  /** @param {string} key */
  const read = (key) => store?.getItem(name + key) ?? "";

  /**
   * @param {string} key
   * @param {string} value
   */
  function write(key, value) {
    try {
      if (value) store?.setItem(name + key, value);
      else store?.removeItem(name + key);
    } catch {
      tell("no_storage");
    }
  }

  let kept = read("step");
  return {
    read,
    write,
    /** Return the step to go on with; nothing where that is the beginning. */
    step: () => data.steps.find((each) => each.number > 1 && String(each.number) === kept),
    /** @param {import("./types").View} view */
    keep(view) {
      const step = view.mode === "ended" && !view.sessionLeftMs ? "" : String(Math.min(view.step, view.steps));
      if (step !== kept) write("step", (kept = step));
    },
  };
}

/** Return what keeps things; nothing where a browser denies it. */
function storage() {
  try {
    localStorage.setItem("coach", "1");
    return localStorage;
  } catch {
    return null;
  }
}
