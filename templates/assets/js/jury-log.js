// What happened in a test: its beginning and end, each question in its order, what was noted.
import { el } from "./dom.js";
import { count, moment, number, t } from "./i18n.js";
import { quoted, titled } from "./jury-words.js";

const SIGNS = { right: "✓", wrong: "○", alerted: "!", left_out: "–", open: "…" };

/** @param {Object|null} test TestFile @param {Object[]} reports JuryReport @param {Object<string, string>} titles */
export function log(test, reports, titles) {
  if (!test) return el("p", { class: "notice waiting" }, t("jury.no_log"));
  const noted = new Set(reports.filter((one) => !one.resolved && one.number !== null).map((one) => one.number));
  const facts = [
    t("jury.began", { time: moment(test.started_at) }),
    test.ended_at && t("jury.ended", { time: moment(test.ended_at) }),
    test.ended_by && t(`jury.ended_by.${test.ended_by}`),
    test.abort_reason && t(`jury.abort.${test.abort_reason}`),
    count("jury.served", test.questions.length, { length: test.length }),
    t("jury.entries", { n: test.entries }),
  ];
  return [el("p", { class: "quiet" }, facts.filter(Boolean).join(" · ")),
    el("ol", { class: "plain jury-questions" }, test.questions.map((one) => line(one, noted.has(one.number), titles)))];
}

function line(question, noted, titles) {
  const facts = [
    t("jury.asked", { competence: titled(titles, question.competence), level: question.level }),
    question.seconds !== null && t("jury.seconds", { n: number(Math.round(question.seconds)) }),
    question.focus_lost && t("jury.focus_lost"),
    noted && t("jury.noted"),
    question.alert && t("jury.alert", { trouble: t(`report.trouble.${question.alert}`) }),
  ];
  return el("li", { class: `${question.outcome}${noted ? " noted" : ""}` },
    el("p", {}, el("span", { class: "strong" }, `${question.number}`), " ", el("span", { "aria-hidden": "true" }, SIGNS[question.outcome]), " ", t(`jury.outcome.${question.outcome}`)),
    el("p", { class: "quiet" }, facts.filter(Boolean).join(" · ")),
    question.alert_text && el("p", {}, quoted(question.alert_text)));
}

/** What was noted about this candidate, an appeal first. */
export function reported({ reports, appeal, words }) {
  const lines = [
    appeal && el("li", { class: "row" }, el("p", { class: "strong" }, t("jury.reason.appeal")), el("p", {}, quoted(appeal))),
    words && el("li", { class: "row" }, el("p", { class: "strong" }, t("jury.reason.reopened")), el("p", {}, quoted(words))),
    ...reports.map(report),
  ].filter(Boolean);
  return lines.length ? el("ul", { class: "plain rows" }, lines) : el("p", { class: "quiet" }, t("jury.no_report"));
}

function report(one) {
  const about = [t(`report.category.${one.category}`), one.number !== null && t("jury.question", { number: one.number }), one.trouble && t(`report.trouble.${one.trouble}`), one.resolved && t("jury.resolved")];
  return el("li", { class: "row" },
    el("p", { class: "strong" }, about.filter(Boolean).join(" · ")),
    one.text && el("p", {}, quoted(one.text)),
    el("p", { class: "quiet" }, t(`jury.role.${one.role}`), " · ", moment(one.at)));
}
