// A certification centre: its sessions, new ones, and its people.
import { offerPlan } from "../centre-plan.js";
import { offerImport } from "../centre-import.js";
import { People } from "../centre-people.js";
import { SessionList } from "../centre-sessions.js";
import { centreUrl } from "../centre-words.js";
import { byId, el, fill } from "../dom.js";
import { t } from "../i18n.js";
import { showProblem } from "../problems.js";
import { call } from "../session.js";
import { start } from "../shell.js";
import { views } from "../views.js";

async function load() {
  try {
    const { items } = (await call("GET", "/v1/centres")).body;
    const asked = new URLSearchParams(location.search).get("id");
    const centre = asked ? items.find((one) => one.id === asked) : items[0];
    byId("loading").remove();
    if (!centre) return none(items);
    return open(centre, items);
  } catch (error) {
    return showProblem(error, () => location.reload());
  }
}

function none(items) {
  fill(byId("standing"), el("p", { class: "notice" }, t(items.length ? "centre.unknown" : "centre.none")));
  fill(byId("centres"), others(items, null));
}

function open(centre, items) {
  byId("heading").textContent = centre.name;
  document.title = `${centre.name} · Pix`;
  fill(byId("centres"), items.length > 1 && others(items, centre));
  const approved = centre.status === "approved";
  if (!approved) fill(byId("standing"), el("p", { class: "notice waiting" }, t("centre.suspended")));
  for (const form of document.querySelectorAll('[data-while="approved"]')) form.hidden = !approved;

  const sessions = new SessionList(byId("sessions-list"), centre);
  const people = new People(centre, me.id);
  offerPlan(centre);
  offerImport(centre);
  byId("centre").hidden = false;
  views((view) => ({ sessions, people })[view]?.load()).show();
}

const others = (items, chosen) => el("nav", { "aria-label": t("centre.mine") }, el("ul", { class: "plain centres" }, items.map((one) =>
  el("li", {}, el("a", { href: centreUrl(one.id), "aria-current": one === chosen && "true" }, one.name)))));

const me = await start({ needs: "person" });
await load();
