// Asking for a link to choose a new password.
import { request } from "../api.js";
import { onForm } from "../forms.js";
import { t } from "../i18n.js";
import { showNotice } from "../problems.js";
import { start } from "../shell.js";

const form = onForm("forgotten", async ({ email }) => {
  await request("POST", "/v1/password-resets", { body: { email: email.trim() } });
  form.hidden = true;
  showNotice(t("forgotten.sent"));
});
await start();
