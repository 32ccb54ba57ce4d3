// The assessment of a competence: question after question, until its results.
import { byId, el } from "../dom.js";
import { language, pageUrl, t } from "../i18n.js";
import { call } from "../session.js";
import { start } from "../shell.js";
import { Sitting } from "../sitting.js";

const query = new URLSearchParams(location.search);
const id = query.get("id") || "";
const person = await start({ needs: "person" });

const competence = query.get("competence") || "";

const sitting = new Sitting({
  stage: byId("sitting"),
  call,
  owner: person.id,
  name: competence,
  exit: el("a", { class: "exit", href: pageUrl("profile") }, t("sitting.exit")),
  onEnd: (view) => location.replace(pageUrl("results", { id: view.id, competence: view.competence })),
});
await Promise.all([sitting.read(encodeURIComponent(id)), showName()]);

/** The competence's name; its code stays when the profile cannot be read now: the test matters more than its title. */
async function showName() {
  if (!competence) return;
  try {
    const { body } = await call("GET", `/v1/profile?language=${language}`);
    const card = body.areas.flatMap((area) => area.scorecards).find((one) => one.competence === competence);
    if (card) sitting.rename(`${card.code} ${card.name}`);
  } catch {
    // the code is enough to go on
  }
}
