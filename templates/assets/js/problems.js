// Says what went wrong: what happened, what was kept, what to do.
import { Problem, Unreachable } from "./api.js";
import { announce, byId, el, fill, focusOn } from "./dom.js";
import { count, has, moment, t } from "./i18n.js";
import { application, SignedOut, signInPage } from "./session.js";

/**
 * The three sentences for an error.
 * @returns {{what: string, next: string, reference: string}}
 */
export function explain(error) {
  if (error instanceof Unreachable) return { what: t("problem.network"), next: t("problem.network.next"), reference: "" };
  if (error instanceof SignedOut) return { what: t("problem.signed_out"), next: t("problem.signed_out.next"), reference: "" };
  if (error instanceof Problem) return { what: error.title || t("problem.unknown"), next: nextStep(error), reference: error.reference };
  return { what: t("problem.unknown"), next: t("problem.unknown.next"), reference: "" };
}

function nextStep(problem) {
  const key = [`next.${application}.${problem.code}`, `next.${problem.code}`].find(has);
  if (problem.remainingDays) return count("days_left", problem.remainingDays);
  if (problem.opensAt) return t("next.opens_at", { time: moment(problem.opensAt) });
  if (problem.missingCompetences) return count("next.missing_competences", problem.missingCompetences);
  if (problem.retryAfter) return count("problem.retry_after", problem.retryAfter);
  return key ? t(key) : "";
}

/** The box that shows an error. */
export function problemBox(error, retry = null) {
  const { what, next, reference } = explain(error);
  return el(
    "div",
    { class: "problem", role: "alert" },
    el("p", { class: "strong" }, what),
    next && el("p", {}, next),
    error instanceof SignedOut && el("p", {}, el("a", { href: signInPage(), target: "_blank" }, t("problem.sign_in_again"))),
    retry && el("button", { type: "button", onclick: retry }, t("try_again")),
    reference && el("p", { class: "reference" }, t("problem.reference", { reference })),
  );
}

/** Show an error at the top of the page, and move there. */
export function showProblem(error, retry = null) {
  if (!(error instanceof Problem || error instanceof Unreachable || error instanceof SignedOut)) console.error(error);
  const place = byId("problem");
  fill(place, problemBox(error, retry));
  focusOn(place.firstElementChild);
}

export function clearProblem() {
  fill(byId("problem"));
}

/** Tell of something that is not an error. */
export function showNotice(text) {
  const place = byId("problem");
  fill(place, el("p", { class: "notice good" }, text));
  announce(text);
  place.scrollIntoView({ block: "nearest" });
}
