// The people of a centre and, for its admins, who is invited.
import { button } from "./buttons.js";
import { ask } from "./dialogs.js";
import { byId, el, fill } from "./dom.js";
import { onForm } from "./forms.js";
import { date, language, t } from "./i18n.js";
import { country } from "./preferences.js";
import { showNotice, showProblem } from "./problems.js";
import { call } from "./session.js";
import { guard, settle } from "./unsaved.js";

export class People {
  /** @param {Object} centre CentreView @param {string} me the reader's id */
  constructor(centre, me) {
    Object.assign(this, { centre, me, path: `/v1/centres/${centre.id}`, admin: centre.role === "admin" });
    document.querySelector("[data-admin]").hidden = !this.admin;
    const form = guard(onForm("invite", async ({ email, role, language: told }) => {
      const { body } = await call("POST", `${this.path}/invitations`, { email: email.trim(), role, language: told, country: country() });
      form.reset();
      form.elements.language.value = language;
      settle(form);
      await this.load();
      showNotice(t("people.invited", { email: body.email }));
    }));
    form.elements.language.value = language;
  }

  async load() {
    const places = [byId("members"), byId("invitations")];
    for (const place of places) place.setAttribute("aria-busy", "true");
    try {
      const [members, invitations] = await Promise.all(["members", this.admin && "invitations"].filter(Boolean)
        .map(async (what) => (await call("GET", `${this.path}/${what}`)).body.items));
      fill(places[0], el("ul", { class: "plain rows" }, members.map((one) => this.member(one))));
      if (this.admin) fill(places[1], invitations.length ? el("ul", { class: "plain rows" }, invitations.map((one) => this.invitation(one))) : el("p", { class: "quiet" }, t("people.nobody_invited")));
    } catch (error) {
      showProblem(error, () => this.load());
    } finally {
      for (const place of places) place.removeAttribute("aria-busy");
    }
  }

  member(one) {
    const name = `${one.first_name} ${one.last_name}`.trim() || t("people.gone");
    const self = one.person === this.me;
    return el("li", { class: "row" },
      el("p", {}, el("span", { class: "strong" }, name), self && ` ${t("people.me")}`, " ", el("span", { class: "tag" }, t(`role.${one.role}`))),
      el("p", { class: "quiet" }, one.email, " · ", t("people.since", { date: date(one.since) })),
      (self || this.admin) && button([t(self ? "people.leave" : "people.remove"), el("span", { class: "unseen" }, ` ${name}`)], "small", () => this.remove(one, name, self)));
  }

  async remove(one, name, self) {
    const sure = await ask(self ? t("people.leave.sure", { centre: this.centre.name }) : t("people.remove.sure", { name }),
      [el("p", {}, t("people.remove.text"))], [["remove", t(self ? "people.leave" : "people.remove"), () => ({})]]);
    if (!sure) return;
    await call("DELETE", `${this.path}/members/${one.person}`);
    if (self) location.reload();
    else await this.load();
  }

  invitation(one) {
    return el("li", { class: "row" },
      el("p", {}, el("span", { class: "strong" }, one.email), " ", el("span", { class: "tag" }, t(`role.${one.role}`))),
      el("p", { class: "quiet" }, t("people.until", { date: date(one.expires_at) })),
      button([t("people.revoke"), el("span", { class: "unseen" }, ` ${one.email}`)], "small", async () => {
        await call("DELETE", `${this.path}/invitations/${one.id}`);
        await this.load();
        showNotice(t("people.revoked", { email: one.email }));
      }));
  }
}
