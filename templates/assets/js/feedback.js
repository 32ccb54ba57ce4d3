// The dialog to leave a remark on a question.
import { announce, el, fill } from "./dom.js";
import { t } from "./i18n.js";
import { problemBox } from "./problems.js";

const ON_QUESTION = ["question", "picture", "link", "environment", "download", "accessibility", "other"];
const ON_REVIEW = ["question", "answer", "tutorial", "accessibility", "other"];
const MOST = 2000;

/**
 * A button that opens the dialog.
 * @param {{call: Function, assessment: string, position: number, reviewing?: boolean}} subject
 */
export function feedbackButton(subject) {
  return el("button", { type: "button", class: "as-link", onclick: () => open(subject) }, t("feedback.open"));
}

function open(subject) {
  const id = crypto.randomUUID(); // the same for each retry, so that a lost reply makes no second remark
  const kinds = subject.reviewing ? ON_REVIEW : ON_QUESTION;
  const category = el("select", { id: "feedback-category" }, kinds.map((kind) => el("option", { value: kind }, t(`feedback.${kind}`))));
  const text = el("textarea", { id: "feedback-text", rows: 4, maxlength: MOST, required: true });
  const trouble = el("div");
  const close = () => dialog.close();
  const form = el("form", { onsubmit: send },
    el("h2", { id: "feedback-title" }, t("feedback.title")), el("p", {}, t("feedback.lead")),
    el("div", { class: "field" }, el("label", { for: category.id }, t("feedback.category")), category),
    el("div", { class: "field" }, el("label", { for: text.id }, t("feedback.text")), text), trouble,
    el("p", { class: "actions" }, el("button", { type: "submit", class: "main" }, t("feedback.send")),
      el("button", { type: "button", onclick: close }, t("cancel"))));
  const dialog = el("dialog", { "aria-labelledby": "feedback-title", onclose: () => dialog.remove() }, form);

  async function send(event) {
    event.preventDefault();
    try {
      await subject.call("POST", `/v1/assessments/${subject.assessment}/feedback`,
        { feedback_id: id, position: subject.position, category: category.value, text: text.value.trim() });
      thank(dialog, close);
    } catch (error) {
      fill(trouble, problemBox(error));
    }
  }

  document.body.append(dialog);
  dialog.showModal();
}

function thank(dialog, close) {
  fill(dialog, el("h2", { id: "feedback-title" }, t("feedback.thanks")), el("p", {}, t("feedback.thanks.text")),
    el("p", { class: "actions" }, el("button", { type: "button", class: "main", onclick: close, autofocus: true }, t("close"))));
  dialog.querySelector("button").focus();
  announce(t("feedback.thanks"));
}
