// Files that go to the API and come from it, in base64.
import { Problem } from "./api.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";

const MOST = 1_400_000; // bytes; with what base64 adds, below what the API takes

/**
 * @param {File} file
 * @returns {Promise<{name: string, content: string}>}
 * @throws {Problem} file-too-large, file-changed
 */
export async function packed(file) {
  if (file.size > MOST) throw new Problem(413, { code: "file-too-large", title: t("file.too_large") });
  const bytes = new Uint8Array(await file.arrayBuffer().catch(() => {
    // browsers refuse to read a file that was saved again since it was chosen
    throw new Problem(422, { code: "file-changed", title: t("file.changed") });
  }));
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { name: file.name.slice(-200), content: btoa(text) };
}

/** Hand a file of the API to the reader. */
export function handOut({ name, media_type: type, content }) {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
