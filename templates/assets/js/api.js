// One request to the API: JSON in, JSON out, problems as errors.
import { language } from "./i18n.js";

const PATIENCE = 20_000; // ms; a reply later than this is treated as a lost one

/** A refusal of the server (RFC 9457). */
export class Problem extends Error {
  constructor(status, body) {
    super(body.title || `HTTP ${status}`);
    this.status = status;
    this.code = body.code || "unknown";
    this.title = body.title || "";
    this.detail = body.detail || "";
    this.fields = body.errors || [];
    this.reference = body.correlation_id || "";
    this.retryAfter = body.retry_after ?? null;
    this.remainingDays = body.remaining_days ?? null;
    this.opensAt = body.opens_at ?? null;
    this.missingCompetences = body.missing_competences ?? null;
  }

  /** Whether the same request may succeed later, unchanged. */
  get passing() {
    return this.status >= 500 || this.status === 429;
  }
}

/** No answer came: the network is down, or the reply was lost (the server may have done what was asked). */
export class Unreachable extends Error {}

/**
 * @param {string} method
 * @param {string} path such as "/v1/profile"
 * @param {{body?: Object, token?: string|null}} [options]
 * @returns {Promise<{status: number, body: any}>}
 * @throws {Problem|Unreachable}
 */
export async function request(method, path, { body, token } = {}) {
  const response = await reach(method, path, body, token);
  const content = await parse(response);
  if (!response.ok) throw new Problem(response.status, content || {});
  return { status: response.status, body: content };
}

async function reach(method, path, body, token) {
  const headers = { Accept: "application/json", "Accept-Language": language };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (cause) {
    throw new Unreachable("no reply", { cause });
  }
}

async function parse(response) {
  try {
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  } catch (cause) {
    // a body cut short, or a proxy's own page in place of the API's answer
    if (response.ok) throw new Unreachable("unreadable reply", { cause });
    return null;
  }
}
