// Before the test: what it is, and whether the invigilator has confirmed that the candidate is there.
import { announce, el, fill, focusOn } from "./dom.js";
import { count, t } from "./i18n.js";
import { showProblem } from "./problems.js";

export class WaitingRoom {
  /** @param {{place: HTMLElement, call: Function, onConfirmed: () => void, onChange: (view: Object) => void}} parts */
  constructor(parts) {
    Object.assign(this, parts);
    document.addEventListener("visibilitychange", () => !document.hidden && this.view && this.poll());
    window.addEventListener("online", () => this.view && this.poll());
  }

  /** Show it, tell the invigilator's page that somebody is at the door, and ask until they have confirmed. */
  async open(view) {
    this.view = view;
    this.draw(view);
    try {
      await this.call("POST", `/v1/candidacies/${view.id}/knock?session=${view.session.id}`);
    } catch (error) {
      showProblem(error, () => this.open(view));
    }
    await this.poll();
  }

  async poll() {
    clearTimeout(this.timer);
    const { id, session } = this.view;
    try {
      const { body } = await this.call("GET", `/v1/candidacies/${id}?session=${session.id}`);
      if (!this.view) return undefined;
      this.onChange(body);
      this.seconds = body.poll_seconds;
      if (body.confirmed_until) return this.confirmed();
    } catch {
      // the network is away, which the page says on top: ask again
    }
    if (this.view && !document.hidden) this.timer = setTimeout(() => this.poll(), (this.seconds ?? 5) * 1000);
    return undefined;
  }

  confirmed() {
    this.view = null;
    announce(t("waiting.confirmed"));
    this.onConfirmed();
  }

  draw(view) {
    const heading = el("h1", { tabindex: "-1" }, view.test ? t("waiting.back.title") : t("waiting.title", { name: view.first_name }));
    fill(this.place, heading, el("div", { class: "notice waiting", role: "status" },
      el("p", { class: "strong" }, t("waiting.asked")), el("p", {}, t(view.test ? "waiting.back.text" : "waiting.text"))),
      facts(view), !view.test && instructions(view));
    focusOn(heading);
  }
}

function facts({ session }) {
  const where = session.remote ? t("room.remote") : [session.centre, session.address, session.room].filter(Boolean).join(", ");
  const rows = [[t("waiting.session"), session.number], [t("room.where"), where], [t("room.when"), `${session.date} ${session.time}`]];
  return el("dl", { class: "room-facts" }, rows.map(([key, value]) => el("div", {}, el("dt", {}, key), el("dd", {}, value))));
}

const RULES = ["unique", "silent", "skip", "alert", "focus", "network", "close"];

function instructions({ questions, minutes }) {
  const length = [count("waiting.rule.questions", questions), t("waiting.rule.minutes", { minutes: Math.round(minutes) })].join(" ");
  return el("section", { class: "card", "aria-labelledby": "rules" },
    el("h2", { id: "rules" }, t("waiting.rules")),
    el("ul", {}, el("li", {}, length), RULES.map((rule) => el("li", {}, t(`waiting.rule.${rule}`)))));
}
