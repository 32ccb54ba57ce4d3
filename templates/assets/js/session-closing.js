// The end of a session: what became of each test, what was noted, what is missing, and finalizing it.
import { button } from "./buttons.js";
import { ask } from "./dialogs.js";
import { announce, byId, el, fill, focusOn } from "./dom.js";
import { TROUBLES } from "./exam-dialogs.js";
import { onForm } from "./forms.js";
import { moment, t } from "./i18n.js";
import { showNotice, showProblem } from "./problems.js";
import { call } from "./session.js";
import { guard, settle } from "./unsaved.js";

const CATEGORIES = ["candidate_trouble", "technical_trouble", "in_question", "fraud", "identity_change", "extra_time", "signature"];
const REASONS = ["candidate", "technical"];

export class Closing {
  /** @param {{path: string, changed: () => void}} parts */
  constructor({ path, changed }) {
    Object.assign(this, { path, changed, text: "", view: null, noted: new Map() });
    this.report = guard(onForm("report", (values) => this.note(values), { "report-incomplete": "text" }));
    this.finalization = guard(onForm("finalize", (values) => this.finalize(values)));
    const { category, trouble } = this.report.elements;
    fill(category, CATEGORIES.map((value) => el("option", { value }, t(`report.category.${value}`))));
    fill(trouble, TROUBLES.map((value) => el("option", { value }, t(`report.trouble.${value}`))));
    category.addEventListener("change", () => this.askAboutQuestion());
    this.askAboutQuestion();
  }

  async load() {
    const place = byId("closing");
    place.setAttribute("aria-busy", "true");
    try {
      this.show((await call("GET", `${this.path}/closing`)).body);
    } catch (error) {
      showProblem(error, () => this.load());
    } finally {
      place.removeAttribute("aria-busy");
    }
  }

  /** The same, by itself and in silence; never under somebody's hand. */
  async follow() {
    if (!this.view || this.view.finalized_at || byId("closing").contains(document.activeElement)) return;
    try {
      this.show((await call("GET", `${this.path}/closing`)).body);
    } catch {
      // the next look tells
    }
  }

  show(view) {
    const text = JSON.stringify(view);
    if (text === this.text) return;
    Object.assign(this, { text, view });
    const over = Boolean(view.finalized_at);
    for (const form of document.querySelectorAll('[data-while="closing"]')) form.hidden = over || !view.candidates.length;
    fill(byId("closing"), over && this.said(view),
      view.candidates.length ? el("ul", { class: "plain rows" }, view.candidates.map((line) => this.line(line))) : el("p", {}, t("closing.nobody")),
      this.reports(view, over));
    fill(byId("closing-missing"), !over && this.missing(view));
    this.offerCandidates(view.candidates);
  }

  offerCandidates(lines) {
    const select = this.report.elements.candidate;
    const chosen = select.value;
    fill(select, el("option", { value: "" }, t("closing.choose")), lines.map((line) => el("option", { value: line.candidate }, nameOf(line))));
    select.value = lines.some((line) => line.candidate === chosen) ? chosen : "";
  }

  said({ finalized_at: at, comment, incident, joining_trouble: joining }) {
    return el("div", { class: "notice good" }, el("p", { class: "strong" }, t("closing.done", { time: moment(at) })),
      comment && el("p", {}, t("quote", { text: comment })), incident && el("p", {}, t("closing.said.incident")), joining && el("p", {}, t("closing.said.joining")));
  }

  line(line) {
    const lacks = this.view.missing.find((one) => one.candidate === line.candidate);
    const open = !this.view.finalized_at && ((line.state !== "absent" && !line.complete) || line.abort_reason);
    return el("li", { class: lacks ? "row lacking" : "row" },
      el("p", {}, el("span", { class: "strong" }, `${line.last_name} ${line.first_name}`), " ", el("span", { class: line.complete ? "tag good" : "tag" }, t(`test.${line.complete ? "complete" : line.state}`))),
      line.length > 0 && el("p", { class: "quiet" }, t("test.answered", { answered: line.answered, length: line.length })),
      open ? this.reason(line) : line.abort_reason && el("p", {}, t(`abort.${line.abort_reason}`)),
      lacks && el("p", { class: "warning" }, t(`missing.${lacks.code}`)));
  }

  /** Why a test was not finished, kept as soon as it is chosen. */
  reason(line) {
    const id = `reason-${line.candidate}`;
    const select = el("select", { id }, el("option", { value: "" }, t("abort.none")),
      REASONS.map((value) => el("option", { value, selected: value === line.abort_reason }, t(`abort.${value}`))));
    select.addEventListener("change", () => this.keep(line, select));
    return el("div", { class: "field reason" }, el("label", { for: id }, t("abort.label"), el("span", { class: "unseen" }, ` ${nameOf(line)}`)), select);
  }

  async keep(line, select) {
    select.disabled = true;
    try {
      await call("PUT", `${this.path}/candidates/${line.candidate}/abort-reason`, { reason: select.value || null });
      await this.load();
      announce(t("abort.kept", { name: nameOf(line) }));
      byId(select.id).focus();
    } catch (error) {
      select.value = line.abort_reason ?? "";
      showProblem(error);
    } finally {
      select.disabled = false;
    }
  }

  reports({ reports, candidates }, over) {
    if (!reports.length) return null;
    const names = new Map(candidates.map((line) => [line.candidate, nameOf(line)]));
    return el("section", { "aria-labelledby": "reports-title" }, el("h3", { id: "reports-title" }, t("closing.reports")),
      el("ul", { class: "plain rows" }, reports.map((one) => this.reported(one, names.get(one.candidate) ?? "", over))));
  }

  reported(one, name, over) {
    const about = [t(`report.category.${one.category}`), one.number !== null && t("closing.question", { number: one.number }), one.trouble && t(`report.trouble.${one.trouble}`)];
    return el("li", { class: "row" },
      el("p", {}, el("span", { class: "strong" }, name), " · ", about.filter(Boolean).join(" · ")),
      one.text && el("p", {}, t("quote", { text: one.text })),
      el("p", { class: "quiet" }, [t(`by.${one.role}`), moment(one.at), one.weighs && t("closing.weighs")].filter(Boolean).join(" · ")),
      !over && one.role !== "alert" && button([t("closing.unreport"), el("span", { class: "unseen" }, ` ${name}`)], "small", async () => {
        await call("DELETE", `${this.path}/reports/${one.id}`);
        await this.load();
        focusOn(byId("closing-title"));
      }));
  }

  askAboutQuestion() {
    const { category, number } = this.report.elements;
    const asked = category.value === "in_question";
    byId("about-question").hidden = !asked;
    number.disabled = !asked;
    this.report.elements.text.required = !asked && category.value !== "fraud";
  }

  async note({ candidate, category, trouble, number, text }) {
    const question = category === "in_question" ? { trouble, number: Number(number) } : {};
    const told = { candidate, category, text: text.trim(), ...question };
    const key = JSON.stringify(told);
    if (!this.noted.has(key)) this.noted.set(key, crypto.randomUUID()); // the same note sent again adds nothing
    await call("POST", `${this.path}/reports`, { ...told, report_id: this.noted.get(key) });
    this.noted.delete(key);
    this.report.reset();
    settle(this.report);
    this.askAboutQuestion();
    await this.load();
    showNotice(t("closing.noted"));
  }

  missing({ missing, candidates }) {
    if (!missing.length) return el("p", { class: "notice" }, t("missing.nothing"));
    const names = new Map(candidates.map((line) => [line.candidate, nameOf(line)]));
    const line = ({ code, candidate }) => el("li", {}, candidate && [el("span", { class: "strong" }, t("missing.who", { name: names.get(candidate) ?? "" })), " "], t(`missing.${code}`));
    return el("div", { class: "notice waiting" }, el("p", { class: "strong" }, t("missing.title")), el("ul", {}, missing.map(line)));
  }

  async finalize({ comment, incident, joining_trouble: joining }) {
    const running = this.view.candidates.filter((line) => ["running", "alert"].includes(line.state));
    const sure = await ask(t("closing.sure"), [el("p", {}, t("closing.sure.text")), running.length > 0 && el("p", { class: "notice waiting" }, t("closing.sure.running", { names: running.map(nameOf).join(", ") }))],
      [["finalize", t("closing.sure.yes"), () => ({})]]);
    if (!sure) return;
    try {
      this.show((await call("POST", `${this.path}/finalization`, { comment: comment.trim(), incident, joining_trouble: joining })).body);
    } catch (error) {
      if (error.code !== "finalization-incomplete") throw error;
      await this.load();
      throw error;
    }
    settle(this.finalization);
    this.changed();
    focusOn(byId("closing-title"));
  }
}

const nameOf = (line) => `${line.first_name} ${line.last_name}`;
