// Forms that were begun: the browser asks before it leaves a page with something unsent.

const begun = new Set();

/** Watch a form. */
export function guard(form) {
  form.addEventListener("input", () => begun.add(form));
  return form;
}

/** What the form holds is sent, or given up. */
export const settle = (form) => begun.delete(form);

/** Whether somebody typed something that was not sent. */
export const isBegun = (form) => begun.has(form);

window.addEventListener("beforeunload", (event) => begun.size && event.preventDefault());
