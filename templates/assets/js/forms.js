// Forms: native checks in our words, one sending at a time, the server's refusals beside the form.
import { el, fill } from "./dom.js";
import { t } from "./i18n.js";
import { problemBox } from "./problems.js";

/**
 * @param {string} name of `data-form`
 * @param {(values: Object) => Promise<void>} send
 * @returns {HTMLFormElement}
 */
export function onForm(name, send) {
  const form = document.querySelector(`form[data-form="${name}"]`);
  const place = el("div", { class: "form-problem" });
  form.append(place);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true" || !check(form)) return;
    run(form, place, send);
  });
  for (const box of form.querySelectorAll("[data-shows]")) showable(form, box);
  // disabled in the page: before this, the browser itself would send the fields, in an address
  for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = false;
  return form;
}

async function run(form, place, send) {
  form.setAttribute("aria-busy", "true");
  fill(place);
  try {
    await send(valuesOf(form), place);
  } catch (error) {
    fill(place, problemBox(error));
  } finally {
    form.removeAttribute("aria-busy");
  }
}

function valuesOf(form) {
  const controls = [...form.elements].filter((control) => control.name);
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
  const id = `${control.id}-error`;
  document.getElementById(id)?.remove();
  control.toggleAttribute("aria-invalid", false);
  const hint = document.getElementById(`${control.id}-hint`) ? `${control.id}-hint` : "";
  if (!good) {
    control.setAttribute("aria-invalid", "true");
    const message = el("p", { class: "warning", id }, t(control.validity.valueMissing ? "form.missing" : "form.malformed"));
    (control.closest(".field, .check") || control).append(message);
  }
  const described = [hint, good ? "" : id].filter(Boolean).join(" ");
  if (described) control.setAttribute("aria-describedby", described);
  else control.removeAttribute("aria-describedby");
  return good;
}

function showable(form, box) {
  const secret = form.elements[box.dataset.shows];
  box.addEventListener("change", () => { secret.type = box.checked ? "text" : "password"; });
}
