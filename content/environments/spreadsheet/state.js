"use strict";
// A small spreadsheet: formulas, filling, sorting, filtering, formats, a chart. The answer is what the cells hold or show.

const begin = (config) => ({
  config,
  cells: Object.fromEntries(Object.entries(config.cells).map(([key, value]) => [key, String(value)])),
  formats: config.formats,
  at: [0, 0],
  from: [0, 0],
  typed: null,
  filter: null,
  panel: null,
  chart: null,
  moved: false,
  sorted: false,
});
const show = (value) =>
  typeof value === "number"
    ? String(Math.round(value * 1e9) / 1e9)
    : typeof value === "boolean"
      ? String(value).toUpperCase()
      : value;
const rangeOf = (s) => {
  const one = address(Math.min(s.at[0], s.from[0]), Math.min(s.at[1], s.from[1])),
    other = address(Math.max(s.at[0], s.from[0]), Math.max(s.at[1], s.from[1]));
  return one === other ? one : one + ":" + other;
};
const chosen = (s) => {
  const [one, other = one] = rangeOf(s).split(":");
  return area(one, other);
};
const lastRow = (s) =>
  Math.max(
    0,
    ...Object.entries(s.cells)
      .filter(([, raw]) => raw !== "")
      .map(([key]) => place(key)[1]),
  );
const hidden = (s, row) => {
  if (!s.filter || row === 0) return false;
  return row > lastRow(s) || !fold(show(values(s.cells)(address(s.filter.col, row)))).includes(fold(s.filter.text));
};
const start = (config, key) => String(config.cells[key] ?? "");

const tasks = {
  value: (s, config) =>
    (s.cells[config.cell] || "") === start(config, config.cell)
      ? ""
      : config.cell + "=" + show(values(s.cells)(config.cell)),
  formula: (s, config) =>
    (s.cells[config.cell] || "") === start(config, config.cell)
      ? ""
      : config.cell + "=" + canonical(s.cells[config.cell] || ""),
  recompute: (s, config) =>
    (s.cells[config.cell] || "") === start(config, config.cell)
      ? ""
      : config.cell +
        "=" +
        show(values(s.cells)(config.cell)) +
        " then " +
        show(values({ ...s.cells, ...config.with })(config.cell)),
  cells: (s, config) =>
    joined(
      [...new Set([...Object.keys(s.cells), ...Object.keys(config.cells)])]
        .filter((key) => (s.cells[key] || "") !== start(config, key))
        .map((key) => key + "=" + show(values(s.cells)(key))),
    ),
  formulas: (s, config) => {
    const [one, other = one] = (config.range || config.cell).split(":"),
      all = flatten(area(one, other));
    return all.some((key) => (s.cells[key] || "") !== start(config, key))
      ? all.map((key) => canonical(s.cells[key] || "")).join(" | ")
      : "";
  },
  sort: (s) =>
    s.sorted
      ? Array.from({ length: lastRow(s) }, (_, n) => s.cells["A" + (n + 2)])
          .filter(Boolean)
          .join(",")
      : "",
  filter: (s) =>
    s.filter
      ? Array.from({ length: lastRow(s) }, (_, n) => n + 1)
          .filter((row) => !hidden(s, row))
          .map((row) => row + 1)
          .join(",")
      : "",
  format: (s, config) =>
    joined(
      Object.entries(s.formats)
        .filter(([key, value]) => (config.formats[key] || "plain") !== value)
        .map((pair) => pair.join("=")),
    ),
  select: (s) => (s.moved ? rangeOf(s) : ""),
  chart: (s) => (s.chart ? s.chart.kind + ":" + s.chart.range : ""),
};

// Actions.
// At once, since drawing is synchronous: a key pressed meanwhile must not be lost.
const focusCell = () => {
  const cell = document.querySelector("[role=grid] [tabindex='0']");
  if (cell) cell.focus();
};
function goTo(col, row, extend = false) {
  update((s) => {
    s.at = [Math.max(0, Math.min(s.config.columns - 1, col)), Math.max(0, Math.min(s.config.rows - 1, row))];
    if (!extend) s.from = s.at;
    s.typed = null;
    s.moved = true;
  });
  focusCell();
}
function commit(down) {
  const { at, typed } = Env.state(),
    key = address(...at);
  if (typed === null) return focusCell();
  update((s) => {
    s.cells[key] = typed.trim();
    s.typed = null;
    if (down) s.at = s.from = [at[0], Math.min(s.config.rows - 1, at[1] + 1)];
  });
  update(null, t("shows", { cell: key, value: show(values(Env.state().cells)(key)) || t("empty") }));
  return focusCell();
}
const writeIn = (first) => {
  update((s) => {
    s.typed = first ?? (s.cells[address(...s.at)] || "");
    s.from = s.at;
  });
  const box = document.getElementById("formula");
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
};
const clear = () =>
  update((s) => {
    for (const key of flatten(chosen(s))) s.cells[key] = "";
  }, t("cleared"));

function onKey(event) {
  const { at } = Env.state(),
    step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (step) goTo(at[0] + step[0], at[1] + step[1], event.shiftKey);
  else if (event.key === "Home") goTo(0, at[1]);
  else if (event.key === "Enter" || event.key === "F2") writeIn();
  else if (event.key === "Delete" || event.key === "Backspace") clear();
  else if (event.key.length === 1) writeIn(event.key);
  else return;
  event.preventDefault();
}

const fillDown = () =>
  update((s) => {
    const rows = chosen(s);
    rows.slice(1).forEach((row, n) =>
      row.forEach((key, col) => {
        s.cells[key] = shifted(s.cells[rows[0][col]] || "", 0, n + 1);
      }),
    );
  }, t("filled"));
function sort(way) {
  update((s) => {
    const col = s.at[0],
      look = values(s.cells),
      last = lastRow(s);
    // A last row that holds a total is not part of the data.
    const total =
      Object.entries(s.cells).some(([key, raw]) => place(key)[1] === last && /^=/.test(raw) && /:/.test(raw)) ||
      fold(s.cells["A" + (last + 1)] || "") === "total";
    const rows = Array.from({ length: last - (total ? 1 : 0) }, (_, n) => n + 1),
      value = (row) => look(address(col, row));
    const order = [...rows].sort((one, other) => {
      const [a, b] = [value(one), value(other)];
      return (
        (typeof a === "number" && typeof b === "number" ? a - b : fold(a) < fold(b) ? -1 : fold(a) > fold(b) ? 1 : 0) *
        way
      );
    });
    const before = { ...s.cells };
    order.forEach((row, n) => {
      for (let c = 0; c < s.config.columns; c += 1)
        s.cells[address(c, rows[n])] = shifted(before[address(c, row)] || "", 0, rows[n] - row);
    });
    s.sorted = true;
  }, t("sorted"));
}

function shown(s, key, value) {
  const format = s.formats[key] || "plain",
    lang = Env.language();
  if (typeof value !== "number") return show(value);
  if (format === "percent")
    return new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 2 }).format(value);
  if (format === "money") return new Intl.NumberFormat(lang, { style: "currency", currency: "EUR" }).format(value);
  return new Intl.NumberFormat(
    lang,
    format === "two"
      ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
      : { maximumFractionDigits: 6, useGrouping: false },
  ).format(value);
}
