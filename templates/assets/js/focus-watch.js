// Notes when the page is left during a focused question. Moving inside the page, also into its frame, is not leaving.

/**
 * @param {() => void} onLost called once
 * @returns {{lost: () => boolean, stop: () => void}}
 */
export function watchFocus(onLost) {
  let lost = false;
  const left = () => {
    if (lost) return;
    lost = true;
    onLost();
  };
  const hidden = () => { if (document.hidden) left(); };
  // hasFocus stays true while a frame of this page has the focus
  const blurred = () => setTimeout(() => { if (!document.hasFocus()) left(); });
  document.addEventListener("visibilitychange", hidden);
  window.addEventListener("blur", blurred);
  const stop = () => {
    document.removeEventListener("visibilitychange", hidden);
    window.removeEventListener("blur", blurred);
  };
  return { lost: () => lost, stop };
}
