// Answers on their way: each is kept on this device before it is sent, and until the server has said what became of it.
import { Problem, Unreachable } from "./api.js";

const DATABASE = "pix";
const STORE = "answers";

/**
 * @typedef {Object} Waiting
 * @property {string} key assessment:position
 * @property {string} owner person's id, "demo", or "exam:" and the person's id
 * @property {string} assessment
 * @property {number} position
 * @property {string} path where it goes
 * @property {Object} body SubmitAnswer, or AnswerQuestion of a certification test
 * @property {boolean} delayed whether a first try failed
 */

let memory = null; // stands in where the browser refuses a database: kept only while the page stays open

/** @returns {Waiting} */
export function waitingAnswer(owner, assessment, position, value, circumstances) {
  const body = { answer_id: crypto.randomUUID(), position, value, focus_lost: circumstances.focusLost };
  const path = `/v1/assessments/${assessment}/answers`;
  return { key: `${assessment}:${position}`, owner, assessment, position, path, body, secondsLeft: circumstances.secondsLeft, delayed: false };
}

/** The owner of answers to certification tests: other pages leave them to the page of the test. */
export const examOwner = (person) => `exam:${person}`;

/** The same for a certification test: its time is the server's alone. @returns {Waiting} */
export function waitingExamAnswer(person, test, number, value, focusLost) {
  const body = { answer_id: crypto.randomUUID(), number, value, focus_lost: focusLost };
  const path = `/v1/certification-tests/${test}/answers`;
  return { key: `${test}:${number}`, owner: examOwner(person), assessment: test, position: number, path, body, secondsLeft: null, delayed: false };
}

/** Keep an answer; resolves once it is on the device, or once the device refused: a full disk must not stop the sending. */
export const keep = (answer) => transact("readwrite", (store) => store.put(answer)).catch(console.warn);

/** Forget an answer. One that stays by mistake is sent again with the same id, which changes nothing. */
export const drop = (answer) => transact("readwrite", (store) => store.delete(answer.key)).catch(console.warn);

/** @returns {Promise<Waiting|undefined>} */
export const find = (assessment, position) => transact("readonly", (store) => store.get(`${assessment}:${position}`));

/** @returns {Promise<Waiting[]>} the answers of one person that wait */
export async function waitingOf(owner) {
  const all = await transact("readonly", (store) => store.getAll());
  return all.filter((answer) => answer.owner === owner);
}

/** Whether what is kept outlives the page; not where the browser refuses a database. */
export const lasting = () => memory === null;

/** Forget everything of one person (erasure). */
export async function dropAllOf(owner) {
  for (const answer of await waitingOf(owner)) await drop(answer);
}

/**
 * Try to deliver one answer.
 * @param {Waiting} answer
 * @param {(method: string, path: string, body: Object) => Promise<{status: number, body: any}>} call
 * @returns {Promise<{outcome: "accepted"|"waiting"|"refused", view?: Object, problem?: Error}>}
 *   accepted and refused answers are dropped; a waiting one stays
 */
export async function deliver(answer, call) {
  try {
    const reply = await call("POST", answer.path, answer.body);
    await drop(answer);
    return { outcome: "accepted", view: reply.body };
  } catch (error) {
    return stays(error) ? postpone(answer, error) : refuse(answer, error);
  }
}

// No reply, a session that has ended, an overloaded server: none of them says anything about the answer.
const stays = (error) => !(error instanceof Problem) || error.passing;

async function postpone(answer, error) {
  if (error instanceof Unreachable && !answer.delayed) {
    answer.delayed = true;
    if (answer.secondsLeft !== null) answer.body.offline_seconds_left = answer.secondsLeft;
    await keep(answer);
  }
  return { outcome: "waiting", problem: error };
}

async function refuse(answer, problem) {
  await drop(answer);
  return { outcome: "refused", problem };
}

async function transact(mode, work) {
  const database = await open();
  if (!database) return work(memory);
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const wish = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(wish.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

let opening = null;

function open() {
  opening ??= new Promise((resolve) => {
    const giveUp = () => {
      memory = memoryStore();
      resolve(null);
    };
    try {
      const wish = indexedDB.open(DATABASE, 1);
      wish.onupgradeneeded = () => wish.result.createObjectStore(STORE, { keyPath: "key" });
      wish.onsuccess = () => resolve(wish.result);
      wish.onerror = giveUp;
    } catch {
      giveUp();
    }
  });
  return opening;
}

/** The four operations used above, on a map. */
function memoryStore() {
  const rows = new Map();
  return {
    put: (row) => void rows.set(row.key, row),
    delete: (key) => void rows.delete(key),
    get: (key) => rows.get(key),
    getAll: () => [...rows.values()],
  };
}
