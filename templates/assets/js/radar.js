// The picture of a profile: sixteen petals in five colours, one ring per level. The table beside it says the same.
import { el, svg } from "./dom.js";
import { t } from "./i18n.js";

const SIZE = 320;
const CENTRE = SIZE / 2;
const HOLE = 26;
const RIM = 138;

/**
 * @param {Array} areas of the profile: each with `code` and `scorecards` (code, name, level, pix_ahead, max_level)
 * @returns {SVGElement}
 */
export function radar(areas, title) {
  const cards = areas.flatMap((area) => area.scorecards.map((card) => ({ ...card, area: area.code })));
  const rings = Math.max(...cards.map((card) => card.max_level));
  const step = (2 * Math.PI) / cards.length;
  return svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img", "aria-label": title, class: "radar" },
    ...Array.from({ length: rings }, (_, ring) => ringLine(ring + 1, rings)),
    ...cards.map((card, index) => petal(card, index * step, step, rings)),
    ...cards.map((card, index) => label(card, (index + 0.5) * step)));
}

const radius = (level, rings) => HOLE + ((RIM - HOLE) * level) / rings;

const ringLine = (level, rings) => svg("circle", { cx: CENTRE, cy: CENTRE, r: radius(level, rings), class: "ring" });

/** The whole levels in full colour, what is earned towards the next one in a lighter tone, over a pale ground. */
function petal(card, from, step, rings) {
  const gap = step * 0.06;
  const draw = (inner, outer, kind) => svg("path", { d: sector(from + gap, from + step - gap, inner, outer), class: `petal ${kind}` });
  const reached = radius(card.level, rings);
  const ahead = card.level < rings ? radius(card.level + Math.min(1, card.pix_ahead / 8), rings) : reached;
  return svg("g", { class: `area-${card.area}` },
    draw(HOLE, RIM, "ground"), ...(ahead > reached ? [draw(reached, ahead, "ahead")] : []), ...(card.level ? [draw(HOLE, reached, "full")] : []));
}

function label(card, angle) {
  const [x, y] = point(angle, RIM + 12);
  const text = svg("text", { x, y, class: "petal-name" });
  text.textContent = card.code;
  return text;
}

function sector(from, to, inner, outer) {
  const [a, b, c, d] = [point(from, inner), point(from, outer), point(to, outer), point(to, inner)].map((xy) => xy.map(round).join(" "));
  return `M${a}L${b}A${round(outer)} ${round(outer)} 0 0 1 ${c}L${d}A${round(inner)} ${round(inner)} 0 0 0 ${a}Z`;
}

/** Angle 0 is at the top, turning clockwise. */
const point = (angle, distance) => [CENTRE + distance * Math.sin(angle), CENTRE - distance * Math.cos(angle)];

const round = (value) => Math.round(value * 100) / 100;

/** The same as the picture, in words, for everyone. */
export function radarTable(areas) {
  const rows = areas.flatMap((area) => area.scorecards).map((card) =>
    el("tr", {}, el("th", { scope: "row" }, `${card.code} ${card.name}`), el("td", {}, String(card.level)), el("td", {}, String(card.pix))));
  return el("details", { class: "as-table" }, el("summary", {}, t("profile.as_table")),
    el("table", {}, el("caption", { class: "unseen" }, t("profile.as_table")),
      el("thead", {}, el("tr", {}, ["profile.competence", "profile.level", "profile.pix"].map((key) => el("th", { scope: "col" }, t(key))))),
      el("tbody", {}, rows)));
}
