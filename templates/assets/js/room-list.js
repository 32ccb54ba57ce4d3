// The candidates of a room, one card each: changed in place, and never moved under a hand.
import { el, fill } from "./dom.js";
import { t } from "./i18n.js";

const ICONS = { alert: "!", returning: "↩", waiting: "…", confirmed: "✓", running: "▸", absent: "–", ended: "■" };
const hours = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
const days = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "short", timeZone: "UTC" });

export class RoomList {
  /** @param {{onAct: (act: string, line: Object) => Promise<void>, remote: boolean}} parts */
  constructor({ onAct, remote }) {
    Object.assign(this, { onAct, remote, cards: new Map(), shown: new Map() });
    this.node = el("ul", { class: "plain room-list", "aria-label": t("room.list") });
  }

  /** @param {Object[]} lines CandidateLine, in the server's order */
  show(lines) {
    for (const line of lines) this.draw(line);
    if (!this.held()) this.node.append(...lines.map((line) => this.cards.get(line.id)));
  }

  /** Whether somebody is about to press something: then nothing changes its place. */
  held() {
    return this.node.matches(":hover") || (this.node.contains(document.activeElement) && this.cards.size > 0);
  }

  draw(line) {
    const text = JSON.stringify(line);
    if (this.shown.get(line.id) === text) return;
    this.shown.set(line.id, text);
    const card = this.cards.get(line.id) ?? el("li", {});
    const held = card.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    if (!this.cards.has(line.id)) {
      this.cards.set(line.id, card);
      this.node.append(card);
    }
    card.className = `card room-line ${line.state}`;
    fill(card, this.head(line), this.body(line), this.buttons(line));
    if (held) this.focus(line.id, held);
  }

  /** Back to the button of a card, or to its first one when it is gone. */
  focus(id, act) {
    const card = this.cards.get(id);
    (card?.querySelector(`[data-act="${act}"]`) ?? card?.querySelector("button"))?.focus();
  }

  head(line) {
    const [, month] = line.birth_date.split("-");
    return el("div", { class: "room-head" },
      el("h2", {}, `${line.last_name} ${line.first_name}`),
      month && el("p", { class: "quiet" }, t("room.born", { date: days.format(new Date(line.birth_date)) })),
      el("p", { class: `tag state-${line.state}` }, el("span", { "aria-hidden": "true" }, ICONS[line.state]), " ", t(`room.state.${line.state}`)));
  }

  body(line) {
    const facts = [
      line.started_at && t("room.progress", { answered: line.answered, length: line.length }),
      line.started_at && line.state !== "ended" && t("room.ends", { time: hours.format(new Date(line.ends_at)) }),
      line.ended && t(`room.ended.${line.ended}`),
      line.extra_time > 0 && t("room.extra", { percent: Math.round(line.extra_time * 100) }),
      line.needs.length > 0 && t("room.needs"),
      line.confirmed_until && t("room.until", { time: hours.format(new Date(line.confirmed_until)) }),
      this.remote && t(`room.identity.${line.identity ?? "none"}`),
    ].filter(Boolean);
    return [
      facts.length > 0 && el("p", { class: "quiet" }, facts.join(" · "), line.late && el("span", { class: "tag late" }, t("room.late"))),
      line.alert && el("p", { class: "notice waiting" },
        t("room.alert", { number: line.alert.number, trouble: t(`report.trouble.${line.alert.category}`) }), line.alert.text && ` « ${line.alert.text} »`),
    ];
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
