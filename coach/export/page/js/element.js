/** What a page does with its <audio> element, beside playing. */

const FALL = [0.55, 0.25, 0.08], STEP_MS = 8;

/** Return the kind of MediaSource that this browser has for a codec, if any. */
export function mediaSource(/** @type {string} */ codec) {
  const kind = /** @type {any} */ (globalThis).ManagedMediaSource ?? globalThis.MediaSource;
  return kind?.isTypeSupported?.(`audio/mp4; codecs="${codec}"`) ? kind : null;
}

/**
 * Return a promise of something's next event of a name.
 * @param {EventTarget} target
 * @param {string} name
 */
export function once(target, name) {
  return new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
}

/**
 * Return the buffer of a new MediaSource in the element.
 * @param {string} codec
 * @param {HTMLAudioElement} audio
 * @returns {Promise<SourceBuffer>}
 */
export async function openedBuffer(codec, audio) {
  const source = new (mediaSource(codec))();
  const opened = once(source, "sourceopen");
  audio.disableRemotePlayback = true;
  audio.src = URL.createObjectURL(source);
  await opened;
  return source.addSourceBuffer(`audio/mp4; codecs="${codec}"`);
}

/**
 * Let the sound fall within some ms, for a jump would else click; where a page may not set the volume, it jumps.
 * @param {HTMLAudioElement} audio
 * @param {number} volume
 */
export async function softly(audio, volume) {
  for (const factor of FALL) {
    audio.volume = Math.min(audio.volume, volume * factor);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}

/**
 * Let the element play within the touch that asks for it, as iOS wants it, but nothing of what it had before.
 * @param {HTMLAudioElement} audio
 * @param {(error: unknown) => void} fail
 */
export async function begins(audio, fail) {
  audio.muted = true;
  audio.play().catch(fail);
}
