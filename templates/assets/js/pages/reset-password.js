// Choosing a new password, with the token of the mailed link (after `#`, so that no server log sees it).
import { request } from "../api.js";
import { onForm } from "../forms.js";
import { pageUrl, t } from "../i18n.js";
import { showNotice } from "../problems.js";
import { start } from "../shell.js";
import { el } from "../dom.js";

const given = new URLSearchParams(location.hash.slice(1));
const token = given.get("token") || new URLSearchParams(location.search).get("token") || "";
history.replaceState(null, "", location.pathname); // neither history nor a shared screen keeps it

const form = onForm("reset-password", async ({ new_password }) => {
  await request("POST", "/v1/password-resets/use", { body: { token, new_password } });
  form.replaceWith(el("p", { class: "actions" }, el("a", { class: "button main", href: pageUrl("sign-in") }, t("reset.sign_in"))));
  showNotice(t("reset.done"));
});
await start();
