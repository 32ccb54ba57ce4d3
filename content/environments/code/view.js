"use strict";
// What is seen and pressed.

const edit = (text) =>
  update((s) => {
    s.program = text;
    s.results = null;
    s.ran = false;
  });

function indent(event) {
  const box = event.target,
    at = box.selectionStart,
    before = box.value.slice(0, at),
    line = before.slice(before.lastIndexOf("\n") + 1);
  if (event.key === "Backspace" && at === box.selectionEnd && /^( {4})+$/.test(line)) {
    event.preventDefault();
    box.setRangeText("", at - 4, at, "end");
    edit(box.value);
  }
  if (event.key === "Enter" && !event.ctrlKey) {
    event.preventDefault();
    box.setRangeText("\n" + line.match(/^ */)[0] + (/:\s*$/.test(line) ? "    " : ""), at, box.selectionEnd, "end");
    edit(box.value);
  }
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    run();
  }
}

const Editor = ({ s, config }) => {
  const count = Math.max(8, s.program.split("\n").length);
  return html`<label for="editor" class="strong">${t("program")}</label> <span class="muted small"
    id="keys">${t("keys")}</span>
    <div class="editor"><pre aria-hidden="true">${Array.from({ length: count }, (_, at) => at + 1).join("\n")}</pre>
    <textarea id="editor" class="mono"
    rows=${count} wrap="off" spellcheck=${false} autocapitalize="off" autocomplete="off"
      aria-describedby="keys" readonly=${config.readonly} maxlength="8000" value=${s.program}
      onInput=${(event) => edit(event.target.value)} onKeyDown=${config.readonly ? undefined : indent}></textarea>
      </div>`;
};

const Blocks = ({ s }) => {
  const shift = (at, step) =>
    update(
      (s) => {
        const [block] = s.blocks.splice(at, 1);
        s.blocks.splice(at + step, 0, block);
        s.results = null;
        s.ran = false;
      },
      t("moved", { n: at + step + 1, deep: s.blocks[at].deep }),
    );
  const push = (at, step) =>
    update(
      (s) => {
        s.blocks[at].deep += step;
        s.results = null;
        s.ran = false;
      },
      t("moved", { n: at + 1, deep: s.blocks[at].deep + step }),
    );
  return html`<h2>${t("blocks")}</h2><ol class="plain blocks">${s.blocks.map(
    (
      block,
      at,
    ) => html`<li key=${block.id}><code style=${"padding-inline-start:" + block.deep * 2 + "rem"}>${block.text}</code>
    <span class="bar"><button aria-label=${t("up", { line: block.text })} disabled=${at === 0}
    onClick=${() => shift(at, -1)}>↑</button><button aria-label=${t("down", { line: block.text })}
    disabled=${at === s.blocks.length - 1} onClick=${() => shift(at, 1)}>↓</button>
    <button aria-label=${t("shallower", { line: block.text })} disabled=${!block.deep}
    onClick=${() => push(at, -1)}>←</button><button aria-label=${t("deeper", { line: block.text })}
    disabled=${block.deep > 4} onClick=${() => push(at, 1)}>→</button></span></li>`,
  )}</ol>`;
};

const nameOf = (one) =>
  one.name ||
  one.call ||
  (one.variable
    ? t("variable", { name: one.variable })
    : t("withInput", { input: (one.input || []).join(", ") || t("empty") }));

const Results = ({
  s,
  config,
}) => html`<div class="scroll" tabindex="0" role="group" aria-label=${t("results")}><table>
  <caption>${t("results")}</caption><thead>
  <tr>${["what", "expected", "got", "state"].map((name) => html`<th key=${name} scope="col">${t(name)}</th>`)}</tr>
  </thead>
  <tbody>${config.tests.map((one) => {
    const result = s.results.find((two) => two.id === one.id);
    return html`<tr key=${one.id}><th scope="row"><code>${nameOf(one)}</code></th><td>
      <pre>${one.expect ?? one.output ?? ""}</pre></td><td><pre>${result.got || t("empty")}</pre></td><td
      class=${result.ok ? "good strong" : "bad strong"}>${result.ok ? "✓ " + t("ok") : "✗ " + t("ko")}</td></tr>`;
  })}</tbody></table></div>`;

const App = ({ s, config }) => html`<div class="bar head"><h1>${t("title")}</h1></div>
  <section class="panel">${s.blocks ? html`<${Blocks} s=${s} />` : html`<${Editor} s=${s} config=${config} />`}
  ${
    config.askInput
      ? html`<${Field} label=${t("input")} kind="area" value=${s.input} onChange=${(value) =>
          update((s) => {
            s.input = value;
            s.ran = false;
          })} maxlength="1000" />`
      : ""
  }
  <div class="bar tools"><button class="main" disabled=${!!s.busy}
  onClick=${run}>${t("run")}</button>${config.tests.length ? html`<button disabled=${!!s.busy}
  onClick=${test}>${t("test")}</button>` : ""}
    <button disabled=${!s.busy}
    onClick=${() => active && active.finish(t("stopped"))}>${t("stop")}</button>${s.blocks || config.readonly ? "" : html`<button
    onClick=${() => edit(config.program)}>${t("reset")}</button>`}</div></section>
  <section class="panel out"><h2>${t("output")}</h2><pre class="screen" tabindex="0" role="group"
  aria-label=${t("output")}>${s.output}${s.error ? html`<span class="bad">${shorten(s.error)}</span>` : ""}</pre>
  </section>
  ${s.results ? html`<section class="panel out"><${Results} s=${s} config=${config} /></section>` : ""}`;

Env.define({ texts, content, begin, tasks, App });
