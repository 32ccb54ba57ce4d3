// Who needs the invigilator: on top of the page, in the window's title, and once aloud.
import { announce, el, fill } from "./dom.js";
import { count, t } from "./i18n.js";

const HELP = ["alert", "returning", "waiting"];

export class RoomHelp {
  /** @param {{onGo: (id: string) => void}} parts what leads to a candidate, wherever the list has them now */
  constructor({ onGo }) {
    Object.assign(this, { onGo, title: document.title, known: new Set(), shown: null });
    this.node = el("div", { class: "room-help" });
  }

  /** @param {Object[]} lines CandidateLine, those who need help first */
  show(lines) {
    const needy = lines.filter((line) => HELP.includes(line.state)).sort((one, other) => HELP.indexOf(one.state) - HELP.indexOf(other.state));
    document.title = needy.length ? `(${needy.length}) ${this.title}` : this.title;
    this.tell(needy);
    const text = JSON.stringify(needy.map((line) => [line.id, line.state]));
    if (text === this.shown) return;
    this.shown = text;
    fill(this.node, el("div", { class: needy.length ? "notice waiting" : "notice" },
      el("p", { class: "strong" }, needy.length ? count("room.help", needy.length) : t("room.calm")),
      needy.length > 0 && el("ul", { class: "plain" }, needy.map((line) => el("li", {}, this.way(line))))));
  }

  way({ id, first_name: first, last_name: last, state }) {
    return el("button", { type: "button", class: "as-link", onclick: () => this.onGo(id) }, `${last} ${first} · ${t(`room.state.${state}`)}`);
  }

  /** Only what is new: a problem first, since a candidate cannot go on. */
  tell(needy) {
    const fresh = needy.filter((line) => !this.known.has(`${line.id} ${line.state}`));
    this.known = new Set(needy.map((line) => `${line.id} ${line.state}`));
    if (fresh.length) announce(fresh.map((line) => `${line.first_name} ${line.last_name}: ${t(`room.state.${line.state}`)}`).join(". "));
  }

  stop() {
    document.title = this.title;
  }
}
