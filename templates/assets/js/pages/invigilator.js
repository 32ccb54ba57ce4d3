// The invigilator's page: sign in to one session, then its room.
import { byId } from "../dom.js";
import { onForm } from "../forms.js";
import { request } from "../api.js";
import { Room } from "../room.js";
import { start } from "../shell.js";

onForm("supervise", async ({ session_number: number, password, name }) => {
  const { body } = await request("POST", "/v1/invigilations", {
    body: { session_number: number.trim(), password: password.trim(), name: name.trim() },
  });
  byId("supervise").hidden = true;
  // the access stays in this page's memory: whoever reloads it signs in again
  new Room(byId("room"), body.access_token, body.session).open();
});
await start();
