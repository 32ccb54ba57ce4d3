// A button that does something at the server: one act at a time, a double click is one, a refusal is told.
import { el } from "./dom.js";
import { clearProblem, showProblem } from "./problems.js";

/**
 * @param {(string|Node)[]|string} text
 * @param {string} kind classes
 * @param {() => Promise<void>} work
 */
export function button(text, kind, work) {
  const node = el("button", { type: "button", class: kind }, text);
  onPress(node, work);
  return node;
}

/** The same for a button of the page, which is disabled until somebody listens. */
export function onPress(node, work) {
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-busy") === "true") return;
    node.setAttribute("aria-busy", "true");
    clearProblem();
    try {
      await work();
    } catch (error) {
      showProblem(error);
    } finally {
      node.removeAttribute("aria-busy");
    }
  });
  node.disabled = false;
}
