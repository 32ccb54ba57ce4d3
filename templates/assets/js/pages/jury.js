// The jury's queue, and one session of it: the address says which (`#session=...`, as the mails have it).
import { Problem } from "../api.js";
import { button } from "../buttons.js";
import { byId, el, fill } from "../dom.js";
import { onForm } from "../forms.js";
import { count, date, moment, t } from "../i18n.js";
import { JurySession } from "../jury-session.js";
import { sessionUrl } from "../jury-words.js";
import { showProblem } from "../problems.js";
import { call } from "../session.js";
import { start } from "../shell.js";

const DIGITS = 8; // of a session's number
const asked = () => new URLSearchParams(location.hash.slice(1)).get("session");

async function queue(cursor = "") {
  return (await call("GET", `/v1/jury/sessions${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`)).body;
}

/** A session by its number: published ones, which the queue has no more, too. */
async function find({ number }, place) {
  const digits = number.replace(/\D/g, "");
  const { items } = digits.length === DIGITS ? (await call("GET", `/v1/jury/sessions?number=${digits}`)).body : { items: [] };
  if (items.length) return location.assign(sessionUrl(items[0].id));
  fill(place, el("p", { class: "warning", role: "alert" }, t(digits.length === DIGITS ? "jury.find.none" : "jury.find.digits")));
  return byId("number").focus();
}

function line({ id, number, date: day, centre, finalized_at: at, listed, cases, open, deadline, published_at: published }) {
  const decided = published ? "jury.queue.published" : listed + cases > 0 ? "jury.queue.ready" : "jury.queue.soon";
  const tag = open ? count("jury.open", open) : t(decided);
  return el("li", { class: `card jury-line ${open ? "waiting" : "done"}` },
    el("p", {}, el("a", { class: "strong", href: sessionUrl(id) }, t("jury.session", { number })), " ", el("span", { class: open ? "tag jury-waiting" : "tag good" }, tag)),
    el("p", {}, [centre, date(day)].join(" · ")),
    el("p", { class: "quiet" }, [count("jury.queue.cases", cases), count("jury.queue.listed", listed), deadline && t("jury.until", { time: moment(deadline) }), !deadline && at && t("jury.finalized", { time: moment(at) })].filter(Boolean).join(" · ")));
}

function showQueue(first) {
  const list = el("ul", { class: "plain jury-lines" }, first.items.map(line));
  const more = ({ next_cursor: cursor }) => {
    if (!cursor) return null;
    const node = button(t("jury.more"), "", async () => {
      const page = await queue(cursor);
      const fresh = page.items.map(line);
      list.append(...fresh);
      node.replaceWith(...[more(page)].filter(Boolean));
      fresh[0]?.querySelector("a").focus();
    });
    return node;
  };
  fill(byId("queue"), first.items.length ? [list, more(first)] : el("p", {}, t("jury.nothing")));
}

async function load(session) {
  try {
    if (session) await new JurySession(session).open();
    else showQueue(await queue());
  } catch (error) {
    showProblem(error, error instanceof Problem && !error.passing ? null : () => location.reload());
  } finally {
    byId("loading").remove();
    byId("back").hidden = !session;
    findForm.hidden = Boolean(session);
  }
}

window.addEventListener("hashchange", ({ oldURL }) => new URL(oldURL).hash !== location.hash && /session=/.test(oldURL + location.hash) && location.reload());
const findForm = onForm("find", find);
await start({ needs: "person" });
await load(asked());
