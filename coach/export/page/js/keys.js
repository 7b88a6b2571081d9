/** Keys, pedals, presenters and page turners → verbs, by the player's own table. */

/**
 * Ask for the verb of each key that is pressed, while a session is led.
 * @param {import("./types").PageData} data
 * @param {() => boolean} leads
 * @param {(verb: string) => void} ask
 */
export function listenToKeys(data, leads, ask) {
  addEventListener("keydown", (event) => {
    const verb = verbOf(data.keys, event);
    if (!verb || !leads() || pressesButton(event)) return;
    event.preventDefault();
    // A foot that rests on a pedal asks once.
    if (!event.repeat || data.repeating.includes(verb)) ask(verb);
  });
}

/**
 * Return the verb of a key; Caps Lock changes nothing, and what belongs to the browser is left to it.
 * @param {Record<string, string>} keys
 * @param {KeyboardEvent} event
 */
export function verbOf(keys, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return "";
  const held = event.shiftKey && event.key.length > 1 ? "Shift+" : "";
  return keys[held + event.key] ?? (event.key.length === 1 ? keys[event.key.toLowerCase()] : "");
}

/**
 * Whether a key presses the button that somebody has gone to by Tab.
 * @param {KeyboardEvent} event
 */
function pressesButton(event) {
  const { target } = event;
  const goesTo = target instanceof HTMLElement && target.matches("button:focus-visible");
  return goesTo && (event.key === "Enter" || event.key === " ");
}
