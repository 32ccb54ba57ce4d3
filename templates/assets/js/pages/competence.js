// One competence: level, what to do next, the rungs of each topic, strong, to work on, tutorials, goal.
import { button as acting } from "../buttons.js";
import { byId, el, fill } from "../dom.js";
import { contentLanguage, count, language, t } from "../i18n.js";
import { showNotice, showProblem } from "../problems.js";
import { goToAssessment, scorecardSummary } from "../scorecard.js";
import { call } from "../session.js";
import { sendWaiting, start } from "../shell.js";
import { strengths, topicLadders } from "../topics.js";
import { tutorialCards } from "../tutorials.js";

const CONTENT_LANGUAGES = { fr: "Français", en: "English" };
const code = new URLSearchParams(location.search).get("code") || "";
const path = `/v1/profile/${encodeURIComponent(code)}`;

async function load() {
  try {
    const [view, profile] = await Promise.all([call("GET", `${path}?language=${language}`), call("GET", `/v1/profile?language=${language}`)]);
    draw(view.body, profile.body.goals.find((goal) => goal.competence === code));
  } catch (error) {
    showProblem(error, load);
  }
}

function draw(view, goal) {
  const card = view.scorecard;
  const title = `${card.code} ${card.name}`;
  byId("heading").textContent = title;
  document.title = `${title} · Pix`;
  fill(byId("content"),
    el("div", { class: `competence-top card area-${card.area}` }, el("div", {}, scorecardSummary(card), goalForm(card, goal)), actions(card)),
    strengths(view), topicLadders(view.topics), tutorials(view.tutorials)).removeAttribute("aria-busy");
}

// --- what to do next ---

function actions(card) {
  if (!card.available) return el("p", { class: "notice quiet" }, t("competence.unavailable"));
  return el("div", { class: "stack" }, play(card), reset(card));
}

function play(card) {
  if (card.assessment_id) return button("competence.resume", "main", () => goToAssessment(call, card, contentLanguage));
  const [choice, chosen] = questionLanguage();
  const begin = (key) => button(key, "main", () => goToAssessment(call, card, chosen()));
  if (card.status === "not_started") return [begin("competence.start"), choice];
  if (card.can_improve) return [begin("competence.improve"), el("p", { class: "quiet" }, t("competence.improve.text")), choice];
  return card.days_before_improving > 0 && el("p", { class: "quiet" }, count("competence.improve_in", card.days_before_improving));
}

/** Questions exist in fewer languages than the interface; which one is the learner's choice. */
function questionLanguage() {
  const options = Object.entries(CONTENT_LANGUAGES).map(([code, name]) =>
    el("option", { value: code, lang: code, selected: code === contentLanguage }, name));
  const select = el("select", { id: "question-language" }, options);
  return [el("div", { class: "field language" }, el("label", { for: select.id }, t("competence.language")), select), () => select.value];
}

function reset(card) {
  if (card.can_reset) return button("competence.reset", "", () => askReset(card));
  return card.days_before_reset !== null && el("p", { class: "quiet" }, count("competence.reset_in", card.days_before_reset));
}

const button = (key, kind, work) => acting(t(key), kind, work);

function askReset(card) {
  const dialog = el("dialog", { "aria-labelledby": "reset-title", onclose: () => dialog.remove() },
    el("h2", { id: "reset-title" }, t("competence.reset.sure")), el("p", {}, t("competence.reset.what", { name: card.name })),
    el("p", { class: "actions" },
      button("competence.reset.confirm", "bad", async () => {
        dialog.close();
        await call("POST", `${path}/reset`);
        await load();
        showNotice(t("competence.reset.done"));
      }),
      el("button", { type: "button", onclick: () => dialog.close() }, t("cancel"))));
  document.body.append(dialog);
  dialog.showModal();
}

// --- goal ---

function goalForm(card, goal) {
  if (!card.available) return null;
  const levels = Array.from({ length: card.max_level }, (_, n) => n + 1).filter((n) => n > card.level || n === goal?.level);
  if (!levels.length) return null;
  const select = el("select", { id: "goal" }, el("option", { value: "" }, t("goal.none")),
    levels.map((n) => el("option", { value: n, selected: n === goal?.level }, t("level.n", { n }))));
  select.addEventListener("change", () => setGoal(select.value));
  return el("div", { class: "field goal" }, el("label", { for: "goal" }, t("goal.label")), select,
    goal?.reached && el("p", { class: "tag good" }, t("goal.reached", { n: goal.level })));
}

async function setGoal(level) {
  try {
    if (level) await call("PUT", `${path}/goal`, { level: Number(level) });
    else await call("DELETE", `${path}/goal`);
    showNotice(t(level ? "goal.set" : "goal.dropped", { n: level }));
  } catch (error) {
    showProblem(error);
  }
}

const tutorials = (items) => items.length > 0 && el("section", { "aria-labelledby": "tutorials" },
  el("h2", { id: "tutorials" }, t("competence.tutorials")), tutorialCards(items, call));

await start({ needs: "person" });
await sendWaiting();
await load();
