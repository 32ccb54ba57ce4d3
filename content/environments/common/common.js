"use strict";
// What every environment shares: the message protocol, texts, one state with one redraw, focus that is never lost.
const { html, render, useEffect, useRef, useState } = htmPreact;

const Env = (() => {
  const LANGUAGES = ["fr", "en", "de"];
  const LONGEST = 200; // characters of an answer
  const COMMON = {
    close: ["Fermer", "Close", "Schließen"],
    cancel: ["Annuler", "Cancel", "Abbrechen"],
    ok: ["Valider", "Confirm", "Bestätigen"],
    none: ["aucun", "none", "keine"],
    yes: ["oui", "yes", "ja"],
    no: ["non", "no", "nein"],
    back: ["Retour", "Back", "Zurück"],
    save: ["Enregistrer", "Save", "Speichern"],
    remove: ["Supprimer", "Delete", "Löschen"],
    search: ["Rechercher", "Search", "Suchen"],
    loading: ["Chargement…", "Loading…", "Wird geladen…"],
  };
  let definition,
    language = "en",
    config = {},
    state,
    sent = null,
    notice = "",
    lastFocus = null;

  const post = (message) => {
    if (window.parent !== window) window.parent.postMessage({ pix: 1, ...message }, "*");
  };

  const tellHeight = () =>
    post({ type: "resize", height: Math.ceil(document.documentElement.getBoundingClientRect().height) });

  // A text in the learner's language; {name} is replaced by values.name.
  function t(key, values = {}) {
    const texts = definition.texts[key] || COMMON[key];
    if (!texts) throw new Error("no text " + key);
    const at = LANGUAGES.indexOf(language);
    const text = (texts[at] ?? texts[1]).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
    return language === "fr" ? text.replace(/« /g, "«\u00a0").replace(/ (?=[»:;?!])/g, "\u00a0") : text;
  }

  // Content in one language: pick("français", "English"[, "Deutsch"]); German falls back on English.
  const pick = (fr, en, de) => (language === "fr" ? fr : language === "de" && de !== undefined ? de : en);

  // Top-level keys of the challenge's config replace the default; add/change/remove touch single records of a list.
  function merge(defaults, given) {
    const { add = {}, change = {}, remove = {}, ...rest } = given;
    const merged = structuredClone({ ...defaults, ...rest });
    for (const [list, ids] of Object.entries(remove))
      merged[list] = (merged[list] || []).filter((one) => !ids.includes(one.id));
    for (const [list, byId] of Object.entries(change))
      for (const one of merged[list] || []) Object.assign(one, structuredClone(byId[one.id] || {}));
    for (const [list, more] of Object.entries(add)) merged[list] = [...(merged[list] || []), ...structuredClone(more)];
    return merged;
  }

  function answer() {
    const task = definition.tasks[config.task];
    const said = task ? String(task(state, config)) : "";
    // The server refuses longer texts; a state that needs more words is no documented answer.
    const value = said.length > LONGEST ? said.slice(0, LONGEST - 1) + "…" : said;
    if (value === sent) return;
    const first = sent === null;
    sent = value;
    if (!(first && value === "")) post({ type: "answer", value });
  }

  function redraw() {
    render(html`<${Frame} />`, document.getElementById("app"));
    requestAnimationFrame(keepFocus);
  }

  // When the control that had the focus is gone or can no longer be used, the focus goes to its neighbour or to the
  // nearest mark, and not to the top of the host page.
  function keepFocus() {
    const at = document.activeElement;
    if (!lastFocus || (lastFocus.isConnected && !lastFocus.disabled) || (at !== document.body && at !== lastFocus))
      return;
    const near =
      lastFocus.isConnected && lastFocus.parentElement.querySelector("button:not(:disabled), input:not(:disabled)");
    lastFocus = null;
    (
      near ||
      document.querySelector("dialog[open] [data-focus]") ||
      document.querySelector("[data-focus]") ||
      document.getElementById("app")
    ).focus();
  }

  // The only way to change the state: change, say what happened, redraw, report.
  function update(change, said) {
    const result = change ? change(state) : undefined;
    if (said !== undefined) notice = said;
    redraw();
    answer();
    return result;
  }

  const Frame = () => html`<${definition.App} s=${state} config=${config} /><p class="say" role="status">${notice}</p>`;

  function start(message) {
    language = LANGUAGES.includes(message.language) ? message.language : "en";
    document.documentElement.lang = language;
    if (message.theme === "light" || message.theme === "dark") document.documentElement.dataset.theme = message.theme;
    config = merge(definition.content(pick), message.config || {});
    sent = null;
    notice = "";
    document.title = t("title");
    render(null, document.getElementById("app"));
    state = definition.begin(structuredClone(config)); // a copy: tasks compare the state with the config
    redraw();
    answer();
    tellHeight();
  }

  function define(parts) {
    definition = parts;
    document.addEventListener("focusin", (event) => {
      lastFocus = event.target;
    });
    window.addEventListener("message", (event) => {
      const message = event.data;
      if (event.source === window.parent && message && message.pix === 1 && message.type === "start") start(message);
    });
    new ResizeObserver(tellHeight).observe(document.body);
    post({ type: "ready" });
    if (window.parent === window)
      start({
        language: new URLSearchParams(location.search).get("language") || navigator.language.slice(0, 2),
        config: {},
      });
  }

  return { define, t, update, language: () => language, config: () => config, state: () => state };
})();
const { t, update } = Env;

// A modal dialog: Escape closes it, the focus goes back where it came from.
function Dialog({ title, onClose, children }) {
  const box = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current.showModal();
    (box.current.querySelector("[autofocus]") || box.current.querySelector("input, select, textarea, button")).focus();
    return () => {
      if (before && before.isConnected) before.focus();
    };
  }, []);
  return html`<dialog ref=${box} aria-label=${title} onCancel=${(event) => {
    event.preventDefault();
    onClose();
  }}>
    <h2 data-focus tabindex="-1">${title}</h2>${children}</dialog>`;
}

// A labelled field; kind is an input type, "area" or a list of [value, label] for a drop-down.
function Field({ label, value, onChange, kind = "text", inline = false, ...rest }) {
  const set = (event) => onChange(event.target.value);
  const control = Array.isArray(kind)
    ? html`<select value=${value} onChange=${set} ...${rest}>${kind.map(([id, name]) => html`<option key=${id}
      value=${id} selected=${id === value}>${name}</option>`)}</select>`
    : kind === "area"
      ? html`<textarea rows="4" value=${value} onInput=${set} ...${rest}></textarea>`
      : html`<input type=${kind} value=${value} onInput=${set} autocomplete="off" spellcheck=${false} ...${rest} />`;
  return html`<label class=${inline ? "" : "field"}><span>${label}</span> ${control}</label>`;
}

const Check = ({ label, checked, onChange, ...rest }) =>
  html`<label class="choice"><input type="checkbox" checked=${checked}
    onChange=${(event) => onChange(event.target.checked)} ...${rest} /><span>${label}</span></label>`;

// One choice among [value, label] pairs.
const Choices = ({ legend, name, options, value, onChange }) => html`<fieldset><legend>${legend}</legend>
  ${options.map(([id, label]) => html`<label class="choice" key=${id}><input type="radio" name=${name} value=${id}
  checked=${id === value} onChange=${() => onChange(id)} /><span>${label}</span></label>`)}</fieldset>`;

// Enter in a one-line field does what the main button does. No <form>: the sandbox lets none be submitted.
function Form({ onSubmit, children, ...rest }) {
  const enter = (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || ["checkbox", "radio"].includes(event.target.type))
      return;
    event.preventDefault();
    onSubmit();
  };
  return html`<div onKeyDown=${enter} ...${rest}>${children}</div>`;
}

// Small helpers on values.
const fold = (text) => String(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const sorted = (list) => [...list].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
const joined = (list) => sorted(new Set(list)).join(",");
const addresses = (text) =>
  text
    .split(/[,;\s]+/)
    .map((one) => one.trim().toLowerCase())
    .filter(Boolean);
function day(iso, options = { day: "numeric", month: "short", year: "numeric" }) {
  return new Intl.DateTimeFormat(Env.language(), { timeZone: "UTC", ...options }).format(
    new Date(iso.length === 10 ? iso + "T00:00:00Z" : iso.endsWith("Z") ? iso : iso + "Z"),
  );
}
function bytes(size) {
  const units = { fr: ["o", "Ko", "Mo", "Go"], en: ["B", "KB", "MB", "GB"], de: ["B", "KB", "MB", "GB"] }[
    Env.language()
  ];
  let at = 0;
  while (size >= 1000 && at < 3) {
    size /= 1000;
    at += 1;
  }
  return (
    new Intl.NumberFormat(Env.language(), { maximumFractionDigits: size < 10 && at ? 1 : 0 }).format(size) +
    " " +
    units[at]
  );
}
