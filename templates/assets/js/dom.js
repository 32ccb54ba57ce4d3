// Makes and moves elements: the only place that touches markup.

/**
 * Make an element.
 * @param {string} name tag
 * @param {Object} [attributes] `class`, `on…` (a listener), any attribute; false, null and undefined leave it out
 * @param {...(Node|string|null|undefined|false|Array)} children
 * @returns {HTMLElement}
 */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) setAttribute(node, key, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The same for SVG. */
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function setAttribute(node, key, value) {
  if (value === false || value === null || value === undefined) return;
  if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else node.setAttribute(key, value === true ? "" : value);
}

/**
 * Text that the server compiled to safe HTML when it published it (no raw HTML of authors, links to https only).
 * Everything else is shown as text; no other place sets markup.
 * @param {string} markup
 * @param {string} [name] tag of the element around it
 */
export function published(markup, name = "div", attributes = {}) {
  const node = el(name, attributes);
  node.innerHTML = markup;
  for (const link of node.querySelectorAll("a[href]")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return node;
}

/** Replace what a node holds. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** @returns {HTMLElement} the element with this id; an error when the page lacks it */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`this page has no #${id}`);
  return node;
}

/** Move the focus to a heading (or any node), so that keyboards and screen readers follow what changed. */
export function focusOn(node) {
  if (!node) return;
  if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "-1");
  node.focus({ preventScroll: true });
  const box = node.getBoundingClientRect();
  if (box.top < 0 || box.bottom > window.innerHeight) node.scrollIntoView({ block: "start" });
}

/** Say something politely to screen readers. */
export function announce(text) {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}

/** Listen to every button with `data-action="name"`. The page holds them disabled: a click before this would be lost. */
export function onAction(name, listener) {
  for (const node of document.querySelectorAll(`[data-action="${name}"]`)) {
    node.addEventListener("click", listener);
    node.disabled = false;
  }
}
