"use strict";
// The privacy side of an account, of a phone and of a web site. The answer is what was allowed, refused, shown or asked for.

const begin = (config) => ({
  config,
  at: config.start || "account",
  settings: config.settings,
  posts: config.posts,
  apps: config.apps,
  connected: config.connected,
  sessions: config.sessions,
  people: config.people,
  blocked: [],
  reported: [],
  made: null,
  cookies: null,
  banner: "ask",
  purposes: [],
  legitimate: config.site.legitimate.filter((one) => one.on).map((one) => one.id),
  asked: "",
  request: "",
  changedPosts: [],
});

const oldOf = (config, list, one) => config[list].find((old) => old.id === one.id) || {};
const removed = (s, config, list) =>
  joined(config[list].filter((old) => !s[list].some((one) => one.id === old.id)).map((old) => old.id));
const tasks = {
  settings: (s, config) =>
    joined(
      s.settings
        .filter((one) => one.value !== oldOf(config, "settings", one).value)
        .map((one) => one.id + "=" + one.value),
    ),
  permissions: (s, config) =>
    joined(
      s.apps.flatMap((app) =>
        Object.entries(app.permissions)
          .filter(([what, state]) => oldOf(config, "apps", app).permissions[what] !== state)
          .map(([what, state]) => app.id + "." + what + "=" + state),
      ),
    ),
  connected: (s, config) => removed(s, config, "connected"),
  sessions: (s, config) => removed(s, config, "sessions"),
  cookies: (s) => (s.cookies === null ? "" : s.cookies.join("+")),
  audience: (s, config) =>
    joined(
      s.posts
        .filter((one) => oldOf(config, "posts", one).audience && one.audience !== oldOf(config, "posts", one).audience)
        .map((one) => one.id + "=" + one.audience),
    ),
  posts: (s) => joined(s.changedPosts),
  publish: (s) => s.made || "",
  block: (s) =>
    joined([
      ...s.blocked.map((id) => id + "=blocked"),
      ...s.reported.map((id) => id + "=reported"),
      ...s.people.filter((one) => one.left).map((one) => one.id + "=removed"),
    ]),
  export: (s) => s.asked,
  request: (s) => s.request,
};
