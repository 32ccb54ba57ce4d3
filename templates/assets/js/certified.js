// What a certificate certifies: the pix with their margin, the levels as on the profile, each in words too.
import { el, svg } from "./dom.js";
import { count, number, t } from "./i18n.js";
import { radar } from "./radar.js";
import { levelBar } from "./scorecard.js";

const WIDE = 400;
const EDGE = 8;

/** @param {Object} whole CertificateView @param {boolean} open whether each level is shown at once */
export function certified(whole, open) {
  const areas = whole.areas.map((area) => ({ ...area, scorecards: area.competences.map((one) => card(one, whole)) }));
  return el("div", {},
    el("div", { class: "overview" },
      el("figure", { class: "picture-of-profile" }, radar(areas, t("certificates.picture"))),
      pix(whole)),
    el("details", { class: "own-levels", open }, el("summary", {}, el("h3", {}, t("certificates.levels"))),
      el("p", { class: "quiet" }, t("certificates.reading", { level: whole.reachable_level, framework: whole.framework_version })),
      el("div", { class: "own-areas" }, areas.map((area) => levels(area, whole.id)))));
}

/** As the profile's picture and bars take it; what was not assessed has no level to draw. */
const card = ({ code, name, level, pix: earned }, { reachable_level: most }) => ({ code, name, level: level ?? 0, assessed: level !== null, pix: earned, pix_ahead: 0, max_level: most });

function pix({ pix: total, interval: [low, high], reachable_pix: most }) {
  return el("div", {},
    el("p", { class: "total" }, el("span", { class: "total-number" }, number(total)), " ", t("certificates.of", { most: number(most) })),
    line(total, low, high, most),
    el("p", {}, low < high ? t("certificates.between", { low: number(low), high: number(high) }) : t("certificates.at_limit")),
    el("p", { class: "quiet" }, t("certificates.pix.meaning")));
}

/** The total as a point between nothing and the most that could be reached, its margin as a band. */
function line(total, low, high, most) {
  const x = (value) => EDGE + (value / Math.max(1, most)) * (WIDE - 2 * EDGE);
  return el("div", { class: "pix-line", "aria-hidden": "true" },
    svg("svg", { viewBox: `0 0 ${WIDE} 24` },
      svg("line", { class: "pix-axis", x1: x(0), x2: x(most), y1: 12, y2: 12 }),
      svg("rect", { class: "pix-margin", x: x(low), y: 4, width: Math.max(3, x(high) - x(low)), height: 16, rx: 4 }),
      svg("circle", { class: "pix-point", cx: x(total), cy: 12, r: 6 })),
    el("span", {}, number(0)), el("span", {}, number(most)));
}

function levels({ code, name, scorecards }, certificate) {
  const id = `area-${code}-${certificate}`;
  return el("section", { class: `area area-${code}`, "aria-labelledby": id },
    el("h4", { id }, el("span", { class: "area-dot", "aria-hidden": "true" }), `${code}. ${name}`),
    el("ul", { class: "plain" }, scorecards.map((one) => el("li", { class: "own-level" },
      el("span", { class: "own-level-name" }, el("span", { class: "quiet" }, one.code), " ", one.name),
      one.assessed ? levelBar(one) : el("span", {}),
      el("span", { class: "own-level-words" }, one.assessed ? [t("level.n", { n: one.level }), el("span", { class: "quiet" }, ` · ${count("pix", one.pix)}`)]
        : el("span", { class: "quiet" }, t("certificates.not_assessed")))))));
}
