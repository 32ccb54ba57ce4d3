// How the jury's pages name what they show: candidates without their names, statuses, addresses.
import { el } from "./dom.js";
import { count, moment, number, pageUrl, t } from "./i18n.js";
import { person } from "./session.js";

const SHORT = 6; // characters that tell the candidates of one session apart

/** A candidate is an id to the jury; its end tells it from the others. */
export const shortId = (id) => id.slice(-SHORT).toUpperCase();

export const sessionUrl = (id) => `${pageUrl("jury")}#session=${encodeURIComponent(id)}`;

export const caseUrl = (session, id) => pageUrl("jury-case", { session, id });

/** What was decided, or that nothing is. */
export function statusTag(status) {
  const kind = status === "validated" ? "good" : `jury-${status || "waiting"}`;
  return el("span", { class: `tag ${kind}` }, status ? t(`jury.status.${status}`) : t("jury.undecided"));
}

/** A total with its 95 % interval. One that is a point is no knowledge: the profile allows no more, or nothing was shown. */
export function withInterval(pix, [low, high]) {
  const told = low < high ? t("jury.interval", { low: number(low), high: number(high) }) : high > 0 && t("jury.interval.limit");
  return [count("pix", pix), told].filter(Boolean).join(" ");
}

/** A scoring in words: what the engine proposes. */
export const proposed = ({ status, pix, interval }) => [t(`jury.status.${status}`), status === "validated" && withInterval(pix, interval)].filter(Boolean).join(" · ");

/** Who voted: by name; whose account is gone keeps a number. */
export const memberName = ({ member, name, place }) => (member === person()?.id ? t("jury.you") : name || t("jury.member", { n: place }));

/** What somebody wrote, as the page's language marks it. */
export const quoted = (text) => t("quote", { text });

/** The title of a competence in the framework of the test; its code when that is all there is. */
export const titled = (titles, code) => titles[code] ?? code;

/** Questions by their numbers. */
export const questions = (numbers) => numbers.length === 1 ? t("jury.question", { number: numbers[0] }) : t("jury.questions", { numbers: numbers.join(", ") });

/** What a ballot says: the choice, and what it leaves out or withholds. */
export function ballot({ choice, left_out: numbers, withheld }) {
  const more = [numbers.length > 0 && questions(numbers), withheld.length > 0 && withheld.map(shortId).join(", ")];
  return [t(`jury.choice.${choice}`), ...more.filter(Boolean)].join(" · ");
}

/** How far a question is: votes, and until when. */
export function progress(question) {
  const votes = t("jury.votes", { voted: question.voted, eligible: question.eligible, quorum: question.quorum });
  return question.open ? [votes, t("jury.until", { time: moment(question.deadline) })].join(" · ") : votes;
}
