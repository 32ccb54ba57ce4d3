"use strict";
// A calendar: events, time zones, invitations, repetition, availability, sharing. The answer is what was planned or changed.

const NEW = {
  place: "",
  guests: [],
  repeat: "never",
  until: "",
  reminder: 10,
  organizer: "",
  status: "",
  private: false,
};
function begin(config) {
  const events = config.events.map((event) => ({ ...structuredClone(NEW), zone: config.zone, ...event }));
  return {
    config,
    events,
    first: structuredClone(events),
    shown: config.zone,
    monday: mondayOf(config.today),
    open: null,
    form: null,
    problem: "",
    panel: null,
    query: "",
    slot: "",
    created: null,
    sharing: config.sharing,
    lookDay: config.today,
  };
}

// Answers.
const when = (s, event) => {
  const zone = s.config.zone,
    start = local(instant(event.start, event.zone), zone),
    end = local(instant(event.end, event.zone), zone);
  return start.replace("T", " ") + "-" + end.slice(11);
};
const spell = (s, event, part) =>
  ({
    when: when(s, event),
    title: event.title,
    place: event.place,
    guests: joined(event.guests),
    repeat: event.repeat === "never" ? "" : event.repeat + (event.until ? ".." + event.until : ""),
    reminder: String(event.reminder),
    private: event.private ? "yes" : "",
    zone: event.zone,
  })[part];
const changed = (s, say) =>
  joined(
    s.first
      .map((old) => [old, s.events.find((event) => event.id === old.id)])
      .filter(([old, now]) => now && say(old) !== say(now))
      .map(([old, now]) => old.id + "=" + say(now)),
  );
const tasks = {
  create: (s, config) =>
    s.created
      ? config.parts
          .map((part) => [part, spell(s, s.created, part)])
          .filter(([, value]) => value !== "")
          .map((pair) => pair.join("="))
          .join(" ")
      : "",
  move: (s) => changed(s, (event) => when(s, event)),
  delete: (s) => joined(s.first.filter((old) => !s.events.some((event) => event.id === old.id)).map((old) => old.id)),
  reply: (s) => changed(s, (event) => event.status),
  repeat: (s) => changed(s, (event) => spell(s, event, "repeat") || "never"),
  reminder: (s) => changed(s, (event) => String(event.reminder)),
  guests: (s) => changed(s, (event) => sorted(event.guests).join("+")),
  zone: (s, config) => (s.shown === config.zone ? "" : s.shown),
  slot: (s) => s.slot,
  share: (s, config) =>
    joined([
      ...s.sharing
        .filter((one) => (config.sharing.find((old) => old.id === one.id) || {}).level !== one.level)
        .map((one) => one.id + "=" + one.level),
      ...config.sharing.filter((old) => !s.sharing.some((one) => one.id === old.id)).map((old) => old.id + "=removed"),
    ]),
  open: (s) => s.open || "",
};
