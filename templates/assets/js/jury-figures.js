// What the engine found, with what is uncertain in it: the total with its interval, each level with its probability.
import { el, svg } from "./dom.js";
import { count, language, moment, number, t } from "./i18n.js";
import { questions, titled, withInterval } from "./jury-words.js";

const percents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
const STEP = 100; // pix: the scale of the total ends at a multiple of it
const WIDE = 400;
const LEVELS = { bar: 18, gap: 4, high: 48 };

/**
 * @param {Object} result ResultFigures
 * @param {Object|null} test TestFile: how many questions were planned, and the profile's levels
 * @param {Object<string, string>} titles competence -> title
 */
export function figures(result, test, titles) {
  return [...proposal(result, test), ...(result.answers ? found(result, test?.profile ?? {}, titles) : [el("p", { class: "notice" }, t("jury.no_answer"))])];
}

function proposal(result, test) {
  return [
    el("p", {}, el("span", { class: "strong" }, t(`jury.proposal.${result.status}`)), result.reason !== "scored" && ` · ${t(`jury.why.${result.reason}`)}`),
    el("p", { class: "quiet" }, [
      test ? count("jury.counted", result.answers, { length: test.length }) : count("jury.answered", result.answers),
      t(`jury.ending.${result.ending}`), result.missing > 0 && count("jury.as_wrong", result.missing),
      result.left_out.length > 0 && t("jury.without", { what: questions(result.left_out) }),
      t("jury.engine", { engine: result.engine, time: moment(result.at) })].filter(Boolean).join(" · ")),
  ];
}

function found(result, profile, titles) {
  return [
    total(result),
    el("p", { class: "jury-key", "aria-hidden": "true" }, el("span", { class: "certified" }, t("jury.key.certified")), el("span", {}, t("jury.key.other")), el("span", { class: "beyond" }, t("jury.key.beyond")), el("span", { class: "limit" }, t("jury.key.limit"))),
    el("ul", { class: "plain jury-competences" }, result.competences.map((one) => competence(one, profile[one.competence] ?? 8, titles))),
  ];
}

/** The total as a point on a line, its 95 % interval as a band. */
function total({ pix, interval }) {
  const [low, high] = interval;
  const most = Math.max(STEP, Math.ceil(high / STEP) * STEP);
  const x = (value) => 6 + (value / most) * (WIDE - 12);
  return el("figure", {}, el("figcaption", { class: "strong" }, withInterval(pix, interval)),
    svg("svg", { class: "jury-total", viewBox: `0 0 ${WIDE} 32`, "aria-hidden": "true" },
      svg("line", { class: "jury-axis", x1: x(0), x2: x(most), y1: 16, y2: 16 }),
      svg("rect", { class: "jury-range", x: x(low), y: 7, width: Math.max(2, x(high) - x(low)), height: 18, rx: 4 }),
      svg("circle", { class: "jury-point", cx: x(pix), cy: 16, r: 6 })),
    el("div", { class: "jury-scale", "aria-hidden": "true" }, el("span", {}, number(0)), el("span", {}, number(most))));
}

function competence({ competence: code, level, pix, probabilities }, limit, titles) {
  return el("li", {},
    el("p", { class: "strong" }, titled(titles, code)),
    el("p", {}, t("jury.level", { level, limit }), " · ", count("pix", pix)),
    bars(probabilities, level, limit));
}

/**
 * One bar for each level from 0, as high as it is likely. The dashed line is the profile's level: what is likely beyond
 * it counts for it, which its outlined bar shows.
 */
function bars(probabilities, level, limit) {
  const { bar, gap, high } = LEVELS;
  const left = (n) => n * (bar + gap);
  const kind = (n) => ["jury-bar", n === level && "certified", n > limit && "above"].filter(Boolean).join(" ");
  const atLeast = probabilities.slice(limit).reduce((sum, p) => sum + p, 0);
  const words = [...probabilities.map((p, n) => [p, n]).filter(([p]) => p >= 0.005).map(([p, n]) => t("jury.likely", { level: n, share: percents.format(p) })),
    t("jury.at_least", { level: limit, share: percents.format(atLeast) })].join(", ");
  const drawing = svg("svg", { class: "jury-levels", viewBox: `0 0 ${left(probabilities.length)} ${high + 30}`, role: "img", "aria-label": words });
  probabilities.forEach((p, n) => {
    const tall = Math.max(1, p * high);
    const shown = n === limit ? atLeast : p;
    const top = 12 + high - Math.max(1, shown * high);
    if (n === limit) drawing.append(svg("rect", { class: "jury-beyond", x: left(n) + 0.5, y: top, width: bar - 1, height: shown * high, rx: 2 }));
    drawing.append(svg("rect", { class: kind(n), x: left(n), y: 12 + high - tall, width: bar, height: tall, rx: 2 }),
      svg("text", { class: "jury-text", x: left(n) + bar / 2, y: high + 26, "text-anchor": "middle" }, String(n)));
    if (shown >= 0.1) drawing.append(svg("text", { class: "jury-text", x: left(n) + bar / 2, y: top - 3, "text-anchor": "middle" }, String(Math.round(shown * 100))));
  });
  const edge = left(limit + 1) - gap / 2;
  drawing.append(svg("line", { class: "jury-limit", x1: edge, x2: edge, y1: 0, y2: high + 14 }));
  return drawing;
}

/** What each choice would make of the result, beside the result as it is. */
export function changes(consequences, result, titles) {
  if (!consequences.length) return el("p", { class: "quiet" }, t("jury.no_choice"));
  return el("ul", { class: "plain rows" }, consequences.map((one) => el("li", { class: "row" },
    el("p", {}, el("span", { class: "strong" }, t(`jury.choice.${one.choice}`)), one.left_out.length > 0 && ` · ${questions(one.left_out)}`),
    el("p", {}, t(`jury.status.${one.status}`), one.status === "validated" && ` · ${count("pix", one.pix)}`, one.status === "validated" && difference(one, result, titles)))));
}

function difference({ pix, levels }, result, titles) {
  if (!result) return "";
  const moved = result.competences.filter(({ competence: code, level }) => code in levels && levels[code] !== level)
    .map(({ competence: code, level }) => t("jury.moved", { title: titled(titles, code), from: level, to: levels[code] }));
  const more = pix - result.pix;
  return ` · ${[more === 0 ? t("jury.same") : t("jury.change", { n: (more > 0 ? "+" : "−") + number(Math.abs(more)) }), ...moved].join(" · ")}`;
}
