// Sign-up.
import { onForm } from "../forms.js";
import { language, pageUrl } from "../i18n.js";
import { setCountry } from "../preferences.js";
import { nextPage, signUp } from "../session.js";
import { start } from "../shell.js";

const form = onForm("sign-up", async (values) => {
  await signUp({ ...values, email: values.email.trim(), language });
  location.assign(nextPage(pageUrl("profile")));
});
form.elements.country.addEventListener("change", () => setCountry(form.elements.country.value));
await start();
