// How far a learner is in one competence: levels as steps, and the buttons to go on.
import { el } from "./dom.js";
import { count, pageUrl, t } from "./i18n.js";

/** One step per level, the next one partly filled; the words beside it say the level. */
export function levelBar({ level, max_level: most, pix_ahead: ahead }) {
  const step = (n) => (n <= level ? "step done" : n === level + 1 && ahead > 0 ? "step ahead" : "step");
  return el("span", { class: "level-bar", "aria-hidden": "true" }, Array.from({ length: most }, (_, n) => el("span", { class: step(n + 1) })));
}

/** Level, pix and the way to the next level, in words and as a bar. */
export function scorecardSummary(card) {
  return el("div", { class: "summary" },
    el("p", { class: "total" }, el("span", { class: "total-number" }, t("level.n", { n: card.level })), " ", count("pix", card.pix)),
    levelBar(card), ahead(card));
}

function ahead(card) {
  if (card.level >= card.max_level) return el("p", { class: "quiet" }, t("scorecard.top"));
  const missing = Math.max(1, Math.ceil(8 - card.pix_ahead));
  return card.status !== "not_started" && el("p", { class: "quiet" }, count("scorecard.to_next", missing, { level: card.level + 1 }));
}

/**
 * Start or resume, and go to the assessment.
 * @param {Function} call
 * @param {string} language of the questions, for a new one
 */
export async function goToAssessment(call, card, language) {
  const { body: view } = await call("POST", "/v1/assessments", { competence: card.competence, language });
  rememberStart(view.id, card);
  location.assign(pageUrl("assessment", { id: view.id, competence: card.competence }));
}

// What the learner had before, so that the results can say what this sitting brought. Figures only, gone with the tab.
const key = (assessment) => `pix.before.${assessment}`;

function rememberStart(assessment, { level, pix }) {
  try {
    if (!sessionStorage.getItem(key(assessment))) sessionStorage.setItem(key(assessment), JSON.stringify({ level, pix }));
  } catch {
    // storage refused: the results do without
  }
}

/** @returns {{level: number, pix: number}|null} */
export function before(assessment) {
  try {
    return JSON.parse(sessionStorage.getItem(key(assessment)));
  } catch {
    return null;
  }
}
