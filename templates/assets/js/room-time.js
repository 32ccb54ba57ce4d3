// Times of a certification session, on the clock of its room; of a remote one, on the reader's own.
import { language } from "./i18n.js";

/** When it is planned to start, in words; with the zone where the reader's clock may be another one. */
export function planned({ date, time, zone, remote }) {
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));
  return [`${day}, ${time}`, remote && `(${zone})`].filter(Boolean).join(" ");
}

/** @returns {(iso: string, style?: string) => string} hours and minutes of a moment ("medium": and seconds) */
export function clockOf({ zone, remote }) {
  return (iso, style = "short") =>
    new Intl.DateTimeFormat(language, { timeStyle: style, ...(remote ? {} : { timeZone: zone }) }).format(new Date(iso));
}
