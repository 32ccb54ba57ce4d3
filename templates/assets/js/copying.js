// A button that copies a text; where that is not allowed, it selects the text beside it for a hand to copy.
import { announce, el } from "./dom.js";
import { t } from "./i18n.js";

/**
 * @param {string} text to copy; stands in the element before the button too
 * @param {string} label, done keys of texts
 * @param {string} about for whoever hears only the button
 */
export function copying(text, label, done, about) {
  const words = el("span", {}, t(label));
  const node = el("button", { type: "button", class: "small" }, words, el("span", { class: "unseen" }, ` ${about}`));
  node.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      words.textContent = t(done);
      announce(t(done));
    } catch {
      const beside = node.previousElementSibling;
      if ("select" in beside) beside.select();
      else getSelection().selectAllChildren(beside);
      announce(t("copy.self"));
    }
  });
  return node;
}
