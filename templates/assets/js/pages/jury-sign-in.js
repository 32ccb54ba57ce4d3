// Sign-in to the pages of the jury.
import { onForm } from "../forms.js";
import { pageUrl } from "../i18n.js";
import { nextPage, signIn } from "../session.js";
import { start } from "../shell.js";

onForm("sign-in", async ({ email, password }) => {
  await signIn(email.trim(), password);
  location.assign(nextPage(pageUrl("jury")));
}, { "not-a-member": "email" });
await start();
