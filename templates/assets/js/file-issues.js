// What is wrong in a file, or worth knowing, line by line as a spreadsheet numbers them.
import { el } from "./dom.js";
import { count, has, t } from "./i18n.js";

/**
 * @param {string} key of the heading, which counts them
 * @param {{line: number, field: string, message: string}[]} issues
 * @param {string} kind class of the box
 */
export function issueList(key, issues, kind) {
  return el("div", { class: `${kind} issues` },
    el("p", { class: "strong" }, count(key, issues.length)),
    el("ul", { class: "plain" }, issues.map(({ line, field, message }) => el("li", {},
      el("span", { class: "strong" }, t("issue.line", { line })), column(field), el("span", {}, message)))));
}

const column = (field) => has(`column.${field}`) && el("span", { class: "quiet" }, t(`column.${field}`));

/** The columns that a refused file lacks or has too many of. */
export const columnIssues = ({ fields }) => el("ul", {}, fields.map(({ where, message }) => el("li", {}, t("issue.column", { column: where, message }))));
