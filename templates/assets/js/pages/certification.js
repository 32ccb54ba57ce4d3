// A candidate's way through a certification session: join, wait for the invigilator, enter, take the test.
import { byId, el, fill, focusOn } from "../dom.js";
import { Exam } from "../exam.js";
import { onForm } from "../forms.js";
import { contentLanguage } from "../i18n.js";
import { showProblem } from "../problems.js";
import { call } from "../session.js";
import { start } from "../shell.js";
import { WaitingRoom } from "../waiting-room.js";

// known to this page alone: a closed page, or another machine, needs the invigilator again
const entry = crypto.randomUUID();
const places = { join: byId("join"), code: byId("code"), exam: byId("exam") };
const person = await start({ needs: "person" });
let candidacy = null;

function turnTo(name) {
  for (const [key, node] of Object.entries(places)) node.hidden = key !== name;
  return places[name];
}

const exam = new Exam({
  stage: places.exam,
  entry,
  person: person.id,
  call,
  onLost: () => wait(),
});
const room = new WaitingRoom({ place: places.exam, call, onConfirmed: showCode, onChange: (view) => { candidacy = view; } });

onForm("join", async (given) => {
  const { body } = await call("POST", "/v1/candidacies", trimmed(given));
  // ids only: with them a reload finds the way back to the waiting room
  history.replaceState(history.state, "", `#${body.id}.${body.session.id}`);
  candidacy = body;
  await wait();
});

onForm("enter", async ({ access_code: code }) => {
  const path = `/v1/candidacies/${candidacy.id}/entry?session=${candidacy.session.id}`;
  const { body } = await call("POST", path, { access_code: code.trim(), entry_id: entry, language: contentLanguage });
  turnTo("exam");
  exam.show(body);
});

const trimmed = (given) => Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value.trim()]));

async function wait() {
  exam.stop();
  turnTo("exam");
  await room.open(candidacy);
}

/** The confirmation can be used now: ask for the code that the invigilator tells the room. */
function showCode() {
  const place = turnTo("code");
  focusOn(place.querySelector("h1"));
}

/** Where the address says that this person was. */
async function comeBack() {
  const [, id, session] = /^#([0-9A-Z]{26})\.([0-9A-Z]{26})$/.exec(location.hash) ?? [];
  if (!id) return turnTo("join");
  candidacy = (await call("GET", `/v1/candidacies/${id}?session=${session}`)).body;
  if (candidacy.test !== "ended") return wait();
  turnTo("exam");
  return exam.show((await call("GET", `/v1/certification-tests/${id}`)).body);
}

try {
  await comeBack();
} catch (error) {
  fill(places.exam, el("span"));
  turnTo("join");
  showProblem(error);
}
