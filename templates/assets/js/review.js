// Answered questions, seen again: own answer, right or wrong, the solution, why, a hint, where to learn.
import { el, published } from "./dom.js";
import { feedbackButton } from "./feedback.js";
import { count, t } from "./i18n.js";
import { tutorialList } from "./tutorials.js";

/**
 * @param {Object} review as the API sends it
 * @param {{call: Function}} context
 */
export function reviewList(review, { call }) {
  const items = review.items.map((item) => reviewed(item, { call, assessment: review.assessment.id }));
  return el("ol", { class: "reviews plain" }, items.map((item) => el("li", {}, item)));
}

/** How many of them are right, in a sentence that counts what is known rather than what is missing. */
export function summary(items) {
  const right = items.filter((item) => item.result === "ok").length;
  return count("review.right", right, { total: items.length });
}

function reviewed(item, { call, assessment }) {
  return el("details", { class: `reviewed ${tone(item.result)}`, open: item.result !== "ok" },
    el("summary", {},
      el("span", { class: "badge" }, t(`result.${item.result}`)),
      el("span", { class: "reviewed-title" }, t("review.question", { n: item.position }), " · ",
        el("span", { lang: item.question.language }, item.skill_name), " ",
        el("span", { class: "quiet" }, t("level.n", { n: item.level })))),
    el("div", { class: "reviewed-body" },
      el("div", { lang: item.question.language }, published(item.question.instruction, "div", { class: "instruction" }), picture(item.question)),
      ownAnswer(item), solution(item), why(item), hint(item), learn(item.correction),
      el("p", {}, feedbackButton({ call, assessment, position: item.position, reviewing: true }))));
}

const tone = (result) => (result === "ok" ? "right" : result === "skipped" ? "skipped" : "wrong");

const picture = ({ picture: given }) => given && el("figure", { class: "picture small" }, el("img", { src: given.url, alt: given.alt, loading: "lazy" }));

function ownAnswer(item) {
  return el("div", { class: "own" }, el("h3", {}, t("review.own")), answerNode(item));
}

/** The answer in the words of the question. */
export function answerNode(item) {
  if (item.value === null || item.value === undefined) return el("p", {}, t("result.skipped"));
  if (item.question.choices?.length) return chosen(item);
  if (item.question.environment?.replies) return el("p", {}, t("review.environment"));
  if (typeof item.value === "object") return typed(item);
  return el("p", { class: "given" }, item.value || t("review.nothing"));
}

function chosen({ question, value, correction }) {
  const solutions = correction?.key.solutions || [];
  return el("ul", { class: "chosen plain", lang: question.language }, question.choices.map((choice) => {
    const mine = value.includes(choice.number);
    const good = solutions.includes(choice.number);
    return el("li", { class: `${mine ? "mine" : ""} ${good ? "good" : ""}` },
      published(choice.text, "span"), " ",
      mine && el("span", { class: "tag" }, t("review.mine")), " ", good && el("span", { class: "tag good" }, t("review.good")));
  }));
}

function typed({ question, value, details }) {
  return el("dl", { class: "given" }, question.fields.map((field) => [
    el("dt", {}, field.label),
    el("dd", {}, value[field.name] || t("review.nothing"), " ",
      field.name in (details || {}) && el("span", { class: details[field.name] ? "tag good" : "tag" }, t(details[field.name] ? "result.ok" : "result.ko"))),
  ]));
}

const solution = ({ correction, question }) =>
  el("div", { class: "solution" }, el("h3", {}, t("review.solution")), published(correction.solution, "div", { lang: question.language }));

function why({ correction, value, question, result }) {
  if (result === "ok" || value === null) return null;
  const given = Array.isArray(value) ? value.map(String) : typeof value === "object" ? Object.values(value) : [value];
  const reasons = given.map((one) => reasonFor(correction.why_wrong || {}, one)).filter(Boolean);
  if (!reasons.length) return null;
  return el("div", { class: "why" }, el("h3", {}, t("review.why")), reasons.map((reason) => published(reason, "div", { lang: question.language })));
}

const plain = (text) => text.trim().toLocaleLowerCase().normalize("NFC");

function reasonFor(reasons, given) {
  const key = Object.keys(reasons).find((known) => plain(known) === plain(given));
  return key && reasons[key];
}

function hint({ correction, question, result }) {
  if (!correction.hint || result === "ok") return null;
  return el("div", { class: "hint-box" }, el("h3", {}, t("review.hint")), published(correction.hint, "div", { lang: question.language }));
}

const learn = ({ tutorials }) => tutorials?.length > 0 && el("div", {}, el("h3", {}, t("review.learn")), tutorialList(tutorials));
