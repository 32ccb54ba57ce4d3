// One's own certification results: every session, its certificate and files, the jury's comment.
import { appeal } from "../appeals.js";
import { byId, el, fill } from "../dom.js";
import { date, has, number, t } from "../i18n.js";
import { showProblem } from "../problems.js";
import { call } from "../session.js";
import { start } from "../shell.js";

const KINDS = ["pdf", "credential"];

async function load() {
  try {
    const { items } = (await call("GET", "/v1/certificates")).body;
    const shown = items.length ? items.map(result) : [el("p", { class: "quiet" }, t("certificates.none"))];
    fill(byId("content"), shown).removeAttribute("aria-busy");
  } catch (error) {
    showProblem(error, load);
  }
}

function result(one) {
  const id = `test-${one.test}`;
  return el("section", { class: "card", "aria-labelledby": id },
    el("h2", { id }, t("certificates.session", { number: one.session_number, date: date(one.date) })),
    el("p", {}, one.centre),
    el("p", { class: "strong" }, t(`certificates.status.${one.status}`)),
    one.pix !== null && el("p", {}, t("certificates.pix", { pix: number(one.pix) })),
    has(`certificates.reason.${one.reason}`) && one.status !== "validated" && el("p", {}, t(`certificates.reason.${one.reason}`)),
    one.comment && el("p", {}, el("strong", {}, t("certificates.comment")), " ", one.comment),
    certificate(one),
    appeal(one));
}

function certificate({ status, certificate: held }) {
  if (!held) return status === "validated" && el("p", { class: "quiet" }, t("certificates.making"));
  const fallen = held.status !== "valid" && el("p", { class: "strong" }, t(`certificates.${held.status}`));
  return el("div", {}, fallen,
    el("p", {}, t("certificates.code"), " ", el("a", { href: `/v/${held.code}` }, held.code)),
    el("p", { class: "actions" }, KINDS.map((kind) => fetching(held.id, kind))));
}

/** The address of a file lives for minutes: it is asked for when it is wanted. */
function fetching(id, kind) {
  const button = el("button", { type: "button" }, t(`certificates.${kind}`));
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const { body } = await call("GET", `/v1/certificates/${encodeURIComponent(id)}/document?kind=${kind}`);
      location.assign(body.url);
    } catch (error) {
      showProblem(error);
    } finally {
      button.disabled = false;
    }
  });
  return button;
}

await start({ needs: "person" });
await load();
