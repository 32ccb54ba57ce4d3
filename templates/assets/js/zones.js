// The zones whose clocks a session may follow: those of the countries served, and the reader's own.
import { el, fill } from "./dom.js";
import { here, zoneName } from "./i18n.js";
import { country } from "./preferences.js";

const ZONES = [
  "Europe/Paris", "Europe/Brussels", "America/Guadeloupe", "America/Martinique", "America/Cayenne", "America/Miquelon",
  "Indian/Reunion", "Indian/Mayotte", "Pacific/Noumea", "Pacific/Tahiti", "Pacific/Wallis",
];
const ALLOWED = /^[A-Za-z]+(\/[A-Za-z_+-]+)*$/;

/** Fill a drop-down; the reader's own zone is chosen where sessions are usual. */
export function offerZones(select) {
  const usual = country() === "BE-WAL" ? "Europe/Brussels" : "Europe/Paris";
  const all = ZONES.includes(here) || !ALLOWED.test(here) ? ZONES : [...ZONES, here];
  fill(select, all.map((zone) => el("option", { value: zone }, zoneName(zone))));
  select.value = ZONES.includes(here) ? here : usual;
}
