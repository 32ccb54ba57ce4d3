// A session's plan, codes, numbers and history; changing it, calling it off.
import { button, onPress } from "./buttons.js";
import { ABOUT, askForWindow } from "./centre-plan.js";
import { centreUrl, statusTag, when, where } from "./centre-words.js";
import { ask } from "./dialogs.js";
import { byId, el, fill } from "./dom.js";
import { onForm } from "./forms.js";
import { count, moment, t } from "./i18n.js";
import { showNotice } from "./problems.js";
import { call } from "./session.js";
import { guard, isBegun, settle } from "./unsaved.js";

const FIELDS = ["date", "time", "address", "room", "invigilators", "description", "window_minutes"];
const REASONS = ["no-candidates", "no-room", "no-invigilator", "equipment", "other"];
const FACTS = ["opened", "started", "closed", "finalized", "scored", "handed-over", "published", "cancelled"];

export class Overview {
  /** @param {{path: string, changed: (view: Object) => void}} parts */
  constructor({ path, changed }) {
    Object.assign(this, { path, changed, text: "", session: null });
    this.form = guard(onForm("change", (values) => this.change(values), ABOUT));
    onPress(document.querySelector('[data-action="reread"]'), async () => {
      settle(this.form);
      this.changed((await call("GET", this.path)).body);
    });
  }

  /** Draw what changed; what somebody types stays. */
  show(session) {
    const text = JSON.stringify(session);
    if (!isBegun(this.form)) this.write(session);
    if (text === this.text) return;
    this.text = text;
    this.session = session;
    fill(byId("summary"), el("p", {}, when(session), " ", statusTag(session.status)), el("p", { class: "quiet" }, where(session)));
    fill(byId("overview"), el("p", { class: "notice" }, t(`status.next.${session.status}`)), this.facts(session), history(session));
    byId("change").hidden = session.status !== "created";
    this.drawEnding(session);
  }

  facts(session) {
    const { candidates, joined, begun, ended } = session.counts;
    const numbers = [count("counts.candidates", candidates), count("counts.joined", joined), count("counts.running", begun - ended), count("counts.ended", ended)];
    const rows = [
      ["facts.code", el("code", { class: "big" }, session.access_code)],
      ["facts.password", el("code", { class: "big" }, session.invigilator_password)],
      ["facts.invigilators", session.invigilators],
      session.remote && ["facts.window", count("facts.minutes", session.window_minutes)],
      session.description && ["facts.description", session.description],
      ["facts.counts", numbers.join(" · ")],
    ].filter(Boolean);
    return el("dl", { class: "card plan-facts" }, rows.map(([key, value]) => el("div", {}, el("dt", {}, t(key)), el("dd", {}, value))));
  }

  /** The change form, as the plan now is. */
  write(session) {
    this.version = session.version;
    for (const name of FIELDS) this.form.elements[name].value = session[name] ?? "";
    askForWindow(this.form, session.remote);
  }

  async change(values) {
    const told = Object.fromEntries(FIELDS.map((name) => [name, values[name]]));
    const minutes = this.session.remote ? Number(values.window_minutes) : null;
    const { body } = await call("PATCH", this.path, { ...told, window_minutes: minutes, version: this.version });
    settle(this.form);
    byId("change").open = false;
    this.changed(body);
    showNotice(t("session.changed"));
  }

  drawEnding(session) {
    const created = session.status === "created";
    const removable = created || session.status === "cancelled";
    fill(byId("ending"), removable && el("section", { class: "card danger" },
      el("h3", {}, t("ending.title")), el("p", {}, t(created ? "ending.text" : "ending.cancelled")),
      el("p", { class: "actions" },
        created && button(t("ending.cancel"), "", () => this.cancel()),
        button(t("ending.delete"), "", () => this.remove()))));
  }

  async cancel() {
    const reason = el("div", { class: "field" }, el("label", { for: "ask-reason" }, t("ending.reason")),
      el("select", { id: "ask-reason", name: "reason" }, REASONS.map((value) => el("option", { value }, t(`reason.${value}`)))));
    const answer = await ask(t("ending.cancel.sure"), [el("p", {}, t("ending.cancel.text")), reason],
      [["cancel", t("ending.cancel"), (form) => ({ reason: form.elements.reason.value })]]);
    if (!answer) return;
    this.changed((await call("POST", `${this.path}/cancellation`, answer)).body);
    showNotice(t("ending.cancelled.done"));
  }

  async remove() {
    const sure = await ask(t("ending.delete.sure"), [el("p", {}, t("ending.delete.text"))], [["delete", t("ending.delete"), () => ({})]]);
    if (!sure) return;
    await call("DELETE", this.path);
    location.replace(centreUrl(this.session.centre));
  }
}

function history({ created_at: planned, facts }) {
  const steps = [["planned", planned], ...FACTS.filter((name) => facts[name]).map((name) => [name, facts[name]])];
  return el("details", { class: "history" }, el("summary", {}, t("facts.history")),
    el("ol", { class: "plain" }, steps.map(([name, at]) => el("li", {}, t(`fact.${name}`), " ", el("span", { class: "quiet" }, moment(at))))));
}
