// Following the link of an invitation: sign in or up, accept, go to the centre.
import { button } from "../buttons.js";
import { byId, el, fill, focusOn } from "../dom.js";
import { onForm } from "../forms.js";
import { pageUrl, t } from "../i18n.js";
import { call, person, signIn, signInTo, signOut } from "../session.js";
import { start } from "../shell.js";
import { centreUrl } from "../centre-words.js";

// read once: the secret leaves the address when it was used
const token = new URLSearchParams(location.hash.slice(1)).get("token") || "";
const content = byId("content");

onForm("sign-in", async ({ email, password }) => {
  await signIn(email.trim(), password);
  const centre = await accept();
  await signInTo("centre", email.trim(), password); // they proved who they are a moment ago
  location.replace(centreUrl(centre.id));
}, { "invitation-over": "email" });

async function accept() {
  const { body } = await call("POST", "/v1/centre-invitations/accept", { token });
  history.replaceState(history.state, "", location.pathname);
  return body;
}

/** Signed in already: whoever shares a computer sees in whose name they would join. */
function offer({ first_name: first, last_name: last, email }) {
  fill(content,
    el("p", {}, t("join.as", { name: `${first} ${last}`, email })),
    el("p", { class: "actions" }, button(t("join.accept"), "main", async () => joined(await accept())),
      button(t("join.other"), "", async () => { await signOut(); askWho(); })));
}

/** The pages of a centre have a session of their own. */
function joined(centre) {
  byId("heading").textContent = t("join.done", { centre: centre.name });
  fill(content, el("p", {}, t("join.next")),
    el("p", { class: "actions" }, el("a", { class: "button main", href: centreUrl(centre.id) }, t("join.go"))));
  focusOn(byId("heading"));
}

function askWho() {
  fill(content);
  byId("sign-up").href = pageUrl("sign-up", { next: location.pathname }) + location.hash;
  byId("sign-in").hidden = false;
}

await start();
content.removeAttribute("aria-busy");
if (token.length < 20) fill(content, el("p", { class: "notice" }, t("join.no_token")));
else if (person()) offer(person());
else askWho();
