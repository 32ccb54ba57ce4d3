"use strict";
// What is seen and pressed.

const Grid = ({ s }) => {
  const look = values(s.cells),
    picked = new Set(flatten(chosen(s))),
    columns = Array.from({ length: s.config.columns }, (_, n) => n);
  return html`<div class="scroll"><table role="grid" aria-label=${t("sheet")} aria-describedby="keys"
    onKeyDown=${onKey}><thead><tr><td>
    </td>${columns.map((col) => html`<th key=${col} scope="col">${lettersOf(col)}</th>`)}</tr></thead>
    <tbody>${Array.from({ length: s.config.rows }, (_, row) => row)
      .filter((row) => !hidden(s, row))
      .map(
        (row) =>
          html`<tr key=${row}><th scope="row">${row + 1}</th>${columns.map((col) => {
            const key = address(col, row),
              value = look(key),
              here = s.at[0] === col && s.at[1] === row;
            return html`<td key=${key} role="gridcell" tabindex=${here ? 0 : -1}
              aria-label=${key + " " + (shown(s, key, value) || t("empty"))}
              aria-selected=${picked.has(key) ? "true" : "false"}
              class=${(picked.has(key) ? "on " : "") + (typeof value === "number" ? "num" : "")}
              onClick=${(event) => goTo(col, row, event.shiftKey)} onDblClick=${() => writeIn()}>${shown(s, key, value)}</td>`;
          })}</tr>`,
      )}</tbody></table></div>`;
};

const Filter = ({ s, close }) => {
  const [text, setText] = useState("");
  const apply = () => {
    update((s) => {
      s.filter = text.trim() ? { col: s.at[0], text: text.trim() } : null;
      s.panel = null;
      s.at = s.from = [s.at[0], 0];
    });
    const now = Env.state();
    update(
      null,
      t("rowsShown", {
        n: Array.from({ length: lastRow(now) }, (_, n) => n + 1).filter((row) => !hidden(now, row)).length,
      }),
    );
  };
  return html`<${Dialog} title=${t("filter", { col: lettersOf(s.at[0]) })} onClose=${close}><${Form}
    onSubmit=${apply}><${Field} label=${t("contains")} value=${text} onChange=${setText} maxlength="60" /><div
    class="bar"><button class="main" onClick=${apply}>${t("ok")}</button><button
    onClick=${close}>${t("cancel")}</button></div><//><//>`;
};

const ChartDialog = ({ s, close }) => {
  const [kind, setKind] = useState("bar"),
    [range, setRange] = useState(rangeOf(s)),
    [problem, setProblem] = useState("");
  const draw = () => {
    const clean = range.toUpperCase().replace(/\s|\$/g, "");
    if (!/^[A-Z]\d+:[A-Z]\d+$/.test(clean)) return setProblem(t("badRange"));
    return update(
      (s) => {
        s.chart = { kind, range: clean };
        s.panel = null;
      },
      t("drawn", { kind: t(kind), range: clean }),
    );
  };
  return html`<${Dialog} title=${t("chart")} onClose=${close}><${Form} onSubmit=${draw}><${Choices}
    legend=${t("kind")} name="kind" options=${["bar", "line", "pie"].map((id) => [id, t(id)])} value=${kind}
      onChange=${setKind} /><${Field} label=${t("range")} value=${range} onChange=${setRange} maxlength="12" /><p
      class="bad" role="alert">${problem}</p><div class="bar"><button class="main"
      onClick=${draw}>${t("draw")}</button><button onClick=${close}>${t("cancel")}</button></div><//><//>`;
};

const Chart = ({ s }) => {
  const [one, other] = s.chart.range.split(":"),
    look = values(s.cells),
    rows = area(one, other)
      .map((row) => row.map(look))
      .filter((row) => typeof row[row.length - 1] === "number");
  const amounts = rows.map((row) => Math.max(0, row[row.length - 1])),
    top = Math.max(1, ...amounts),
    sum = amounts.reduce((a, b) => a + b, 0) || 1,
    wide = 360 / Math.max(1, rows.length);
  const name = t(s.chart.kind) + ", " + rows.map((row) => row.join(" ")).join("; ");
  let turn = 0;
  const slice = (amount) => {
    const a = turn * 2 * Math.PI;
    turn += amount / sum;
    const b = Math.min(turn, 0.9999 + (turn - amount / sum)) * 2 * Math.PI;
    return `M180 80L${180 + 75 * Math.sin(a)} ${80 - 75 * Math.cos(a)}A75 75 0 ${b - a > Math.PI ? 1 : 0} 1 ${180 + 75 * Math.sin(b)} ${80 - 75 * Math.cos(b)}Z`;
  };
  const marks = {
    bar: () =>
      amounts.map(
        (amount, n) =>
          html`<rect x=${n * wide + wide * 0.15} y=${150 - (140 * amount) / top} width=${wide * 0.7}
            height=${(140 * amount) / top} fill="var(--accent)" />`,
      ),
    line: () =>
      html`<polyline fill="none"
        stroke="var(--accent)" stroke-width="3" points=${amounts.map((amount, n) => (n + 0.5) * wide + "," + (150 - (140 * amount) / top)).join(" ")} />`,
    pie: () =>
      amounts.map(
        (amount) => html`<path d=${slice(amount)} fill="var(--accent-soft)" stroke="var(--accent)" stroke-width="2" />`,
      ),
  }[s.chart.kind]();
  return html`<figure class="panel"><svg role="img" aria-label=${name} viewBox="0 0 360 170"
    class="chart">${marks}${s.chart.kind === "pie" ? "" : rows.map((row, n) => html`<text
    x=${(n + 0.5) * wide} y="166" text-anchor="middle" font-size="11" fill="currentColor">${row.length > 1 ? String(row[0]).slice(0, 9) : n + 1}</text>`)}</svg>
      </figure>`;
};

const App = ({ s }) => {
  const key = address(...s.at),
    col = lettersOf(s.at[0]),
    close = () =>
      update((s) => {
        s.panel = null;
      }),
    raw = s.cells[key] || "";
  const formats = new Set(flatten(chosen(s)).map((one) => s.formats[one] || "plain"));
  const entry = (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      commit(true);
    }
    if (event.key === "Escape") {
      update((s) => {
        s.typed = null;
      });
      focusCell();
    }
  };
  return html`<div class="bar head"><h1>${t("title")}</h1><span class="muted small" id="keys">${t("keys")}</span></div>
    <div class="bar tools"><label for="formula"><span class="strong mono">${rangeOf(s)}</span><span
    class="hidden"> ${t("cell", { cell: key })}</span></label><input id="formula" class="grow mono"
    value=${s.typed ?? raw} maxlength="200" autocomplete="off" spellcheck=${false} onInput=${(
      event,
    ) =>
      update((s) => {
        s.typed = event.target.value;
      })} onKeyDown=${entry} onBlur=${() =>
      Env.state().typed !== null &&
      Env.state().typed !== raw &&
      update((s) => {
        s.cells[key] = s.typed.trim();
        s.typed = null;
      })} /><button class="main" onClick=${() => commit(false)}>${t("ok")}</button></div>
    <div class="bar tools"><button disabled=${s.at[1] === s.from[1]} onClick=${fillDown}>${t("fill")}</button><button
    onClick=${() => sort(1)}>${t("sortUp", { col })}</button><button
    onClick=${() => sort(-1)}>${t("sortDown", { col })}</button><button onClick=${() =>
      update((s) => {
        s.panel = "filter";
      })}>${t("filter", { col })}</button>${
      s.filter
        ? html`<button onClick=${() =>
            update((s) => {
              s.filter = null;
            })}>${t("noFilter")}</button>`
        : ""
    }
      <${Field} inline label=${t("format")} kind=${["plain", "percent", "money", "two"].map((id) => [id, t(id)])}
      value=${formats.size === 1 ? [...formats][0] : "plain"} onChange=${(
        value,
      ) =>
        update(
          (s) => {
            for (const one of flatten(chosen(s))) s.formats[one] = value;
          },
          t("selected", { range: rangeOf(s) }),
        )} /><button onClick=${() =>
        update((s) => {
          s.panel = "chart";
        })}>${t("chart")}</button></div>
    <${Grid} s=${s} /><details><summary>${t("functions")}</summary><p
    class="mono small">${functionNames().join(" ")}</p></details>
    ${s.chart ? html`<${Chart} s=${s} />` : ""}${s.panel === "filter" ? html`<${Filter} s=${s}
    close=${close} />` : s.panel ? html`<${ChartDialog} s=${s} close=${close} />` : ""}`;
};
function functionNames() {
  const at = { fr: 0, de: 1 }[Env.language()],
    own = {};
  for (const [name, english] of Object.entries(NAMES)) (own[english] = own[english] || []).push(name);
  return sorted(
    Object.keys(FUNCTIONS).map((english) =>
      at === undefined || !own[english] ? english : own[english][at] || own[english][0],
    ),
  );
}

Env.define({ texts, content, begin, tasks, App });
