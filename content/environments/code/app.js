"use strict";
// A Python editor: the learner's program runs in a worker of its own, tests judge it. The answer is what ran and passed.
{
  const texts = {
    title: ["Éditeur de programme", "Code editor", "Programm-Editor"], program: ["Programme Python", "Python program", "Python-Programm"], run: ["Exécuter", "Run", "Ausführen"], test: ["Tester", "Test", "Testen"], stop: ["Arrêter", "Stop", "Anhalten"], reset: ["Programme de départ", "Starting program", "Ausgangsprogramm"],
    input: ["Entrées, une par ligne", "Inputs, one per line", "Eingaben, eine pro Zeile"], output: ["Affichage du programme", "Output of the program", "Ausgabe des Programms"], results: ["Résultats des tests", "Test results", "Testergebnisse"],
    running: ["Le programme s’exécute…", "The program is running…", "Das Programm läuft …"], ended: ["Programme terminé.", "Program ended.", "Programm beendet."], failed: ["Le programme s’est arrêté sur une erreur.", "The program stopped with an error.", "Das Programm endete mit einem Fehler."], tooLong: ["Programme arrêté : il dépasse {n} secondes.", "Program stopped: it took more than {n} seconds.", "Programm angehalten: länger als {n} Sekunden."], tooMuch: ["Programme arrêté : il affiche trop de texte.", "Program stopped: too much output.", "Programm angehalten: zu viel Ausgabe."], stopped: ["Programme arrêté.", "Program stopped.", "Programm angehalten."],
    passed: ["{n} test(s) réussi(s) sur {all}.", "{n} of {all} test(s) passed.", "{n} von {all} Test(s) bestanden."], what: ["Test", "Test", "Test"], expected: ["Attendu", "Expected", "Erwartet"], got: ["Obtenu", "Got", "Erhalten"], state: ["État", "State", "Status"], ok: ["réussi", "passed", "bestanden"], ko: ["échoué", "failed", "fehlgeschlagen"], empty: ["(rien)", "(nothing)", "(nichts)"],
    withInput: ["entrées {input}", "inputs {input}", "Eingaben {input}"], variable: ["variable {name}", "variable {name}", "Variable {name}"], keys: ["Entrée garde le retrait, Tab quitte l’éditeur.", "Enter keeps the indentation, Tab leaves the editor.", "Enter behält die Einrückung, Tab verlässt den Editor."],
    blocks: ["Instructions à mettre en ordre", "Instructions to put in order", "Anweisungen ordnen"], up: ["Monter : {line}", "Move up: {line}", "Nach oben: {line}"], down: ["Descendre : {line}", "Move down: {line}", "Nach unten: {line}"], deeper: ["Mettre en retrait : {line}", "Indent: {line}", "Einrücken: {line}"], shallower: ["Enlever le retrait : {line}", "Outdent: {line}", "Ausrücken: {line}"], moved: ["Ligne {n}, retrait {deep}.", "Line {n}, indentation {deep}.", "Zeile {n}, Einrückung {deep}."], broken: ["L’exécution est impossible dans ce navigateur.", "Programs cannot run in this browser.", "Dieser Browser kann keine Programme ausführen."],
    noTest: ["Aucun test.", "No test.", "Kein Test."],
  };

  const content = (L) => ({
    task: "", seconds: 5, input: [], askInput: false, readonly: false, blocks: null, variable: "", constructs: ["def", "for", "while", "if", "return", "import"],
    program: L("# Le double d’un nombre\ndef double(n):\n    return n + 2\n\nprint(double(5))\n", "# Twice a number\ndef double(n):\n    return n + 2\n\nprint(double(5))\n"),
    tests: [{ id: "t1", call: "double(2)", expect: "4" }, { id: "t2", call: "double(5)", expect: "10" }, { id: "t3", call: "double(-1)", expect: "-2" }],
  });

  const begin = (config) => ({
    program: config.program, blocks: config.blocks && config.blocks.map((text, at) => ({ id: "b" + at, text, deep: 0 })), input: config.input.join("\n"),
    busy: null, output: "", error: "", results: null, ran: false, values: {},
  });

  const source = (s) => (s.blocks ? s.blocks.map((block) => "    ".repeat(block.deep) + block.text).join("\n") + "\n" : s.program);
  const lines = (s) => source(s).split("\n").filter((line) => line.trim() && !line.trim().startsWith("#"));
  const bare = (s) => lines(s).join("\n").replace(/("""|''')[^]*?\1|"[^"\n]*"|'[^'\n]*'|#.*/g, '""');
  const passed = (s) => joined((s.results || []).filter((one) => one.ok).map((one) => one.id));

  const tasks = {
    tests: passed,
    output: (s) => (s.ran ? s.output.trim().split("\n").map((line) => line.trim()).join(" | ") : ""),
    value: (s, config) => (s.ran && s.values[config.variable] !== undefined ? config.variable + "=" + s.values[config.variable] : ""),
    error: (s) => (s.error ? s.error.split("\n").pop().split(":")[0] + ":" + (s.error.match(/line (\d+)/g) || ["line ?"]).pop().slice(5) : ""),
    size: (s) => (s.results ? passed(s) + " lines=" + lines(s).length : ""),
    uses: (s, config) => (s.results ? (passed(s) + " " + config.constructs.filter((word) => new RegExp("\\b" + word + "\\b").test(bare(s))).join(",")).trim() : ""),
    input: (s, config) => (s.ran && config.wanted !== undefined && s.output.includes(config.wanted) ? s.input.trim().split("\n").map((line) => line.trim()).join(",") : ""),
    order: (s) => (s.blocks && s.results ? passed(s) + " " + s.blocks.map((block) => block.id).join(",") : ""),
  };

  // ---- the worker: a fresh interpreter per run; the page ends the worker when it takes too long ----------------
  const WORKER = `
    self.fetch = async () => new Response(self.wasm, { headers: { "Content-Type": "application/wasm" } });
    async function once(program, inputs, after) {
      let text = "", decoder = new TextDecoder();
      const mp = await loadMicroPython({ url: "micropython.wasm", heapsize: 8 * 1024 * 1024, pystack: 64 * 1024, linebuffer: false,
        stdout: (bytes) => { text += decoder.decode(bytes, { stream: true }); if (text.length > 20000) { self.postMessage({ much: text.slice(0, 2000) }); for (;;); } } });
      mp.registerJsModule("js", {});
      mp.runPython("import builtins\\n_in = " + JSON.stringify(inputs) + "\\ndef _ask(prompt=''):\\n    if prompt:\\n        print(prompt)\\n    if not _in:\\n        raise EOFError('no more input')\\n    return _in.pop(0)\\nbuiltins.input = _ask\\n");
      try {
        mp.runPython(program);
        let value = null;
        if (after) {
          mp.runPython("_got = (" + after.got + ")\\n_want = (" + (after.want || "None") + ")\\n_same = _got == _want or (isinstance(_got, float) and isinstance(_want, (int, float)) and abs(_got - _want) < 1e-9)\\n_text = repr(_got)");
          value = { text: mp.globals.get("_text"), same: mp.globals.get("_same") };
        }
        return { text, value };
      } catch (error) {
        return { text, error: String(error.message || error).trim() };
      }
    }
    self.onmessage = async (event) => {
      self.wasm = event.data.wasm;
      for (const run of event.data.runs) self.postMessage({ done: run.id, ...(await once(event.data.program, run.inputs, run.after)) });
      self.postMessage({ end: true });
    };`;
  const carried = (id) => Uint8Array.from(atob(document.getElementById(id).textContent), (char) => char.charCodeAt(0));
  let address = null, active = null;

  // The package is an ES module; a page with an opaque origin may only start classic workers, so it is unwrapped.
  function script() {
    const module = new TextDecoder().decode(carried("micropython"));
    const plain = module.replaceAll("import.meta.url", "self.location.href").replace("export default _createMicroPythonModule;", "").replace("export async function loadMicroPython", "async function loadMicroPython");
    return "(async () => {" + plain + WORKER + "})();";
  }

  function work(runs, each, end) {
    const s = Env.state(), seconds = Env.config().seconds;
    address = address || URL.createObjectURL(new Blob([script()], { type: "text/javascript" }));
    const worker = new Worker(address);
    const finish = (said) => { clearTimeout(active && active.timer); worker.terminate(); active = null; update((s) => { s.busy = null; end(s); }, said); };
    active = { finish, timer: setTimeout(() => finish(t("tooLong", { n: seconds })), seconds * 1000) };
    worker.onerror = (event) => { event.preventDefault(); finish(t("broken")); };
    worker.onmessage = ({ data }) => {
      if (data.much !== undefined) { update((s) => { s.output = data.much; }); finish(t("tooMuch")); } else if (data.end) finish(undefined); else update((s) => each(s, data));
    };
    worker.postMessage({ wasm: carried("wasm"), program: source(s), runs });
  }

  const inputsOf = (text) => (text.trim() === "" ? [] : text.replace(/\n+$/, "").split("\n"));
  const shorten = (error) => { const all = error.split("\n"); return all.length > 6 ? [...all.slice(0, 2), "  …", ...all.slice(-2)].join("\n") : error; };

  function run() {
    const { variable } = Env.config();
    update((s) => { s.busy = "run"; s.output = ""; s.error = ""; s.ran = false; s.values = {}; }, t("running"));
    const runs = [{ id: "run", inputs: inputsOf(Env.state().input), after: variable ? { got: variable } : null }];
    work(runs, (s, data) => {
      s.output = data.text; s.error = data.error || ""; s.ran = !data.error;
      if (data.value) s.values[variable] = data.value.text;
    }, (s) => { if (s.ran || s.error) setTimeout(() => update(null, t(s.error ? "failed" : "ended"))); });
  }

  function test() {
    const { tests } = Env.config();
    update((s) => { s.busy = "test"; s.results = null; s.output = ""; s.error = ""; s.ran = false; }, t("running"));
    const runs = tests.map((one) => ({ id: one.id, inputs: (one.input || []).map(String), after: one.call || one.variable ? { got: one.call || one.variable, want: String(one.expect) } : null }));
    const results = [];
    work(runs, (s, data) => {
      const one = tests.find((test) => test.id === data.done);
      const clean = (text) => String(text).trim().split("\n").map((line) => line.trim()).join("\n");
      const got = data.error ? data.error.split("\n").pop() : data.value ? data.value.text : clean(data.text);
      results.push({ id: one.id, got, ok: !data.error && (data.value ? data.value.same : clean(data.text) === clean(one.output ?? "")) });
    }, (s) => {
      s.results = tests.map((one) => results.find((result) => result.id === one.id) || { id: one.id, got: "", ok: false });
      const n = s.results.filter((one) => one.ok).length;
      if (results.length === tests.length) setTimeout(() => update(null, t("passed", { n, all: tests.length })));
    });
  }

  // ---- view -----------------------------------------------------------------------------------------------------
  const edit = (text) => update((s) => { s.program = text; s.results = null; s.ran = false; });

  function indent(event) {
    const box = event.target, at = box.selectionStart, before = box.value.slice(0, at), line = before.slice(before.lastIndexOf("\n") + 1);
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
    if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); run(); }
  }

  const Editor = ({ s, config }) => {
    const count = Math.max(8, s.program.split("\n").length);
    return html`<label for="editor" class="strong">${t("program")}</label> <span class="muted small" id="keys">${t("keys")}</span>
      <div class="editor"><pre aria-hidden="true">${Array.from({ length: count }, (_, at) => at + 1).join("\n")}</pre>
      <textarea id="editor" class="mono" rows=${count} wrap="off" spellcheck=${false} autocapitalize="off" autocomplete="off" aria-describedby="keys" readonly=${config.readonly} maxlength="8000" value=${s.program} onInput=${(event) => edit(event.target.value)} onKeyDown=${config.readonly ? undefined : indent}></textarea></div>`;
  };

  const Blocks = ({ s }) => {
    const shift = (at, step) => update((s) => { const [block] = s.blocks.splice(at, 1); s.blocks.splice(at + step, 0, block); s.results = null; s.ran = false; }, t("moved", { n: at + step + 1, deep: s.blocks[at].deep }));
    const push = (at, step) => update((s) => { s.blocks[at].deep += step; s.results = null; s.ran = false; }, t("moved", { n: at + 1, deep: s.blocks[at].deep + step }));
    return html`<h2>${t("blocks")}</h2><ol class="plain blocks">${s.blocks.map((block, at) => html`<li key=${block.id}><code style=${"padding-inline-start:" + block.deep * 2 + "rem"}>${block.text}</code>
      <span class="bar"><button aria-label=${t("up", { line: block.text })} disabled=${at === 0} onClick=${() => shift(at, -1)}>↑</button><button aria-label=${t("down", { line: block.text })} disabled=${at === s.blocks.length - 1} onClick=${() => shift(at, 1)}>↓</button>
      <button aria-label=${t("shallower", { line: block.text })} disabled=${!block.deep} onClick=${() => push(at, -1)}>←</button><button aria-label=${t("deeper", { line: block.text })} disabled=${block.deep > 4} onClick=${() => push(at, 1)}>→</button></span></li>`)}</ol>`;
  };

  const nameOf = (one) => one.name || one.call || (one.variable ? t("variable", { name: one.variable }) : t("withInput", { input: (one.input || []).join(", ") || t("empty") }));

  const Results = ({ s, config }) => html`<div class="scroll" tabindex="0" role="group" aria-label=${t("results")}><table><caption>${t("results")}</caption><thead><tr>${["what", "expected", "got", "state"].map((name) => html`<th key=${name} scope="col">${t(name)}</th>`)}</tr></thead>
    <tbody>${config.tests.map((one) => { const result = s.results.find((two) => two.id === one.id); return html`<tr key=${one.id}><th scope="row"><code>${nameOf(one)}</code></th><td><pre>${one.expect ?? one.output ?? ""}</pre></td><td><pre>${result.got || t("empty")}</pre></td><td class=${result.ok ? "good strong" : "bad strong"}>${result.ok ? "✓ " + t("ok") : "✗ " + t("ko")}</td></tr>`; })}</tbody></table></div>`;

  const App = ({ s, config }) => html`<div class="bar head"><h1>${t("title")}</h1></div>
    <section class="panel">${s.blocks ? html`<${Blocks} s=${s} />` : html`<${Editor} s=${s} config=${config} />`}
    ${config.askInput ? html`<${Field} label=${t("input")} kind="area" value=${s.input} onChange=${(value) => update((s) => { s.input = value; s.ran = false; })} maxlength="1000" />` : ""}
    <div class="bar tools"><button class="main" disabled=${!!s.busy} onClick=${run}>${t("run")}</button>${config.tests.length ? html`<button disabled=${!!s.busy} onClick=${test}>${t("test")}</button>` : ""}
      <button disabled=${!s.busy} onClick=${() => active && active.finish(t("stopped"))}>${t("stop")}</button>${s.blocks || config.readonly ? "" : html`<button onClick=${() => edit(config.program)}>${t("reset")}</button>`}</div></section>
    <section class="panel out"><h2>${t("output")}</h2><pre class="screen" tabindex="0" role="group" aria-label=${t("output")}>${s.output}${s.error ? html`<span class="bad">${shorten(s.error)}</span>` : ""}</pre></section>
    ${s.results ? html`<section class="panel out"><${Results} s=${s} config=${config} /></section>` : ""}`;

  Env.define({ texts, content, begin, tasks, App });
}
