// Times of a certification session, on the clock of its room; of a remote one, on the reader's own.
import { clock, date, here, zoneName } from "./i18n.js";

/** When it is planned to start, in words; with the zone where the reader's clock may be another one. */
export function planned({ date: day, time, zone, remote }) {
  return [`${date(day)}, ${time}`, (remote || zone !== here) && `(${zoneName(zone)})`].filter(Boolean).join(" ");
}

/** @returns {(iso: string, exact?: boolean) => string} hours and minutes of a moment; `exact`: and seconds */
export const clockOf = ({ zone, remote }) => clock(remote ? here : zone);
