// One case before the jury: what happened, what the engine found, what each choice would change; and a vote.
import { Problem } from "../api.js";
import { button } from "../buttons.js";
import { ask } from "../dialogs.js";
import { byId, el, fill, focusOn } from "../dom.js";
import { onForm } from "../forms.js";
import { pageUrl, t } from "../i18n.js";
import { askForReopening, settled } from "../jury-dialogs.js";
import { changes, figures } from "../jury-figures.js";
import { log, reported } from "../jury-log.js";
import { history, mayVote, standing } from "../jury-votes.js";
import { caseUrl, questions, sessionUrl, shortId, statusTag, titled } from "../jury-words.js";
import { showNotice, showProblem } from "../problems.js";
import { call } from "../session.js";
import { start } from "../shell.js";
import { guard, isBegun, settle } from "../unsaved.js";

const EVERY = 10_000; // ms between two looks
const REMOVABLE = ["right", "wrong"];
const query = new URLSearchParams(location.search);
const [sessionId, candidate] = [query.get("session") || "-", query.get("id") || "-"];
const session = `/v1/jury/sessions/${encodeURIComponent(sessionId)}`;
const path = `${session}/cases/${encodeURIComponent(candidate)}`;
const page = { load, text: "" };
const form = guard(onForm("vote", vote));

async function load() {
  const [{ body: file }, { body: whole }] = await Promise.all([call("GET", path), call("GET", session)]);
  show(file, whole);
}

function show(file, whole) {
  const text = JSON.stringify([file, whole]);
  if (text === page.text) return;
  Object.assign(page, { text, file, whole });
  const title = t("jury.case", { id: shortId(candidate) });
  byId("heading").textContent = title;
  document.title = `${title} · Pix`;
  fill(byId("back"), el("a", { href: sessionUrl(sessionId) }, t("jury.session", { number: whole.number })));
  fill(byId("asked"), el("p", {}, statusTag(file.status), " ", file.reasons.map((one) => t(`jury.reason.${one}`)).join(" · ")),
    el("p", { class: "jury-id" }, candidate), standing(file.question));
  fill(byId("figures"), shownFigures(file));
  fill(byId("changes"), changes(file.consequences, file.results.at(-1), file.competences));
  fill(byId("reports"), reported(file));
  fill(byId("log"), log(file.test, file.reports, file.competences));
  fill(byId("history"), history(file.question), again());
  showForm(file);
  fill(byId("next"), nextCase());
}

function shownFigures({ results, test, competences }) {
  const scored = [...results].reverse();
  if (!scored.length) return el("p", { class: "notice waiting" }, t("jury.not_scored"));
  return [figures(scored[0], test, competences), ...scored.slice(1).map((one) =>
    el("details", {}, el("summary", {}, t("jury.earlier", { n: one.number })), figures(one, test, competences)))];
}

/** The form keeps what was typed while others vote; a new round begins with an empty one. */
function showForm({ question, test, competences }) {
  const can = mayVote(question);
  const key = can ? `${question.round} ${question.choices.join()}` : "";
  form.hidden = !can;
  if (key === form.dataset.asked) return;
  form.dataset.asked = key;
  form.reset();
  settle(form);
  if (!can) return;
  fill(byId("choices"), question.choices.map((one) => radio(one)));
  fill(byId("numbers"), (test?.questions ?? []).filter((one) => REMOVABLE.includes(one.outcome)).map((one) => tick(one, competences)));
  showNumbers();
}

function radio(choice) {
  return el("p", { class: "check" }, el("input", { type: "radio", name: "choice", id: `choice-${choice}`, value: choice, onchange: showNumbers }),
    el("label", { for: `choice-${choice}` }, el("span", { class: "strong" }, t(`jury.choice.${choice}`)), " · ", t(`jury.means.${choice}`)));
}

function tick({ number, competence, outcome }, titles) {
  const id = `leave-${number}`;
  return el("p", { class: "check" }, el("input", { type: "checkbox", id, value: number }),
    el("label", { for: id }, `${number} · ${titled(titles, competence)} · ${t(`jury.outcome.${outcome}`)}`));
}

function showNumbers() {
  byId("leaving-out").hidden = form.querySelector("[name=choice]:checked")?.value !== "leave-out";
}

const chosenNumbers = () => [...byId("numbers").querySelectorAll("input:checked")].map((box) => Number(box.value));

async function vote({ choice, reason, comment }, place) {
  const numbers = choice === "leave-out" ? chosenNumbers() : [];
  if (!choice) return demand(place, "jury.choose", byId("choices"));
  if (choice === "leave-out" && !numbers.length) return demand(place, "jury.choose_number", byId("numbers"));
  const said = { round: page.file.question.round, choice, reason: reason.trim(), left_out: numbers, comment: comment.trim() };
  const words = [t(`jury.choice.${choice}`), numbers.length > 0 && questions(numbers)].filter(Boolean).join(" · ");
  const sure = await ask(t("jury.sure"), [el("p", { class: "strong" }, words), el("p", {}, t("jury.sure.text"))], [["vote", t("jury.sure.yes"), () => ({})]]);
  if (!sure) return undefined;
  await settled(page, async () => {
    const { body: file } = await call("POST", `${path}/votes`, said);
    settle(form);
    show(file, (await call("GET", session)).body);
    showNotice(t("jury.vote_kept"));
    focusOn(byId("heading"));
  });
  return settle(form);
}

function demand(place, key, among) {
  fill(place, el("p", { class: "warning", role: "alert" }, t(key)));
  among.querySelector("input")?.focus();
}

/** After publication, a president can have the jury look again. */
function again() {
  const { file, whole } = page;
  if (file.question.open || !whole.published_at || !file.you.president) return null;
  return el("p", { class: "actions" }, button(t("jury.reopen"), "", async () => {
    const reason = await askForReopening(candidate);
    if (!reason) return;
    await call("POST", `${path}/reopening`, { reason });
    await load();
    focusOn(byId("heading"));
  }));
}

/** The next case that waits for the reader's vote. */
function nextCase() {
  const { cases } = page.whole;
  const here = cases.findIndex((one) => one.candidate === candidate);
  const next = [...cases.slice(here + 1), ...cases.slice(0, here)].find(({ question }) => question.open && !question.my_vote);
  return next ? el("p", { class: "actions" }, el("a", { class: "button", href: caseUrl(sessionId, next.candidate) }, t("jury.next", { id: shortId(next.candidate) })))
    : el("p", {}, el("a", { href: sessionUrl(sessionId) }, t("jury.no_next")));
}

/** By itself and in silence; never under a hand. */
async function follow() {
  if (document.hidden || byId("case").contains(document.activeElement) || isBegun(form) || document.querySelector("dialog")) return;
  try {
    await load();
  } catch {
    // the next look tells
  }
}

await start({ needs: "person" });
try {
  await load();
  byId("case").hidden = false;
  setInterval(follow, EVERY);
} catch (error) {
  fill(byId("back"), el("a", { href: pageUrl("jury") }, t("jury.back_to_queue")));
  showProblem(error, error instanceof Problem && !error.passing ? null : () => location.reload());
} finally {
  byId("loading").remove();
}
