// The inputs of a question, by its type: drawn with native controls, read as the API wants them.
import { el, published } from "./dom.js";
import { t } from "./i18n.js";

const MOST = 5000; // characters: the API's own limit

/**
 * @typedef {Object} Inputs
 * @property {HTMLElement|null} node
 * @property {() => any} read the value to send
 * @property {() => boolean} empty
 * @property {(value: any) => void} write
 */

/** @returns {Inputs} */
export function inputsOf(question) {
  if (question.choices?.length) return choices(question);
  if (question.environment?.replies) return reply();
  return question.type.startsWith("QROCM") ? several(question) : single(question);
}

function choices(question) {
  const kind = question.type === "QCU" ? "radio" : "checkbox";
  const boxes = question.choices.map((choice) =>
    el("input", { type: kind, name: "choice", value: choice.number, id: `choice-${choice.number}` }));
  const rows = question.choices.map((choice, index) =>
    el("div", { class: "choice" }, boxes[index], published(choice.text, "label", { for: `choice-${choice.number}`, lang: question.language })));
  const read = () => boxes.filter((box) => box.checked).map((box) => Number(box.value));
  return {
    node: el("fieldset", { class: "choices" }, el("legend", {}, t(`question.${question.type}`)), rows),
    read,
    empty: () => read().length === 0,
    write: (value) => boxes.forEach((box) => { box.checked = (value || []).includes(Number(box.value)); }),
  };
}

/** The simulated application answers; there is nothing to type. */
function reply() {
  let value = "";
  return {
    node: null,
    read: () => value,
    empty: () => value === "",
    write: (given) => { value = given || ""; },
  };
}

function single(question) {
  const field = question.fields?.[0] ?? { name: "answer", label: "" };
  const control = controlOf(field);
  return {
    node: labelled(field, control, question),
    read: () => control.value,
    empty: () => control.value.trim() === "",
    write: (value) => { control.value = value || ""; },
  };
}

function several(question) {
  const controls = new Map(question.fields.map((field) => [field.name, controlOf(field)]));
  const rows = question.fields.map((field) => labelled(field, controls.get(field.name), question));
  return {
    node: el("fieldset", { class: "fields" }, el("legend", {}, t("question.fields")), rows),
    read: () => Object.fromEntries([...controls].map(([name, control]) => [name, control.value])),
    empty: () => [...controls.values()].every((control) => control.value.trim() === ""),
    write: (value) => controls.forEach((control, name) => { control.value = value?.[name] || ""; }),
  };
}

function labelled(field, control, question) {
  const label = field.label ? { text: field.label, lang: question.language } : { text: t("question.answer"), lang: null };
  return el("div", { class: "field" }, el("label", { for: control.id, lang: label.lang }, label.text), control);
}

function controlOf(field) {
  const common = { id: `field-${field.name}`, name: field.name };
  if (field.format === "select") return dropDown(field, common);
  return el("input", {
    ...common,
    type: "text",
    inputmode: field.format === "number" ? "decimal" : null,
    maxlength: Math.min(MOST, field.max_length || 200),
    placeholder: field.placeholder || null,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
  });
}

const dropDown = (field, common) =>
  el("select", common, el("option", { value: "" }, t("question.choose")), field.options.map((text) => el("option", { value: text }, text)));
