// How sessions are spoken of: day and hour of the place, status, link.
import { el } from "./dom.js";
import { dates, here, pageUrl, t, zoneName } from "./i18n.js";

// a day of the calendar, wherever the reader is
const days = new Intl.DateTimeFormat(dates, { dateStyle: "full", timeZone: "UTC" });

/** A calendar day: weekday, day, month, year. */
export const day = (iso) => days.format(new Date(`${iso}T00:00:00Z`));

/** Day and hour as clocks show them at the place; its zone where the reader's clocks differ. */
export function when({ date, time, zone }) {
  return t(zone === here ? "planned.when" : "planned.when_there", { day: day(date), time, zone: zoneName(zone) });
}

export const where = ({ address, room, remote }) => [address, room, remote && t("planned.remote")].filter(Boolean).join(" · ");

export const statusTag = (status) => el("span", { class: `tag session-${status}` }, t(`status.${status}`));

export const sessionUrl = (id) => pageUrl("centre-session", { id });

export const centreUrl = (id) => pageUrl("centre", { id });
