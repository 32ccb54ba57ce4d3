// The page at `/`: goes to the language used last, else to the browser's first one that we have.
import { remembered } from "../preferences.js";

const HAVE = ["fr", "en", "de"];
const wishes = [remembered("language"), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
location.replace(`/${wishes.find((code) => HAVE.includes(code)) || "fr"}/index.html`);
