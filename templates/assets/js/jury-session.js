// One session before the jury: its cases, the list to adopt, its publication.
import { button } from "./buttons.js";
import { ask } from "./dialogs.js";
import { byId, el, fill } from "./dom.js";
import { onForm } from "./forms.js";
import { count, date, moment, t } from "./i18n.js";
import { caseUrl, progress, proposed, quoted, shortId, statusTag } from "./jury-words.js";
import { history, mayVote, standing } from "./jury-votes.js";
import { showNotice } from "./problems.js";
import { call } from "./session.js";
import { guard, isBegun, settle } from "./unsaved.js";
import { askForReopening, settled } from "./jury-dialogs.js";

const EVERY = 10_000; // ms between two looks: others vote, and the machine counts

export class JurySession {
  /** @param {string} id */
  constructor(id) {
    Object.assign(this, { id, path: `/v1/jury/sessions/${encodeURIComponent(id)}`, text: "", withheld: new Set() });
    this.form = guard(onForm("adopt", (values) => this.adopt(values)));
    document.addEventListener("visibilitychange", () => document.hidden || this.follow());
  }

  async open() {
    await this.load();
    byId("session").hidden = false;
    setInterval(() => document.hidden || this.follow(), EVERY);
  }

  async load() {
    this.show((await call("GET", this.path)).body);
  }

  /** The same by itself, in silence: what does not come is asked again, and nothing moves under a hand. */
  async follow() {
    if (byId("session").contains(document.activeElement) || isBegun(this.form)) return;
    try {
      await this.load();
    } catch {
      // the next look tells
    }
  }

  show(view) {
    const text = JSON.stringify(view);
    if (text === this.text) return;
    Object.assign(this, { text, view });
    const title = t("jury.session", { number: view.number });
    byId("heading").textContent = title;
    document.title = `${title} · Pix`;
    fill(byId("summary"), this.summary());
    fill(byId("cases"), view.cases.length ? el("ul", { class: "plain jury-lines" }, view.cases.map((one) => this.line(one))) : el("p", {}, t("jury.no_case")));
    this.showList(view.listed);
    fill(byId("publication"), this.publication());
  }

  summary() {
    const { centre, date: day, finalized_at: at, remarks, comment, open } = this.view;
    return [
      el("p", {}, [centre, date(day), t("jury.finalized", { time: moment(at) })].join(" · ")),
      (remarks.length > 0 || comment) && el("div", { class: "notice waiting" },
        remarks.length > 0 && el("p", { class: "strong" }, remarks.map((one) => t(`jury.remark.${one}`)).join(" · ")), comment && el("p", {}, quoted(comment))),
      el("p", { class: "strong" }, open ? count("jury.open", open) : t("jury.all_decided")),
    ];
  }

  line({ candidate, reasons, status, question }) {
    const mine = mayVoteSoon(question);
    return el("li", { class: `card jury-line ${question.open ? "waiting" : "done"}` },
      el("p", {}, el("a", { class: "strong", href: caseUrl(this.id, candidate) }, t("jury.case", { id: shortId(candidate) })), " ", statusTag(status)),
      el("p", {}, reasons.map((one) => t(`jury.reason.${one}`)).join(" · ")),
      el("p", { class: "quiet" }, progress(question), question.open && " · ", question.open && el("span", { class: "strong" }, t(mine ? "jury.vote_missing" : "jury.vote_given"))));
  }

  showList(listed) {
    byId("list-part").hidden = !listed;
    if (!listed) return;
    const { tests, question } = listed;
    const can = mayVote(question);
    if (can) this.withheld = new Set([...this.withheld].filter((id) => tests.some((one) => one.candidate === id)));
    else this.withheld.clear();
    fill(byId("list-state"), standing(question));
    fill(byId("list"), el("ul", { class: "plain" }, tests.map((one) => this.listed(one, can))));
    fill(byId("list-history"), question.decisions.length > 0 && [el("h3", {}, t("jury.decisions")), history(question)]);
    this.form.hidden = !can;
    this.tellAdoption();
  }

  listed(test, can) {
    const id = `withhold-${test.candidate}`;
    const name = t("jury.test", { id: shortId(test.candidate) });
    const apart = this.view.cases.find((one) => one.candidate === test.candidate);
    if (apart) return listedApart(name, apart, caseUrl(this.id, test.candidate));
    return el("li", { class: "jury-listed" },
      el("div", {}, el("p", {}, el("span", { class: "strong" }, name), " · ", proposed(test)),
        el("p", { class: "quiet" }, t(`jury.why.${test.reason}`), " · ", count("jury.answered", test.answers))),
      can && el("p", { class: "check" }, el("input", { type: "checkbox", id, checked: this.withheld.has(test.candidate), onchange: ({ target }) => this.withhold(test.candidate, target.checked) }),
        el("label", { for: id }, t("jury.withhold"), el("span", { class: "unseen" }, ` ${name}`))),
      this.mayReopen() && button([t("jury.reopen"), el("span", { class: "unseen" }, ` ${name}`)], "small", () => this.reopen(test.candidate)));
  }

  mayReopen() {
    return this.view.you.president && Boolean(this.view.published_at);
  }

  withhold(candidate, yes) {
    if (yes) this.withheld.add(candidate);
    else this.withheld.delete(candidate);
    this.tellAdoption();
  }

  tellAdoption() {
    const kept = this.view.listed.tests.length - this.withheld.size;
    byId("adopting").textContent = [count("jury.adopting", kept), this.withheld.size > 0 && count("jury.withholding", this.withheld.size)].filter(Boolean).join(" ");
  }

  async adopt({ reason }) {
    const withheld = [...this.withheld].sort();
    const said = { round: this.view.listed.question.round, choice: withheld.length ? "withhold" : "adopt", reason: reason.trim(), withheld };
    const sure = await ask(t("jury.sure"), [el("p", {}, byId("adopting").textContent), el("p", {}, t("jury.sure.text"))], [["vote", t("jury.sure.yes"), () => ({})]]);
    if (!sure) return;
    await settled(this, async () => {
      this.show((await call("POST", `${this.path}/adoption`, said)).body);
      showNotice(t("jury.vote_kept"));
    });
    settle(this.form);
    byId("list-title").focus();
  }

  publication() {
    const { published_at: at, publishable, open, you } = this.view;
    if (at) return el("p", { class: "notice good" }, t("jury.published", { time: moment(at) }));
    if (publishable) return el("p", { class: "actions" }, button(t("jury.publish"), "main", () => this.publish()));
    if (open || !this.view.cases.length && !this.view.listed) return el("p", {}, t("jury.publish.later"));
    return el("p", {}, t(you.publisher ? "jury.publish.later" : "jury.publish.others"));
  }

  async publish() {
    const sure = await ask(t("jury.publish.sure"), [el("p", {}, t("jury.publish.text"))], [["publish", t("jury.publish.yes"), () => ({})]]);
    if (!sure) return;
    this.show((await call("POST", `${this.path}/publication`)).body);
    showNotice(t("jury.published.now"));
    byId("publication-title").focus();
  }

  async reopen(candidate) {
    const reason = await askForReopening(candidate);
    if (!reason) return;
    await call("POST", `${this.path}/cases/${candidate}/reopening`, { reason });
    location.assign(caseUrl(this.id, candidate));
  }
}

/** A test that was on the list when it was adopted, and became a case later: that says what holds. */
function listedApart(name, { candidate, status }, url) {
  return el("li", { class: "jury-listed" },
    el("div", {}, el("p", {}, el("span", { class: "strong" }, name), " ", statusTag(status)), el("p", { class: "quiet" }, t("jury.apart"))),
    el("a", { href: url }, t("jury.case", { id: shortId(candidate) })));
}

const mayVoteSoon = (question) => question.open && !question.my_vote;
