// Every past assessment, newest first; each can be seen again.
import { byId, el, fill } from "../dom.js";
import { count, language, moment, pageUrl, t } from "../i18n.js";
import { showProblem } from "../problems.js";
import { call } from "../session.js";
import { sendWaiting, start } from "../shell.js";

async function load() {
  try {
    const [past, profile] = await Promise.all([call("GET", "/v1/assessments"), call("GET", `/v1/profile?language=${language}`)]);
    const cards = profile.body.areas.flatMap((area) => area.scorecards);
    const names = new Map(cards.map((card) => [card.competence, `${card.code} ${card.name}`]));
    fill(byId("content"), list(past.body.items, names)).removeAttribute("aria-busy");
  } catch (error) {
    showProblem(error, load);
  }
}

function list(items, names) {
  if (!items.length) return el("p", {}, t("history.empty"), " ", el("a", { href: pageUrl("profile") }, t("history.begin")));
  return el("ul", { class: "past plain" }, items.map((item) => line(item, names.get(item.competence) || item.competence)));
}

function line(item, name) {
  const query = { id: item.id, competence: item.competence };
  return el("li", { class: "card" },
    el("h2", {}, name),
    el("p", { class: "quiet" }, [moment(item.started_at), t(`mode.${item.mode}`), count("history.answers", item.answered), count("history.right", item.right)].join(" · ")),
    el("p", { class: "actions" },
      !item.ended_at && el("a", { class: "button main", href: pageUrl("assessment", query) }, t("competence.resume")),
      item.answered > 0 && el("a", { class: "button", href: pageUrl("review", query) }, t("history.review"), el("span", { class: "unseen" }, ` ${name}, ${moment(item.started_at)}`))));
}

await start({ needs: "person" });
await sendWaiting();
await load();
