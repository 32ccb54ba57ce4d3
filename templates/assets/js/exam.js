// A certification test under way: question after question, without a word about what was right.
import { Problem, Unreachable } from "./api.js";
import { Delivery } from "./delivery.js";
import { announce, el, fill, focusOn } from "./dom.js";
import { askAboutProblem, askBeforeSkip } from "./exam-dialogs.js";
import { watchFocus } from "./focus-watch.js";
import { count, pageUrl, t } from "./i18n.js";
import { find, keep, waitingExamAnswer } from "./outbox.js";
import { clearProblem, problemBox, showProblem } from "./problems.js";
import { notices, questionCard } from "./question.js";
import { SignedOut, askToSignIn } from "./session.js";
import { countdown } from "./timer.js";

const LOOK = 30; // seconds between two looks at a test that runs: the invigilator may have ended it
const ELSEWHERE = new Set(["answer-already-given", "answer-out-of-order", "question-not-shown", "alert-open", "alert-already-raised", "test-ended", "test-expired"]);
const hours = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });

export class Exam {
  /**
   * @param {{stage: HTMLElement, entry: string, person: string, call: Function, onLost: () => void}} parts
   *   `entry`: the id this page entered with; `onLost`: another page entered, or this one has to again
   */
  constructor(parts) {
    Object.assign(this, parts);
    this.running = [];
    this.turn = 0;
    this.send = (method, path, body) => this.call(method, `${path}?entry=${this.entry}`, body);
    window.addEventListener("beforeunload", (event) => this.view && this.view.status !== "ended" && event.preventDefault());
    document.addEventListener("visibilitychange", () => !document.hidden && this.view && this.look(0));
  }

  path(rest = "") {
    return `/v1/certification-tests/${this.view.id}${rest}`;
  }

  stop() {
    clearTimeout(this.timer);
    for (const part of this.running) part.stop();
    this.running = [];
    this.delivery = null;
  }

  /** Show the step of a view. */
  async show(view) {
    const turn = ++this.turn; // a slower, older step must not draw over a newer one
    const waiting = view.status === "running" && (await find(view.id, view.number));
    if (turn !== this.turn) return undefined;
    this.view = view;
    this.stop();
    clearProblem();
    if (view.status === "ended") return this.showEnd(view);
    if (view.status === "waiting") return this.lost();
    if (view.status === "alert") this.showAlert(view);
    else if (view.question) this.showQuestion(view, waiting);
    else if (waiting) this.showOnlyWaiting(view, waiting);
    else this.showTimed(view);
    return this.look(view.status === "alert" ? view.poll_seconds : LOOK);
  }

  lost() {
    this.view = null;
    this.onLost();
  }

  /** Ask now and then where the test is: the invigilator decides about alerts, and may end it. */
  look(seconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const before = this.view;
      try {
        const { body } = await this.send("GET", this.path());
        if (this.view !== before || this.delivery) return undefined;
        if (body.status !== before.status || body.number !== before.number) return this.show(body);
      } catch (error) {
        if (error instanceof SignedOut) return askToSignIn();
      }
      return document.hidden ? undefined : this.look(seconds || LOOK);
    }, seconds * 1000);
  }

  draw(title, ...parts) {
    const heading = el("h1", { tabindex: "-1", "data-focus": true }, title);
    fill(this.stage, header(this.view), heading, parts);
    document.title = [title, t("exam.name"), "Pix"].join(" · ");
    window.scrollTo(0, 0);
    focusOn(heading);
  }

  // --- a question ---

  showTimed({ number, timer }) {
    const begin = el("button", { type: "button", class: "main", onclick: () => this.open(number, begin) }, t("timer.start"));
    this.draw(t("question.n", { n: number }), el("div", { class: "card" },
      el("p", {}, count("timer.intro", timer)), el("p", { class: "quiet" }, t("timer.why")), el("p", { class: "actions" }, begin)));
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
    this.place = el("div", { class: "delivery" });
    this.card = questionCard(question, { onAnswer: (value) => this.answer(value) });
    this.running.push(this.card);
    const trouble = view.can_alert && el("p", { class: "feedback" },
      el("button", { type: "button", class: "small", onclick: () => this.report() }, t("exam.report")));
    this.draw(t("question.n", { n: number }), this.circumstances(view), notices(question), this.card.node, this.place, trouble);
    if (!waiting) return;
    this.card.write(waiting.body.value);
    this.deliver(waiting);
  }

  /** A timed question whose page has gone, and whose answer waits: there is nothing to open, only to send. */
  showOnlyWaiting({ number }, waiting) {
    this.place = el("div", { class: "delivery" });
    this.card = { lock: () => {} };
    this.draw(t("question.n", { n: number }), this.place);
    this.deliver(waiting);
  }

  circumstances({ timer, seconds_left: left, question }) {
    this.clock = timer !== null && left !== null ? countdown(left, timer) : null;
    const notice = el("p", { class: "notice", hidden: true }, t("exam.left"));
    this.watch = question.focused ? watchFocus(() => { notice.hidden = false; announce(t("exam.left")); }) : null;
    this.running.push(...[this.clock, this.watch].filter(Boolean));
    return [this.clock?.node, question.focused && el("p", { class: "notice quiet" }, t("exam.focused")), notice];
  }

  // --- an answer ---

  /** Keep the answer on this device, then send it; a second click changes nothing. */
  async answer(value) {
    if (this.delivery || (value === null && !(await askBeforeSkip()))) return;
    if (this.delivery) return;
    this.delivery = "keeping";
    this.card.lock(true);
    const { id, number } = this.view;
    const already = await find(id, number);
    const mine = already || waitingExamAnswer(this.person, id, number, value, this.watch?.lost() ?? false);
    if (!already) await keep(mine);
    this.deliver(mine);
  }

  deliver(answer) {
    clearTimeout(this.timer);
    this.card.lock(true);
    this.delivery = new Delivery({
      answer,
      call: this.send,
      place: this.place,
      onAccepted: (view) => this.show(view),
      onRefused: (problem) => this.answerRefused(problem),
    });
    this.running.push(this.delivery);
  }

  answerRefused(problem) {
    this.delivery = null;
    this.card.lock(false);
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
    const wish = await askAboutProblem(this.view.number);
    if (!wish || this.delivery) return;
    await this.raise(wish);
  }

  /** The same id for every try: a lost reply is not a second alert. */
  async raise(wish) {
    try {
      await this.show((await this.send("POST", this.path("/alerts"), wish)).body);
    } catch (error) {
      if (error instanceof Unreachable || error.passing) showProblem(error, () => this.raise(wish));
      else this.refused(error);
    }
  }

  showAlert({ number, alert }) {
    this.draw(t("question.n", { n: number }), el("div", { class: "notice waiting", role: "status" },
      el("p", { class: "strong" }, t("exam.alert.title")),
      el("p", {}, t("exam.alert.text", { trouble: t(`report.trouble.${alert.category}`) }))));
  }

  // --- the end ---

  showEnd({ ended, answered }) {
    this.draw(t("exam.end.title"), el("div", { class: "card" },
      el("p", { class: "lead" }, t(`exam.end.${ended}`)), el("p", {}, count("exam.end.answers", answered)),
      el("p", {}, t("exam.end.next")), el("p", { class: "actions" }, el("a", { class: "button main", href: pageUrl("profile") }, t("exam.end.profile")))));
  }
}

function header({ number, length, answered, ends_at: ends, status }) {
  const words = [t("exam.progress", { answered, length }), status !== "ended" && t("exam.ends", { time: hours.format(new Date(ends)) })];
  return el("div", { class: "sitting-top" },
    el("div", { class: "sitting-name" }, el("p", { class: "strong" }, t("exam.name"))),
    el("progress", { class: "progress", max: Math.max(length, number), value: answered, "aria-label": t("progress.label") }),
    el("p", { class: "quiet" }, words.filter(Boolean).join(" · ")));
}
