// One session for its centre: its plan and codes, its candidates, its papers, its end.
import { Candidates } from "../session-candidates.js";
import { Closing } from "../session-closing.js";
import { Overview } from "../session-overview.js";
import { Results } from "../session-results.js";
import { offerPapers } from "../session-papers.js";
import { offerSheet } from "../session-sheet.js";
import { Problem } from "../api.js";
import { centreUrl } from "../centre-words.js";
import { byId, el, fill } from "../dom.js";
import { pageUrl, t } from "../i18n.js";
import { showProblem } from "../problems.js";
import { call } from "../session.js";
import { start } from "../shell.js";
import { views } from "../views.js";

const EVERY = 10_000; // ms between two looks at a session while it may change
const OVER = ["finalized", "in_jury", "published", "cancelled"];
const SLOWLY = 60_000; // ms: what a jury does takes days
const path = `/v1/certification-sessions/${encodeURIComponent(new URLSearchParams(location.search).get("id") || "-")}`;
let session = null;
let centre = null;
let shown = null;
let timer = null;

const candidates = new Candidates({ path, changed: look });
const closing = new Closing({ path, changed: look });
const overview = new Overview({ path, changed: show });
const results = new Results({ path });
const parts = { candidates, closing, results };

/** The page as the session now is. */
function show(view) {
  session = view;
  document.title = `${t("planned.number", { number: view.number })} · Pix`;
  byId("heading").textContent = t("planned.number", { number: view.number });
  overview.show(view);
  const over = OVER.includes(view.status);
  const approved = centre.status === "approved";
  for (const form of document.querySelectorAll('[data-while="open"]')) form.hidden = over || !approved;
  candidates.allow(!over && approved);
}

/** Ask how the session is now; what does not come is asked again later. */
async function look() {
  clearTimeout(timer);
  try {
    if (!document.hidden) show((await call("GET", path)).body);
  } catch (error) {
    // deleted, or not ours any more: that is said once
    if (error instanceof Problem && !error.passing) return showProblem(error);
  }
  timer = setTimeout(again, OVER.includes(session.status) ? SLOWLY : EVERY);
  return undefined;
}

async function again() {
  await look();
  if (!document.hidden && shown.current() === "closing") await closing.follow();
}

async function load() {
  try {
    const [{ body: view }, { body: mine }] = await Promise.all([call("GET", path), call("GET", "/v1/centres")]);
    centre = mine.items.find((one) => one.id === view.centre);
    fill(byId("back"), el("a", { href: centreUrl(centre.id) }, t("session.back", { centre: centre.name })));
    show(view);
  } catch (error) {
    byId("loading").remove();
    fill(byId("back"), el("a", { href: pageUrl("centre") }, t("session.back_to_list")));
    showProblem(error, error instanceof Problem && !error.passing ? null : () => location.reload());
    return;
  }
  byId("loading").remove();
  byId("session").hidden = false;
  offerPapers(path);
  offerSheet(path, () => candidates.load());
  shown = views((view) => parts[view]?.load());
  shown.show();
  timer = setTimeout(again, EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || again());
}

await start({ needs: "person" });
await load();
