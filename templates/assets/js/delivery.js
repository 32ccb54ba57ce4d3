// One answer on its way: sent now, and again until the server has said what became of it.
import { announce, el, fill } from "./dom.js";
import { t } from "./i18n.js";
import { deliver, lasting } from "./outbox.js";
import { SignedOut, askToSignIn } from "./session.js";

const TRIES = [2, 4, 8, 15, 30]; // seconds before each further try; the last one repeats

export class Delivery {
  /**
   * @param {{answer: Object, call: Function, place: HTMLElement, onAccepted: (view: Object) => void,
   *   onRefused: (problem: Problem) => void}} parts `answer` is kept in the outbox already; `place` shows where it is
   */
  constructor(parts) {
    Object.assign(this, parts);
    this.tries = 0;
    this.again = () => this.send();
    window.addEventListener("online", this.again);
    fill(this.place, el("p", { class: "quiet", role: "status" }, t("answer.sending")));
    this.send();
  }

  /** Give up trying here; the answer stays in the outbox. */
  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    window.removeEventListener("online", this.again);
  }

  async send() {
    if (this.sending || this.stopped) return;
    this.sending = true;
    clearTimeout(this.timer);
    const { outcome, view, problem } = await deliver(this.answer, this.call);
    this.sending = false;
    if (this.stopped) return; // another tab was faster, and this page has moved on
    if (outcome === "waiting") return this.wait(problem);
    this.stop();
    if (outcome === "accepted") this.onAccepted(view);
    else this.onRefused(problem);
  }

  wait(problem) {
    if (problem instanceof SignedOut) return this.show(t("answer.signed_out"), "", t("answer.sign_in"), askToSignIn);
    this.timer = setTimeout(this.again, TRIES[Math.min(this.tries, TRIES.length - 1)] * 1000);
    if (this.tries++ > 0) return;
    this.show(t("answer.waiting"), t(lasting() ? "answer.waiting.text" : "answer.waiting.page"), t("answer.send_now"), this.again);
  }

  show(title, text, action, onclick) {
    fill(this.place, el("div", { class: "notice waiting" }, el("p", { class: "strong" }, title), text && el("p", {}, text),
      el("button", { type: "button", onclick }, action)));
    announce(title);
  }
}
