// The candidates of a room, one row each: changed in place, and never moved under a hand.
import { el, fill, focusOn } from "./dom.js";
import { date, t } from "./i18n.js";

const ICONS = { alert: "!", returning: "↩", waiting: "…", confirmed: "✓", running: "▸", absent: "–", ended: "■" };

export class RoomList {
  /** @param {{onAct: (act: string, line: Object) => Promise<void>, remote: boolean, clock: Function}} parts */
  constructor(parts) {
    Object.assign(this, parts, { rows: new Map(), shown: new Map(), pressing: false });
    this.node = el("ul", { class: "plain room-list", "aria-label": t("room.list") });
    this.node.addEventListener("pointerdown", () => { this.pressing = true; });
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => setTimeout(() => this.released()));
  }

  /** @param {Object[]} lines CandidateLine, in the server's order */
  show(lines) {
    if (this.pressing) {
      this.later = lines;
      return;
    }
    for (const line of lines) this.draw(line);
    if (!this.held()) this.node.append(...lines.map((line) => this.rows.get(line.id)));
  }

  /** A press would miss a button that is replaced between down and up. */
  released() {
    this.pressing = false;
    const { later } = this;
    this.later = null;
    if (later) this.show(later);
  }

  /** Whether somebody is about to press something: then nothing changes its place. */
  held() {
    return this.rows.size > 0 && (this.node.matches(":hover") || this.node.contains(document.activeElement));
  }

  draw(line) {
    const text = JSON.stringify(line);
    if (this.shown.get(line.id) === text) return;
    this.shown.set(line.id, text);
    const row = this.rows.get(line.id) ?? el("li", {});
    const held = row.contains(document.activeElement) ? document.activeElement.dataset.act ?? "" : null;
    if (!this.rows.has(line.id)) {
      this.rows.set(line.id, row);
      this.node.append(row);
    }
    row.className = `card room-line ${line.state}`;
    fill(row, this.head(line), this.body(line), this.buttons(line));
    if (held !== null) this.focus(line.id, held);
  }

  /** To the button of a row; to its name when it has none of that kind, so that no key presses another one. */
  focus(id, act = "") {
    const row = this.rows.get(id);
    const button = act && row?.querySelector(`[data-act="${act}"]`);
    if (button) button.focus();
    else focusOn(row?.querySelector("h2"));
  }

  /** Show a row, wherever it is. */
  go(id) {
    this.focus(id);
    this.rows.get(id)?.scrollIntoView({ block: "nearest" });
  }

  head(line) {
    return el("div", { class: "room-who" },
      el("h2", { tabindex: "-1" }, `${line.last_name} ${line.first_name}`),
      el("p", { class: "quiet" }, t("room.born", { date: date(line.birth_date) })));
  }

  body(line) {
    const facts = [
      line.started_at && line.state !== "ended" && t("room.ends", { time: this.clock(line.ends_at) }),
      line.ended && t(`room.ended.${line.ended}`),
      line.extra_time > 0 && t("room.extra", { percent: Math.round(line.extra_time * 100) }),
      line.needs.length > 0 && t("room.needs"),
      line.confirmed_until && line.state === "confirmed" && t("room.until", { time: this.clock(line.confirmed_until) }),
      this.remote && t(`room.identity.${line.identity ?? "none"}`),
    ].filter(Boolean);
    return el("div", { class: "room-how" },
      el("p", {}, el("span", { class: `tag state-${line.state}` }, el("span", { "aria-hidden": "true" }, ICONS[line.state]), " ", t(`room.state.${line.state}`)),
        line.late && [" ", el("span", { class: "tag late" }, t("room.late"))]),
      line.started_at && this.progress(line),
      facts.length > 0 && el("p", { class: "quiet" }, facts.join(" · ")),
      line.alert && el("p", { class: "strong" },
        t("room.alert", { number: line.alert.number, trouble: t(`report.trouble.${line.alert.category}`) }), line.alert.text && ` ${t("quote", { text: line.alert.text })}`));
  }

  progress({ answered, length }) {
    return el("p", { class: "quiet room-progress" }, el("progress", { max: length, value: answered, "aria-hidden": "true" }),
      t("room.progress", { answered, length }));
  }

  buttons(line) {
    const acts = [
      line.state === "alert" && ["alert", "main"],
      this.remote && ["waiting", "returning", "absent"].includes(line.state) && ["identity", line.identity ? "" : "main"],
      ["waiting", "returning"].includes(line.state) && (!this.remote || line.identity === "accepted") && ["confirm", "main"],
      line.state === "confirmed" && ["withdraw", ""],
      line.state !== "absent" && ["incident", ""],
      line.started_at && line.state !== "ended" && ["end", ""],
    ].filter(Boolean);
    const who = `${line.first_name} ${line.last_name}`;
    return el("div", { class: "small-actions" }, acts.map(([act, kind]) =>
      el("button", { type: "button", class: `small ${kind}`, "data-act": act, onclick: (event) => this.press(event, act, line.id) },
        t(`room.act.${act}`), el("span", { class: "unseen" }, ` ${who}`))));
  }

  /** One press at a time for each button: a double click is one act. */
  async press({ currentTarget: button }, act, id) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    try {
      await this.onAct(act, JSON.parse(this.shown.get(id)));
    } finally {
      button.removeAttribute("aria-busy");
    }
  }
}
