// Tutorials: a line with its link, and the buttons that keep and rate it.
import { announce, el } from "./dom.js";
import { count, has, t } from "./i18n.js";
import { showProblem } from "./problems.js";

/** One tutorial, without buttons: where nobody is signed in, or inside a correction. */
export function tutorialLine({ title, kind, minutes, source, url }) {
  const about = [has(`tutorial.kind.${kind}`) && t(`tutorial.kind.${kind}`), minutes && count("tutorial.minutes", minutes), source];
  return [
    el("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: "tutorial-link" }, title),
    el("span", { class: "quiet" }, about.filter(Boolean).join(" · ")),
  ];
}

/** A plain list. */
export const tutorialList = (tutorials) =>
  el("ul", { class: "tutorials plain" }, tutorials.map((one) => el("li", { class: "tutorial" }, tutorialLine(one))));

/**
 * A tutorial with what the learner did with it.
 * @param {Object} item LearnerTutorial
 * @param {Function} call
 */
export function tutorialCard(item, call) {
  const mark = (change, said) => async () => {
    try {
      await call("PATCH", `/v1/tutorials/${encodeURIComponent(item.tutorial.id)}`, change);
      Object.assign(item, change);
      draw();
      announce(said);
    } catch (error) {
      showProblem(error);
    }
  };
  const save = toggle(() => mark({ saved: !item.saved }, t(item.saved ? "tutorial.dropped" : "tutorial.kept"))());
  const useful = toggle(mark({ rating: "useful" }, t("tutorial.rated")));
  const useless = toggle(mark({ rating: "not_useful" }, t("tutorial.rated")));

  function draw() {
    press(save, item.saved, t(item.saved ? "tutorial.saved" : "tutorial.save"));
    press(useful, item.rating === "useful", t("tutorial.useful"));
    press(useless, item.rating === "not_useful", t("tutorial.not_useful"));
  }
  draw();
  return el("li", { class: "tutorial" }, tutorialLine(item.tutorial),
    el("div", { class: "small-actions", role: "group", "aria-label": item.tutorial.title }, save, useful, useless));
}

const toggle = (onclick) => el("button", { type: "button", class: "small", onclick });

function press(button, pressed, text) {
  button.setAttribute("aria-pressed", String(Boolean(pressed)));
  button.textContent = text;
}

export const tutorialCards = (items, call) =>
  el("ul", { class: "tutorials plain" }, items.map((item) => tutorialCard(item, call)));
