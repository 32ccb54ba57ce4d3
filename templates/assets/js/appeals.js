// An appeal against one's own result: until when, why, sent once; and what was asked already.
import { button } from "./buttons.js";
import { ask } from "./dialogs.js";
import { el } from "./dom.js";
import { date, t } from "./i18n.js";
import { showNotice } from "./problems.js";
import { call } from "./session.js";

/**
 * @param {Object} one ResultView
 * @param {() => Promise<void>} changed called after an appeal was made
 * @returns {Node|false} nothing before publication
 */
export function appeal(one, changed) {
  if (!one.appeal_until) return false;
  const over = new Date(one.appeal_until) <= new Date();
  return el("div", { class: "own-appeal" }, el("h3", {}, t("appeal.heading")),
    one.appeal && made(one.appeal),
    one.reviewed && el("p", {}, t("appeal.reviewed")),
    !one.appeal && el("p", {}, t(over ? "certificates.appeal.over" : "certificates.appeal", { date: date(one.appeal_until) })),
    !one.appeal && !over && button([t("appeal.make"), el("span", { class: "unseen" }, ` ${one.session_number}`)], "small", () => make(one, changed)));
}

const made = ({ at, text }) => el("figure", { class: "own-said" }, el("figcaption", { class: "quiet" }, t("appeal.made", { date: date(at) })),
  text && el("blockquote", {}, text));

async function make({ session, test }, changed) {
  const why = el("div", { class: "field" }, el("label", { for: "appeal-text" }, t("appeal.why")),
    el("textarea", { id: "appeal-text", name: "text", rows: "4", maxlength: "2000", required: true }));
  const answer = await ask(t("appeal.title"), [el("p", {}, t("appeal.text")), why],
    [["appeal", t("appeal.send"), (form) => ({ text: form.elements.text.value.trim() })]]);
  if (!answer?.text) return;
  await call("POST", `/v1/certification-sessions/${encodeURIComponent(session)}/tests/${encodeURIComponent(test)}/appeals`, answer);
  await changed();
  showNotice(t("appeal.sent"));
}
