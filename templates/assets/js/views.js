// Several views in one page, one shown at a time; the address says which, so links, reload and back work.
import { focusOn } from "./dom.js";

/**
 * @param {(name: string) => void} onShow called each time a view comes up
 * @returns {{show: () => void, current: () => string}} `show`: the view that the address asks for, else the first
 */
export function views(onShow) {
  const sections = new Map([...document.querySelectorAll("[data-view]")].map((node) => [node.dataset.view, node]));
  const [first] = sections.keys();
  let shown = first;

  function show(moved) {
    const asked = location.hash.slice(1) || first;
    if (moved && !sections.has(asked)) return; // a place inside the page, such as its beginning
    shown = sections.has(asked) ? asked : shown;
    for (const [name, node] of sections) node.hidden = name !== shown;
    for (const link of document.querySelectorAll(".views a")) {
      if (link.hash.slice(1) === shown) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (moved) focusOn(sections.get(shown).querySelector("h2"));
    onShow(shown);
  }
  window.addEventListener("hashchange", () => show(true));
  return { show: () => show(false), current: () => shown };
}
