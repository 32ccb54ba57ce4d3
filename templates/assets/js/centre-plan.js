// Planning one session.
import { sessionUrl } from "./centre-words.js";
import { byId } from "./dom.js";
import { onForm } from "./forms.js";
import { country } from "./preferences.js";
import { call } from "./session.js";
import { guard, settle } from "./unsaved.js";
import { offerZones } from "./zones.js";

// what a refusal is about
export const ABOUT = { "session-in-the-past": "date", "session-exists": "room" };

/** The form, for a centre. */
export function offerPlan(centre) {
  const sent = new Map(); // the same plan sent again, after a lost reply, has the same id
  const form = guard(onForm("plan", async (values) => {
    const wish = planOf(values);
    const told = JSON.stringify(wish);
    if (!sent.has(told)) sent.set(told, crypto.randomUUID());
    const { body } = await call("POST", `/v1/centres/${centre.id}/sessions`, { ...wish, plan_id: sent.get(told) });
    settle(form);
    location.assign(sessionUrl(body.id));
  }, ABOUT));
  offerZones(form.elements.zone);
  form.elements.remote.addEventListener("change", () => askForWindow(form, form.elements.remote.checked));
  askForWindow(form, false);
}

function planOf({ remote, window_minutes: minutes, ...rest }) {
  return { ...rest, country: country(), remote, window_minutes: remote ? Number(minutes) : null };
}

/** Only a remote session has a window. */
export function askForWindow(form, remote) {
  byId("remote-window").hidden = !remote;
  form.elements.window_minutes.disabled = !remote;
}
