// What was asked and answered: the present round, one's own vote, the rounds before with their voters and reasons.
import { el } from "./dom.js";
import { moment, t } from "./i18n.js";
import { ballot, memberName, progress, quoted } from "./jury-words.js";

/** The present round and what the reader said in it. */
export function standing(question) {
  return [
    question.open && el("p", {}, t("jury.round", { n: question.round }), " · ", progress(question)),
    question.open && question.escalations > 0 && el("p", { class: "notice waiting" }, t("jury.escalated")),
    question.open && question.my_vote && el("div", { class: "notice good" },
      el("p", { class: "strong" }, t("jury.voted", { choice: ballot(question.my_vote) })), el("p", {}, quoted(question.my_vote.reason)),
      el("p", {}, t(question.voted < question.quorum ? "jury.voted.wait" : "jury.voted.counting"))),
  ].filter(Boolean);
}

/** Whether the reader may still vote. */
export const mayVote = (question) => question.open && !question.my_vote && question.choices.length > 0;

/** The decisions so far, the latest first. */
export function history(question) {
  if (!question.decisions.length) return el("p", { class: "quiet" }, t("jury.no_decision"));
  return el("ul", { class: "plain jury-lines" }, [...question.decisions].reverse().map(decided));
}

function decided(decision) {
  return el("li", { class: "card jury-line done" },
    el("p", {}, el("span", { class: "strong" }, t("jury.round", { n: decision.round })), " · ", ballot(decision)),
    el("p", { class: "quiet" }, t(`jury.by.${decision.by}`), " · ", moment(decision.at), " · ",
      t("jury.votes", { voted: decision.votes.length, eligible: decision.eligible, quorum: decision.quorum })),
    decision.comment && el("p", {}, t("jury.told", { text: decision.comment })),
    el("details", {}, el("summary", {}, t("jury.reasons")),
      el("ul", { class: "jury-votes" }, decision.votes.map((vote) => el("li", {},
        el("span", { class: "strong" }, memberName(vote)), " · ", ballot(vote), " · ", moment(vote.at), el("br"), quoted(vote.reason))))));
}
