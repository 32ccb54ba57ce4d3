// What a candidate is asked before a question is passed over, a problem reported, the test ended. Each resolves; null
// when cancelled.
import { byId, el } from "./dom.js";
import { ask, choice } from "./dialogs.js";
import { count, t } from "./i18n.js";

export const TROUBLES = ["image", "embed", "file", "website_unavailable", "website_blocked", "software", "focus_loss", "skipped_by_mistake", "accessibility"];

/** @returns {Promise<boolean>} */
export const askBeforeSkip = () => sure(t("exam.skip.title"), [t("exam.skip.text")], t("exam.skip.yes"));

/** @param {{answered: number, length: number}} view TestView @returns {Promise<boolean>} */
export function askBeforeEnd({ answered, length }) {
  const least = Number(byId("exam").dataset.least);
  const loses = answered < least ? t("exam.stop.least", { least }) : count("exam.stop.left", length - answered);
  return sure(t("exam.stop.title"), [loses, t("exam.stop.text")], t("exam.stop.yes"));
}

const sure = async (title, texts, yes) =>
  (await ask(title, texts.map((text) => el("p", {}, text)), [["yes", yes, () => ({})]])) !== null;

/** @returns {Promise<Object|null>} RaiseAlert */
export function askAboutProblem(number) {
  const id = crypto.randomUUID();
  const text = el("div", { class: "field" }, el("label", { for: "alert-text" }, t("exam.report.words")),
    el("textarea", { id: "alert-text", name: "text", rows: "3", maxlength: "500" }));
  return ask(t("exam.report.title", { n: number }), [el("p", {}, t("exam.report.text")), choice("category", t("exam.report.what"), TROUBLES, "report.trouble"), text], [
    ["alert", t("exam.report.send"), (form) => ({ alert_id: id, number, category: form.elements.category.value, text: form.elements.text.value.trim() })],
  ]);
}
