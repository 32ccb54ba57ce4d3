// What an invigilator is asked before an act that cannot be taken back. Each resolves with the answer; null when cancelled.
import { ask, choice } from "./dialogs.js";
import { el } from "./dom.js";
import { TROUBLES } from "./exam-dialogs.js";
import { t } from "./i18n.js";

const CATEGORIES = ["identity_change", "extra_time", "signature", "fraud", "candidate_trouble", "technical_trouble"];

const name = (line) => `${line.first_name} ${line.last_name}`;

/** Leave the question out, with the reason, or let it go on. */
export function askAboutAlert(line) {
  const reason = choice("category", t("room.ask.reason"), TROUBLES, "report.trouble", line.alert.category);
  return ask(t("room.ask.alert", { name: name(line), number: line.alert.number }), [
    line.alert.text && el("p", {}, t("quote", { text: line.alert.text })), el("p", {}, t("room.ask.alert.text")), reason,
  ], [
    ["validate", t("room.ask.validate"), (form) => ({ decision: "validate", category: form.elements.category.value })],
    ["dismiss", t("room.ask.dismiss"), () => ({ decision: "dismiss" })],
  ]);
}

export function askBeforeEnd(line) {
  return ask(t("room.ask.end", { name: name(line) }), [el("p", {}, t("room.ask.end.text"))], [["end", t("room.ask.end.yes"), () => ({})]]);
}

export function askForIncident(line) {
  const text = el("div", { class: "field" }, el("label", { for: "incident-text" }, t("room.ask.text")),
    el("textarea", { id: "incident-text", name: "text", rows: "3", maxlength: "500", required: true }));
  const id = crypto.randomUUID(); // the same for every try of this note
  return ask(t("room.ask.incident", { name: name(line) }), [choice("category", t("room.ask.category"), CATEGORIES, "report.category"), text], [
    ["note", t("room.ask.note"), (form) => ({ report_id: id, category: form.elements.category.value, text: form.elements.text.value.trim() })],
  ]);
}

export function askForIdentity(line) {
  const note = el("div", { class: "field" }, el("label", { for: "identity-note" }, t("room.ask.identity.note")),
    el("input", { id: "identity-note", name: "note", maxlength: "200" }));
  const taken = (decision) => (form) => ({ decision, note: form.elements.note.value.trim() });
  return ask(t("room.ask.identity", { name: name(line) }), [el("p", {}, t("room.ask.identity.text")), note], [
    ["accepted", t("room.ask.identity.accept"), taken("accepted")], ["refused", t("room.ask.identity.refuse"), taken("refused")],
  ]);
}
