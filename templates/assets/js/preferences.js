// What this browser remembers between visits: language, country, and whether someone was signed in. Never a token.

const KEY = "pix.";

/** @returns {string|null} */
export function remembered(name) {
  try {
    return localStorage.getItem(KEY + name);
  } catch {
    return null; // storage refused by the browser: everything works, nothing is remembered
  }
}

/** @param {string|null} value null forgets */
export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(KEY + name);
    else localStorage.setItem(KEY + name, value);
  } catch {
    // as above
  }
}

/** The country that decides texts: the account's once it is known, before that the visitor's choice. */
export function country() {
  return document.documentElement.dataset.country;
}

/** Show the texts of a country, and remember it. */
export function setCountry(code) {
  document.documentElement.dataset.country = code;
  remember("country", code);
  for (const select of document.querySelectorAll('select[name="country"]')) select.value = code;
}
