"use strict";
// A web browser over pages of our own: address, tabs, certificate, downloads, cookies, extensions. The answer is where one went and what one changed.

function begin(config) {
  const s = {
    config,
    tabs: [],
    tab: null,
    next: 1,
    typed: "",
    panel: null,
    bookmarks: config.bookmarks,
    history: config.history,
    downloads: config.downloads,
    cookies: config.cookies,
    extensions: config.extensions,
    permissions: config.permissions,
    settings: { ...config.settings, start: config.home },
    looked: "",
    reported: [],
    submitted: "",
    form: {},
    gone: { cookies: [], history: [], extensions: [] },
    seen: [],
  };
  for (const url of config.open) openTab(s, url);
  s.tab = s.tabs[0].id;
  s.typed = urlOf(s);
  s.moved = false;
  return s;
}

const first = (config) => ({ ...config.settings, start: config.home });
const tasks = {
  address: (s) => (s.moved ? urlOf(s) : ""),
  report: (s) => joined(s.reported),
  certificate: (s) => s.looked,
  tabs: (s, config) => {
    const now = s.tabs.map((tab) => (tab.private ? "private:" : "") + tab.stack[tab.at]);
    return String(now) === String(config.open) ? "" : sorted(now).join(",");
  },
  bookmark: (s, config) =>
    joined([
      ...s.bookmarks.filter((one) => !config.bookmarks.some((old) => old.id === one.id)).map((one) => "+" + one.id),
      ...config.bookmarks.filter((old) => !s.bookmarks.some((one) => one.id === old.id)).map((old) => "-" + old.id),
    ]),
  cookies: (s) => joined(s.gone.cookies),
  history: (s) => joined(s.gone.history),
  extensions: (s, config) =>
    joined([
      ...s.gone.extensions.map((id) => id + "=removed"),
      ...s.extensions
        .filter((one) => one.on !== config.extensions.find((old) => old.id === one.id).on)
        .map((one) => one.id + "=" + (one.on ? "on" : "off")),
    ]),
  download: (s, config) =>
    joined([
      ...s.downloads.filter((one) => !config.downloads.some((old) => old.id === one.id)).map((one) => "+" + one.id),
      ...config.downloads.filter((old) => !s.downloads.some((one) => one.id === old.id)).map((old) => "-" + old.id),
    ]),
  permissions: (s, config) =>
    joined(
      s.permissions
        .filter((one) => one.state !== (config.permissions.find((old) => old.id === one.id) || { state: "ask" }).state)
        .map((one) => one.id + "=" + one.state),
    ),
  settings: (s, config) =>
    joined(
      Object.entries(s.settings)
        .filter(([key, value]) => value !== first(config)[key])
        .map(([key, value]) => key + "=" + (value === true ? "on" : value === false ? "off" : value)),
    ),
  submit: (s) => s.submitted,
};

// Going places.
const tabOf = (s) => s.tabs.find((tab) => tab.id === s.tab);
const urlOf = (s) => {
  const tab = tabOf(s);
  return tab ? tab.stack[tab.at] : "";
};
const host = (url) => url.replace(/^[a-z]+:\/\//, "").split("/")[0];
const pageOf = (s, url) => s.config.pages.find((page) => page.url === url);
function resolve(s, typed) {
  const clean = typed.trim(),
    known = (url) => pageOf(s, url) && url;
  const bare = clean.replace(/^https?:\/\//, "").replace(/\/+$/, "");
  const tries = [
    clean,
    clean + "/",
    ...["https://", "http://"]
      .filter((scheme) => !/^https?:/.test(clean) || clean.startsWith(scheme))
      .flatMap((scheme) => [scheme + bare, scheme + bare + "/", scheme + "www." + bare + "/"]),
  ];
  return tries.map(known).find(Boolean) || (clean ? (/^https?:/.test(clean) ? clean : "https://" + clean) : "");
}
const openTab = (s, url, secret = false) => {
  s.tabs.push({ id: s.next, stack: [url], at: 0, private: secret });
  s.tab = s.next;
  s.next += 1;
  s.typed = url;
};

function visit(s, url) {
  const tab = tabOf(s),
    page = pageOf(s, url);
  tab.stack = [...tab.stack.slice(0, tab.at + 1), url];
  tab.at = tab.stack.length - 1;
  Object.assign(s, { typed: url, form: {}, moved: true, panel: null });
  if (!page || tab.private) return;
  s.history.unshift({ id: "v" + s.history.length + s.next++, url, minutes: 0 });
  for (const cookie of page.cookies || []) {
    const id = cookie.third ? cookie.name : host(url);
    if (cookie.third && s.settings.thirdParty) continue;
    if (!s.cookies.some((one) => one.id === id)) s.cookies.push({ id, count: 1, third: !!cookie.third });
  }
}
const goTo = (url) => update((s) => visit(s, url), "");
const step = (by) =>
  update((s) => {
    const tab = tabOf(s);
    tab.at += by;
    s.typed = urlOf(s);
    s.form = {};
    s.moved = true;
  }, "");
const drop = (s, list, id) => {
  s[list] = s[list].filter((one) => one.id !== id);
};
