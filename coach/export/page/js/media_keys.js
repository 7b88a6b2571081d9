/** The lock screen and the headset → verbs; and what they show. */

const STATES = { paused: "paused", ended: "none", broken: "none" };

/**
 * Tell the system what is played, and ask for the verb of each of its buttons; returns a function that takes each view.
 * @param {import("./types").PageData} data
 * @param {HTMLAudioElement} audio
 * @param {(verb: string) => void} ask
 * @param {(notice: string) => void} tell
 */
export function listenToMediaKeys(data, audio, ask, tell) {
  const session = navigator.mediaSession;
  if (!session) {
    tell("no_media_keys");
    return () => {};
  }
  const take = () => {
    for (const [action, verb] of Object.entries(data.media)) setAction(session, action, () => ask(verb));
    // iOS has two places beside pause: without these, they are for the steps before and after.
    for (const action of ["seekbackward", "seekforward", "seekto"]) setAction(session, action, null);
  };
  take();
  audio.onplaying = take;
  let shown = "";
  return (/** @type {import("./types").View} */ view) => {
    const state = /** @type {Record<string, MediaSessionPlaybackState>} */ (STATES)[view.mode] ?? "playing";
    if (session.playbackState !== state) session.playbackState = state;
    const now = `${view.stepTitle || data.title}\n${view.mode}\n${view.step}`;
    if (now === shown) return;
    shown = now;
    session.metadata = metadataOf(data, view);
    setPosition(session, view);
  };
}

/**
 * @param {MediaSession} session
 * @param {string} action
 * @param {(() => void) | null} handler
 */
function setAction(session, action, handler) {
  try {
    session.setActionHandler(/** @type {MediaSessionAction} */ (action), handler);
  } catch {
    // This browser does not have the action: there is no button for it then.
  }
}

/**
 * @param {import("./types").PageData} data
 * @param {import("./types").View} view
 */
function metadataOf(data, view) {
  const icon = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=icon]"));
  const artwork = icon ? [{ src: icon.href, sizes: "192x192", type: "image/png" }] : [];
  const chapterInfo = data.chapters.map(([start, , title]) => ({ startTime: start / 1000, title, artwork }));
  const about = { title: view.stepTitle || data.title, artist: view.sectionTitle, album: data.title, artwork, chapterInfo };
  return new MediaMetadata(about);
}

/**
 * @param {MediaSession} session
 * @param {import("./types").View} view
 */
function setPosition(session, view) {
  const duration = (view.atMs + view.sessionLeftMs) / 1000;
  if (duration > 0) session.setPositionState?.({ duration, position: Math.min(view.atMs / 1000, duration), playbackRate: 1 });
}
