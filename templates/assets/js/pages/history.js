// Every past assessment, newest first; each can be seen again.
import { byId, el, fill } from "../dom.js";
import { count, language, moment, pageUrl, t } from "../i18n.js";
import { showProblem } from "../problems.js";
import { call } from "../session.js";
import { sendWaiting, start } from "../shell.js";

async function load() {
  try {
    const [past, profile] = await Promise.all([page(), call("GET", `/v1/profile?language=${language}`)]);
    const cards = profile.body.areas.flatMap((area) => area.scorecards);
    const names = new Map(cards.map((card) => [card.competence, `${card.code} ${card.name}`]));
    fill(byId("content"), past.items.length ? list(past, names) : nothing()).removeAttribute("aria-busy");
  } catch (error) {
    showProblem(error, load);
  }
}

const page = async (cursor = null) => (await call("GET", `/v1/assessments${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`)).body;

const nothing = () => el("p", {}, t("history.empty"), " ", el("a", { href: pageUrl("profile") }, t("history.begin")));

function list(past, names) {
  const lines = ({ items }) => items.map((item) => line(item, names.get(item.competence) || item.competence));
  const shown = el("ul", { class: "past plain" }, lines(past));
  const more = el("button", { type: "button", hidden: !past.next_cursor, onclick: next }, t("history.more"));

  async function next() {
    try {
      past = await page(past.next_cursor);
      shown.append(...lines(past));
      more.hidden = !past.next_cursor;
    } catch (error) {
      showProblem(error);
    }
  }
  return [shown, more];
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
