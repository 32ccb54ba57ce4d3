// Forms: native checks in our words, one sending at a time, the server's refusals beside their fields or the form.
import { Problem } from "./api.js";
import { el, fill } from "./dom.js";
import { t } from "./i18n.js";
import { problemBox } from "./problems.js";

/**
 * @param {string} name of `data-form`
 * @param {(values: Object) => Promise<void>} send
 * @param {Object<string, string>} [about] code of a refusal -> name of the field that it is about
 * @returns {HTMLFormElement}
 */
export function onForm(name, send, about = {}) {
  const form = document.querySelector(`form[data-form="${name}"]`);
  const place = el("div", { class: "form-problem" });
  form.append(place);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true" || !check(form)) return;
    run(form, place, send, about);
  });
  for (const box of form.querySelectorAll("[data-shows]")) showable(form, box);
  // disabled in the page: before this, the browser itself would send the fields, in an address
  for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = false;
  return form;
}

async function run(form, place, send, about) {
  form.setAttribute("aria-busy", "true");
  fill(place);
  try {
    await send(valuesOf(form), place);
  } catch (error) {
    refuse(form, place, error, about);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** Say each flaw at its field and go to the first; what has no field is said beside the form. */
function refuse(form, place, error, about) {
  const flaws = error instanceof Problem ? flawsOf(error, about) : [];
  const told = flaws.map(([field, message]) => [controlOf(form, field), message]).filter(([control]) => control);
  for (const [control, message] of told) say(control, message);
  if (!told.length || told.length < flaws.length) fill(place, problemBox(error));
  told[0]?.[0].focus();
}

function flawsOf(error, about) {
  if (error.code in about) return [[about[error.code], error.title]];
  // without a code, the message is the schema's, for programmers
  return error.fields.map(({ where, message, code }) => [where.replace(/^\$\.?/, ""), code ? message : t("form.malformed")]);
}

const controlOf = (form, field) => [...form.elements].find((control) => control.name === field && control.willValidate && !control.closest("[hidden]"));

function valuesOf(form) {
  const controls = [...form.elements].filter((control) => control.name && (control.type !== "radio" || control.checked));
  return Object.fromEntries(controls.map((control) => [control.name, control.type === "checkbox" ? control.checked : control.value]));
}

/** Mark what is missing or malformed, go to the first; true when all is well. */
function check(form) {
  const wrong = [...form.elements].filter((control) => control.willValidate && !mark(control));
  wrong[0]?.focus();
  return wrong.length === 0;
}

function mark(control) {
  const good = control.checkValidity();
  say(control, good ? null : t(control.validity.valueMissing ? "form.missing" : "form.malformed"));
  return good;
}

/** What is wrong with a field, under it and for whoever does not see it; null: nothing. */
function say(control, message) {
  const id = `${control.id}-error`;
  document.getElementById(id)?.remove();
  control.toggleAttribute("aria-invalid", false);
  const hint = document.getElementById(`${control.id}-hint`) ? `${control.id}-hint` : "";
  if (message) {
    control.setAttribute("aria-invalid", "true");
    (control.closest(".field, .check") || control).append(el("p", { class: "warning", id }, message));
    for (let box = control.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }
  const described = [hint, message ? id : ""].filter(Boolean).join(" ");
  if (described) control.setAttribute("aria-describedby", described);
  else control.removeAttribute("aria-describedby");
}

function showable(form, box) {
  const secret = form.elements[box.dataset.shows];
  box.addEventListener("change", () => { secret.type = box.checked ? "text" : "password"; });
}

/** Ask for a field, or hide it: what is hidden is neither checked nor missing. */
export function wanted(control, yes) {
  control.closest(".field").hidden = !yes;
  control.disabled = !yes;
}
