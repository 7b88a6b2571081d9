/** The screen stays on while a session is led. */

/**
 * Return a function that takes whether the screen is to stay on.
 * @param {(notice: string) => void} tell
 */
export function createWake(tell) {
  let wanted = false;
  /** @type {WakeLockSentinel | null} */
  let lock = null;

  async function hold() {
    if (!wanted || lock || document.visibilityState !== "visible") return;
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.onrelease = () => (lock = null);
      if (!wanted) await lock?.release();
    } catch {
      tell("no_wake");
    }
  }

  // The system takes the lock away from a page that is not seen.
  document.onvisibilitychange = hold;
  return (/** @type {boolean} */ on) => {
    if (on === wanted) return;
    wanted = on;
    if (on) hold();
    else lock?.release();
  };
}
