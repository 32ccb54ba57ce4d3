// Topics of a competence: the ladder of each, what is strong, what to work on.
import { el } from "./dom.js";
import { t } from "./i18n.js";

const MOST = 5; // topics in each list: what to look at first, not everything

/** Strong topics and topics to work on, side by side; one that needs work is not called strong. */
export function strengths(view) {
  const names = new Map(view.topics.map((topic) => [topic.topic, topic.name]));
  const strong = view.strong.filter((id) => !view.to_work_on.includes(id));
  const list = (key, ids) => ids.length > 0 && el("section", { class: `card ${key}` },
    el("h2", {}, t(`competence.${key}`)), el("ul", {}, ids.filter((id) => names.has(id)).slice(0, MOST).map((id) => el("li", {}, names.get(id)))));
  return el("div", { class: "cards" }, list("strong", strong), list("to_work_on", view.to_work_on));
}

/** One ladder per topic; each rung says what it is about and how it stands. */
export function topicLadders(topics) {
  if (!topics.length) return null;
  return el("section", { "aria-labelledby": "topics" }, el("h2", { id: "topics" }, t("competence.topics")),
    el("p", { class: "quiet" }, t("competence.topics.text")), topics.map(ladder));
}

function ladder({ name, skills }) {
  const validated = skills.filter((skill) => skill.status === "validated").length;
  return el("details", { class: "ladder" },
    el("summary", {}, el("span", { class: "ladder-name" }, name), el("span", { class: "rungs", "aria-hidden": "true" }, skills.map(dot)),
      el("span", { class: "quiet" }, t("competence.rungs", { n: validated, total: skills.length }))),
    el("ol", { class: "plain" }, skills.map(rung)));
}

const dot = ({ status, source }) => el("span", { class: `rung ${status} ${source || ""}` });

const rung = (skill) => el("li", { class: `rung-line ${skill.status}` }, dot(skill),
  el("span", {}, el("span", { class: "quiet" }, t("level.n", { n: skill.level })), " ", skill.name),
  el("span", { class: "quiet" }, t(`rung.${skill.status}`), skill.status !== "unknown" && skill.source ? ` (${t(`source.${skill.source}`)})` : ""));
