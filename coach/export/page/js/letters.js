/** Letters as large as there is room for: a step is read from two metres. */

// MOST is of the box's width and height together.
const LEAST_EM = 1.1, LEAST_PX = 19, MOST = 0.17, NEAR_PX = 1;

/**
 * Set the size of the letters in a box so that all of it is seen; where there is no such size, it can be scrolled.
 * @param {HTMLElement} box
 */
export function fitLetters(box) {
  const em = parseFloat(getComputedStyle(box).fontSize);
  const fits = (/** @type {number} */ size) => {
    box.style.setProperty("--letters", `${size}px`);
    return box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth;
  };
  let least = Math.max(LEAST_PX, LEAST_EM * em);
  let most = Math.max(least, (box.clientWidth + box.clientHeight) * MOST / 2);
  while (most - least > NEAR_PX) {
    const middle = (least + most) / 2;
    if (fits(middle)) least = middle;
    else most = middle;
  }
  box.style.setProperty("--letters", `${least}px`);
  box.scrollTop = 0;
}
