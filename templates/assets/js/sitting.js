// One sitting: shows the step an assessment is at (question, checkpoint, end) and takes its answers.
import { Problem } from "./api.js";
import { announce, el, fill, focusOn } from "./dom.js";
import { feedbackButton } from "./feedback.js";
import { watchFocus } from "./focus-watch.js";
import { count, t } from "./i18n.js";
import { deliver, find, keep, waitingAnswer } from "./outbox.js";
import { clearProblem, problemBox, showProblem } from "./problems.js";
import { questionCard, notices } from "./question.js";
import { answerNode, reviewList, summary } from "./review.js";
import { celebration, progressHeader } from "./steps.js";
import { SignedOut, askToSignIn } from "./session.js";
import { countdown } from "./timer.js";

const CHECKPOINT = 5; // answers seen again at each checkpoint
const TRIES = [2, 4, 8, 15, 30]; // seconds before each further try to send; the last one repeats
const STORED = new Set(["answer-already-given", "answer-out-of-order", "assessment-ended", "question-not-shown"]);
const tabs = new BroadcastChannel("pix-assessment");

export class Sitting {
  /**
   * @param {{stage: HTMLElement, call: Function, owner: string, name: string, exit: HTMLElement|null,
   *   onEnd: (view: Object) => void}} parts
   *   `owner` of waiting answers, `name` of what is assessed, `exit` a way to stop for now
   */
  constructor(parts) {
    Object.assign(this, parts);
    this.news = [];
    this.running = [];
    this.turn = 0;
    tabs.addEventListener("message", ({ data }) => this.hearOtherTab(data));
    window.addEventListener("online", () => this.sendWaiting?.());
    window.addEventListener("pageshow", (event) => event.persisted && this.view && this.read());
  }

  /** Read the assessment from the server and show where it is. */
  async read(id = this.view.id) {
    try {
      this.show((await this.call("GET", `/v1/assessments/${id}`)).body);
    } catch (error) {
      this.fail(error, () => this.read(id));
    }
  }

  fail(error, retry) {
    if (error instanceof SignedOut) return askToSignIn();
    showProblem(error, retry);
  }

  /** Show the step of a view. */
  async show(view) {
    this.view = view;
    this.stop();
    this.resting = view.checkpoint_due && !passed(view);
    clearProblem();
    const turn = ++this.turn; // a slower, older step must not draw over a newer one
    const waiting = view.current && (await find(view.id, view.current.position));
    if (turn !== this.turn) return;
    if (!view.current) return this.onEnd(view);
    if (this.resting) return this.showCheckpoint(view);
    if (!view.current.question && !waiting) return this.showTimed(view.current);
    this.showQuestion(view.current, waiting);
  }

  stop() {
    for (const part of this.running) part.stop();
    this.running = [];
    this.sendWaiting = null;
    clearTimeout(this.retry);
  }

  draw(title, ...parts) {
    const heading = el("h1", { tabindex: "-1", "data-focus": true }, title);
    fill(this.stage, progressHeader(this.view, this.name, this.exit, { resting: this.resting }), this.news, heading, parts);
    this.stage.removeAttribute("aria-busy");
    const first = !this.shown;
    this.shown = true;
    this.news = [];
    window.scrollTo(0, 0);
    if (!first || document.activeElement === document.body) focusOn(heading);
  }

  // --- a question ---

  showTimed(current) {
    const start = el("button", { type: "button", class: "main", onclick: () => this.openQuestion(current.position, start) }, t("timer.start"));
    this.draw(t("question.n", { n: current.position }),
      el("div", { class: "card" }, el("p", {}, count("timer.intro", current.timer)), el("p", { class: "quiet" }, t("timer.why")),
        el("p", { class: "actions" }, start)));
  }

  async openQuestion(position, button) {
    button.disabled = true;
    try {
      this.show((await this.call("POST", `/v1/assessments/${this.view.id}/questions/${position}/open`)).body);
    } catch (error) {
      button.disabled = false;
      if (error instanceof Problem && STORED.has(error.code)) return this.read();
      this.fail(error);
    }
  }

  showQuestion(current, waiting) {
    this.sending = false;
    this.place = el("div", { class: "delivery" });
    if (!current.question) return this.showUnopenedWaiting(current, waiting);
    this.card = questionCard(current.question, { onAnswer: (value) => this.answer(value) });
    this.running.push(this.card);
    this.draw(t("question.n", { n: current.position }), this.circumstances(current), notices(current.question),
      this.card.node, this.place, el("p", { class: "feedback" },
        feedbackButton({ call: this.call, assessment: this.view.id, position: current.position })));
    if (waiting) {
      this.card.write(waiting.body.value);
      this.send(waiting);
    }
  }

  /** A timed question answered offline in a page that has gone: there is only its answer to send. */
  showUnopenedWaiting(current, waiting) {
    this.card = { lock: () => {} };
    this.draw(t("question.n", { n: current.position }), this.place);
    this.send(waiting);
  }

  circumstances(current) {
    this.timer = current.timer !== null && current.seconds_left !== null ? countdown(current.seconds_left, current.timer) : null;
    this.watch = current.question.focused ? watchFocus(() => this.tellFocusLost()) : null;
    this.left = el("p", { class: "notice", hidden: true }, t("question.left"));
    this.running.push(...[this.timer, this.watch].filter(Boolean));
    return [this.timer?.node, this.left];
  }

  tellFocusLost() {
    this.left.hidden = false;
    announce(t("question.left"));
  }

  // --- an answer ---

  /** Keep the answer on this device, then send it. A second click, or an answer that waits already, changes nothing. */
  async answer(value) {
    if (this.sending) return;
    this.sending = true;
    this.card.lock(true);
    const position = this.view.current.position;
    const already = await find(this.view.id, position);
    const mine = already || waitingAnswer(this.owner, this.view.id, position, value, {
      focusLost: this.watch?.lost() ?? false,
      secondsLeft: this.timer ? Math.round(this.timer.left() * 10) / 10 : null,
    });
    if (!already) await keep(mine);
    this.send(mine);
  }

  async send(answer, tries = 0) {
    this.sending = true;
    this.card.lock(true);
    this.sendWaiting = null;
    clearTimeout(this.retry);
    if (tries === 0) fill(this.place, el("p", { class: "quiet", role: "status" }, t("answer.sending")));
    const delivery = await deliver(answer, this.call);
    if (answer.position !== this.view.current?.position) return; // another tab, or the outbox, was faster
    this[delivery.outcome](answer, delivery, tries);
  }

  accepted(answer, { view }) {
    tabs.postMessage({ assessment: this.view.id, answered: view.assessment.progress.answered });
    if (view.level_up) this.news.push(celebration(view.level_up));
    this.show(view.assessment);
  }

  waiting(answer, { problem }, tries) {
    if (problem instanceof SignedOut) return this.waitForSignIn();
    this.sendWaiting = () => this.send(answer, tries + 1);
    this.retry = setTimeout(this.sendWaiting, TRIES[Math.min(tries, TRIES.length - 1)] * 1000);
    if (tries > 0 && this.place.querySelector(".waiting")) return;
    fill(this.place, el("div", { class: "notice waiting" },
      el("p", { class: "strong" }, t("answer.waiting")), el("p", {}, t("answer.waiting.text")),
      el("button", { type: "button", onclick: () => this.sendWaiting?.() }, t("answer.send_now"))));
    announce(t("answer.waiting"));
  }

  waitForSignIn() {
    fill(this.place, el("div", { class: "notice waiting" }, el("p", { class: "strong" }, t("answer.signed_out")),
      el("button", { type: "button", onclick: askToSignIn }, t("answer.sign_in"))));
  }

  refused(answer, { problem }) {
    if (STORED.has(problem.code)) return this.reconcile(answer);
    this.sending = false;
    this.card.lock(false);
    fill(this.place, problemBox(problem));
  }

  /** Another answer to this question is stored: say which one counts, and go on from where the assessment is. */
  async reconcile(answer) {
    try {
      const path = `/v1/assessments/${this.view.id}/review?first=${answer.position}&last=${answer.position}`;
      const { assessment, items } = (await this.call("GET", path)).body;
      if (items.length) this.news.push(el("div", { class: "notice", role: "status" },
        el("p", { class: "strong" }, t("answer.already", { n: answer.position })), answerNode({ ...items[0], correction: null, details: null })));
      this.show(assessment);
    } catch (error) {
      this.fail(error, () => this.reconcile(answer));
    }
  }

  async hearOtherTab({ assessment, answered }) {
    if (assessment !== this.view?.id || answered <= this.view.progress.answered || this.sending) return;
    this.news.push(el("p", { class: "notice", role: "status" }, t("sitting.moved")));
    await this.read();
  }

  // --- a checkpoint ---

  async showCheckpoint(view) {
    const last = view.progress.answered;
    const first = last - ((last - 1) % CHECKPOINT);
    try {
      const review = (await this.call("GET", `/v1/assessments/${view.id}/review?first=${first}&last=${last}`)).body;
      const go = el("button", { type: "button", class: "main", onclick: () => this.passCheckpoint(view) }, t("checkpoint.continue"));
      this.draw(t("checkpoint.title"), el("p", { class: "lead" }, summary(review.items), " ", t("checkpoint.lead")),
        el("h2", { class: "unseen" }, t("review.heading")), reviewList(review, { call: this.call }), el("p", { class: "actions sticky" }, go, this.exit?.cloneNode(true)));
    } catch (error) {
      this.fail(error, () => this.showCheckpoint(view));
    }
  }

  passCheckpoint(view) {
    history.replaceState(history.state, "", `#after-${view.progress.answered}`);
    this.show(view);
  }
}

const passed = (view) => location.hash === `#after-${view.progress.answered}`;
