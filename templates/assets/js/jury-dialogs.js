// What members are asked before a case is opened again, and what follows when a vote came too late.
import { ask } from "./dialogs.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { shortId } from "./jury-words.js";
import { showProblem } from "./problems.js";

/** @returns {Promise<string|null>} why; null when it was left */
export async function askForReopening(candidate) {
  const reason = el("div", { class: "field" }, el("label", { for: "reopen-reason" }, t("jury.reopen.reason")),
    el("textarea", { id: "reopen-reason", name: "reason", rows: "3", maxlength: "2000", required: true }));
  const answer = await ask(t("jury.reopen.sure", { id: shortId(candidate) }), [el("p", {}, t("jury.reopen.text")), reason],
    [["reopen", t("jury.reopen"), (form) => ({ reason: form.elements.reason.value.trim() })]]);
  return answer?.reason || null;
}

const OVERTAKEN = ["vote-already-cast", "vote-late", "case-decided"];

/** Send a vote; when it came twice or late, show what counts instead, and say so. */
export async function settled(part, send) {
  try {
    await send();
  } catch (error) {
    if (!OVERTAKEN.includes(error.code)) throw error;
    await part.load();
    showProblem(error);
  }
}
