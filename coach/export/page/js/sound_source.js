/** The sound's bytes, within the page itself or beside it. Within, only those are decoded that are to be heard soon. */

import { once } from "./element.js";

/** @typedef {import("./types").Bytes} Bytes */

/**
 * Return the sound, and what is played beside it; rejects with the name of the sentence that says what is the matter.
 * @param {import("./types").PageData} data
 * @returns {Promise<import("./types").Sound>}
 */
export async function loadSound(data) {
  const { session, extras } = data.files, address = session.address;
  if (address) return { address, session: await fetched(session), extras: extras && (await fetched(extras)) };
  if (document.readyState === "loading") await once(document, "DOMContentLoaded");
  if (!document.getElementById("whole")) throw new Error("cut");
  const player = textOf("whole-sound"), start = player.indexOf("data:"), source = player.slice(start, player.indexOf('"', start));
  return {
    address: source,
    session: within(source.slice(source.indexOf(",") + 1), session.bytes),
    extras: extras && within(textOf("extras"), extras.bytes),
  };
}

/**
 * Take a text out of the page: one of hours is not to be held twice.
 * @param {string} id
 */
function textOf(id) {
  const element = document.getElementById(id), text = element?.textContent ?? "";
  element?.remove();
  return text;
}

/**
 * @param {string} base64
 * @param {number} size
 * @returns {Bytes}
 */
function within(base64, size) {
  if (base64.length !== 4 * Math.ceil(size / 3)) throw new Error("cut");
  return { size, read(from, to) {
    const first = Math.floor(from / 3);
    return bytesOf(atob(base64.slice(4 * first, 4 * Math.ceil(to / 3)))).subarray(from - 3 * first, to - 3 * first);
  } };
}

/**
 * Return the bytes of a text of which each letter is one.
 * @param {string} letters
 */
export function bytesOf(letters) {
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

/**
 * @param {import("./types").SoundFile} file
 * @returns {Promise<Bytes>}
 */
async function fetched(file) {
  const answer = await fetch(file.address, { integrity: file.integrity });
  const bytes = await answer.arrayBuffer();
  if (!answer.ok || bytes.byteLength !== file.bytes) throw new Error("cut");
  return { size: file.bytes, read: (from, to) => new Uint8Array(bytes, from, to - from) };
}
