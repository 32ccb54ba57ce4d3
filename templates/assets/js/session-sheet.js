// The sheet made for a session: fetched, filled in, sent back; with one wrong line nobody is enrolled.
import { onPress } from "./buttons.js";
import { announce, byId, el, fill, focusOn } from "./dom.js";
import { columnIssues, issueList } from "./file-issues.js";
import { handOut, packed } from "./files.js";
import { onForm } from "./forms.js";
import { count, t } from "./i18n.js";
import { problemBox } from "./problems.js";
import { call } from "./session.js";

/**
 * @param {string} path of the session
 * @param {() => Promise<void>} changed called when somebody was enrolled
 */
export function offerSheet(path, changed) {
  for (const node of document.querySelectorAll("[data-sheet]")) {
    onPress(node, async () => handOut((await call("GET", `${path}/candidate-sheet?format=${node.dataset.sheet}`)).body));
  }
  const form = onForm("sheet", async () => {
    show();
    try {
      const { body } = await call("POST", `${path}/candidate-sheets`, await packed(form.elements.file.files[0]));
      form.reset(); // corrected, the same file is chosen again
      show(report(body));
      if (!body.errors.length) await changed();
    } catch (error) {
      if (error.code !== "sheet-headers") throw error;
      show(problemBox(error), columnIssues(error));
    }
  }, { "file-too-large": "file", "file-changed": "file", "sheet-unreadable": "file", "sheet-empty": "file", "sheet-not-for-this-session": "file" });
  form.elements.file.addEventListener("change", () => show());
}

function show(...parts) {
  const place = fill(byId("sheet-report"), ...parts);
  if (parts.length) focusOn(place);
}

function report({ added, changed, unchanged, errors }) {
  if (errors.length) return issueList("sheet.errors", errors, "problem");
  const text = [count("sheet.added", added), changed > 0 && count("sheet.changed", changed), unchanged > 0 && count("sheet.unchanged", unchanged)];
  announce(text.filter(Boolean).join(" "));
  return el("div", { class: "notice good" }, text.filter(Boolean).map((line) => el("p", {}, line)), el("p", {}, t("sheet.kept")));
}
