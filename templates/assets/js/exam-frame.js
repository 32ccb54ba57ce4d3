// What surrounds the questions of a certification test: how far it is, and its end.
import { el } from "./dom.js";
import { count, pageUrl, t } from "./i18n.js";

/** @param {Object} view TestView @param {(iso: string) => string} clock */
export function examHeader({ number, length, answered, ends_at: ends, status }, clock) {
  const words = [t("exam.progress", { answered, length }), status !== "ended" && t("exam.ends", { time: clock(ends) })];
  return el("div", { class: "sitting-top" },
    el("div", { class: "sitting-name" }, el("p", { class: "strong" }, t("exam.name"))),
    el("progress", { class: "progress", max: Math.max(length, number), value: answered, "aria-label": t("progress.label") }),
    el("p", { class: "quiet" }, words.filter(Boolean).join(" · ")));
}

/** @param {boolean} late whether an answer of this device came too late */
export function examEnd({ ended, answered }, late) {
  return el("div", { class: "card" },
    el("p", { class: "lead" }, t(`exam.end.${ended}`)), el("p", {}, count("exam.end.answers", answered)),
    late && el("p", { class: "notice" }, t("exam.end.late")),
    el("p", {}, t("exam.end.next")),
    el("p", { class: "actions" }, el("a", { class: "button main", href: pageUrl("profile") }, t("exam.end.profile"))));
}
