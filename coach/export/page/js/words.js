/** Words and times as the page shows them. */

export const { body } = document;

/**
 * Return a text with what is meant by its {names}.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fillIn(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/**
 * Return a time as 1:05 or 1:00:05; a second that has begun counts whole, so 0:00 shows at the end only.
 * @param {number} ms
 */
export function clockOf(ms) {
  const all = Math.ceil(Math.max(ms, 0) / 1000);
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  const hours = Math.floor(all / 3600), minutes = Math.floor(all / 60) % 60, seconds = two(all % 60);
  return hours ? `${hours}:${two(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

/**
 * Return an element of the page, which is always there.
 * @param {string} id
 */
export function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Show a text, and touch the page only where it is another one; an empty one takes no room.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function showText(element, text) {
  if (element.textContent === text) return false;
  element.textContent = text;
  element.hidden = !text;
  return true;
}
