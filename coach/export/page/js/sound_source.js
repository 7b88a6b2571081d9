/** The sound's bytes: within the page itself, or beside it. */

/**
 * Return the sound, and what is played beside it; rejects with the name of the sentence that says what is the matter.
 * @param {import("./types").PageData} data
 * @param {HTMLAudioElement} audio
 * @returns {Promise<import("./types").Sound>}
 */
export async function loadSound(data, audio) {
  const { session, extras } = data.files;
  if (!session.address) {
    if (!document.getElementById("whole")) throw new Error("cut");
    const inside = document.getElementById("extras")?.textContent ?? "";
    const source = audio.getAttribute("src") ?? "";
    return {
      session: bytesOf(source.slice(source.indexOf(",") + 1), session.bytes),
      extras: extras && bytesOf(inside, extras.bytes),
    };
  }
  return { session: await fetched(session), extras: extras && (await fetched(extras)) };
}

/**
 * @param {string} base64
 * @param {number} length
 */
function bytesOf(base64, length) {
  const letters = atob(base64.trim());
  if (letters.length !== length) throw new Error("cut");
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes.buffer;
}

/** @param {import("./types").SoundFile} file */
async function fetched(file) {
  const answer = await fetch(file.address, { integrity: file.integrity });
  const bytes = await answer.arrayBuffer();
  if (!answer.ok || bytes.byteLength !== file.bytes) throw new Error("cut");
  return bytes;
}
