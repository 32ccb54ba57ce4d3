// Texts, numbers and dates in the page's language.
import { country } from "./preferences.js";

/** "fr" | "en" | "de": the page's. */
export const language = document.documentElement.lang;

/** The language of the questions: content exists in French and English. */
export const contentLanguage = language === "fr" ? "fr" : "en";

/** The language of dates: day before month in English too, as on everything that is printed and mailed. */
export const dates = language === "en" ? "en-GB" : language;

/** The zone of the reader's own clock. */
export const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

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
const days = new Intl.DateTimeFormat(dates, { dateStyle: "long" });
const calendar = new Intl.DateTimeFormat(dates, { dateStyle: "long", timeZone: "UTC" });
const minutes = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const moments = new Intl.DateTimeFormat(dates, {
  year: "numeric", month: "short", day: "numeric", ...minutes, ...(sets.length > 1 && { timeZoneName: "short" }),
});

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

/** The day of a moment on the reader's clock, or a day of the calendar ("2001-07-14"), the same for everybody. */
export const date = (iso) => (iso.includes("T") ? days : calendar).format(new Date(iso));

/** The day of a moment as documents, letters and verification have it: by UTC. */
export const writtenDay = (iso) => calendar.format(new Date(iso));

/** Day and time on the reader's clock; where people at other places read of the same session, that clock is named. */
export const moment = (iso) => moments.format(new Date(iso));

/**
 * Times of day, 24 hours in every language.
 * @param {string} zone whose clock; where it is not the reader's, it is named
 * @returns {(iso: string, exact?: boolean) => string} hours and minutes of a moment; `exact`: and seconds
 */
export function clock(zone) {
  const told = { ...minutes, timeZone: zone, ...(zone !== here && { timeZoneName: "short" }) };
  const [short, exact] = [told, { ...told, second: "2-digit" }].map((one) => new Intl.DateTimeFormat(dates, one));
  return (iso, seconds = false) => (seconds ? exact : short).format(new Date(iso));
}

/** The name of a zone as people read it. */
export const zoneName = (zone) => zone.replaceAll("_", " ");

/** A page of the client in this language. */
export function pageUrl(name, query = {}) {
  const text = new URLSearchParams(query).toString();
  return `/${language}/${name}.html${text ? `?${text}` : ""}`;
}
