// The countdown of a timed question: shown all the time, spoken at a few moments only.
import { announce, el, fill } from "./dom.js";
import { count, t } from "./i18n.js";

const SPOKEN = [60, 30, 10];

/**
 * @param {number} seconds left now, by the server's clock
 * @param {number} total of the question
 * @returns {{node: HTMLElement, left: () => number, stop: () => void}} `left` goes below 0 once time is up
 */
export function countdown(seconds, total) {
  const end = performance.now() + seconds * 1000;
  const left = () => (end - performance.now()) / 1000;
  const face = el("span", { class: "timer-face" });
  const bar = el("progress", { max: total, value: Math.max(0, seconds), "aria-hidden": "true" });
  const node = el("div", { class: "timer", role: "timer", "aria-label": t("timer.label") }, face, bar);
  let before = seconds;

  const tick = () => {
    const now = left();
    draw(node, face, bar, now);
    speak(before, now);
    before = now;
  };
  tick();
  const clock = setInterval(tick, 500);
  return { node, left, stop: () => clearInterval(clock) };
}

function draw(node, face, bar, now) {
  const shown = Math.max(0, Math.ceil(now));
  const text = now > 0 ? `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}` : t("timer.up");
  if (face.textContent !== text) fill(face, text);
  bar.value = Math.max(0, now);
  node.classList.toggle("late", now <= 0);
}

function speak(before, now) {
  if (before > 0 && now <= 0) return announce(t("timer.up.spoken"));
  const passed = SPOKEN.find((moment) => before > moment && now <= moment);
  if (passed) announce(count("timer.left", passed));
}
