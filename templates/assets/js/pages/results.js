// The end of an assessment: what it brought, what is strong, what to work on, where to learn, every question again.
import { byId, el, fill } from "../dom.js";
import { count, language, pageUrl, t } from "../i18n.js";
import { showProblem } from "../problems.js";
import { reviewList, summary } from "../review.js";
import { before, scorecardSummary } from "../scorecard.js";
import { call } from "../session.js";
import { start } from "../shell.js";
import { strengths, topicLadders } from "../topics.js";
import { tutorialCards } from "../tutorials.js";

const id = new URLSearchParams(location.search).get("id") || "";

async function load() {
  try {
    const review = (await call("GET", `/v1/assessments/${encodeURIComponent(id)}/review`)).body;
    if (review.assessment.current) return location.replace(pageUrl("assessment", { id, competence: review.assessment.competence }));
    const view = (await call("GET", `/v1/profile/${review.assessment.competence}?language=${language}`)).body;
    draw(review, view);
  } catch (error) {
    showProblem(error, load);
  }
}

function draw(review, view) {
  const card = view.scorecard;
  byId("heading").textContent = t("results.heading", { name: card.name });
  fill(byId("content"),
    el("section", { class: `results card area-${card.area}` }, scorecardSummary(card), earned(card), el("p", {}, summary(review.items)),
      el("p", { class: "encouragement" }, encouragement(card, review.items)), buttons(card)),
    strengths(view), tutorials(view.tutorials),
    el("section", {}, el("h2", {}, t("review.heading")), reviewList(review, { call })),
    topicLadders(view.topics)).removeAttribute("aria-busy");
}

function earned(card) {
  const had = before(id);
  const gain = had ? card.pix - had.pix : 0;
  return gain > 0 && el("p", { class: "earned" }, count("results.earned", gain));
}

/** Always something to go on with; nothing is ever lost by stopping, pausing or being wrong. */
function encouragement(card, items) {
  const right = items.filter((item) => item.result === "ok").length;
  if (card.level >= card.max_level) return t("results.top");
  if (items.length && right / items.length >= 0.6) return t("results.well");
  return t(card.level > 0 ? "results.onward" : "results.first");
}

function buttons(card) {
  const again = card.days_before_improving > 0 && el("p", { class: "quiet" }, count("competence.improve_in", card.days_before_improving));
  return [again, el("p", { class: "actions" }, el("a", { class: "button main", href: pageUrl("profile") }, t("results.profile")),
    el("a", { class: "button", href: pageUrl("competence", { code: card.competence }) }, t("results.competence")),
    el("button", { type: "button", onclick: () => window.print() }, t("print")))];
}

const tutorials = (items) => items.length > 0 && el("section", { "aria-labelledby": "tutorials" },
  el("h2", { id: "tutorials" }, t("competence.tutorials")), tutorialCards(items, call));

await start({ needs: "person" });
await load();
