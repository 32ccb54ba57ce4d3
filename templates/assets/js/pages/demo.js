// The demo test: no account. Its token opens this one test only; it stays in this tab's history entry, for reloads.
import { request } from "../api.js";
import { byId, el, fill, focusOn, onAction } from "../dom.js";
import { contentLanguage, pageUrl, t } from "../i18n.js";
import { dropAllOf } from "../outbox.js";
import { showProblem } from "../problems.js";
import { reviewList, summary } from "../review.js";
import { start } from "../shell.js";
import { Sitting } from "../sitting.js";

const stage = byId("sitting");
onAction("start-demo", begin);
await start();
if (history.state?.demo) resume(history.state.demo);

async function begin({ currentTarget }) {
  currentTarget.disabled = true;
  try {
    await dropAllOf("demo"); // of an earlier demo, whose token is gone
    const { body } = await request("POST", "/v1/demo-assessments", { body: { language: contentLanguage } });
    const demo = { id: body.assessment.id, token: body.access_token, ends: body.expires_at };
    history.replaceState({ demo }, "", location.pathname);
    sittingOf(demo).show(body.assessment);
  } catch (error) {
    currentTarget.disabled = false;
    showProblem(error);
  }
}

function resume(demo) {
  if (Date.parse(demo.ends) < Date.now()) return;
  sittingOf(demo).read(demo.id);
}

function sittingOf(demo) {
  const call = (method, path, body) => request(method, path, { body, token: demo.token });
  return new Sitting({ stage, call, owner: "demo", name: t("demo.name"), exit: null, onEnd: (view) => results(view, call) });
}

async function results(view, call) {
  try {
    const review = (await call("GET", `/v1/assessments/${view.id}/review`)).body;
    const heading = el("h1", { tabindex: "-1" }, t("demo.end"));
    fill(stage, heading, el("p", { class: "lead" }, summary(review.items)), el("p", {}, t("demo.end.text")),
      el("p", { class: "actions" }, el("a", { class: "button main", href: pageUrl("sign-up") }, t("demo.sign_up")),
        el("button", { type: "button", onclick: again }, t("demo.again"))),
      el("h2", {}, t("review.heading")), reviewList(review, { call }));
    focusOn(heading);
  } catch (error) {
    showProblem(error, () => results(view, call));
  }
}

function again() {
  history.replaceState(null, "", location.pathname);
  location.reload();
}
