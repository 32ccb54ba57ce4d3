// Tutorials: those recommended for what was missed, and those kept.
import { byId, el, fill } from "../dom.js";
import { contentLanguage, t } from "../i18n.js";
import { showProblem } from "../problems.js";
import { call } from "../session.js";
import { sendWaiting, start } from "../shell.js";
import { tutorialCards } from "../tutorials.js";

async function load() {
  try {
    const lists = await Promise.all(["recommended", "saved"].map(read));
    fill(byId("content"), section("recommended", lists[0]), section("saved", lists[1])).removeAttribute("aria-busy");
  } catch (error) {
    showProblem(error, load);
  }
}

const read = async (kind) => (await call("GET", `/v1/tutorials?kind=${kind}&language=${contentLanguage}`)).body.items;

const section = (kind, items) => el("section", { "aria-labelledby": kind }, el("h2", { id: kind }, t(`tutorials.${kind}`)),
  items.length ? tutorialCards(items, call) : el("p", { class: "quiet" }, t(`tutorials.${kind}.empty`)));

await start({ needs: "person" });
await sendWaiting();
await load();
