// One question on screen: what is asked, what comes with it, its inputs, its buttons.
import { announce, el, fill, focusOn, published } from "./dom.js";
import { environmentFrame } from "./environment.js";
import { inputsOf } from "./fields.js";
import { has, number, t } from "./i18n.js";

/**
 * @param {Object} question as the API sends it
 * @param {{onAnswer: (value: any) => void}} handlers `onAnswer` gets null for a skip
 * @returns {{node: HTMLElement, lock: (locked: boolean) => void, read: () => any, write: (value: any) => void, stop: () => void}}
 */
export function questionCard(question, { onAnswer }) {
  const inputs = inputsOf(question);
  const environment = question.environment && environmentFrame(question.environment, question.language, inputs.write);
  const warning = el("p", { class: "warning", role: "alert" });
  const answering = el("fieldset", { class: "bare" }, inputs.node, warning, buttons(() => onAnswer(null)));
  const form = el("form", { class: "question card", novalidate: true, onsubmit: submit },
    published(question.instruction, "div", { class: "instruction", lang: question.language }),
    picture(question.picture), files(question.files), environment?.node, answering);
  if (environment && !question.environment.replies) environment.node.classList.add("beside");

  function submit(event) {
    event.preventDefault();
    if (!inputs.empty()) return onAnswer(inputs.read());
    fill(warning, t(inputs.node ? "question.empty" : "question.empty.environment"));
    focusOn(form.querySelector("fieldset.bare input, fieldset.bare select"));
  }

  return {
    node: form,
    lock: (locked) => { answering.disabled = locked; form.setAttribute("aria-busy", String(locked)); fill(warning); },
    read: inputs.read,
    write: inputs.write,
    stop: () => environment?.stop(),
  };
}

const buttons = (skip) => el("p", { class: "actions" },
  el("button", { type: "submit", class: "main" }, t("question.send")),
  el("button", { type: "button", onclick: skip }, t("question.skip")));

function picture(given) {
  if (!given) return null;
  const image = el("img", { src: given.url, alt: given.alt, onerror: () => announce(t("question.picture_missing")) });
  return el("figure", { class: "picture" }, image);
}

function files(given) {
  if (!given?.length) return null;
  return el("div", { class: "files" }, el("p", { class: "strong" }, t("question.files")), el("ul", { class: "plain" }, given.map(file)));
}

const file = ({ url, name, bytes }) => el("li", {},
  el("a", { href: url, download: name, class: "download" }, name), " ", el("span", { class: "quiet" }, size(bytes)));

function size(bytes) {
  if (bytes < 1000) return t("size.bytes", { n: number(bytes) });
  return bytes < 1e6 ? t("size.kilo", { n: number(Math.ceil(bytes / 1000)) }) : t("size.mega", { n: number(Math.ceil(bytes / 1e5) / 10) });
}

/** What to know before answering: software to have at hand, a focused question, the open web. */
export function notices(question) {
  const needs = question.needs || {};
  const software = (needs.software || []).map((name) => (has(`software.${name}`) ? t(`software.${name}`) : name));
  return [
    question.focused && t("question.focused"),
    question.web && t("question.web"),
    software.length > 0 && t("question.software", { list: software.join(", ") }),
    needs.phone === false && t("question.no_phone"),
    needs.screen_reader === false && t("question.no_reader"),
  ].filter(Boolean).map((text) => el("p", { class: "notice quiet" }, text));
}
