// A session's room: asked for every few seconds, shown in place, led by its invigilator.
import { Problem, request } from "./api.js";
import { announce, el, fill, focusOn } from "./dom.js";
import { count, t } from "./i18n.js";
import { Polling } from "./polling.js";
import { clearProblem, problemBox, showProblem } from "./problems.js";
import { ACTS } from "./room-acts.js";
import { RoomHelp } from "./room-help.js";
import { RoomList } from "./room-list.js";
import { clockOf, planned } from "./room-time.js";

export class Room {
  /**
   * @param {HTMLElement} place
   * @param {string} token the access, kept nowhere else
   * @param {Object} session SupervisedSession
   */
  constructor(place, token, session) {
    Object.assign(this, { place, token, session, acted: 0, lines: [], clock: clockOf(session) });
    this.state = el("p", { class: "quiet room-state" });
    this.notes = el("div");
    this.list = new RoomList({ onAct: (act, line) => this.act(act, line), remote: session.remote, clock: this.clock });
    this.help = new RoomHelp({ onGo: (id) => this.list.go(id) });
    this.polling = new Polling(() => this.ask());
    this.stay = (event) => event.preventDefault();
  }

  open() {
    const heading = el("h1", { tabindex: "-1" }, t("room.title", { number: this.session.number }));
    fill(this.place, heading, this.facts(), this.help.node, this.list.node, this.state, this.notes);
    this.place.hidden = false;
    focusOn(heading);
    window.addEventListener("beforeunload", this.stay);
    this.polling.start({ now: true });
  }

  facts() {
    const { centre, address, room, access_code: code, remote } = this.session;
    const rows = [
      ["room.where", remote ? t("room.remote") : [centre, address, room].filter(Boolean).join(", ")],
      ["room.when", planned(this.session)],
      ["room.code", el("code", {}, code)],
    ];
    return el("dl", { class: "room-facts" }, rows.map(([key, value]) => el("div", {}, el("dt", {}, t(key)), el("dd", {}, value))));
  }

  async ask() {
    const before = this.acted;
    try {
      const { body } = await this.call("GET", "");
      this.polling.usual = this.polling.least = body.poll_seconds;
      // what was done meanwhile is newer than this answer
      if (before === this.acted) this.show(body);
      fill(this.state, t("room.updated", { time: this.clock(body.server_time, true) }));
      this.state.classList.remove("warning");
    } catch (error) {
      if (error instanceof Problem && !error.passing) return this.close(error);
      fill(this.state, t("room.unreachable"));
      this.state.classList.add("warning");
    }
    return undefined;
  }

  show(view) {
    this.lines = view.candidates;
    this.redraw();
    const named = new Map(view.candidates.map((line) => [line.id, `${line.first_name} ${line.last_name}`]));
    const text = JSON.stringify(view.reports);
    if (text === this.noted) return;
    this.noted = text;
    fill(this.notes, view.reports.length > 0 && noteList(view.reports, named));
  }

  redraw() {
    this.list.show(this.lines);
    this.help.show(this.lines);
  }

  /** Ask what has to be asked, then do it. */
  async act(name, line) {
    const { ask, ...act } = ACTS[name];
    const wish = ask ? await ask(line) : {};
    if (wish) await this.insist(act, line, wish);
    else this.list.focus(line.id, name);
  }

  /** The list shows it at once, the next answer of the server confirms it. What was typed is sent again when asked. */
  async insist(act, line, wish) {
    try {
      await act.send(this, line, wish);
      this.acted += 1;
      clearProblem();
      const changes = act.changes?.(line, wish);
      if (changes) this.lines = this.lines.map((one) => (one.id === line.id ? { ...one, ...changes } : one));
      announce(act.says(line, wish));
      this.redraw();
      this.list.focus(line.id);
    } catch (error) {
      const passing = !(error instanceof Problem) || error.passing;
      showProblem(error, passing ? () => this.insist(act, line, wish) : null);
    }
  }

  call(method, path, body) {
    return request(method, `/v1/invigilations/current${path}`, { token: this.token, body });
  }

  /** The session is over, or the access is. */
  close(error) {
    this.polling.stop();
    this.help.stop();
    window.removeEventListener("beforeunload", this.stay);
    fill(this.place, el("h1", { tabindex: "-1" }, t("room.over")), problemBox(error),
      el("p", {}, el("a", { class: "button", href: location.pathname }, t("room.again"))));
    focusOn(this.place.firstElementChild);
  }
}

function noteList(reports, named) {
  return el("section", { "aria-labelledby": "room-notes" },
    el("h2", { id: "room-notes" }, t("room.notes")),
    el("ul", { class: "plain room-notes" }, reports.map((report) => el("li", {},
      el("span", { class: "strong" }, named.get(report.candidate) ?? ""), " · ", t(`report.category.${report.category}`),
      report.number !== null && ` · ${t("room.question", { number: report.number })}`,
      report.trouble && ` · ${t(`report.trouble.${report.trouble}`)}`,
      report.text && el("p", { class: "quiet" }, report.text)))));
}
