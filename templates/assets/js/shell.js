// What every page does: find the session, language and country choices, menu, sign-out, network, waiting answers.
import { announce, byId, el, fill, onAction } from "./dom.js";
import { count, language, pageUrl, t } from "./i18n.js";
import { deliver, waitingOf } from "./outbox.js";
import { remember, remembered, setCountry } from "./preferences.js";
import { showProblem } from "./problems.js";
import { application, askToSignIn, call, exclusively, onChange, person, restore, signInPage, signOut, update } from "./session.js";

/**
 * Start a page.
 * @param {{needs?: "person"|"anyone"}} [options] "person": whoever is not signed in goes to sign-in first
 * @returns {Promise<Object|null>} the person; never resolves when the page is about to be left
 */
export async function start({ needs = "anyone" } = {}) {
  dress();
  const found = await restored(needs);
  if (needs === "person" && !found) {
    askToSignIn();
    return new Promise(() => {});
  }
  document.documentElement.dataset.session = found ? "in" : "out";
  onChange(() => location.reload());
  // a page brought back from the browser's memory may tell of yesterday
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  return found;
}

async function restored(needs) {
  try {
    return await restore({ always: needs === "person" });
  } catch (error) {
    if (needs === "person") {
      showProblem(error, () => location.reload());
      window.addEventListener("online", () => location.reload());
      return new Promise(() => {});
    }
    return null;
  }
}

function dress() {
  remember("language", language);
  setCountry(remembered("country") || guessedCountry());
  keepPlaceInLanguageLinks();
  for (const select of document.querySelectorAll('[data-form="country"] select')) select.addEventListener("change", () => chooseCountry(select.value));
  onAction("sign-out", leave);
  menu();
  network();
}

const guessedCountry = () => (navigator.languages.some((tag) => /-BE$/i.test(tag)) ? "BE-WAL" : "FR");

async function chooseCountry(code) {
  setCountry(code);
  try {
    if (person() && application === "learner") update((await call("PATCH", "/v1/me", { country: code })).body);
  } catch (error) {
    showProblem(error);
  }
}

/** Changing language keeps the page: its query and its place. */
function keepPlaceInLanguageLinks() {
  for (const link of document.querySelectorAll("a[data-language]")) {
    link.addEventListener("click", () => { link.href = link.pathname + location.search + location.hash; });
  }
  for (const link of document.querySelectorAll("a[data-keep-next]")) link.href = link.pathname + location.search + location.hash;
}

async function leave() {
  try {
    await signOut();
    location.assign(application === "learner" ? pageUrl("index") : signInPage());
  } catch (error) {
    showProblem(error);
  }
}

function menu() {
  const button = document.querySelector(".menu-button");
  const toggle = (open) => button.setAttribute("aria-expanded", String(open));
  button.addEventListener("click", () => toggle(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    toggle(false);
    button.focus();
  });
}

function network() {
  const place = byId("network");
  const show = () => fill(place, navigator.onLine ? null : el("p", {}, t("network.down")));
  window.addEventListener("online", show);
  window.addEventListener("offline", show);
  show();
}

/** Send what waited since an earlier visit; the pages of an assessment send their own. */
export async function sendWaiting() {
  await exclusively("pix-outbox", async () => {
    const answers = await waitingOf(person().id);
    if (!answers.length) return;
    const outcomes = [];
    for (const answer of answers) outcomes.push((await deliver(answer, call)).outcome);
    tell(outcomes);
  });
}

function tell(outcomes) {
  const told = { refused: "outbox.refused", waiting: "outbox.waiting", accepted: "outbox.sent" };
  const texts = Object.entries(told)
    .map(([outcome, key]) => [key, outcomes.filter((one) => one === outcome).length])
    .filter(([, times]) => times)
    .map(([key, times]) => count(key, times));
  fill(byId("network"), texts.map((text) => el("p", {}, text)));
  announce(texts.join(" "));
}
