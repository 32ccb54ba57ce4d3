// A certification test under way: question after question, without a word about what was right.
import { Problem, Unreachable } from "./api.js";
import { Delivery } from "./delivery.js";
import { closeDialogs } from "./dialogs.js";
import { announce, el, fill, focusOn } from "./dom.js";
import { askAboutProblem, askBeforeEnd, askBeforeSkip } from "./exam-dialogs.js";
import { examEnd, examHeader } from "./exam-frame.js";
import { watchFocus } from "./focus-watch.js";
import { count, t } from "./i18n.js";
import { dropAllOf, examOwner, find, keep, waitingExamAnswer } from "./outbox.js";
import { Polling } from "./polling.js";
import { clearProblem, problemBox, showProblem } from "./problems.js";
import { notices, questionCard } from "./question.js";
import { SignedOut, askToSignIn } from "./session.js";
import { countdown } from "./timer.js";

const LOOK = 30; // seconds between two looks at a test that runs: the invigilator may have ended it
const ELSEWHERE = new Set(["answer-already-given", "answer-out-of-order", "question-not-shown", "alert-open", "alert-already-raised", "test-ended", "test-expired"]);

export class Exam {
  /**
   * @param {{stage: HTMLElement, entry: string, person: string, call: Function, onLost: () => void}} parts
   *   `entry`: the id this page entered with; `onLost`: another page entered since
   */
  constructor(parts) {
    Object.assign(this, parts);
    this.running = []; // what to stop before the next step
    this.begun = {}; // of the question under way: what was typed, whether the page was left
    this.turn = 0;
    this.send = (method, path, body) => this.call(method, `${path}?entry=${this.entry}`, body);
    this.polling = new Polling(() => this.look(), { usual: LOOK });
    window.addEventListener("beforeunload", (event) => this.view && this.view.status !== "ended" && event.preventDefault());
  }

  path(rest = "") {
    return `/v1/certification-tests/${this.view.id}${rest}`;
  }

  /** Nothing of this test is shown here any more. */
  stop() {
    this.polling.stop();
    for (const part of this.running) part.stop();
    this.running = [];
    this.delivery = null;
  }

  /** Show the step of a view. `clock` tells its times. */
  async show(view, clock = this.clock) {
    const turn = ++this.turn; // a slower, older step must not draw over a newer one
    const waiting = await find(view.id, view.number);
    if (turn !== this.turn) return;
    Object.assign(this, { view, clock });
    this.stop();
    closeDialogs();
    clearProblem();
    document.documentElement.toggleAttribute("data-exam", ["running", "alert"].includes(view.status));
    if (view.status === "ended") return this.showEnd(view, waiting);
    if (view.status === "waiting") return this.lost();
    if (view.status === "alert") this.showAlert(view);
    else if (view.question) this.showQuestion(view, waiting);
    else if (waiting) this.showOnlyWaiting(view, waiting);
    else this.showTimed(view);
    this.polling.usual = view.status === "alert" ? view.poll_seconds : LOOK;
    this.polling.start();
  }

  lost() {
    this.stop();
    this.view = null;
    document.documentElement.toggleAttribute("data-exam", false);
    this.onLost();
  }

  /** Where the test is: the invigilator decides about alerts, and may end it. */
  async look() {
    const before = this.view;
    try {
      const { body } = await this.send("GET", this.path());
      if (this.view !== before || this.delivery) return;
      if (body.status !== before.status || body.number !== before.number) await this.show(body);
    } catch (error) {
      if (error instanceof SignedOut) askToSignIn();
    }
  }

  draw(title, ...parts) {
    const heading = el("h1", { tabindex: "-1", "data-focus": true }, title);
    fill(this.stage, examHeader(this.view, this.clock), heading, parts);
    document.title = [title, t("exam.name"), "Pix"].join(" · ");
    window.scrollTo(0, 0);
    focusOn(heading);
  }

  // --- a question ---

  showTimed({ number, timer }) {
    const begin = el("button", { type: "button", class: "main", onclick: () => this.open(number, begin) }, t("timer.start"));
    this.draw(t("question.n", { n: number }), el("div", { class: "card" },
      el("p", {}, count("timer.intro", timer)), el("p", { class: "quiet" }, t("timer.why")), el("p", { class: "actions" }, begin)),
    this.ways({}));
  }

  async open(number, button) {
    button.disabled = true;
    try {
      await this.show((await this.send("POST", this.path(`/questions/${number}/open`))).body);
    } catch (error) {
      button.disabled = false;
      this.refused(error);
    }
  }

  showQuestion(view, waiting) {
    const { number, question } = view;
    const before = this.begun.number === number ? this.begun : { number, left: false };
    this.begun = before;
    this.place = el("div", { class: "delivery" });
    this.card = questionCard(question, { onAnswer: (value) => this.answer(value) });
    this.running.push(this.card);
    this.draw(t("question.n", { n: number }), this.circumstances(view), notices({ ...question, focused: false }), this.card.node, this.place, this.ways(view));
    if (waiting) {
      this.card.write(waiting.body.value);
      this.deliver(waiting);
    } else if (before.value !== undefined) {
      this.card.write(before.value);
    }
  }

  /** A timed question whose page has gone, and whose answer waits: there is nothing to open, only to send. */
  showOnlyWaiting({ number }, waiting) {
    this.place = el("div", { class: "delivery" });
    this.card = { lock: () => {} };
    this.draw(t("question.n", { n: number }), this.place);
    this.deliver(waiting);
  }

  circumstances({ timer, seconds_left: left, question }) {
    const notice = el("p", { class: "notice", hidden: !this.begun.left }, t("exam.left"));
    const face = timer !== null && left !== null ? countdown(left, timer) : null;
    const watch = question.focused ? watchFocus(() => this.left(notice)) : null;
    this.running.push(...[face, watch].filter(Boolean));
    return [face?.node, question.focused && el("p", { class: "notice quiet" }, t("exam.focused")), notice];
  }

  /** Stays noted until the question is answered, also over an alert. */
  left(notice) {
    this.begun.left = true;
    notice.hidden = false;
    announce(t("exam.left"));
  }

  /** What else a candidate may do than answer. */
  ways({ can_alert: canAlert }) {
    return el("p", { class: "exam-ways" },
      canAlert && el("button", { type: "button", class: "small", onclick: () => this.report() }, t("exam.report")),
      el("button", { type: "button", class: "small", onclick: () => this.askToEnd() }, t("exam.stop")));
  }

  // --- an answer ---

  /** Keep the answer on this device, then send it; a second click changes nothing. */
  async answer(value) {
    const asked = this.view;
    if (this.delivery || (value === null && !(await askBeforeSkip()))) return;
    if (this.delivery || this.view !== asked) return; // meanwhile the test moved on
    this.delivery = "keeping";
    this.card.lock(true);
    const { id, number } = this.view;
    const already = await find(id, number);
    const mine = already || waitingExamAnswer(this.person, id, number, value, Boolean(this.begun.left));
    if (!already) await keep(mine);
    this.deliver(mine);
  }

  deliver(answer) {
    this.polling.stop();
    this.card.lock(true);
    this.delivery = new Delivery({
      answer,
      call: this.send,
      place: this.place,
      onAccepted: (view) => this.show(view),
      onRefused: (problem) => this.answerRefused(problem, answer),
    });
    this.running.push(this.delivery);
  }

  async answerRefused(problem, answer) {
    this.delivery = null;
    if (problem.code === "reentry-needed") await keep(answer); // it leaves once this page has entered again
    this.late = ["test-ended", "test-expired"].includes(problem.code);
    this.card.lock(false);
    this.polling.start();
    this.refused(problem);
  }

  /** The test is elsewhere than this page believes, or something is wrong with what was sent. */
  refused(error) {
    if (error instanceof SignedOut) return askToSignIn();
    if (error instanceof Problem && error.code === "reentry-needed") return this.lost();
    if (error instanceof Problem && ELSEWHERE.has(error.code)) return this.read();
    return this.place?.isConnected ? fill(this.place, problemBox(error)) : showProblem(error);
  }

  async read() {
    try {
      await this.show((await this.send("GET", this.path())).body);
    } catch (error) {
      showProblem(error, () => this.read());
    }
  }

  // --- a problem with the question ---

  async report() {
    if (this.delivery) return;
    const wish = await askAboutProblem(this.view.number);
    if (!wish || this.delivery) return;
    this.begun.value = this.card.read();
    await this.insist(() => this.send("POST", this.path("/alerts"), wish));
  }

  /** The page is read-only until the decision; what is wrong stays to be seen, unless its time stands still. */
  showAlert({ number, alert, question }) {
    const card = question && questionCard(question, { onAnswer: () => {} });
    if (card) this.running.push(card);
    this.draw(t("question.n", { n: number }), el("div", { class: "notice waiting", role: "status" },
      el("p", { class: "strong" }, t("exam.alert.title")),
      el("p", {}, t("exam.alert.text", { trouble: t(`report.trouble.${alert.category}`) }))), card?.node);
    if (card && this.begun.number === number && this.begun.value !== undefined) card.write(this.begun.value);
    card?.lock(true);
  }

  // --- the end ---

  async askToEnd() {
    if (this.delivery || !(await askBeforeEnd(this.view)) || this.delivery) return;
    await this.insist(() => this.send("POST", this.path("/end")));
  }

  /** Do it; when no word comes back, offer the same again: what was done already is not done twice. */
  async insist(act) {
    try {
      await this.show((await act()).body);
    } catch (error) {
      if (error instanceof Unreachable || error.passing) showProblem(error, () => this.insist(act));
      else this.refused(error);
    }
  }

  /** An answer that was still on its way then is gone: say so. */
  showEnd(view, waiting) {
    this.draw(t("exam.end.title"), examEnd(view, this.late || Boolean(waiting)));
    dropAllOf(examOwner(this.person));
  }
}
