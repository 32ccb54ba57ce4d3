// Sign-in.
import { onAction } from "../dom.js";
import { onForm } from "../forms.js";
import { pageUrl } from "../i18n.js";
import { nextPage, signIn } from "../session.js";
import { start } from "../shell.js";

const form = onForm("sign-in", async ({ email, password }) => {
  await signIn(email.trim(), password);
  location.assign(nextPage(pageUrl("profile")));
});
onAction("fill", ({ currentTarget: { dataset } }) => {
  form.elements.email.value = dataset.email;
  form.elements.password.value = dataset.password;
  form.querySelector("button[type=submit]").focus();
});
await start();
