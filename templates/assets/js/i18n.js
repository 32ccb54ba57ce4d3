// Texts, numbers and dates in the page's language.
import { country } from "./preferences.js";

/** "fr" | "en" | "de": the page's. */
export const language = document.documentElement.lang;

/** The language of the questions: content exists in French and English. */
export const contentLanguage = language === "fr" ? "fr" : "en";

// the texts of every page and, where the page says so, those of certification
const sets = ["client", ...(document.documentElement.dataset.texts ? [document.documentElement.dataset.texts] : [])];
const loaded = await Promise.all(sets.map((set) => import(`./messages/${set}-${language}.js`)));
const messages = Object.assign({}, ...loaded.map((one) => one.default));
const local = {};
for (const { local: variants } of loaded) {
  for (const code of Object.keys(variants)) local[code] = { ...local[code], ...variants[code] };
}
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);
const days = new Intl.DateTimeFormat(language, { dateStyle: "long" });
const moments = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

/**
 * The text of a key, as the reader's country says it, its `{placeholders}` filled.
 * @param {string} key without the name of its set
 */
export function t(key, values = {}) {
  const text = local[country()]?.[key] ?? messages[key];
  if (text === undefined) throw new Error(`no text ${key} in ${language}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** Whether a text exists. */
export const has = (key) => key in messages;

/** The text of `key.one` or `key.other`, with `{n}`. */
export function count(key, n, values = {}) {
  const form = plurals.select(n) === "one" ? "one" : "other";
  return t(`${key}.${form}`, { n: number(n), ...values });
}

export const number = (value) => numbers.format(value);
export const date = (iso) => days.format(new Date(iso));
export const moment = (iso) => moments.format(new Date(iso));

/** A page of the client in this language. */
export function pageUrl(name, query = {}) {
  const text = new URLSearchParams(query).toString();
  return `/${language}/${name}.html${text ? `?${text}` : ""}`;
}
