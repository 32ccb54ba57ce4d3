// The results of a published session: who got what, both files, links to hand on.
import { button, onPress } from "./buttons.js";
import { copying } from "./copying.js";
import { ask } from "./dialogs.js";
import { byId, el, fill, focusOn } from "./dom.js";
import { count, date, moment, t } from "./i18n.js";
import { showNotice, showProblem } from "./problems.js";
import { call } from "./session.js";

const EVERY = 10_000; // ms between two looks while certificates or files are being made
const FILES = { results: "results_url", certificates: "certificates_url" };
const STATUSES = ["validated", "rejected", "cancelled"];

export class Results {
  /** @param {{path: string}} parts */
  constructor({ path }) {
    Object.assign(this, { path, text: "", linked: "", timer: null });
    onPress(document.querySelector('[data-action="make-link"]'), () => this.make());
    this.days = byId("results").dataset.days;
  }

  async load() {
    const place = byId("results");
    place.setAttribute("aria-busy", "true");
    try {
      await this.look();
    } catch (error) {
      showProblem(error, () => this.load());
    } finally {
      place.removeAttribute("aria-busy");
    }
  }

  async look() {
    const { body: view } = await call("GET", `${this.path}/results`);
    const links = view.published_at ? (await call("GET", `${this.path}/results-links`)).body.items : [];
    this.show(view, links);
  }

  /** By itself and in silence, as long as something is to come; never under somebody's hand. */
  async follow() {
    if (document.hidden || byId("results").closest("[hidden]") || document.querySelector("dialog")) return this.wait();
    try {
      await this.look();
    } catch {
      this.wait(); // the next look tells
    }
    return undefined;
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.follow(), EVERY);
  }

  show(view, links) {
    clearTimeout(this.timer);
    if (isComing(view)) this.wait();
    byId("links-part").hidden = !view.published_at;
    this.draw("text", byId("results"), view, () => (view.published_at ? this.parts(view) : [el("p", { class: "notice" }, t("handed.later"))]));
    this.draw("linked", byId("links"), links, () => [links.length ? el("ul", { class: "plain rows" }, links.map((one) => this.link(one))) : el("p", { class: "quiet" }, t("handed.no_link"))]);
  }

  /** Draw a part anew when it changed, and nobody is in it. */
  draw(name, place, view, parts) {
    const text = JSON.stringify(view);
    if (text === this[name] || place.contains(document.activeElement)) return;
    this[name] = text;
    fill(place, parts());
  }

  parts(view) {
    const { published_at: at, items, files } = view;
    const sums = STATUSES.map((status) => [status, items.filter((one) => one.status === status).length]).filter(([, n]) => n);
    return [
      el("p", {}, t("handed.published", { time: moment(at) }), " ", el("span", { class: "strong" }, sums.map(([status, n]) => count(`handed.sum.${status}`, n)).join(" · "))),
      el("section", { class: "card", "aria-labelledby": "files-title" },
        el("h3", { id: "files-title" }, t("handed.files")),
        this.files(files)),
      el("h3", {}, t("handed.candidates")),
      items.length ? el("ul", { class: "plain rows results-lines" }, items.map(line)) : el("p", {}, t("handed.nobody")),
    ];
  }

  /** What there is, and how it stands with what is to come. */
  files({ state, made_at: at, certificates }) {
    const kinds = Object.keys(FILES).filter((kind) => kind !== "certificates" || certificates);
    const notice = (text) => el("p", { class: "notice waiting", role: "status" }, text);
    return [
      state === "making" && notice(t(at ? "handed.anew" : "handed.making")),
      at && el("p", { class: "quiet" }, certificates ? count("handed.ready", certificates) : t("handed.no_certificates"), " · ", t("handed.made", { time: moment(at) })),
      at && el("p", { class: "actions" }, kinds.map((kind) => button(t(`handed.get.${kind}`), "", () => this.fetch(kind)))),
      state === "missing" && el("p", { class: "notice" }, t("handed.missing", { days: this.days })),
      state === "missing" && el("p", { class: "actions" }, button(t("handed.prepare"), "", () => this.prepare())),
    ];
  }

  /** Files that are no more, or never were, are made on request. */
  async prepare() {
    await call("POST", `${this.path}/results/files`);
    focusOn(byId("results-title"));
    await this.look();
  }

  /** An address lives for minutes: it is asked for when it is wanted. */
  async fetch(kind) {
    location.assign((await call("GET", `${this.path}/results/file?kind=${kind}`)).body.url);
  }

  link(one) {
    const made = t(one.mailed ? "handed.link.mailed" : one.author ? "handed.link.by" : "handed.link.made", { name: one.author, date: date(one.created_at) });
    const used = one.opened ? `${count("handed.opened", one.opened)}, ${t("handed.opened.last", { time: moment(one.last_opened_at) })}` : t("handed.opened.never");
    return el("li", { class: "row results-link", "data-link": one.id },
      el("p", { class: "strong" }, made),
      el("p", { class: "quiet" }, t("handed.until", { date: date(one.expires_at) }), " · ", used),
      Object.entries(FILES).filter(([, name]) => one[name]).map(([kind, name]) => address(one.id, kind, one[name])),
      el("p", { class: "small-actions" }, button([t("handed.revoke"), el("span", { class: "unseen" }, ` ${made}`)], "small", () => this.revoke(one, made))));
  }

  async make() {
    const { body } = await call("POST", `${this.path}/results-links`);
    await this.look();
    showNotice(t("handed.made_link", { date: date(body.expires_at) }));
    document.querySelector(`[data-link="${body.id}"] button`)?.focus();
  }

  async revoke(one, made) {
    const sure = await ask(t("handed.revoke.sure"), [el("p", {}, made), el("p", {}, t("handed.revoke.text"))], [["revoke", t("handed.revoke"), () => ({})]]);
    if (!sure) return;
    await call("DELETE", `${this.path}/results-links/${encodeURIComponent(one.id)}`);
    focusOn(byId("links-title"));
    await this.look();
    showNotice(t("handed.revoked"));
  }
}

/** Whether files or certificates are still being made. */
const isComing = ({ published_at: at, files, items }) => at && (files.state === "making" || items.some((one) => one.certificate === "making"));

function line({ first_name: first, last_name: last, external_id: external, status, pix, comment, reviewed, certificate }) {
  const facts = [status === "validated" && pix !== null && count("pix", pix), certificate && t(`handed.certificate.${certificate}`), external].filter(Boolean);
  return el("li", { class: "row" },
    el("p", {}, el("span", { class: "strong" }, `${last} ${first}`), " ", el("span", { class: `tag result-${status}` }, t(`handed.status.${status}`))),
    facts.length > 0 && el("p", { class: "quiet" }, facts.join(" · ")),
    reviewed && el("p", {}, t("handed.reviewed")),
    comment && el("p", {}, t("handed.comment", { text: comment })));
}

/** An address to read, to select, to copy. */
function address(link, kind, url) {
  const id = `link-${link}-${kind}`;
  const field = el("input", { id, type: "url", readonly: true, value: url, onfocus: () => field.select() });
  return el("div", { class: "results-address" }, el("label", { for: id }, t(`handed.address.${kind}`)), field,
    copying(url, "handed.copy", "handed.copied", t(`handed.address.${kind}`)));
}
