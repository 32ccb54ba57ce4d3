// What surrounds each step of a sitting: how far it is, and good news.
import { el, svg } from "./dom.js";
import { count, number, t } from "./i18n.js";

/** Progress of an assessment, in a bar and in words; `resting` at a checkpoint. */
export function progressHeader(view, name, exit, { resting = false } = {}) {
  const { settled, targeted, until_checkpoint: until } = view.progress;
  const words = [
    t(view.kind === "demo" ? "progress.demo" : "progress.settled", { settled: number(settled), targeted: number(targeted) }),
    view.current && !resting && until > 0 && count("progress.until", until),
  ];
  return el("div", { class: "sitting-top" },
    el("div", { class: "sitting-name" }, el("p", { class: "strong" }, name), exit),
    el("progress", { class: "progress", max: Math.max(1, targeted), value: settled, "aria-label": t("progress.label") }),
    el("p", { class: "quiet" }, words.filter(Boolean).join(" · ")));
}

/** A level reached. Its stars rest where motion is unwelcome (style sheet). */
export function celebration({ level, pix }) {
  return el("div", { class: "celebration", role: "status" }, stars(),
    el("div", {}, el("p", { class: "strong" }, t("levelup.title", { n: level })), el("p", {}, count("levelup.text", pix))));
}

const STAR = "M12 2l2.9 6.3 6.9.8-5.1 4.7 1.4 6.8L12 17.2 5.9 20.6l1.4-6.8L2.2 9.1l6.9-.8z";

const stars = () => svg("svg", { viewBox: "0 0 72 24", class: "stars", "aria-hidden": "true" },
  ...[0, 24, 48].map((x) => svg("path", { d: STAR, transform: `translate(${x} 0)` })));
