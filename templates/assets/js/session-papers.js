// Papers of a session: asked for, awaited, fetched by a link that is renewed before it ends.
import { onPress } from "./buttons.js";
import { byId, el, fill } from "./dom.js";
import { t } from "./i18n.js";
import { problemBox } from "./problems.js";
import { call } from "./session.js";

const EVERY = 1500; // ms between two looks at a paper that is being made
const RENEW = 240_000; // ms: a link lives five minutes

/** @param {string} path of the session */
export function offerPapers(path) {
  const papers = `${path}/documents`;
  for (const node of document.querySelectorAll("[data-paper]")) {
    const kind = node.dataset.paper;
    const place = byId(`paper-${kind}`);
    onPress(node, async () => {
      const { body } = await call("POST", papers, { kind, language: byId("paper-language").value });
      remember(kind, body.id);
      follow(papers, place, body);
    });
    // asked for before this page was loaded anew
    if (asked()[kind]) read(papers, place, asked()[kind]);
  }
}

// ids only, in this entry of the browser's history
const asked = () => history.state?.papers ?? {};
const remember = (kind, id) => history.replaceState({ ...history.state, papers: { ...asked(), [kind]: id } }, "");
const timers = new Map();

async function read(papers, place, id) {
  try {
    follow(papers, place, (await call("GET", `${papers}/${id}`)).body);
  } catch (error) {
    if (error.code === "not-found") fill(place);
    else fill(place, problemBox(error, () => read(papers, place, id)));
  }
}

function follow(papers, place, job) {
  clearTimeout(timers.get(place));
  const text = SAYS[job.status](job);
  // the link that somebody is about to press stays the same element
  const link = place.querySelector("a");
  if (link && job.url) link.href = job.url;
  else fill(place, text);
  if (job.status !== "failed") timers.set(place, setTimeout(() => read(papers, place, job.id), job.status === "done" ? RENEW : EVERY));
}

const SAYS = {
  requested: () => el("p", {}, t("paper.wait")),
  done: ({ kind, url }) => el("p", {}, el("a", { class: "download", href: url, download: `${kind}.pdf` }, t(`paper.ready.${kind}`))),
  failed: ({ reason }) => el("p", { class: "problem" }, t("paper.failed"), reason && el("span", { class: "quiet" }, ` ${reason}`)),
};
