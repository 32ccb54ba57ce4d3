// One sitting: shows the step an assessment is at (question, checkpoint, end) and takes its answers.
import { Problem } from "./api.js";
import { Delivery } from "./delivery.js";
import { announce, el, fill, focusOn } from "./dom.js";
import { feedbackButton } from "./feedback.js";
import { watchFocus } from "./focus-watch.js";
import { count, t } from "./i18n.js";
import { find, keep, waitingAnswer } from "./outbox.js";
import { clearProblem, problemBox, showProblem } from "./problems.js";
import { notices, questionCard } from "./question.js";
import { answerNode, reviewList, summary } from "./review.js";
import { SignedOut, askToSignIn } from "./session.js";
import { celebration, progressHeader } from "./steps.js";
import { countdown } from "./timer.js";

// refusals that say: the assessment is not where this page believes it to be
const ELSEWHERE = new Set(["answer-already-given", "answer-out-of-order", "assessment-ended", "question-not-shown"]);
const tabs = new BroadcastChannel("pix-assessment");

export class Sitting {
  /**
   * @param {{stage: HTMLElement, call: Function, owner: string, name: string, exit: HTMLElement|null,
   *   onEnd: (view: Object) => void}} parts
   *   `owner` of waiting answers, `name` of what is assessed, `exit` a way to stop for now
   */
  constructor(parts) {
    Object.assign(this, parts);
    this.news = []; // what to tell above the next step
    this.running = []; // what to stop before it
    this.turn = 0;
    tabs.addEventListener("message", ({ data }) => this.hearOtherTab(data));
  }

  /** Read the assessment from the server and show where it is. */
  async read(id = this.view.id) {
    try {
      await this.show((await this.call("GET", `/v1/assessments/${id}`)).body);
    } catch (error) {
      this.fail(error, () => this.read(id));
    }
  }

  /** Say later what is assessed: the first question need not wait for its title. */
  rename(name) {
    this.name = name;
    const shown = this.stage.querySelector(".sitting-name p");
    if (shown) shown.textContent = name;
  }

  /** Show the step of a view. */
  async show(view) {
    const turn = ++this.turn; // a slower, older step must not draw over a newer one
    const waiting = view.current && (await find(view.id, view.current.position));
    if (turn !== this.turn) return;
    this.view = view;
    this.resting = view.checkpoint_due && !passed(view);
    this.stop();
    clearProblem();
    if (!view.current) this.onEnd(view);
    else if (this.resting) this.showCheckpoint(view);
    else if (view.current.question) this.showQuestion(view.current, waiting);
    else if (waiting) this.showOnlyWaiting(view.current, waiting);
    else this.showTimed(view.current);
  }

  stop() {
    for (const part of this.running) part.stop();
    this.running = [];
    this.delivery = null;
  }

  draw(title, ...parts) {
    const heading = el("h1", { tabindex: "-1", "data-focus": true }, title);
    fill(this.stage, progressHeader(this.view, this.name, this.exit, this), this.news, heading, parts);
    this.stage.removeAttribute("aria-busy");
    document.title = [title, this.name, "Pix"].filter(Boolean).join(" · ");
    this.news = [];
    window.scrollTo(0, 0);
    if (this.drawn || document.activeElement === document.body) focusOn(heading);
    this.drawn = true;
  }

  fail(error, retry) {
    if (error instanceof SignedOut) askToSignIn();
    else showProblem(error, retry);
  }

  // --- a question ---

  showTimed({ position, timer }) {
    const start = el("button", { type: "button", class: "main", onclick: () => this.open(position, start) }, t("timer.start"));
    this.draw(t("question.n", { n: position }),
      el("div", { class: "card" }, el("p", {}, count("timer.intro", timer)), el("p", { class: "quiet" }, t("timer.why")),
        el("p", { class: "actions" }, start)));
  }

  async open(position, button) {
    button.disabled = true;
    try {
      await this.show((await this.call("POST", `/v1/assessments/${this.view.id}/questions/${position}/open`)).body);
    } catch (error) {
      button.disabled = false;
      if (isElsewhere(error)) this.read();
      else this.fail(error);
    }
  }

  showQuestion(current, waiting) {
    const { position, question } = current;
    this.place = el("div", { class: "delivery" });
    this.card = questionCard(question, { onAnswer: (value) => this.answer(value) });
    this.running.push(this.card);
    this.draw(t("question.n", { n: position }), this.circumstances(current), notices(question), this.card.node, this.place,
      el("p", { class: "feedback" }, feedbackButton({ call: this.call, assessment: this.view.id, position })));
    if (!waiting) return;
    this.card.write(waiting.body.value);
    this.deliver(waiting);
  }

  /** A timed question whose page has gone, and whose answer waits: there is nothing to open, only to send. */
  showOnlyWaiting({ position }, waiting) {
    this.place = el("div", { class: "delivery" });
    this.card = { lock: () => {} };
    this.draw(t("question.n", { n: position }), this.place);
    this.deliver(waiting);
  }

  circumstances({ timer, seconds_left: left, question }) {
    this.timer = timer !== null && left !== null ? countdown(left, timer) : null;
    const notice = el("p", { class: "notice", hidden: true }, t("question.left"));
    this.watch = question.focused ? watchFocus(() => tellFocusLost(notice)) : null;
    this.running.push(...[this.timer, this.watch].filter(Boolean));
    return [this.timer?.node, notice];
  }

  // --- an answer ---

  /** Keep the answer on this device, then send it. A second click, or an answer that waits already, changes nothing. */
  async answer(value) {
    if (this.delivery) return;
    this.delivery = "keeping";
    this.card.lock(true);
    const { position } = this.view.current;
    const already = await find(this.view.id, position);
    const mine = already || waitingAnswer(this.owner, this.view.id, position, value, {
      focusLost: this.watch?.lost() ?? false,
      secondsLeft: this.timer ? Math.round(this.timer.left() * 10) / 10 : null,
    });
    if (!already) await keep(mine);
    this.deliver(mine);
  }

  deliver(answer) {
    this.card.lock(true);
    this.delivery = new Delivery({
      answer,
      call: this.call,
      place: this.place,
      onAccepted: (view) => this.accepted(view),
      onRefused: (problem) => this.refused(answer, problem),
    });
    this.running.push(this.delivery);
  }

  accepted({ assessment, level_up: levelUp }) {
    tabs.postMessage({ assessment: assessment.id, answered: assessment.progress.answered });
    if (levelUp) this.news.push(celebration(levelUp));
    this.show(assessment);
  }

  refused(answer, problem) {
    if (isElsewhere(problem)) return this.reconcile(answer);
    this.delivery = null;
    this.card.lock(false);
    fill(this.place, problemBox(problem));
  }

  /** Another answer to this question is stored: say which one counts, and go on from where the assessment is. */
  async reconcile({ position }) {
    try {
      const path = `/v1/assessments/${this.view.id}/review?first=${position}&last=${position}`;
      const { assessment, items } = (await this.call("GET", path)).body;
      this.news.push(...items.map((item) => el("div", { class: "notice", role: "status" },
        el("p", { class: "strong" }, t("answer.already", { n: position })), answerNode({ ...item, correction: null, details: null }))));
      this.show(assessment);
    } catch (error) {
      this.fail(error, () => this.reconcile({ position }));
    }
  }

  hearOtherTab({ assessment, answered }) {
    const behind = assessment === this.view?.id && answered > this.view.progress.answered;
    if (!behind || this.delivery) return; // an answer of our own on its way finds out by itself
    this.news.push(el("p", { class: "notice", role: "status" }, t("sitting.moved")));
    this.read();
  }

  // --- a checkpoint ---

  async showCheckpoint(view) {
    const last = view.progress.answered;
    const first = last - ((last - 1) % view.checkpoint_every);
    try {
      const review = (await this.call("GET", `/v1/assessments/${view.id}/review?first=${first}&last=${last}`)).body;
      if (view !== this.view) return;
      const go = el("button", { type: "button", class: "main", onclick: () => this.passCheckpoint() }, t("checkpoint.continue"));
      this.draw(t("checkpoint.title"), el("p", { class: "lead" }, summary(review.items), " ", t("checkpoint.lead")),
        el("h2", { class: "unseen" }, t("review.heading")), reviewList(review, { call: this.call }),
        el("p", { class: "actions" }, go, this.exit?.cloneNode(true)));
    } catch (error) {
      this.fail(error, () => this.showCheckpoint(view));
    }
  }

  /** Remembered in the address, so that a reload shows the question and not the checkpoint again. */
  passCheckpoint() {
    history.replaceState(history.state, "", `#after-${this.view.progress.answered}`);
    this.show(this.view);
  }
}

const passed = (view) => location.hash === `#after-${view.progress.answered}`;

const isElsewhere = (error) => error instanceof Problem && ELSEWHERE.has(error.code);

function tellFocusLost(notice) {
  notice.hidden = false;
  announce(t("question.left"));
}
