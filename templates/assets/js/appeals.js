// An appeal against one's own result: why, sent once, within its delay.
import { button } from "./buttons.js";
import { ask } from "./dialogs.js";
import { el } from "./dom.js";
import { date, t } from "./i18n.js";
import { showNotice } from "./problems.js";
import { call } from "./session.js";

/** @param {Object} result ResultView @returns {Node|false} nothing once its time is over */
export function appeal({ session, session_number: number, test, appeal_until: until }) {
  if (!until || new Date(until) <= new Date()) return false;
  return el("div", {}, el("p", { class: "quiet" }, t("certificates.appeal", { date: date(until) })),
    button([t("appeal.make"), el("span", { class: "unseen" }, ` ${number}`)], "small", () => make(session, test)));
}

async function make(session, test) {
  const why = el("div", { class: "field" }, el("label", { for: "appeal-text" }, t("appeal.why")),
    el("textarea", { id: "appeal-text", name: "text", rows: "4", maxlength: "2000", required: true }));
  const answer = await ask(t("appeal.title"), [el("p", {}, t("appeal.text")), why],
    [["appeal", t("appeal.send"), (form) => ({ text: form.elements.text.value.trim() })]]);
  if (!answer?.text) return;
  await call("POST", `/v1/certification-sessions/${encodeURIComponent(session)}/tests/${encodeURIComponent(test)}/appeals`, answer);
  showNotice(t("appeal.sent"));
}
