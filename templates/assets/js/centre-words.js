// How sessions are spoken of: day and hour of the place, status, link.
import { el } from "./dom.js";
import { language, pageUrl, t } from "./i18n.js";

// a day of the calendar, wherever the reader is
const days = new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: "UTC" });
const born = new Intl.DateTimeFormat(language, { dateStyle: "short", timeZone: "UTC" });
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A calendar day: weekday, day, month, year. */
export const day = (iso) => days.format(new Date(`${iso}T00:00:00Z`));

/** A birth date. */
export const birthday = (iso) => born.format(new Date(`${iso}T00:00:00Z`));

/** Day and hour as clocks show them at the place; its zone where the reader's clocks differ. */
export function when({ date, time, zone }) {
  return t(zone === here ? "planned.when" : "planned.when_there", { day: day(date), time, zone: zone.replaceAll("_", " ") });
}

export const where = ({ address, room, remote }) => [address, room, remote && t("planned.remote")].filter(Boolean).join(" · ");

export const statusTag = (status) => el("span", { class: `tag session-${status}` }, t(`status.${status}`));

export const sessionUrl = (id) => pageUrl("centre-session", { id });

export const centreUrl = (id) => pageUrl("centre", { id });
