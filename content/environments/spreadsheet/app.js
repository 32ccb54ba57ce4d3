"use strict";
// A small spreadsheet: formulas, filling, sorting, filtering, formats, a chart. The answer is what the cells hold or show.
{
  const texts = {
    title: ["Tableur", "Spreadsheet", "Tabellenkalkulation"], sheet: ["Feuille de calcul", "Sheet", "Tabelle"], cell: ["Contenu de {cell}", "Content of {cell}", "Inhalt von {cell}"], keys: ["Flèches : se déplacer. Maj + flèches : sélectionner. Entrée ou une lettre : écrire.", "Arrows: move. Shift + arrows: select. Enter or a letter: write.", "Pfeile: bewegen. Umschalt + Pfeile: auswählen. Enter oder ein Zeichen: schreiben."],
    fill: ["Recopier vers le bas", "Fill down", "Nach unten ausfüllen"], sortUp: ["Trier {col} croissant", "Sort {col} ascending", "{col} aufsteigend sortieren"], sortDown: ["Trier {col} décroissant", "Sort {col} descending", "{col} absteigend sortieren"], filter: ["Filtrer {col}", "Filter {col}", "{col} filtern"], format: ["Format", "Format", "Format"], chart: ["Graphique", "Chart", "Diagramm"], clear: ["Effacer", "Clear", "Leeren"], functions: ["Fonctions", "Functions", "Funktionen"],
    plain: ["standard", "standard", "Standard"], percent: ["pourcentage", "percentage", "Prozent"], money: ["monnaie", "currency", "Währung"], two: ["deux décimales", "two decimals", "zwei Dezimalstellen"], contains: ["Garder les lignes qui contiennent", "Keep rows that contain", "Zeilen behalten mit"], noFilter: ["Enlever le filtre", "Remove the filter", "Filter entfernen"], rowsShown: ["{n} ligne(s) affichée(s).", "{n} row(s) shown.", "{n} Zeile(n) angezeigt."], sorted: ["Tri fait.", "Sorted.", "Sortiert."], filled: ["Recopie faite.", "Filled.", "Ausgefüllt."], cleared: ["Cellules effacées.", "Cells cleared.", "Zellen geleert."], shows: ["{cell} : {value}", "{cell}: {value}", "{cell}: {value}"], selected: ["Sélection {range}", "Selection {range}", "Auswahl {range}"],
    kind: ["Type de graphique", "Kind of chart", "Diagrammtyp"], bar: ["barres", "bars", "Balken"], line: ["courbe", "line", "Linie"], pie: ["secteurs", "pie", "Kreis"], range: ["Plage de données", "Data range", "Datenbereich"], draw: ["Créer le graphique", "Create the chart", "Diagramm erstellen"], drawn: ["Graphique créé : {kind}, {range}.", "Chart created: {kind}, {range}.", "Diagramm erstellt: {kind}, {range}."], empty: ["vide", "empty", "leer"], badRange: ["Écrivez une plage, par exemple A1:B5.", "Write a range such as A1:B5.", "Schreiben Sie einen Bereich, zum Beispiel A1:B5."],
  };

  const content = (L) => ({
    task: "", rows: 12, columns: 6, cell: "B7", with: {}, range: "", formats: {},
    cells: {
      A1: L("Produit", "Product"), B1: L("Quantité", "Quantity"), C1: L("Prix", "Price"), D1: L("Montant", "Amount"),
      A2: L("Pommes", "Apples"), B2: "12", C2: "2.5", A3: L("Riz", "Rice"), B3: "4", C3: "3", A4: L("Thé", "Tea"), B4: "7", C4: "5.2", A5: L("Miel", "Honey"), B5: "3", C5: "8", A6: L("Sel", "Salt"), B6: "9", C6: "1.1", A7: "Total",
    },
  });

  // ---- formulas: one parser for the names of three languages ------------------------------------------------------
  const NAMES = { SOMME: "SUM", SUMME: "SUM", MOYENNE: "AVERAGE", MITTELWERT: "AVERAGE", NB: "COUNT", ANZAHL: "COUNT", NBVAL: "COUNTA", ANZAHL2: "COUNTA", "NB.SI": "COUNTIF", "ZÄHLENWENN": "COUNTIF", "SOMME.SI": "SUMIF", SUMMEWENN: "SUMIF", SI: "IF", WENN: "IF", ARRONDI: "ROUND", RUNDEN: "ROUND", ENT: "INT", GANZZAHL: "INT", REST: "MOD", NBCAR: "LEN", "LÄNGE": "LEN", MAJUSCULE: "UPPER", GROSS: "UPPER", MINUSCULE: "LOWER", KLEIN: "LOWER", GAUCHE: "LEFT", LINKS: "LEFT", DROITE: "RIGHT", RECHTS: "RIGHT", CONCATENER: "CONCATENATE", VERKETTEN: "CONCATENATE", CONCAT: "CONCATENATE", ET: "AND", UND: "AND", OU: "OR", ODER: "OR", NON: "NOT", NICHT: "NOT", RECHERCHEV: "VLOOKUP", SVERWEIS: "VLOOKUP", MEDIANE: "MEDIAN" };
  class Fault extends Error {}
  const fault = (code) => { throw new Fault(code); };
  const lettersOf = (n) => String.fromCharCode(65 + n);
  const address = (col, row) => lettersOf(col) + (row + 1);
  const place = (ref) => { const found = ref.replaceAll("$", "").match(/^([A-Z])(\d+)$/); return found ? [found[1].charCodeAt(0) - 65, Number(found[2]) - 1] : fault("#REF!"); };
  function area(from, to) {
    const [c1, r1] = place(from), [c2, r2] = place(to), rows = [];
    for (let row = Math.min(r1, r2); row <= Math.max(r1, r2); row += 1) rows.push(Array.from({ length: Math.abs(c2 - c1) + 1 }, (_, n) => address(Math.min(c1, c2) + n, row)));
    return rows;
  }

  const TOKEN = /\s*(?:("(?:[^"]|"")*")|(\d+(?:[.,]\d+)?(?![\d.,]*[A-Z(]))|(\$?[A-Z]\$?\d+(?![\w(]))|([A-ZÄÖÜÉ][A-ZÄÖÜÉ0-9.]*)(?=\s*\()|(TRUE|FALSE|VRAI|FAUX|WAHR|FALSCH)\b|(<>|<=|>=|[-+*\/^&=<>();:,%]))/uy;
  function lex(text) {
    const upper = text.replace(/"[^"]*"|[^"]+/g, (part) => (part[0] === '"' ? part : part.toUpperCase())), tokens = [];
    // With ";" between arguments a comma is decimal; without, it separates arguments.
    const source = upper.includes(";") ? upper : upper.replace(/"[^"]*"|,/g, (part) => (part === "," ? ";" : part));
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < source.trimEnd().length) {
      const found = TOKEN.exec(source) || fault("#ERR!");
      const [, string, number, ref, name, truth, sign] = found;
      tokens.push(string !== undefined ? { string: string.slice(1, -1).replaceAll('""', '"') } : number !== undefined ? { number: Number(number.replace(",", ".")) } : ref ? { ref } : name ? { name: NAMES[name] || name } : truth ? { truth: ["TRUE", "VRAI", "WAHR"].includes(truth) } : { sign });
    }
    return tokens;
  }

  const flatten = (list) => list.flat(Infinity);
  const numbers = (args) => flatten(args).filter((value) => typeof value === "number");
  const num = (value) => (typeof value === "number" ? value : value === "" ? 0 : typeof value === "boolean" ? Number(value) : Number.isNaN(Number(String(value).replace(",", "."))) ? fault("#VALUE!") : Number(String(value).replace(",", ".")));
  const compare = (sign, one, other) => { const [a, b] = typeof one === "string" || typeof other === "string" ? [fold(one), fold(other)] : [one, other]; return { "=": a === b, "<>": a !== b, "<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b }[sign]; };
  function fits(criterion) {
    const found = String(criterion).match(/^(<>|<=|>=|=|<|>)(.*)$/), [sign, raw] = found ? [found[1], found[2]] : ["=", criterion];
    const wanted = raw !== "" && !Number.isNaN(Number(String(raw).replace(",", "."))) ? Number(String(raw).replace(",", ".")) : raw;
    return (value) => typeof value === typeof wanted && compare(sign, value, wanted);
  }
  const FUNCTIONS = {
    SUM: (...args) => numbers(args).reduce((sum, one) => sum + one, 0), AVERAGE: (...args) => { const all = numbers(args); return all.length ? all.reduce((sum, one) => sum + one, 0) / all.length : fault("#DIV/0!"); },
    MIN: (...args) => Math.min(...numbers(args)), MAX: (...args) => Math.max(...numbers(args)), COUNT: (...args) => numbers(args).length, COUNTA: (...args) => flatten(args).filter((one) => one !== "").length,
    MEDIAN: (...args) => { const all = numbers(args).sort((a, b) => a - b), half = all.length >> 1; return all.length ? (all.length % 2 ? all[half] : (all[half - 1] + all[half]) / 2) : fault("#NUM!"); },
    COUNTIF: (range, criterion) => flatten([range]).filter(fits(criterion)).length, SUMIF: (range, criterion, sums = range) => { const values = flatten([sums]), test = fits(criterion); return flatten([range]).reduce((sum, one, n) => (test(one) && typeof values[n] === "number" ? sum + values[n] : sum), 0); },
    IF: (test, yes = true, no = false) => (test ? yes : no), AND: (...args) => flatten(args).every(Boolean), OR: (...args) => flatten(args).some(Boolean), NOT: (value) => !value,
    ROUND: (value, digits = 0) => { const scale = 10 ** digits; return Math.sign(value) * Math.round(Math.abs(num(value)) * scale + 1e-9) / scale; }, ABS: (value) => Math.abs(num(value)), INT: (value) => Math.floor(num(value)), MOD: (one, other) => (num(other) ? num(one) - num(other) * Math.floor(num(one) / num(other)) : fault("#DIV/0!")),
    LEN: (value) => String(value).length, UPPER: (value) => String(value).toUpperCase(), LOWER: (value) => String(value).toLowerCase(), LEFT: (value, n = 1) => String(value).slice(0, n), RIGHT: (value, n = 1) => String(value).slice(-n), CONCATENATE: (...args) => flatten(args).join(""),
    VLOOKUP: (wanted, table, column) => { const row = table.find(([first]) => compare("=", first, wanted)); return row ? row[column - 1] ?? fault("#REF!") : fault("#N/A"); },
  };

  // Value of a formula; look(ref) gives the value of a cell.
  function calculate(text, look) {
    const tokens = lex(text);
    let at = 0;
    const sign = (...signs) => tokens[at] && signs.includes(tokens[at].sign) && tokens[at++].sign;
    const expect = (one) => sign(one) || fault("#ERR!");
    const level = (signs, next, act) => () => { let value = next(); for (let found = sign(...signs); found; found = sign(...signs)) value = act(found, value, next()); return value; };
    function atom() {
      const token = tokens[at++] || fault("#ERR!");
      if (token.number !== undefined) return token.number;
      if (token.string !== undefined) return token.string;
      if (token.truth !== undefined) return token.truth;
      if (token.ref) { if (!sign(":")) return look(token.ref); const end = tokens[at++]; return area(token.ref, (end && end.ref) || fault("#ERR!")).map((row) => row.map(look)); }
      if (token.name) { const args = []; expect("("); if (!sign(")")) { do args.push(expression()); while (sign(";")); expect(")"); } return Object.hasOwn(FUNCTIONS, token.name) ? FUNCTIONS[token.name](...args) : fault("#NAME?"); }
      if (token.sign === "(") { const value = expression(); expect(")"); return value; }
      if (token.sign === "-") return -num(atom());
      if (token.sign === "+") return num(atom());
      return fault("#ERR!");
    }
    const percent = () => { let value = atom(); while (sign("%")) value = num(value) / 100; return value; };
    const power = level(["^"], percent, (_, one, other) => num(one) ** num(other));
    const times = level(["*", "/"], power, (found, one, other) => (found === "*" ? num(one) * num(other) : num(other) ? num(one) / num(other) : fault("#DIV/0!")));
    const plus = level(["+", "-"], times, (found, one, other) => (found === "+" ? num(one) + num(other) : num(one) - num(other)));
    const join = level(["&"], plus, (_, one, other) => String(one) + String(other));
    const expression = level(["=", "<>", "<", ">", "<=", ">="], join, compare);
    const value = expression();
    if (at < tokens.length) fault("#ERR!");
    if (typeof value === "number" && !Number.isFinite(value)) fault("#NUM!");
    return Array.isArray(value) ? flatten(value)[0] : value;
  }

  function values(cells) {
    const known = {}, busy = new Set();
    const look = (ref) => {
      const key = ref.replaceAll("$", "");
      if (key in known) { if (known[key] instanceof Fault) throw known[key]; return known[key]; }
      if (busy.has(key)) fault("#CYCLE!");
      busy.add(key);
      const raw = (cells[key] ?? "").trim();
      try {
        known[key] = raw.startsWith("=") ? calculate(raw.slice(1), look) : raw !== "" && /^-?\d+([.,]\d+)?\s*%?$/.test(raw) ? num(raw.replace(/\s*%$/, "")) / (raw.endsWith("%") ? 100 : 1) : raw;
      } catch (error) { if (!(error instanceof Fault)) throw error; known[key] = error; }
      busy.delete(key);
      return look(ref);
    };
    return (key) => { try { return look(key); } catch (error) { if (error instanceof Fault) return error.message; throw error; } };
  }

  // The formula as English spreadsheets write it: the same for every learner.
  const canonical = (raw) => { if (!raw.startsWith("=")) return raw.trim(); try { return "=" + lex(raw.slice(1)).map((one) => one.sign === ";" ? "," : one.sign ?? one.ref ?? one.name ?? (one.string !== undefined ? '"' + one.string + '"' : one.truth !== undefined ? String(one.truth).toUpperCase() : String(one.number))).join(""); } catch { return raw; } };
  // Relative references move with the formula.
  const shifted = (raw, columns, rows) => !raw.startsWith("=") ? raw : raw.replace(/"[^"]*"|(\$?)([A-Za-z])(\$?)(\d+)(?![\w(])/g, (whole, fixedCol, col, fixedRow, row) => (col === undefined ? whole : fixedCol + (fixedCol ? col : lettersOf(col.toUpperCase().charCodeAt(0) - 65 + columns)) + fixedRow + (fixedRow ? row : Number(row) + rows)));

  // ---- state --------------------------------------------------------------------------------------------------------
  const begin = (config) => ({ config, cells: Object.fromEntries(Object.entries(config.cells).map(([key, value]) => [key, String(value)])), formats: config.formats, at: [0, 0], from: [0, 0], typed: null, filter: null, panel: null, chart: null, moved: false, sorted: false });
  const show = (value) => (typeof value === "number" ? String(Math.round(value * 1e9) / 1e9) : typeof value === "boolean" ? String(value).toUpperCase() : value);
  const rangeOf = (s) => { const one = address(Math.min(s.at[0], s.from[0]), Math.min(s.at[1], s.from[1])), other = address(Math.max(s.at[0], s.from[0]), Math.max(s.at[1], s.from[1])); return one === other ? one : one + ":" + other; };
  const chosen = (s) => { const [one, other = one] = rangeOf(s).split(":"); return area(one, other); };
  const lastRow = (s) => Math.max(0, ...Object.entries(s.cells).filter(([, raw]) => raw !== "").map(([key]) => place(key)[1]));
  const hidden = (s, row) => { if (!s.filter || row === 0) return false; return row > lastRow(s) || !fold(show(values(s.cells)(address(s.filter.col, row)))).includes(fold(s.filter.text)); };
  const start = (config, key) => String(config.cells[key] ?? "");

  const tasks = {
    value: (s, config) => (s.cells[config.cell] || "") === start(config, config.cell) ? "" : config.cell + "=" + show(values(s.cells)(config.cell)),
    formula: (s, config) => (s.cells[config.cell] || "") === start(config, config.cell) ? "" : config.cell + "=" + canonical(s.cells[config.cell] || ""),
    recompute: (s, config) => (s.cells[config.cell] || "") === start(config, config.cell) ? "" : config.cell + "=" + show(values(s.cells)(config.cell)) + " then " + show(values({ ...s.cells, ...config.with })(config.cell)),
    cells: (s, config) => joined([...new Set([...Object.keys(s.cells), ...Object.keys(config.cells)])].filter((key) => (s.cells[key] || "") !== start(config, key)).map((key) => key + "=" + show(values(s.cells)(key)))),
    formulas: (s, config) => { const [one, other = one] = (config.range || config.cell).split(":"), all = flatten(area(one, other)); return all.some((key) => (s.cells[key] || "") !== start(config, key)) ? all.map((key) => canonical(s.cells[key] || "")).join(" | ") : ""; },
    sort: (s) => (s.sorted ? Array.from({ length: lastRow(s) }, (_, n) => s.cells["A" + (n + 2)]).filter(Boolean).join(",") : ""),
    filter: (s) => (s.filter ? Array.from({ length: lastRow(s) }, (_, n) => n + 1).filter((row) => !hidden(s, row)).map((row) => row + 1).join(",") : ""),
    format: (s, config) => joined(Object.entries(s.formats).filter(([key, value]) => (config.formats[key] || "plain") !== value).map((pair) => pair.join("="))),
    select: (s) => (s.moved ? rangeOf(s) : ""),
    chart: (s) => (s.chart ? s.chart.kind + ":" + s.chart.range : ""),
  };

  // ---- actions ------------------------------------------------------------------------------------------------------
  // At once, since drawing is synchronous: a key pressed meanwhile must not be lost.
  const focusCell = () => { const cell = document.querySelector("[role=grid] [tabindex='0']"); if (cell) cell.focus(); };
  function goTo(col, row, extend = false) {
    update((s) => { s.at = [Math.max(0, Math.min(s.config.columns - 1, col)), Math.max(0, Math.min(s.config.rows - 1, row))]; if (!extend) s.from = s.at; s.typed = null; s.moved = true; });
    focusCell();
  }
  function commit(down) {
    const { at, typed } = Env.state(), key = address(...at);
    if (typed === null) return focusCell();
    update((s) => { s.cells[key] = typed.trim(); s.typed = null; if (down) s.at = s.from = [at[0], Math.min(s.config.rows - 1, at[1] + 1)]; });
    update(null, t("shows", { cell: key, value: show(values(Env.state().cells)(key)) || t("empty") }));
    return focusCell();
  }
  const writeIn = (first) => { update((s) => { s.typed = first ?? (s.cells[address(...s.at)] || ""); s.from = s.at; }); const box = document.getElementById("formula"); box.focus(); box.setSelectionRange(box.value.length, box.value.length); };
  const clear = () => update((s) => { for (const key of flatten(chosen(s))) s.cells[key] = ""; }, t("cleared"));

  function onKey(event) {
    const { at } = Env.state(), step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (step) goTo(at[0] + step[0], at[1] + step[1], event.shiftKey);
    else if (event.key === "Home") goTo(0, at[1]);
    else if (event.key === "Enter" || event.key === "F2") writeIn();
    else if (event.key === "Delete" || event.key === "Backspace") clear();
    else if (event.key.length === 1) writeIn(event.key);
    else return;
    event.preventDefault();
  }

  const fillDown = () => update((s) => { const rows = chosen(s); rows.slice(1).forEach((row, n) => row.forEach((key, col) => { s.cells[key] = shifted(s.cells[rows[0][col]] || "", 0, n + 1); })); }, t("filled"));
  function sort(way) {
    update((s) => {
      const col = s.at[0], look = values(s.cells), last = lastRow(s);
      // A last row that holds a total is not part of the data.
      const total = Object.entries(s.cells).some(([key, raw]) => place(key)[1] === last && /^=/.test(raw) && /:/.test(raw)) || fold(s.cells["A" + (last + 1)] || "") === "total";
      const rows = Array.from({ length: last - (total ? 1 : 0) }, (_, n) => n + 1), value = (row) => look(address(col, row));
      const order = [...rows].sort((one, other) => { const [a, b] = [value(one), value(other)]; return (typeof a === "number" && typeof b === "number" ? a - b : fold(a) < fold(b) ? -1 : fold(a) > fold(b) ? 1 : 0) * way; });
      const before = { ...s.cells };
      order.forEach((row, n) => { for (let c = 0; c < s.config.columns; c += 1) s.cells[address(c, rows[n])] = shifted(before[address(c, row)] || "", 0, rows[n] - row); });
      s.sorted = true;
    }, t("sorted"));
  }

  function shown(s, key, value) {
    const format = s.formats[key] || "plain", lang = Env.language();
    if (typeof value !== "number") return show(value);
    if (format === "percent") return new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 2 }).format(value);
    if (format === "money") return new Intl.NumberFormat(lang, { style: "currency", currency: "EUR" }).format(value);
    return new Intl.NumberFormat(lang, format === "two" ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : { maximumFractionDigits: 6, useGrouping: false }).format(value);
  }

  // ---- view -----------------------------------------------------------------------------------------------------------
  const Grid = ({ s }) => {
    const look = values(s.cells), picked = new Set(flatten(chosen(s))), columns = Array.from({ length: s.config.columns }, (_, n) => n);
    return html`<div class="scroll"><table role="grid" aria-label=${t("sheet")} aria-describedby="keys" onKeyDown=${onKey}><thead><tr><td></td>${columns.map((col) => html`<th key=${col} scope="col">${lettersOf(col)}</th>`)}</tr></thead>
      <tbody>${Array.from({ length: s.config.rows }, (_, row) => row).filter((row) => !hidden(s, row)).map((row) => html`<tr key=${row}><th scope="row">${row + 1}</th>${columns.map((col) => { const key = address(col, row), value = look(key), here = s.at[0] === col && s.at[1] === row; return html`<td key=${key} role="gridcell" tabindex=${here ? 0 : -1} aria-label=${key + " " + (shown(s, key, value) || t("empty"))} aria-selected=${picked.has(key) ? "true" : "false"} class=${(picked.has(key) ? "on " : "") + (typeof value === "number" ? "num" : "")} onClick=${(event) => goTo(col, row, event.shiftKey)} onDblClick=${() => writeIn()}>${shown(s, key, value)}</td>`; })}</tr>`)}</tbody></table></div>`;
  };

  const Filter = ({ s, close }) => {
    const [text, setText] = useState("");
    const apply = () => { update((s) => { s.filter = text.trim() ? { col: s.at[0], text: text.trim() } : null; s.panel = null; s.at = s.from = [s.at[0], 0]; }); const now = Env.state(); update(null, t("rowsShown", { n: Array.from({ length: lastRow(now) }, (_, n) => n + 1).filter((row) => !hidden(now, row)).length })); };
    return html`<${Dialog} title=${t("filter", { col: lettersOf(s.at[0]) })} onClose=${close}><${Form} onSubmit=${apply}><${Field} label=${t("contains")} value=${text} onChange=${setText} maxlength="60" /><div class="bar"><button class="main" onClick=${apply}>${t("ok")}</button><button onClick=${close}>${t("cancel")}</button></div><//><//>`;
  };

  const ChartDialog = ({ s, close }) => {
    const [kind, setKind] = useState("bar"), [range, setRange] = useState(rangeOf(s)), [problem, setProblem] = useState("");
    const draw = () => { const clean = range.toUpperCase().replace(/\s|\$/g, ""); if (!/^[A-Z]\d+:[A-Z]\d+$/.test(clean)) return setProblem(t("badRange")); return update((s) => { s.chart = { kind, range: clean }; s.panel = null; }, t("drawn", { kind: t(kind), range: clean })); };
    return html`<${Dialog} title=${t("chart")} onClose=${close}><${Form} onSubmit=${draw}><${Choices} legend=${t("kind")} name="kind" options=${["bar", "line", "pie"].map((id) => [id, t(id)])} value=${kind} onChange=${setKind} /><${Field} label=${t("range")} value=${range} onChange=${setRange} maxlength="12" /><p class="bad" role="alert">${problem}</p><div class="bar"><button class="main" onClick=${draw}>${t("draw")}</button><button onClick=${close}>${t("cancel")}</button></div><//><//>`;
  };

  const Chart = ({ s }) => {
    const [one, other] = s.chart.range.split(":"), look = values(s.cells), rows = area(one, other).map((row) => row.map(look)).filter((row) => typeof row[row.length - 1] === "number");
    const amounts = rows.map((row) => Math.max(0, row[row.length - 1])), top = Math.max(1, ...amounts), sum = amounts.reduce((a, b) => a + b, 0) || 1, wide = 360 / Math.max(1, rows.length);
    const name = t(s.chart.kind) + ", " + rows.map((row) => row.join(" ")).join("; ");
    let turn = 0;
    const slice = (amount) => { const a = turn * 2 * Math.PI; turn += amount / sum; const b = Math.min(turn, 0.9999 + (turn - amount / sum)) * 2 * Math.PI; return `M180 80L${180 + 75 * Math.sin(a)} ${80 - 75 * Math.cos(a)}A75 75 0 ${b - a > Math.PI ? 1 : 0} 1 ${180 + 75 * Math.sin(b)} ${80 - 75 * Math.cos(b)}Z`; };
    const marks = { bar: () => amounts.map((amount, n) => html`<rect x=${n * wide + wide * 0.15} y=${150 - 140 * amount / top} width=${wide * 0.7} height=${140 * amount / top} fill="var(--accent)" />`), line: () => html`<polyline fill="none" stroke="var(--accent)" stroke-width="3" points=${amounts.map((amount, n) => (n + 0.5) * wide + "," + (150 - 140 * amount / top)).join(" ")} />`, pie: () => amounts.map((amount) => html`<path d=${slice(amount)} fill="var(--accent-soft)" stroke="var(--accent)" stroke-width="2" />`) }[s.chart.kind]();
    return html`<figure class="panel"><svg role="img" aria-label=${name} viewBox="0 0 360 170" class="chart">${marks}${s.chart.kind === "pie" ? "" : rows.map((row, n) => html`<text x=${(n + 0.5) * wide} y="166" text-anchor="middle" font-size="11" fill="currentColor">${row.length > 1 ? String(row[0]).slice(0, 9) : n + 1}</text>`)}</svg></figure>`;
  };

  const App = ({ s }) => {
    const key = address(...s.at), col = lettersOf(s.at[0]), close = () => update((s) => { s.panel = null; }), raw = s.cells[key] || "";
    const formats = new Set(flatten(chosen(s)).map((one) => s.formats[one] || "plain"));
    const entry = (event) => { if (event.key === "Enter") { event.preventDefault(); commit(true); } if (event.key === "Escape") { update((s) => { s.typed = null; }); focusCell(); } };
    return html`<div class="bar head"><h1>${t("title")}</h1><span class="muted small" id="keys">${t("keys")}</span></div>
      <div class="bar tools"><label for="formula"><span class="strong mono">${rangeOf(s)}</span><span class="hidden"> ${t("cell", { cell: key })}</span></label><input id="formula" class="grow mono" value=${s.typed ?? raw} maxlength="200" autocomplete="off" spellcheck=${false} onInput=${(event) => update((s) => { s.typed = event.target.value; })} onKeyDown=${entry} onBlur=${() => Env.state().typed !== null && Env.state().typed !== raw && update((s) => { s.cells[key] = s.typed.trim(); s.typed = null; })} /><button class="main" onClick=${() => commit(false)}>${t("ok")}</button></div>
      <div class="bar tools"><button disabled=${s.at[1] === s.from[1]} onClick=${fillDown}>${t("fill")}</button><button onClick=${() => sort(1)}>${t("sortUp", { col })}</button><button onClick=${() => sort(-1)}>${t("sortDown", { col })}</button><button onClick=${() => update((s) => { s.panel = "filter"; })}>${t("filter", { col })}</button>${s.filter ? html`<button onClick=${() => update((s) => { s.filter = null; })}>${t("noFilter")}</button>` : ""}
        <${Field} inline label=${t("format")} kind=${["plain", "percent", "money", "two"].map((id) => [id, t(id)])} value=${formats.size === 1 ? [...formats][0] : "plain"} onChange=${(value) => update((s) => { for (const one of flatten(chosen(s))) s.formats[one] = value; }, t("selected", { range: rangeOf(s) }))} /><button onClick=${() => update((s) => { s.panel = "chart"; })}>${t("chart")}</button></div>
      <${Grid} s=${s} /><details><summary>${t("functions")}</summary><p class="mono small">${functionNames().join(" ")}</p></details>
      ${s.chart ? html`<${Chart} s=${s} />` : ""}${s.panel === "filter" ? html`<${Filter} s=${s} close=${close} />` : s.panel ? html`<${ChartDialog} s=${s} close=${close} />` : ""}`;
  };
  function functionNames() {
    const at = { fr: 0, de: 1 }[Env.language()], own = {};
    for (const [name, english] of Object.entries(NAMES)) (own[english] = own[english] || []).push(name);
    return sorted(Object.keys(FUNCTIONS).map((english) => (at === undefined || !own[english] ? english : own[english][at] || own[english][0])));
  }

  Env.define({ texts, content, begin, tasks, App });
}
