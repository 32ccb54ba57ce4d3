// What an invigilator can do with a candidate: what is asked before, sent, shown at once, and said.
import { t } from "./i18n.js";
import { askAboutAlert, askBeforeEnd, askForIdentity, askForIncident } from "./room-dialogs.js";

const one = (line, rest) => `/candidates/${line.id}/${rest}`;
const named = (line) => `${line.first_name} ${line.last_name}`;

/**
 * @typedef {Object} Act
 * @property {(line: Object) => Promise<Object|null>} [ask] null: cancelled
 * @property {(room: Room, line: Object, wish: Object) => Promise<void>} send safe to repeat
 * @property {(line: Object, wish: Object) => Object} [changes] of the line
 * @property {(line: Object, wish: Object) => string} says
 */

/** @type {Object<string, Act>} */
export const ACTS = {
  confirm: {
    send: (room, line) => room.call("POST", one(line, "confirmation")),
    changes: () => ({ state: "confirmed" }),
    says: (line) => t("room.confirmed", { name: named(line) }),
  },
  withdraw: {
    send: (room, line) => room.call("DELETE", one(line, "confirmation")),
    changes: (line) => ({ state: line.started_at ? "returning" : "waiting", confirmed_until: null }),
    says: (line) => t("room.withdrawn", { name: named(line) }),
  },
  alert: {
    ask: askAboutAlert,
    send: (room, line, wish) => room.call("POST", one(line, `alerts/${line.alert.number}/decision`), wish),
    changes: () => ({ state: "running", alert: null }),
    says: (_, { decision }) => t(`room.decided.${decision}`),
  },
  end: {
    ask: askBeforeEnd,
    send: (room, line) => room.call("POST", one(line, "end")),
    changes: () => ({ state: "ended", ended: "invigilator", alert: null }),
    says: (line) => t("room.has_ended", { name: named(line) }),
  },
  incident: {
    ask: askForIncident,
    send: (room, line, wish) => room.call("POST", "/reports", { ...wish, candidate: line.id }),
    says: () => t("room.noted"),
  },
  identity: {
    ask: askForIdentity,
    send: (room, line, wish) => room.call("POST", one(line, "identity-check"), wish),
    changes: (_, { decision }) => ({ identity: decision }),
    says: (line, { decision }) => `${named(line)}: ${t(`room.identity.${decision}`)}`,
  },
};
