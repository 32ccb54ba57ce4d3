"use strict";
// Formulas: one parser for the function names of three languages.

const NAMES = {
  SOMME: "SUM",
  SUMME: "SUM",
  MOYENNE: "AVERAGE",
  MITTELWERT: "AVERAGE",
  NB: "COUNT",
  ANZAHL: "COUNT",
  NBVAL: "COUNTA",
  ANZAHL2: "COUNTA",
  "NB.SI": "COUNTIF",
  ZÄHLENWENN: "COUNTIF",
  "SOMME.SI": "SUMIF",
  SUMMEWENN: "SUMIF",
  SI: "IF",
  WENN: "IF",
  ARRONDI: "ROUND",
  RUNDEN: "ROUND",
  ENT: "INT",
  GANZZAHL: "INT",
  REST: "MOD",
  NBCAR: "LEN",
  LÄNGE: "LEN",
  MAJUSCULE: "UPPER",
  GROSS: "UPPER",
  MINUSCULE: "LOWER",
  KLEIN: "LOWER",
  GAUCHE: "LEFT",
  LINKS: "LEFT",
  DROITE: "RIGHT",
  RECHTS: "RIGHT",
  CONCATENER: "CONCATENATE",
  VERKETTEN: "CONCATENATE",
  CONCAT: "CONCATENATE",
  ET: "AND",
  UND: "AND",
  OU: "OR",
  ODER: "OR",
  NON: "NOT",
  NICHT: "NOT",
  RECHERCHEV: "VLOOKUP",
  SVERWEIS: "VLOOKUP",
  MEDIANE: "MEDIAN",
};
class Fault extends Error {}
const fault = (code) => {
  throw new Fault(code);
};
const lettersOf = (n) => String.fromCharCode(65 + n);
const address = (col, row) => lettersOf(col) + (row + 1);
const place = (ref) => {
  const found = ref.replaceAll("$", "").match(/^([A-Z])(\d+)$/);
  return found ? [found[1].charCodeAt(0) - 65, Number(found[2]) - 1] : fault("#REF!");
};
function area(from, to) {
  const [c1, r1] = place(from),
    [c2, r2] = place(to),
    rows = [];
  for (let row = Math.min(r1, r2); row <= Math.max(r1, r2); row += 1)
    rows.push(Array.from({ length: Math.abs(c2 - c1) + 1 }, (_, n) => address(Math.min(c1, c2) + n, row)));
  return rows;
}

const TOKEN =
  /\s*(?:("(?:[^"]|"")*")|(\d+(?:[.,]\d+)?(?![\d.,]*[A-Z(]))|(\$?[A-Z]\$?\d+(?![\w(]))|([A-ZÄÖÜÉ][A-ZÄÖÜÉ0-9.]*)(?=\s*\()|(TRUE|FALSE|VRAI|FAUX|WAHR|FALSCH)\b|(<>|<=|>=|[-+*\/^&=<>();:,%]))/uy;
function lex(text) {
  const upper = text.replace(/"[^"]*"|[^"]+/g, (part) => (part[0] === '"' ? part : part.toUpperCase())),
    tokens = [];
  // With ";" between arguments a comma is decimal; without, it separates arguments.
  const source = upper.includes(";") ? upper : upper.replace(/"[^"]*"|,/g, (part) => (part === "," ? ";" : part));
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const found = TOKEN.exec(source) || fault("#ERR!");
    const [, string, number, ref, name, truth, sign] = found;
    tokens.push(
      string !== undefined
        ? { string: string.slice(1, -1).replaceAll('""', '"') }
        : number !== undefined
          ? { number: Number(number.replace(",", ".")) }
          : ref
            ? { ref }
            : name
              ? { name: NAMES[name] || name }
              : truth
                ? { truth: ["TRUE", "VRAI", "WAHR"].includes(truth) }
                : { sign },
    );
  }
  return tokens;
}

const flatten = (list) => list.flat(Infinity);
const numbers = (args) => flatten(args).filter((value) => typeof value === "number");
const num = (value) =>
  typeof value === "number"
    ? value
    : value === ""
      ? 0
      : typeof value === "boolean"
        ? Number(value)
        : Number.isNaN(Number(String(value).replace(",", ".")))
          ? fault("#VALUE!")
          : Number(String(value).replace(",", "."));
const compare = (sign, one, other) => {
  const [a, b] = typeof one === "string" || typeof other === "string" ? [fold(one), fold(other)] : [one, other];
  return { "=": a === b, "<>": a !== b, "<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b }[sign];
};
function fits(criterion) {
  const found = String(criterion).match(/^(<>|<=|>=|=|<|>)(.*)$/),
    [sign, raw] = found ? [found[1], found[2]] : ["=", criterion];
  const wanted =
    raw !== "" && !Number.isNaN(Number(String(raw).replace(",", "."))) ? Number(String(raw).replace(",", ".")) : raw;
  return (value) => typeof value === typeof wanted && compare(sign, value, wanted);
}
const FUNCTIONS = {
  SUM: (...args) => numbers(args).reduce((sum, one) => sum + one, 0),
  AVERAGE: (...args) => {
    const all = numbers(args);
    return all.length ? all.reduce((sum, one) => sum + one, 0) / all.length : fault("#DIV/0!");
  },
  MIN: (...args) => Math.min(...numbers(args)),
  MAX: (...args) => Math.max(...numbers(args)),
  COUNT: (...args) => numbers(args).length,
  COUNTA: (...args) => flatten(args).filter((one) => one !== "").length,
  MEDIAN: (...args) => {
    const all = numbers(args).sort((a, b) => a - b),
      half = all.length >> 1;
    return all.length ? (all.length % 2 ? all[half] : (all[half - 1] + all[half]) / 2) : fault("#NUM!");
  },
  COUNTIF: (range, criterion) => flatten([range]).filter(fits(criterion)).length,
  SUMIF: (range, criterion, sums = range) => {
    const values = flatten([sums]),
      test = fits(criterion);
    return flatten([range]).reduce(
      (sum, one, n) => (test(one) && typeof values[n] === "number" ? sum + values[n] : sum),
      0,
    );
  },
  IF: (test, yes = true, no = false) => (test ? yes : no),
  AND: (...args) => flatten(args).every(Boolean),
  OR: (...args) => flatten(args).some(Boolean),
  NOT: (value) => !value,
  ROUND: (value, digits = 0) => {
    const scale = 10 ** digits;
    return (Math.sign(value) * Math.round(Math.abs(num(value)) * scale + 1e-9)) / scale;
  },
  ABS: (value) => Math.abs(num(value)),
  INT: (value) => Math.floor(num(value)),
  MOD: (one, other) => (num(other) ? num(one) - num(other) * Math.floor(num(one) / num(other)) : fault("#DIV/0!")),
  LEN: (value) => String(value).length,
  UPPER: (value) => String(value).toUpperCase(),
  LOWER: (value) => String(value).toLowerCase(),
  LEFT: (value, n = 1) => String(value).slice(0, n),
  RIGHT: (value, n = 1) => String(value).slice(-n),
  CONCATENATE: (...args) => flatten(args).join(""),
  VLOOKUP: (wanted, table, column) => {
    const row = table.find(([first]) => compare("=", first, wanted));
    return row ? (row[column - 1] ?? fault("#REF!")) : fault("#N/A");
  },
};

// Value of a formula; look(ref) gives the value of a cell.
function calculate(text, look) {
  const tokens = lex(text);
  let at = 0;
  const sign = (...signs) => tokens[at] && signs.includes(tokens[at].sign) && tokens[at++].sign;
  const expect = (one) => sign(one) || fault("#ERR!");
  const level = (signs, next, act) => () => {
    let value = next();
    for (let found = sign(...signs); found; found = sign(...signs)) value = act(found, value, next());
    return value;
  };
  function atom() {
    const token = tokens[at++] || fault("#ERR!");
    if (token.number !== undefined) return token.number;
    if (token.string !== undefined) return token.string;
    if (token.truth !== undefined) return token.truth;
    if (token.ref) {
      if (!sign(":")) return look(token.ref);
      const end = tokens[at++];
      return area(token.ref, (end && end.ref) || fault("#ERR!")).map((row) => row.map(look));
    }
    if (token.name) {
      const args = [];
      expect("(");
      if (!sign(")")) {
        do args.push(expression());
        while (sign(";"));
        expect(")");
      }
      return Object.hasOwn(FUNCTIONS, token.name) ? FUNCTIONS[token.name](...args) : fault("#NAME?");
    }
    if (token.sign === "(") {
      const value = expression();
      expect(")");
      return value;
    }
    if (token.sign === "-") return -num(atom());
    if (token.sign === "+") return num(atom());
    return fault("#ERR!");
  }
  const percent = () => {
    let value = atom();
    while (sign("%")) value = num(value) / 100;
    return value;
  };
  const power = level(["^"], percent, (_, one, other) => num(one) ** num(other));
  const times = level(["*", "/"], power, (found, one, other) =>
    found === "*" ? num(one) * num(other) : num(other) ? num(one) / num(other) : fault("#DIV/0!"),
  );
  const plus = level(["+", "-"], times, (found, one, other) =>
    found === "+" ? num(one) + num(other) : num(one) - num(other),
  );
  const join = level(["&"], plus, (_, one, other) => String(one) + String(other));
  const expression = level(["=", "<>", "<", ">", "<=", ">="], join, compare);
  const value = expression();
  if (at < tokens.length) fault("#ERR!");
  if (typeof value === "number" && !Number.isFinite(value)) fault("#NUM!");
  return Array.isArray(value) ? flatten(value)[0] : value;
}

function values(cells) {
  const known = {},
    busy = new Set();
  const look = (ref) => {
    const key = ref.replaceAll("$", "");
    if (key in known) {
      if (known[key] instanceof Fault) throw known[key];
      return known[key];
    }
    if (busy.has(key)) fault("#CYCLE!");
    busy.add(key);
    const raw = (cells[key] ?? "").trim();
    try {
      known[key] = raw.startsWith("=")
        ? calculate(raw.slice(1), look)
        : raw !== "" && /^-?\d+([.,]\d+)?\s*%?$/.test(raw)
          ? num(raw.replace(/\s*%$/, "")) / (raw.endsWith("%") ? 100 : 1)
          : raw;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      known[key] = error;
    }
    busy.delete(key);
    return look(ref);
  };
  return (key) => {
    try {
      return look(key);
    } catch (error) {
      if (error instanceof Fault) return error.message;
      throw error;
    }
  };
}

// The formula as English spreadsheets write it: the same for every learner.
const canonical = (raw) => {
  if (!raw.startsWith("=")) return raw.trim();
  try {
    return (
      "=" +
      lex(raw.slice(1))
        .map((one) =>
          one.sign === ";"
            ? ","
            : (one.sign ??
              one.ref ??
              one.name ??
              (one.string !== undefined
                ? '"' + one.string + '"'
                : one.truth !== undefined
                  ? String(one.truth).toUpperCase()
                  : String(one.number))),
        )
        .join("")
    );
  } catch {
    return raw;
  }
};
// Relative references move with the formula.
const shifted = (raw, columns, rows) =>
  !raw.startsWith("=")
    ? raw
    : raw.replace(/"[^"]*"|(\$?)([A-Za-z])(\$?)(\d+)(?![\w(])/g, (whole, fixedCol, col, fixedRow, row) =>
        col === undefined
          ? whole
          : fixedCol +
            (fixedCol ? col : lettersOf(col.toUpperCase().charCodeAt(0) - 65 + columns)) +
            fixedRow +
            (fixedRow ? row : Number(row) + rows),
      );
