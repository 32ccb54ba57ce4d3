// Dialogs that ask one thing, with a way out; they close when answered, cancelled, or left with Escape.
import { el } from "./dom.js";
import { t } from "./i18n.js";

/**
 * @param {string} title
 * @param {Array<Node|null|false>} parts
 * @param {Array<[string, string, (form: HTMLFormElement) => Object]>} answers name, label, how to read the form
 * @returns {Promise<Object|null>} what was read; null when it was left
 */
export function ask(title, parts, answers) {
  return new Promise((resolve) => {
    const form = el("form", { method: "dialog", novalidate: true }, el("h2", { id: "ask-title" }, title), parts);
    const dialog = el("dialog", { "aria-labelledby": "ask-title" }, form);
    let answer = null;
    const give = (read) => {
      const wrong = [...form.elements].find((control) => control.willValidate && !control.checkValidity());
      for (const control of form.elements) mark(control, control === wrong);
      if (wrong) return wrong.focus();
      answer = read(form);
      return dialog.close();
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.append(el("p", { class: "actions" },
      answers.map(([name, label, read], place) => el("button", { type: "button", class: place ? "" : "main", "data-answer": name, onclick: () => give(read) }, label)),
      el("button", { type: "button", onclick: () => dialog.close() }, t("ask.cancel"))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Leave whatever is asked: the page has moved on. */
export function closeDialogs() {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
}

/** A drop-down inside a dialog; `prefix` of the texts of its values. */
export function choice(name, label, values, prefix, chosen = "") {
  return el("div", { class: "field" }, el("label", { for: `ask-${name}` }, label),
    el("select", { id: `ask-${name}`, name }, values.map((value) => el("option", { value, selected: value === chosen }, t(`${prefix}.${value}`)))));
}

/** Say what is missing, beside the control. */
function mark(control, wrong) {
  const id = `${control.id}-error`;
  document.getElementById(id)?.remove();
  if (!control.id || !wrong) return control.removeAttribute("aria-invalid");
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", id);
  return control.after(el("p", { class: "warning", id }, t("form.missing")));
}
