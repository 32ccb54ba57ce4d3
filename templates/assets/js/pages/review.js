// One past assessment, question by question.
import { byId, el, fill } from "../dom.js";
import { moment, pageUrl, t } from "../i18n.js";
import { showProblem } from "../problems.js";
import { reviewList, summary } from "../review.js";
import { call } from "../session.js";
import { start } from "../shell.js";

const id = new URLSearchParams(location.search).get("id") || "";

async function load() {
  try {
    const review = (await call("GET", `/v1/assessments/${encodeURIComponent(id)}/review`)).body;
    fill(byId("content"),
      el("p", {}, moment(review.assessment.started_at), " · ", summary(review.items)),
      el("h2", { class: "unseen" }, t("review.heading")),
      review.items.length ? reviewList(review, { call }) : el("p", {}, t("review.none")),
      el("p", { class: "actions" }, el("a", { class: "button", href: pageUrl("history") }, t("review.back")))).removeAttribute("aria-busy");
  } catch (error) {
    showProblem(error, load);
  }
}

await start({ needs: "person" });
await load();
