// One of one's own results: what became of the test, what it certifies, its papers, what one can do.
import { appeal } from "./appeals.js";
import { button } from "./buttons.js";
import { certified } from "./certified.js";
import { copying } from "./copying.js";
import { el } from "./dom.js";
import { date, has, language, number, t, writtenDay } from "./i18n.js";
import { call } from "./session.js";

const KB = 1000;
const languages = new Intl.DisplayNames(language, { type: "language" });

/** Certified, and its certificate is not there yet. */
export const isBeingMade = ({ status, certificate }) => status === "validated" && !certificate;

/** "pending" | "making" | "valid" | "suspended" | "revoked" | "rejected" | "cancelled" */
const stateOf = (one) => (one.status === "validated" ? one.certificate?.status ?? "making" : one.status);

/**
 * @param {Object} one ResultView, with `whole`, the CertificateView of its certificate, or null
 * @param {{open: boolean, changed: () => Promise<void>}} options `open`: show everything; `changed`: it is to be asked again
 */
export function ownResult(one, { open, changed }) {
  const state = stateOf(one);
  const id = `test-${one.test}`;
  return el("section", { class: `card own-result ${state}`, id: one.test, "aria-labelledby": id },
    el("h2", { id }, t("certificates.session", { number: one.session_number, date: date(one.date) })),
    el("p", { class: "quiet" }, one.centre),
    el("p", { class: "own-state" }, el("strong", {}, t(`certificates.state.${state}`))),
    why(one, state),
    one.comment && said("certificates.comment", one.comment),
    state === "valid" && certified(one.whole, open),
    state === "making" && el("p", {}, madeOf(one)),
    one.whole && papers(one.whole, state),
    former(one.former),
    appeal(one, changed));
}

function madeOf({ pix, interval: [low, high] }) {
  return low < high ? t("certificates.pix", { pix: number(pix), low: number(low), high: number(high) }) : `${number(pix)} pix. ${t("certificates.at_limit")}`;
}

/** The sentence behind the state, and the reason where there is one. */
function why({ status, reason, certificate: held }, state) {
  const known = status !== "validated" && has(`certificates.reason.${reason}`);
  const text = has(`certificates.means.${state}`) && t(`certificates.means.${state}`, { date: held?.since ? writtenDay(held.since) : "" });
  return [known && el("p", {}, t(`certificates.reason.${reason}`)),
    text && el("p", {}, text),
    held?.reason && said("certificates.why", held.reason)];
}

const said = (key, text) => el("figure", { class: "own-said" }, el("figcaption", { class: "quiet" }, t(key)), el("blockquote", {}, text));

function papers(whole, state) {
  const id = `papers-${whole.id}`;
  return el("div", { class: "own-papers" }, el("h3", { id }, t("certificates.papers")),
    el("dl", { class: "own-facts" },
      fact("certificates.delivered", writtenDay(whole.delivered_at)),
      state === "valid" && fact("certificates.validity", t("certificates.validity.none")),
      fact("certificates.code", el("code", {}, whole.code)),
      fact("certificates.address", [el("a", { href: `/v/${whole.code}` }, whole.verification_url), " ",
        copying(whole.verification_url, "certificates.copy", "certificates.copied", whole.code)])),
    el("p", { class: "actions" }, whole.files.map((file) => fetching(whole, file))));
}

const fact = (key, value) => el("div", {}, el("dt", {}, t(key)), el("dd", {}, value));

/** The address of a file lives for minutes: it is asked for when it is wanted. */
function fetching({ id, code }, { kind, language: written, bytes }) {
  const about = [written && t("certificates.in", { language: languages.of(written) }), t("certificates.size", { kb: number(Math.ceil(bytes / KB)) })];
  return button([el("span", {}, t(`certificates.${kind}`), el("span", { class: "unseen" }, ` ${code}`), " ",
    el("span", { class: "quiet" }, about.filter(Boolean).join(", ")))], "own-file", async () => {
    const { body } = await call("GET", `/v1/certificates/${encodeURIComponent(id)}/document?kind=${kind}`);
    location.assign(body.url);
  });
}

/** Certificates that were in force before. */
function former(all) {
  return all.length > 0 && el("div", {}, el("h3", {}, t("certificates.former")),
    el("ul", { class: "plain rows" }, all.map((held) => el("li", { class: "row" },
      el("p", {}, el("a", { href: `/v/${held.code}` }, el("code", {}, held.code)), " · ",
        held.replaced_by ? t("certificates.replaced", { date: writtenDay(held.since), code: held.replaced_by })
          : t(`certificates.means.${held.status}`, { date: writtenDay(held.since) })),
      held.reason && el("p", { class: "quiet" }, t("certificates.why"), " ", held.reason)))));
}
