// A simulated application in a sandboxed frame: it has no network, no storage, and only speaks by messages.
import { el } from "./dom.js";
import { t } from "./i18n.js";

const LEAST = 160; // px
const MOST = 4000;
const PATIENCE = 10_000; // ms until we say that it did not start

/**
 * @param {Object} environment of the question: url, title, height, config
 * @param {string} language of the question
 * @param {(value: string) => void} onAnswer the state the application reports, each time it changes
 * @returns {{node: HTMLElement, stop: () => void}}
 */
export function environmentFrame(environment, language, onAnswer) {
  const frame = el("iframe", {
    src: environment.url,
    title: environment.title,
    sandbox: "allow-scripts",
    referrerpolicy: "no-referrer",
    height: environment.height,
  });
  const state = el("p", { class: "hint", role: "status" });
  const late = setTimeout(() => { state.textContent = t("environment.late"); }, PATIENCE);
  const send = (message) => frame.contentWindow.postMessage({ pix: 1, ...message }, "*"); // its origin is opaque

  const hear = {
    ready: () => {
      clearTimeout(late);
      state.textContent = "";
      send({ type: "start", language, config: environment.config || {} });
    },
    answer: ({ value }) => onAnswer(String(value ?? "")),
    resize: ({ height }) => { frame.height = String(fitting(frame, Number(height) || 0)); },
  };
  const listen = ({ source, data }) => {
    if (source === frame.contentWindow && data?.pix === 1 && Object.hasOwn(hear, data.type)) hear[data.type](data);
  };
  window.addEventListener("message", listen);
  const stop = () => {
    clearTimeout(late);
    window.removeEventListener("message", listen);
  };
  return { node: el("div", { class: "environment" }, frame, state), stop };
}

/** While somebody works in it, it only grows: what stands below must not jump under a finger about to press it. */
function fitting(frame, wanted) {
  const least = document.activeElement === frame ? Number(frame.height) : LEAST;
  return Math.min(MOST, Math.max(least, Math.ceil(wanted)));
}
