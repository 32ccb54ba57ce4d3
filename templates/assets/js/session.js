// Who is signed in. The access token lives in this module's memory; the refresh token in a cookie no script can read.
import { Problem, request } from "./api.js";
import { pageUrl } from "./i18n.js";
import { remember, remembered, setCountry } from "./preferences.js";

const ARRIVED = location.hash; // a secret of a link stays in this part of addresses, which no server is told
const MARGIN = 30_000; // ms before its end from which a token is renewed

// Each application has a session of its own, so that a learner and the member of a centre can be the same person
// in the same browser. A page belongs to one of them: its area says to which.
const APPLICATIONS = ["learner", "centre", "jury"];
const SIGN_IN = { learner: "sign-in", centre: "centre-sign-in", jury: "jury-sign-in" };

/** "learner" | "centre" | "jury": the application that this page belongs to. */
export const application = APPLICATIONS.find((one) => one === document.documentElement.dataset.area) ?? "learner";

const named = (name, of) => (of === "learner" ? name : `${name}.${of}`);
const hint = (of) => named("signed-in", of); // "yes" when this browser had a session: saves visitors a useless request
const addressed = (path) => (application === "learner" ? path : `${path}?application=${application}`);

let session = null;
let former = null; // whose session ended in this page: signing in again in another tab takes nothing away here
const tabs = new BroadcastChannel(named("pix-session", application));

/** Nobody is signed in (any more). */
export class SignedOut extends Error {}

/** The person signed in, or null. */
export const person = () => session?.person ?? null;

/** Called when another tab signs out, or in as someone else. */
export function onChange(listener) {
  tabs.addEventListener("message", ({ data }) => data !== (person()?.id ?? former) && listener());
}

/** Tell the other tabs who is signed in here now. */
const tell = () => tabs.postMessage(person()?.id ?? null);

/**
 * Find the session again after a page load.
 * @returns {Promise<Object|null>} the person
 * @throws {Unreachable} when the server cannot be asked
 */
export async function restore({ always = false } = {}) {
  if (!always && remembered(hint(application)) !== "yes") return null;
  try {
    await renew();
  } catch (error) {
    if (!(error instanceof SignedOut)) throw error;
  }
  return person();
}

/** A request in the name of the person; renews the token when it has to. */
export async function call(method, path, body) {
  const token = await freshToken();
  try {
    return await request(method, path, { body, token });
  } catch (error) {
    if (!isRefusedToken(error)) throw error;
    await renew(token);
    return request(method, path, { body, token: session.access_token });
  }
}

const isRefusedToken = (error) => error instanceof Problem && error.code === "unauthenticated";

async function freshToken() {
  if (!session || Date.parse(session.expires_at) - Date.now() < MARGIN) await renew(session?.access_token);
  return session.access_token;
}

/** One renewal at a time over all tabs: the cookie rotates, and each tab needs the newest one. */
function renew(refused = null) {
  return exclusively(named("pix-session", application), async () => {
    const renewedMeanwhile = session && refused && session.access_token !== refused;
    if (renewedMeanwhile) return;
    try {
      begin((await request("POST", addressed("/v1/sessions/refresh"))).body);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      forget();
      throw new SignedOut("the session has ended", { cause: error });
    }
  });
}

/** Web Locks where the browser has them: on http://127.0.0.1 and on https. */
export function exclusively(name, work) {
  return navigator.locks ? navigator.locks.request(name, work) : work();
}

function begin(fresh) {
  // the cookie is another person's by now, and this page still shows the first one's: start it anew
  if (session && session.person.id !== fresh.person.id) location.reload();
  session = fresh;
  remember(hint(application), "yes");
  setCountry(fresh.person.country);
}

function forget() {
  former = person()?.id ?? former;
  session = null;
  remember(hint(application), null);
}

export async function signUp(command) {
  begin((await request("POST", "/v1/people", { body: command })).body);
  tell();
}

export async function signIn(email, password) {
  begin((await request("POST", "/v1/sessions", { body: { email, password, application } })).body);
  tell();
}

/** Sign in to another application, whose pages this browser can then open. */
export async function signInTo(other, email, password) {
  await request("POST", "/v1/sessions", { body: { email, password, application: other } });
  remember(hint(other), "yes");
}

export async function signOut() {
  await request("DELETE", addressed("/v1/sessions/current"), { token: session?.access_token });
  forget();
  tell();
}

/** End every session of the person, on every device. */
export async function signOutEverywhere() {
  await call("DELETE", "/v1/sessions");
  forget();
  tell();
}

/** The account is gone. */
export function erased() {
  forget();
  tell();
}

/** The person as the server now has it. */
export function update(changed) {
  session = { ...session, person: changed };
  setCountry(changed.country);
}

/** The page where one signs in to this page's application. */
export const signInPage = (query = {}) => pageUrl(SIGN_IN[application], query);

/** Go to sign-in, and come back here afterwards. */
export function askToSignIn() {
  location.replace(signInPage({ next: location.pathname + location.search + location.hash }));
}

/** Where to go after signing in: only a page of this client. */
export function nextPage(fallback) {
  const next = new URLSearchParams(location.search).get("next") || "";
  return /^\/(fr|en|de)\/[a-z-]+\.html([?#]|$)/.test(next) ? next + (next.includes("#") ? "" : ARRIVED) : fallback;
}
