// Planning many sessions from one file: look through it, show everything wrong, then confirm.
import { button, onPress } from "./buttons.js";
import { sessionUrl } from "./centre-words.js";
import { announce, byId, el, fill, focusOn } from "./dom.js";
import { columnIssues, issueList } from "./file-issues.js";
import { handOut, packed } from "./files.js";
import { onForm } from "./forms.js";
import { count, moment, t } from "./i18n.js";
import { country } from "./preferences.js";
import { problemBox } from "./problems.js";
import { call } from "./session.js";
import { offerZones } from "./zones.js";

/** The form, for a centre. */
export function offerImport(centre) {
  const path = `/v1/centres/${centre.id}/session-imports`;
  for (const node of document.querySelectorAll("[data-template]")) {
    onPress(node, async () => handOut((await call("GET", `${path}/template?format=${node.dataset.template}`)).body));
  }
  const form = onForm("import", async ({ zone }) => {
    show();
    try {
      const file = await packed(form.elements.file.files[0]);
      const { body } = await call("POST", path, { ...file, zone, country: country() });
      if (!body.id) form.elements.file.value = ""; // corrected, the same file is chosen again
      show(report(body, path));
    } catch (error) {
      if (error.code !== "sheet-headers") throw error;
      show(problemBox(error), columnIssues(error));
    }
  }, { "file-too-large": "file", "file-changed": "file", "sheet-unreadable": "file", "sheet-empty": "file" });
  // what was found is about the file that was sent, not about the one chosen since
  form.elements.file.addEventListener("change", () => show());
  offerZones(form.elements.zone);
}

function show(...parts) {
  const place = fill(byId("import-report"), ...parts);
  if (parts.length) focusOn(place);
}

function report(found, path) {
  const told = t("import.found", { sessions: count("import.sessions", found.sessions), candidates: count("import.candidates", found.candidates) });
  announce(found.id ? told : count("import.errors", found.errors.length));
  return [
    found.errors.length > 0 && issueList("import.errors", found.errors, "problem"),
    found.warnings.length > 0 && issueList("import.warnings", found.warnings, "notice waiting"),
    found.id && el("div", { class: "notice" }, el("p", { class: "strong" }, told),
      el("p", {}, t("import.until", { time: moment(found.expires_at) })),
      el("p", { class: "actions" },
        button(t("import.confirm"), "main", async () => show(done((await call("POST", `${path}/${found.id}/confirmation`)).body))),
        button(t("import.drop"), "", async () => show()))),
  ];
}

const done = ({ sessions }) => el("div", { class: "notice good" },
  el("p", { class: "strong" }, count("import.done", sessions.length)),
  el("ul", {}, sessions.map(({ id, number, candidates }) =>
    el("li", {}, el("a", { href: sessionUrl(id) }, t("planned.number", { number })), " · ", count("import.candidates", candidates)))));
