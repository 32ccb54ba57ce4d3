// The profile: picture, sixteen competences in five areas, certifiability, milestones and goals.
import { byId, el, fill } from "../dom.js";
import { count, has, language, number, pageUrl, t } from "../i18n.js";
import { showProblem } from "../problems.js";
import { radar, radarTable } from "../radar.js";
import { levelBar } from "../scorecard.js";
import { call } from "../session.js";
import { sendWaiting, start } from "../shell.js";

async function load() {
  try {
    const profile = (await call("GET", `/v1/profile?language=${language}`)).body;
    fill(byId("content"), overview(profile), profile.areas.map(area), milestones(profile)).removeAttribute("aria-busy");
  } catch (error) {
    showProblem(error, load);
  }
}

function overview(profile) {
  const title = t("profile.picture", { pix: number(profile.pix), most: number(profile.max_pix) });
  return el("section", { class: "overview card" },
    el("figure", { class: "picture-of-profile" }, radar(profile.areas, title), radarTable(profile.areas)),
    el("div", {},
      el("p", { class: "total" }, el("span", { class: "total-number" }, number(profile.pix)), " ", t("profile.of", { most: number(profile.max_pix) })),
      certifiability(profile.certifiability), goals(profile), nextSteps(profile)));
}

function certifiability({ certifiable, competences_ready: ready, competences_needed: needed }) {
  return el("div", { class: "certifiable" }, el("p", { class: "strong" }, t(certifiable ? "profile.certifiable" : "profile.not_yet")),
    el("progress", { max: needed, value: Math.min(ready, needed), "aria-label": t("profile.certifiability") }),
    el("p", { class: "quiet" }, count("profile.ready", ready, { needed: number(needed) })),
    certifiable && el("p", {}, el("a", { href: pageUrl("certification") }, t("profile.certify"))),
    el("p", {}, el("a", { href: pageUrl("certificates") }, t("profile.certificates"))));
}

function goals(profile) {
  if (!profile.goals.length) return null;
  const cards = new Map(profile.areas.flatMap((one) => one.scorecards).map((card) => [card.competence, card]));
  const line = (goal) => el("li", {}, link(cards.get(goal.competence)), " — ",
    t(goal.reached ? "goal.reached" : "goal.aim", { n: goal.level }));
  return el("div", {}, el("h2", {}, t("profile.goals")), el("ul", {}, profile.goals.filter((goal) => cards.has(goal.competence)).map(line)));
}

/** What to do now: the test begun, else an invitation. */
function nextSteps(profile) {
  const cards = profile.areas.flatMap((one) => one.scorecards);
  const begun = cards.filter((card) => card.assessment_id);
  if (begun.length) {
    return el("p", { class: "actions" }, begun.slice(0, 2).map((card) =>
      el("a", { class: "button main", href: pageUrl("assessment", { id: card.assessment_id, competence: card.competence }) }, t("profile.resume", { name: card.name }))));
  }
  const fresh = cards.find((card) => card.available && card.status === "not_started");
  return fresh && el("p", {}, t("profile.first"), " ", link(fresh));
}

const link = (card) => el("a", { href: pageUrl("competence", { code: card.competence }) }, `${card.code} ${card.name}`);

const area = ({ code, name, scorecards }) => el("section", { class: `area area-${code}`, "aria-labelledby": `area-${code}` },
  el("h2", { id: `area-${code}` }, el("span", { class: "area-dot", "aria-hidden": "true" }), `${code}. ${name}`),
  el("ul", { class: "scorecards plain" }, scorecards.map((card) => el("li", {}, scorecard(card)))));

function scorecard(card) {
  return el("a", { class: "scorecard", href: pageUrl("competence", { code: card.competence }) },
    el("span", { class: "scorecard-name" }, el("span", { class: "quiet" }, card.code), " ", card.name),
    levelBar(card),
    el("span", { class: "scorecard-state" }, el("span", {}, t("level.n", { n: card.level }), " · ", count("pix", card.pix)),
      el("span", { class: "quiet" }, t(card.available ? `status.${card.status}` : "status.unavailable"))));
}

function milestones({ milestones: all }) {
  const known = all.filter((one) => has(`milestone.${one.key}`));
  if (!known.length) return null;
  return el("section", { "aria-labelledby": "milestones" }, el("h2", { id: "milestones" }, t("profile.milestones")),
    el("ul", { class: "milestones plain" }, known.map(milestone)));
}

const milestone = (one) => el("li", { class: one.reached ? "milestone reached" : "milestone" },
  el("p", { class: "strong" }, t(`milestone.${one.key}`, { target: number(one.target), competence: one.competence || "" })),
  one.reached ? el("p", { class: "tag good" }, t("milestone.reached"))
    : [el("progress", { max: one.target, value: one.current, "aria-label": t(`milestone.${one.key}`, { target: number(one.target), competence: one.competence || "" }) }),
      el("p", { class: "quiet" }, t("milestone.so_far", { current: number(one.current), target: number(one.target) }))]);

const person = await start({ needs: "person" });
byId("heading").textContent = t("profile.hello", { name: person.first_name });
await sendWaiting();
await load();
