// Before the test, or on the way back to it: what it is, and whether the invigilator has confirmed the candidate.
import { Problem } from "./api.js";
import { announce, el, fill, focusOn } from "./dom.js";
import { count, t } from "./i18n.js";
import { Polling } from "./polling.js";
import { showProblem } from "./problems.js";
import { SignedOut, askToSignIn } from "./session.js";
import { planned } from "./room-time.js";

export class WaitingRoom {
  /**
   * @param {{place: HTMLElement, call: Function, onConfirmed: (view: Object) => void, onEnded: (view: Object) => void}} parts
   *   what happens once the candidate may enter, or once there is nothing to enter any more
   */
  constructor(parts) {
    Object.assign(this, parts);
    this.polling = new Polling(() => this.ask());
  }

  /** Show it, tell the invigilator's page that somebody is at the door, and ask until they have confirmed. */
  open(view) {
    this.view = view;
    this.knocked = false;
    this.draw(view);
    this.polling.start({ now: true });
  }

  close() {
    this.view = null;
    this.polling.stop();
  }

  async ask() {
    const { id, session } = this.view;
    const [where, query] = [`/v1/candidacies/${id}`, `?session=${session.id}`];
    try {
      const { body } = await this.call("GET", where + query);
      if (this.view?.id !== id) return;
      if (body.test === "ended") return this.leave(() => this.onEnded(body));
      if (body.confirmed_until) return this.leave(() => this.confirmed(body));
      // once for each visit of the waiting room, however often it takes to get through
      if (!this.knocked) await this.call("POST", `${where}/knock${query}`);
      this.knocked = true;
      fill(this.state, t("waiting.asked"));
    } catch (error) {
      this.failed(error);
    }
  }

  failed(error) {
    if (error instanceof SignedOut) return askToSignIn();
    if (!(error instanceof Problem) || error.passing) return fill(this.state, t("waiting.unreachable"));
    this.close();
    return showProblem(error);
  }

  leave(next) {
    this.close();
    next();
  }

  confirmed(view) {
    announce(t("waiting.confirmed"));
    this.onConfirmed(view);
  }

  draw(view) {
    const back = view.test !== null;
    const heading = el("h1", { tabindex: "-1" }, back ? t("waiting.back.title") : t("waiting.title", { name: view.first_name }));
    this.state = el("p", { class: "strong", role: "status" }, t("waiting.asking"));
    fill(this.place, heading, el("div", { class: "notice waiting" }, this.state, el("p", {}, t(back ? "waiting.back.text" : "waiting.text"))),
      facts(view), !back && instructions(view));
    focusOn(heading);
  }
}

function facts({ session }) {
  const where = session.remote ? t("room.remote") : [session.centre, session.address, session.room].filter(Boolean).join(", ");
  const rows = [[t("waiting.session"), session.number], [t("room.where"), where], [t("room.when"), planned(session)]];
  return el("dl", { class: "room-facts" }, rows.map(([key, value]) => el("div", {}, el("dt", {}, key), el("dd", {}, value))));
}

const RULES = ["unique", "silent", "skip", "alert", "focus", "network", "close"];

function instructions({ questions, minutes }) {
  const length = [count("waiting.rule.questions", questions), t("waiting.rule.minutes", { minutes: Math.round(minutes) })].join(" ");
  return el("section", { class: "card", "aria-labelledby": "rules" },
    el("h2", { id: "rules" }, t("waiting.rules")),
    el("ul", {}, el("li", {}, length), RULES.map((rule) => el("li", {}, t(`waiting.rule.${rule}`)))));
}
