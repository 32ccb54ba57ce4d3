"use strict";
// A mail program: folders, search, headers, sending, rules. The answer is what was done to the messages.

const FOLDERS = ["inbox", "sent", "drafts", "archive", "spam", "trash"];

function begin(config) {
  return {
    me: config.me,
    contacts: config.contacts,
    files: config.files,
    labels: config.labels.map((name) => ({ id: name, name })),
    mails: config.mails.map((mail) => ({
      cc: [],
      files: [],
      headers: [],
      read: false,
      flagged: false,
      ...mail,
      start: mail.folder,
      startFlag: !!mail.flagged,
    })),
    folder: "inbox",
    open: null,
    query: "",
    show: "all",
    details: false,
    compose: null,
    panel: null,
    reports: {},
    left: [],
    saved: [],
    rules: [],
    made: [],
    away: null,
    last: null,
    link: null,
  };
}

// Answers.
const wanted = (config, mails) => (config.mail ? mails.filter((mail) => mail.id === config.mail) : mails);
const tasks = {
  open: (s) => s.open || "",
  move: (s, config) =>
    joined(
      wanted(config, s.mails)
        .filter((mail) => mail.start && mail.folder !== mail.start)
        .map((mail) => mail.id + ">" + mail.folder),
    ),
  report: (s) => joined(Object.entries(s.reports).map(([id, kind]) => id + ":" + kind)),
  flag: (s) => joined(s.mails.filter((mail) => mail.flagged).map((mail) => mail.id)),
  unread: (s) => joined(s.mails.filter((mail) => mail.folder === "inbox" && !mail.read).map((mail) => mail.id)),
  unsubscribe: (s) => joined(s.left),
  save: (s) => joined(s.saved),
  link: (s) => s.link || "",
  send: (s, config) =>
    s.last
      ? (config.parts || ["kind", "to", "cc", "bcc", "files"])
          .map((part) => [part, s.last[part]])
          .filter(([, value]) => value)
          .map(([part, value]) => part + "=" + value)
          .join(" ")
      : "",
  draft: (s) =>
    joined(
      s.mails
        .filter((mail) => mail.folder === "drafts" && !mail.start)
        .map((mail) => joined(mail.to) + ":" + mail.subject),
    ),
  folder: (s) =>
    joined(
      s.made.map(
        (name) =>
          fold(name) + ":" + sorted(s.mails.filter((mail) => mail.folder === name).map((mail) => mail.id)).join("+"),
      ),
    ),
  rule: (s) => joined(s.rules.map((rule) => rule.field + ":" + fold(rule.text) + ">" + fold(rule.folder))),
  away: (s) => (s.away ? s.away.from + ".." + s.away.to : ""),
  search: (s) => (s.query ? joined(listed(s).map((mail) => mail.id)) : ""),
};

// Rules of the mailbox.
const folderName = (id) => (FOLDERS.includes(id) ? t(id) : id);
const allFolders = (s) => [...FOLDERS, ...s.labels.map((one) => one.name)];
const person = ([name, address]) => name + " <" + address + ">";
const mailOf = (s) => s.mails.find((mail) => mail.id === s.open);

function listed(s) {
  const words = fold(s.query).split(/\s+/).filter(Boolean);
  const text = (mail) =>
    fold(
      [
        mail.from.join(" "),
        mail.to.join(" "),
        mail.subject,
        mail.body.join(" "),
        mail.files.map((file) => file.name).join(" "),
      ].join(" "),
    );
  const shown = {
    all: () => true,
    unread: (mail) => !mail.read,
    flagged: (mail) => mail.flagged,
    attached: (mail) => mail.files.length > 0,
  }[s.show];
  return s.mails
    .filter(
      (mail) =>
        (words.length ? words.every((word) => text(mail).includes(word)) : mail.folder === s.folder) && shown(mail),
    )
    .sort((one, other) => (one.date < other.date ? 1 : -1));
}

function moveOpen(folder) {
  update(
    (s) => {
      mailOf(s).folder = folder;
      s.open = null;
    },
    t("moved", { folder: folderName(folder) }),
  );
}

function compose(s, kind) {
  const mail = kind === "new" ? null : mailOf(s);
  const to = kind === "forward" || !mail ? [] : mail.from[1] === s.me.address ? mail.to : [mail.from[1]];
  const cc =
    kind === "replyAll" ? [...mail.to, ...mail.cc].filter((one) => one !== s.me.address && !to.includes(one)) : [];
  const prefix = kind === "forward" ? t("passed") : t("again");
  s.compose = {
    kind: mail ? (kind === "replyAll" ? "reply-all" : kind) + ":" + mail.id : "new",
    to: to.join(", "),
    cc: cc.join(", "),
    bcc: "",
    subject: mail ? prefix + mail.subject : "",
    body: mail ? "\n\n> " + mail.body.join("\n> ") : "",
    files: kind === "forward" ? mail.files.map((file) => file.name) : [],
    carried: kind === "forward" ? mail.files : [],
    problem: "",
  };
}

function put(s, folder) {
  const draft = s.compose;
  s.mails.push({
    id: "n" + (s.mails.length + 1),
    folder,
    from: [s.me.name, s.me.address],
    to: addresses(draft.to),
    cc: addresses(draft.cc),
    date: Env.config().today + "T18:00",
    subject: draft.subject,
    body: draft.body.split("\n"),
    files: draft.files.map((name) => ({ name, size: 0 })),
    headers: [],
    read: true,
    flagged: false,
  });
  s.compose = null;
}

function send() {
  const draft = Env.state().compose;
  const everyone = [draft.to, draft.cc, draft.bcc].flatMap(addresses);
  const wrong = everyone.find((one) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(one));
  if (!everyone.length || wrong)
    return update((s) => {
      s.compose.problem = wrong ? t("badAddress", { address: wrong }) : t("needTo");
    });
  return update((s) => {
    s.last = {
      kind: draft.kind,
      to: joined(addresses(draft.to)),
      cc: joined(addresses(draft.cc)),
      bcc: joined(addresses(draft.bcc)),
      files: joined(draft.files),
      subject: draft.subject,
    };
    put(s, "sent");
  }, t("sentNow"));
}

function addRule(rule) {
  const matches = (mail) =>
    mail.folder === "inbox" &&
    fold(rule.field === "from" ? mail.from.join(" ") : mail.subject).includes(fold(rule.text));
  const count = Env.state().mails.filter(matches).length;
  update(
    (s) => {
      s.rules.push(rule);
      s.mails.filter(matches).forEach((mail) => {
        mail.folder = rule.folder;
      });
      s.panel = null;
    },
    t("ruleMade", { n: count }),
  );
}
