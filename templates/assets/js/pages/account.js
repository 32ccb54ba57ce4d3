// The account: who I am, password, sessions, my data.
import { byId, el, fill, onAction } from "../dom.js";
import { onForm } from "../forms.js";
import { date, language, pageUrl, t } from "../i18n.js";
import { dropAllOf, examOwner } from "../outbox.js";
import { remember } from "../preferences.js";
import { problemBox, showNotice, showProblem } from "../problems.js";
import { call, erased, person, signOutEverywhere, update } from "../session.js";
import { sendWaiting, start } from "../shell.js";

const EVERY = 1500; // ms between two looks at an export
const account = await start({ needs: "person" });
await sendWaiting();
byId("email").textContent = account.email;

const form = onForm("person", async (values) => {
  update((await call("PATCH", "/v1/me", values)).body);
  if (values.language !== language) return changeLanguage(values.language);
  showNotice(t("account.saved"));
});
for (const name of ["first_name", "last_name", "language", "country"]) form.elements[name].value = account[name];

function changeLanguage(code) {
  remember("language", code);
  location.assign(location.pathname.replace(/^\/\w+/, `/${code}`));
}

const password = onForm("password", async (values) => {
  await call("PUT", "/v1/me/password", values);
  password.reset();
  showNotice(t("account.password_changed"));
});

onAction("sign-out-everywhere", async () => {
  try {
    await signOutEverywhere();
    location.assign(pageUrl("index"));
  } catch (error) {
    showProblem(error);
  }
});

// --- my data ---

onAction("export", async ({ currentTarget: button }) => {
  button.disabled = true;
  try {
    follow((await call("POST", "/v1/me/exports")).body);
  } catch (error) {
    fill(byId("export-state"), problemBox(error));
  } finally {
    button.disabled = false;
  }
});

async function follow(job) {
  fill(byId("export-state"), job.status === "done" ? ready(job) : el("p", {}, t("account.export.wait")));
  if (job.status === "done") return;
  setTimeout(async () => {
    try {
      follow((await call("GET", `/v1/me/exports/${job.id}`)).body);
    } catch (error) {
      fill(byId("export-state"), problemBox(error, () => follow(job)));
    }
  }, EVERY);
}

const ready = (job) => el("p", {}, t("account.export.ready", { date: date(job.done_at) }), " ",
  el("a", { href: job.download_url, download: "" }, t("account.export.download")));

const dialog = byId("erase-dialog");
onAction("erase", () => dialog.showModal());
onAction("close", () => dialog.close());
onForm("erase", async ({ password: proof }) => {
  const { id } = person();
  await call("POST", "/v1/me/erasure", { password: proof });
  await dropAllOf(id);
  await dropAllOf(examOwner(id));
  erased();
  fill(byId("main"), el("h1", {}, t("account.erased")), el("p", {}, t("account.erased.text")),
    el("p", {}, el("a", { class: "button", href: pageUrl("index") }, t("account.home"))));
});
