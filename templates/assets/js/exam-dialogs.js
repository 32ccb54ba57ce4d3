// What a candidate is asked before a question is passed over, or a problem reported. Each resolves; null when cancelled.
import { el } from "./dom.js";
import { ask, choice } from "./dialogs.js";
import { t } from "./i18n.js";

export const TROUBLES = ["image", "embed", "file", "website_unavailable", "website_blocked", "software", "focus_loss", "skipped_by_mistake", "accessibility"];

/** @returns {Promise<boolean>} */
export async function askBeforeSkip() {
  const answer = await ask(t("exam.skip.title"), [el("p", {}, t("exam.skip.text"))], [["skip", t("exam.skip.yes"), () => ({})]]);
  return answer !== null;
}

/** @returns {Promise<Object|null>} RaiseAlert */
export function askAboutProblem(number) {
  const id = crypto.randomUUID();
  const text = el("div", { class: "field" }, el("label", { for: "alert-text" }, t("exam.report.words")),
    el("textarea", { id: "alert-text", name: "text", rows: "3", maxlength: "500" }));
  return ask(t("exam.report.title", { n: number }), [el("p", {}, t("exam.report.text")), choice("category", t("exam.report.what"), TROUBLES, "report.trouble"), text], [
    ["alert", t("exam.report.send"), (form) => ({ alert_id: id, number, category: form.elements.category.value, text: form.elements.text.value.trim() })],
  ]);
}
