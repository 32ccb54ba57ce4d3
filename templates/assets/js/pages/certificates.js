// One's own certification results, the newest first; asks again, less and less often, while a certificate is being made.
import { announce, byId, el, fill, focusOn } from "../dom.js";
import { pageUrl, t } from "../i18n.js";
import { isBeingMade, ownResult } from "../own-result.js";
import { Polling } from "../polling.js";
import { clearProblem, showProblem } from "../problems.js";
import { call } from "../session.js";
import { start } from "../shell.js";

const PATIENCE = { first: 5, most: 60, growth: 1.5 }; // seconds between two looks
const shown = new Map(); // test -> what was shown of it, as text
const whole = new Map(); // certificate and status -> CertificateView

const polling = new Polling(lookAgain, { least: PATIENCE.first });

async function load() {
  try {
    const items = await results();
    clearProblem();
    polling.asked = performance.now();
    show(items);
    byId("content").removeAttribute("aria-busy");
    arrive();
  } catch (error) {
    showProblem(error, load);
  }
}

/** What is being made is not there yet, or the network is not: both are waited for. */
async function lookAgain() {
  polling.usual = Math.min(PATIENCE.most, polling.usual * PATIENCE.growth);
  try {
    show(await results());
  } catch {
    // the next look may succeed; the page says by itself that the network is gone
  }
}

async function results() {
  const { items } = (await call("GET", "/v1/certificates")).body;
  return Promise.all(items.map(async (one) => ({ ...one, whole: one.certificate && await certificate(one.certificate) })));
}

async function certificate({ id, status }) {
  const key = `${id}/${status}`;
  if (!whole.has(key)) whole.set(key, (await call("GET", `/v1/certificates/${encodeURIComponent(id)}`)).body);
  return whole.get(key);
}

/** Draw what is new; what did not change stays as it is, under a hand or an eye. */
function show(items) {
  if (items.some(isBeingMade)) polling.start();
  else polling.stop();
  if (!items.length) return fill(byId("content"), nothingYet());
  items.forEach((one, place) => {
    const text = JSON.stringify(one);
    if (shown.get(one.test) === text) return;
    const first = !shown.has(one.test);
    shown.set(one.test, text);
    put(ownResult(one, { open: place === 0, changed: async () => show(await results()) }), one, first);
  });
}

function put(node, one, first) {
  if (shown.size === 1 && first) fill(byId("content"));
  if (first) return byId("content").append(node);
  const former = byId(one.test);
  const held = former.contains(document.activeElement);
  former.replaceWith(node);
  if (held) focusOn(node.querySelector("h2"));
  if (one.certificate) announce(t("certificates.ready"));
}

/** A letter leads to one result. */
function arrive() {
  const section = document.getElementById(location.hash.slice(1));
  if (!section?.matches(".own-result")) return;
  for (const part of section.querySelectorAll("details")) part.open = true;
  focusOn(section.querySelector("h2"));
}

const nothingYet = () => el("section", { class: "card", "aria-labelledby": "nothing-yet" },
  el("h2", { id: "nothing-yet" }, t("certificates.none")),
  el("p", {}, t("certificates.what")),
  el("h3", {}, t("certificates.how")),
  el("ol", {},
    el("li", {}, t("certificates.how.profile"), " ", el("a", { href: pageUrl("profile") }, t("certificates.how.profile.link"))),
    el("li", {}, t("certificates.how.centre")),
    el("li", {}, t("certificates.how.join"), " ", el("a", { href: pageUrl("certification") }, t("certificates.how.join.link")))));

await start({ needs: "person" });
window.addEventListener("hashchange", arrive);
await load();
