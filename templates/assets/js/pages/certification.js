// A candidate's way through a certification session: join, wait for the invigilator, enter, take the test.
import { Problem } from "../api.js";
import { byId, el, fill, focusOn } from "../dom.js";
import { Exam } from "../exam.js";
import { onForm } from "../forms.js";
import { contentLanguage, t } from "../i18n.js";
import { showProblem } from "../problems.js";
import { SignedOut, askToSignIn, call } from "../session.js";
import { clockOf } from "../room-time.js";
import { start } from "../shell.js";
import { WaitingRoom } from "../waiting-room.js";

// known to this page alone: a closed page, or another machine, needs the invigilator again
const entry = crypto.randomUUID();
const places = { join: byId("join"), code: byId("code"), exam: byId("exam") };
const person = await start({ needs: "person" });
let candidacy = null;

const exam = new Exam({ stage: places.exam, entry, person: person.id, call, onLost: showLost });
const room = new WaitingRoom({ place: places.exam, call, onConfirmed: showCode, onEnded: showEnd });

onForm("join", async (given) => {
  const { body } = await call("POST", "/v1/candidacies", trimmed(given));
  // ids only: with them a reload finds the way back to the waiting room
  history.replaceState(history.state, "", `#${body.id}.${body.session.id}`);
  await arrive(body);
});

const code = onForm("enter", async ({ access_code: given }) => {
  const path = `/v1/candidacies/${candidacy.id}/entry?session=${candidacy.session.id}`;
  try {
    const { body } = await call("POST", path, { access_code: given.trim(), entry_id: entry, language: contentLanguage });
    code.reset();
    turnTo("exam");
    await exam.show(body, clockOf(candidacy.session));
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "confirmation-missing") throw error;
    wait(); // it ran out, or was taken back, while the code was typed
    showProblem(error);
  }
});

const trimmed = (given) => Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value.trim()]));

function turnTo(name) {
  for (const [key, node] of Object.entries(places)) node.hidden = key !== name;
  return places[name];
}

/** One page of a browser at a time: a second tab would ask the invigilator for what the first one has. */
async function arrive(view) {
  candidacy = view;
  if (view.test === "ended") return showEnd(view);
  if (!(await alone(view.id))) return undefined;
  return wait();
}

/** @returns {Promise<boolean>} at once when this is the only page; when another one is left, this one starts anew */
function alone(id) {
  if (!navigator.locks) return true;
  return new Promise((resolve) => {
    const held = () => new Promise(() => {}); // until this page goes
    navigator.locks.request(`pix-exam-${id}`, { ifAvailable: true }, (lock) => {
      resolve(Boolean(lock));
      if (lock) return held();
      tell("exam.elsewhere.title", "exam.elsewhere.text");
      navigator.locks.request(`pix-exam-${id}`, () => location.reload());
      return undefined;
    });
  });
}

function wait() {
  turnTo("exam");
  room.open(candidacy);
}

/** The confirmation can be used now: ask for the code that the invigilator tells the room. */
function showCode(view) {
  candidacy = view;
  const place = turnTo("code");
  focusOn(place.querySelector("h1"));
}

/** Another page entered. Coming back takes the test away from it, so it is done on purpose only. */
function showLost() {
  const back = el("button", { type: "button", onclick: () => wait() }, t("exam.lost.back"));
  candidacy = { ...candidacy, test: "running" };
  tell("exam.lost.title", "exam.lost.text", el("p", { class: "actions" }, back));
}

function tell(title, text, more = null) {
  const heading = el("h1", { tabindex: "-1" }, t(title));
  fill(turnTo("exam"), heading, el("p", { class: "notice waiting" }, t(text)), more);
  focusOn(heading);
}

async function showEnd({ id, session }) {
  turnTo("exam");
  try {
    await exam.show((await call("GET", `/v1/certification-tests/${id}`)).body, clockOf(session));
  } catch (error) {
    showProblem(error, () => showEnd({ id, session }));
  }
}

/** Where the address says that this person was. */
async function comeBack() {
  const [, id, session] = /^#([0-9A-Z]{26})\.([0-9A-Z]{26})$/.exec(location.hash) ?? [];
  if (!id) return turnTo("join");
  try {
    return await arrive((await call("GET", `/v1/candidacies/${id}?session=${session}`)).body);
  } catch (error) {
    if (error instanceof SignedOut) return askToSignIn();
    if (error instanceof Problem && !error.passing) turnTo("join");
    return showProblem(error, error instanceof Problem && !error.passing ? null : () => comeBack());
  }
}

await comeBack();
