// A session's room: asked for every few seconds, shown in place, led by its invigilator.
import { Problem, request } from "./api.js";
import { announce, el, fill, focusOn } from "./dom.js";
import { count, moment, t } from "./i18n.js";
import { problemBox, showProblem } from "./problems.js";
import { RoomList } from "./room-list.js";
import { askAboutAlert, askBeforeEnd, askForIncident, askForIdentity } from "./room-dialogs.js";

const FIRST_POLL = 5; // seconds, until the server says otherwise
const HELP = ["alert", "returning", "waiting"];

export class Room {
  /**
   * @param {HTMLElement} place
   * @param {string} token the access, kept nowhere else
   * @param {Object} session SupervisedSession
   */
  constructor(place, token, session) {
    Object.assign(this, { place, token, session, seconds: FIRST_POLL, asked: 0, alerts: new Set(), title: document.title });
    this.help = el("div", { class: "room-help", role: "status", "aria-live": "polite" });
    this.state = el("p", { class: "quiet room-state" });
    this.notes = el("div");
    this.list = new RoomList({ onAct: (act, line) => this.act(act, line), remote: session.remote });
  }

  open() {
    const heading = el("h1", { tabindex: "-1" }, t("room.title", { number: this.session.number }));
    fill(this.place, heading, this.facts(), this.help, this.list.node, this.notes, this.state);
    this.place.hidden = false;
    focusOn(heading);
    document.addEventListener("visibilitychange", () => document.hidden || this.soon());
    window.addEventListener("online", () => this.soon());
    window.addEventListener("beforeunload", (event) => event.preventDefault());
    this.poll();
  }

  facts() {
    const { centre, address, room, date, time, access_code: code, remote } = this.session;
    const rows = [
      ["room.where", remote ? t("room.remote") : [centre, address, room].filter(Boolean).join(", ")],
      ["room.when", `${date} ${time}`],
      ["room.code", el("code", {}, code)],
    ];
    return el("dl", { class: "room-facts" }, rows.map(([key, value]) => el("div", {}, el("dt", {}, t(key)), el("dd", {}, value))));
  }

  /** Ask again, but never sooner than the server allows. */
  soon() {
    clearTimeout(this.timer);
    const wait = this.asked + this.seconds * 1000 - Date.now();
    this.timer = setTimeout(() => this.poll(), Math.max(0, wait));
  }

  async poll() {
    if (document.hidden) return; // `visibilitychange` goes on from here
    this.asked = Date.now();
    try {
      const { body } = await this.call("GET", "");
      this.seconds = body.poll_seconds;
      this.show(body);
      fill(this.state, t("room.updated", { time: moment(body.server_time) }));
    } catch (error) {
      if (error instanceof Problem && !error.passing) return this.close(error);
      fill(this.state, t("room.unreachable"));
    }
    this.soon();
  }

  show(view) {
    this.lines = view.candidates;
    this.list.show(view.candidates);
    this.tell(view.candidates);
    const named = new Map(view.candidates.map((line) => [line.id, `${line.first_name} ${line.last_name}`]));
    fill(this.notes, view.reports.length > 0 && noteList(view.reports, named));
  }

  /** Who needs help, in the page, in the window's title, and once aloud. */
  tell(lines) {
    const needy = lines.filter((line) => HELP.includes(line.state));
    const alerts = new Set(lines.filter((line) => line.state === "alert").map((line) => line.id));
    const fresh = [...alerts].some((id) => !this.alerts.has(id));
    this.alerts = alerts;
    document.title = needy.length ? `(${needy.length}) ${this.title}` : this.title;
    const text = needy.length ? count("room.help", needy.length) : t("room.calm");
    if (this.help.textContent !== text) fill(this.help, el("p", { class: needy.length ? "notice waiting" : "notice" }, text));
    if (fresh) announce(count("room.alerts", alerts.size));
  }

  /** Do what a button of a line says; the list shows it at once, the next answer of the server confirms it. */
  async act(act, line) {
    try {
      if ((await ACTS[act](this, line)) === CANCELLED) return this.list.focus(line.id, act);
      this.list.show(this.lines);
      this.tell(this.lines);
      this.list.focus(line.id, act);
    } catch (error) {
      showProblem(error);
    }
    return undefined;
  }

  change(line, changes) {
    this.lines = this.lines.map((one) => (one.id === line.id ? { ...one, ...changes } : one));
  }

  call(method, path, body) {
    return request(method, `/v1/invigilations/current${path}`, { token: this.token, body });
  }

  /** The session is over, or the access is. */
  close(error) {
    document.title = this.title;
    fill(this.place, el("h1", { tabindex: "-1" }, t("room.over")), problemBox(error),
      el("p", {}, el("a", { class: "button", href: location.pathname }, t("room.again"))));
    focusOn(this.place.firstElementChild);
  }
}

const CANCELLED = Symbol("cancelled");
const one = (line, rest) => `/candidates/${line.id}/${rest}`;

const ACTS = {
  async confirm(room, line) {
    await room.call("POST", one(line, "confirmation"));
    room.change(line, { state: "confirmed" });
    announce(t("room.confirmed", { name: line.first_name }));
  },
  async withdraw(room, line) {
    await room.call("DELETE", one(line, "confirmation"));
    room.change(line, { state: line.started_at ? "returning" : "waiting", confirmed_until: null });
  },
  async alert(room, line) {
    const decision = await askAboutAlert(line);
    if (!decision) return CANCELLED;
    await room.call("POST", one(line, `alerts/${line.alert.number}/decision`), decision);
    room.change(line, { state: "running", alert: null });
    return announce(t(`room.decided.${decision.decision}`));
  },
  async end(room, line) {
    if (!(await askBeforeEnd(line))) return CANCELLED;
    await room.call("POST", one(line, "end"));
    return room.change(line, { state: "ended", ended: "invigilator", alert: null });
  },
  async incident(room, line) {
    const note = await askForIncident(line);
    if (!note) return CANCELLED;
    await room.call("POST", "/reports", { ...note, candidate: line.id });
    return announce(t("room.noted"));
  },
  async identity(room, line) {
    const check = await askForIdentity(line);
    if (!check) return CANCELLED;
    await room.call("POST", one(line, "identity-check"), check);
    return room.change(line, { identity: check.decision });
  },
};

function noteList(reports, named) {
  return el("section", { "aria-labelledby": "room-notes" },
    el("h2", { id: "room-notes" }, t("room.notes")),
    el("ul", { class: "plain room-notes" }, reports.map((report) => el("li", {},
      el("span", { class: "strong" }, named.get(report.candidate) ?? ""), " · ", t(`report.category.${report.category}`),
      report.number !== null && ` · ${t("room.question", { number: report.number })}`,
      report.trouble && ` · ${t(`report.trouble.${report.trouble}`)}`,
      report.text && el("p", { class: "quiet" }, report.text)))));
}
