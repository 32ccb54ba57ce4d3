// The candidates of a session: who is enrolled, one more by form, changes.
import { button, onPress } from "./buttons.js";
import { ask } from "./dialogs.js";
import { announce, byId, el, fill, focusOn } from "./dom.js";
import { onForm, wanted } from "./forms.js";
import { count, date, number, t } from "./i18n.js";
import { showNotice, showProblem } from "./problems.js";
import { call } from "./session.js";
import { guard, isBegun, settle } from "./unsaved.js";

const TEXTS = ["last_name", "first_name", "birth_date", "sex", "email", "results_email", "external_id"];
const NEEDS = ["keyboard", "screen_reader", "colour_blind"];
const FRANCE = "France";
const ABROAD = "99"; // how the codes of other countries begin
// which fields tell a birth place, by the way chosen
const BIRTH = { postal: ["birth_postal_code", "birth_city"], insee: ["birth_insee_code"], abroad: ["birth_country", "birth_city"] };
const PLACE = ["birth_insee_code", "birth_postal_code", "birth_country", "birth_city"];

export class Candidates {
  /** @param {{path: string, changed: () => void}} parts */
  constructor({ path, changed }) {
    Object.assign(this, { path: `${path}/candidates`, changed, editing: null, open: false, items: null });
    this.form = guard(onForm("candidate", (values) => this.send(values), { "candidate-already-enrolled": "last_name" }));
    for (const radio of this.form.elements.birth) radio.addEventListener("change", () => this.askForPlace(radio.value));
    this.stop = document.querySelector('[data-action="stop-editing"]');
    onPress(this.stop, async () => this.begin());
    this.askForPlace("postal");
  }

  /** Whether candidates may still be enrolled and changed. */
  allow(open) {
    if (this.open === open) return;
    this.open = open;
    if (this.items) this.draw();
  }

  async load() {
    const place = byId("candidate-list");
    place.setAttribute("aria-busy", "true");
    try {
      this.items = (await call("GET", this.path)).body.items;
      this.draw();
    } catch (error) {
      showProblem(error, () => this.load());
    } finally {
      place.removeAttribute("aria-busy");
    }
  }

  draw() {
    fill(byId("candidate-list"), el("p", {}, this.items.length ? count("candidates.enrolled", this.items.length) : t("candidates.none")),
      el("ul", { class: "plain rows" }, this.items.map((one) => this.line(one))));
  }

  line(one) {
    const name = `${one.first_name} ${one.last_name}`;
    const told = [
      t("candidates.born", { date: date(one.birth_date), place: [one.birth_city, one.birth_country].filter(Boolean).join(", ") }),
      one.extra_time_percent > 0 && t("candidates.extra", { percent: number(one.extra_time_percent) }),
      ...one.needs.map((need) => t(`need.${need}`)),
      one.external_id,
    ].filter(Boolean);
    const unseen = () => el("span", { class: "unseen" }, ` ${name}`);
    return el("li", { class: "row", "data-candidate": one.id },
      el("p", {}, el("span", { class: "strong" }, `${one.last_name} ${one.first_name}`), " ",
        one.joined_at && el("span", { class: "tag good" }, t("candidates.joined", { date: date(one.joined_at) }))),
      el("p", { class: "quiet" }, told.join(" · ")),
      this.open && !one.joined_at && el("p", { class: "small-actions" },
        button([t("candidates.change"), unseen()], "small", async () => this.begin(one)),
        button([t("candidates.remove"), unseen()], "small", () => this.remove(one, name))),
      this.open && one.joined_at && !one.begun && el("p", { class: "small-actions" },
        button([t("candidates.unlink"), unseen()], "small", () => this.unlink(one, name))));
  }

  /** Show the form for somebody enrolled, or empty for somebody new. */
  begin(one = null) {
    this.editing = one?.id ?? null;
    this.form.reset();
    settle(this.form);
    for (const name of TEXTS) if (one) this.form.elements[name].value = one[name];
    for (const need of NEEDS) this.form.elements[need].checked = one?.needs.includes(need) ?? false;
    const way = one ? wayOf(one) : "postal";
    for (const name of PLACE) this.form.elements[name].value = (BIRTH[way].includes(name) && one?.[name]) || "";
    this.form.elements.extra_time_percent.value = one?.extra_time_percent || "";
    this.form.elements.birth.value = way;
    this.askForPlace(way);
    this.stop.hidden = !one;
    byId("candidate-more").open = Boolean(one && (one.needs.length || one.extra_time_percent || one.email || one.results_email || one.external_id));
    const title = byId("candidate-title");
    title.textContent = one ? t("candidates.changing", { name: `${one.first_name} ${one.last_name}` }) : t("candidates.new");
    if (one) focusOn(title);
  }

  askForPlace(way) {
    for (const name of PLACE) wanted(this.form.elements[name], BIRTH[way].includes(name));
  }

  async send(values) {
    const wish = wishOf(values);
    const path = this.editing ? `${this.path}/${this.editing}` : this.path;
    const { status, body } = await call(this.editing ? "PATCH" : "POST", path, wish);
    const told = this.editing ? "candidates.changed" : status === 201 ? "candidates.added" : "candidates.known";
    this.begin();
    await this.load();
    this.changed();
    showNotice(t(told, { name: `${body.first_name} ${body.last_name}` }));
    this.form.elements.last_name.focus();
  }

  async remove(one, name) {
    const sure = await ask(t("candidates.remove.sure", { name }), [el("p", {}, t("candidates.remove.text"))], [["remove", t("candidates.remove"), () => ({})]]);
    if (!sure) return;
    await call("DELETE", `${this.path}/${one.id}`);
    if (this.editing === one.id && !isBegun(this.form)) this.begin();
    await this.load();
    this.changed();
    announce(t("candidates.removed", { name }));
    focusOn(byId("candidates-title"));
  }

  async unlink(one, name) {
    const sure = await ask(t("candidates.unlink.sure", { name }), [el("p", {}, t("candidates.unlink.text"))], [["unlink", t("candidates.unlink"), () => ({})]]);
    if (!sure) return;
    await call("DELETE", `${this.path}/${one.id}/account`);
    await this.load();
    this.changed();
    announce(t("candidates.unlinked", { name }));
    focusOn(byId("candidates-title"));
  }
}

/** How somebody's birth place was told. */
function wayOf({ birth_postal_code: postal, birth_insee_code: insee }) {
  if (insee.startsWith(ABROAD)) return "abroad";
  return postal ? "postal" : "insee";
}

function wishOf(values) {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, values[name].trim()]));
  const place = Object.fromEntries(PLACE.map((name) => [name, BIRTH[values.birth].includes(name) ? values[name].trim() : ""]));
  if (values.birth !== "abroad") place.birth_country = FRANCE;
  return { ...texts, ...place, extra_time_percent: Number(values.extra_time_percent || 0), needs: NEEDS.filter((need) => values[need]) };
}
