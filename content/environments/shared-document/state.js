"use strict";
// A document written by several people: history, comments, suggestions, sharing. The answer is what was decided or changed.

const begin = (config) => ({
  config,
  paragraphs: config.paragraphs.map((one) => ({ ...one })),
  comments: config.comments.map((one) => ({ resolved: false, mine: false, ...one, first: !!one.resolved })),
  suggestions: config.suggestions.map((one) => ({ state: "open", mine: false, ...one })),
  versions: config.versions,
  people: config.people,
  link: { ...config.link },
  mode: "editing",
  side: "comments",
  panel: null,
  form: null,
  seen: null,
  restored: "",
  names: [],
  fetched: [],
});

const tasks = {
  restore: (s) => s.restored,
  version: (s) => s.seen || "",
  suggestions: (s) =>
    joined(s.suggestions.filter((one) => one.state !== "open").map((one) => one.id + "=" + one.state)),
  resolve: (s) =>
    joined(s.comments.filter((one) => one.resolved !== one.first).map((one) => one.id + (one.resolved ? "" : "=open"))),
  comment: (s) =>
    joined(s.comments.filter((one) => one.mine).map((one) => one.on + (one.mention ? ":" + one.mention : ""))),
  share: (s, config) =>
    joined([
      ...s.people
        .filter((one) => (config.people.find((old) => old.id === one.id) || {}).role !== one.role)
        .map((one) => one.id + "=" + one.role),
      ...config.people.filter((old) => !s.people.some((one) => one.id === old.id)).map((old) => old.id + "=removed"),
    ]),
  link: (s, config) => {
    const { access, role, until } = s.link;
    return JSON.stringify(s.link) === JSON.stringify(config.link)
      ? ""
      : access + (access === "restricted" ? "" : ":" + role + (until ? ".." + until : ""));
  },
  edit: (s, config) =>
    s.paragraphs
      .filter((one) => {
        const old = config.paragraphs.find((two) => two.id === one.id);
        return !old || old.text !== one.text;
      })
      .map((one) => one.id + "=" + one.text)
      .join(" | "),
  suggest: (s) =>
    s.suggestions
      .filter((one) => one.mine)
      .map((one) => one.on + "=" + one.to)
      .join(" | "),
  name: (s) => joined(s.names),
  download: (s) => joined(s.fetched),
};

const numberOf = (s, id) => s.paragraphs.findIndex((one) => one.id === id) + 1;
const stamp = (iso) => day(iso, { dateStyle: "medium", timeStyle: "short" });
const what = (one) => t("replace", { from: one.from, to: one.to });

function keep() {
  const { form, mode } = Env.state(),
    text = form.text.trim();
  update(
    (s) => {
      const paragraph = s.paragraphs.find((one) => one.id === form.id);
      if (paragraph.text !== text && mode === "suggesting")
        s.suggestions.push({
          id: "mine" + s.suggestions.length,
          on: form.id,
          author: s.config.me.name,
          from: paragraph.text,
          to: text,
          state: "open",
          mine: true,
        });
      else paragraph.text = text;
      s.form = null;
    },
    t(mode === "suggesting" ? "suggested" : "saved"),
  );
}

const decide = (one, state) =>
  update((s) => {
    one.state = state;
    const paragraph = s.paragraphs.find((two) => two.id === one.on);
    if (state === "accepted") paragraph.text = paragraph.text.replace(one.from, one.to);
  }, t("done"));
