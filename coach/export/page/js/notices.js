/** What is the matter, and what still works: one sentence for each. */

import { part } from "./words.js";

/**
 * Return a function that shows the sentence of a name, once.
 * @param {import("./types").PageData} data
 */
export function createNotices(data) {
  const told = new Set();
  return (/** @type {string} */ name) => {
    const sentence = data.words[name] ?? name;
    if (!sentence || told.has(sentence)) return;
    told.add(sentence);
    const line = document.createElement("p");
    line.textContent = sentence;
    part("notices").append(line);
  };
}
