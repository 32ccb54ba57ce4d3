// The sessions of a centre, last planned first, some at a time.
import { button } from "./buttons.js";
import { sessionUrl, statusTag, when, where } from "./centre-words.js";
import { el, fill } from "./dom.js";
import { count, t } from "./i18n.js";
import { showProblem } from "./problems.js";
import { call } from "./session.js";

export class SessionList {
  /** @param {HTMLElement} place @param {Object} centre CentreView */
  constructor(place, centre) {
    Object.assign(this, { place, centre, list: null });
  }

  /** The first page; what is shown stays until the new one is there. */
  async load() {
    this.place.setAttribute("aria-busy", "true");
    try {
      const page = await this.page();
      this.list = el("ul", { class: "plain sessions" }, page.items.map(line));
      fill(this.place, page.items.length ? [this.list, this.more(page)] : el("p", {}, t("sessions.none"), " ", el("a", { href: "#plan" }, t("sessions.plan"))));
    } catch (error) {
      if (!this.list) fill(this.place);
      showProblem(error, () => this.load());
    } finally {
      this.place.removeAttribute("aria-busy");
    }
  }

  async page(cursor = null) {
    const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
    return (await call("GET", `/v1/centres/${this.centre.id}/sessions${query}`)).body;
  }

  more({ next_cursor: cursor }) {
    if (!cursor) return null;
    const node = button(t("sessions.more"), "", async () => {
      const page = await this.page(cursor);
      const fresh = page.items.map(line);
      this.list.append(...fresh);
      node.replaceWith(...[this.more(page)].filter(Boolean));
      fresh[0]?.querySelector("a").focus();
    });
    return node;
  }
}

const line = (session) => el("li", { class: "card session-line" },
  el("div", {},
    el("a", { class: "strong", href: sessionUrl(session.id) }, t("planned.number", { number: session.number })), " ", statusTag(session.status)),
  el("p", {}, when(session)),
  el("p", { class: "quiet" }, [where(session), session.invigilators, count("counts.candidates", session.candidates)].join(" · ")));
