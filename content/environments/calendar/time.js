"use strict";
// Local times, time zones and occurrences of repeated events.

const parts = (ms, zone) =>
  Object.fromEntries(
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    })
      .formatToParts(ms)
      .map((part) => [part.type, part.value]),
  );
const local = (ms, zone) => {
  const p = parts(ms, zone);
  return p.year + "-" + p.month + "-" + p.day + "T" + p.hour + ":" + p.minute;
};
function instant(text, zone) {
  const wanted = Date.parse(text + ":00Z");
  let ms = wanted;
  for (let n = 0; n < 2; n += 1) ms += wanted - Date.parse(local(ms, zone) + ":00Z");
  return ms;
}
const shift = (iso, days) => new Date(Date.parse(iso + "T00:00Z") + days * 864e5).toISOString().slice(0, 10);
const mondayOf = (iso) => shift(iso, -((new Date(iso + "T00:00Z").getUTCDay() + 6) % 7));
function nextMonth(iso, n) {
  const date = new Date(iso + "T00:00Z");
  date.setUTCMonth(date.getUTCMonth() + n);
  return date.toISOString().slice(0, 10);
}

// Occurrences of an event that start in the week shown: {event, start, end} in ms.
function occurrences(s) {
  const from = instant(s.monday + "T00:00", s.shown),
    to = instant(shift(s.monday, 7) + "T00:00", s.shown),
    found = [];
  for (const event of s.events) {
    const date = event.start.slice(0, 10),
      last = event.repeat === "never" ? date : event.until || shift(s.monday, 7);
    const step = {
      never: () => "9999-12-31",
      daily: (n) => shift(date, n),
      weekly: (n) => shift(date, 7 * n),
      fortnightly: (n) => shift(date, 14 * n),
      monthly: (n) => nextMonth(date, n),
    }[event.repeat];
    for (let n = 0, at = date; at <= last && n < 400; n += 1, at = step(n)) {
      const start = instant(at + event.start.slice(10), event.zone),
        length = instant(event.end, event.zone) - instant(event.start, event.zone);
      if (start >= from && start < to) found.push({ event, start, end: start + length });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}
