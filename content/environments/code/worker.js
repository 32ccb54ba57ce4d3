"use strict";
// The worker: a fresh interpreter per run; the page ends it when it takes too long.

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
let address = null,
  active = null;

// The package is an ES module; a page with an opaque origin may only start classic workers, so it is unwrapped.
function script() {
  const module = new TextDecoder().decode(carried("micropython"));
  const plain = module
    .replaceAll("import.meta.url", "self.location.href")
    .replace("export default _createMicroPythonModule;", "")
    .replace("export async function loadMicroPython", "async function loadMicroPython");
  return "(async () => {" + plain + WORKER + "})();";
}

function work(runs, each, end) {
  const s = Env.state(),
    seconds = Env.config().seconds;
  address = address || URL.createObjectURL(new Blob([script()], { type: "text/javascript" }));
  const worker = new Worker(address);
  const finish = (said) => {
    clearTimeout(active && active.timer);
    worker.terminate();
    active = null;
    update((s) => {
      s.busy = null;
      end(s);
    }, said);
  };
  active = { finish, timer: setTimeout(() => finish(t("tooLong", { n: seconds })), seconds * 1000) };
  worker.onerror = (event) => {
    event.preventDefault();
    finish(t("broken"));
  };
  worker.onmessage = ({ data }) => {
    if (data.much !== undefined) {
      update((s) => {
        s.output = data.much;
      });
      finish(t("tooMuch"));
    } else if (data.end) finish(undefined);
    else update((s) => each(s, data));
  };
  worker.postMessage({ wasm: carried("wasm"), program: source(s), runs });
}

const inputsOf = (text) => (text.trim() === "" ? [] : text.replace(/\n+$/, "").split("\n"));
const shorten = (error) => {
  const all = error.split("\n");
  return all.length > 6 ? [...all.slice(0, 2), "  …", ...all.slice(-2)].join("\n") : error;
};

function run() {
  const { variable } = Env.config();
  update((s) => {
    s.busy = "run";
    s.output = "";
    s.error = "";
    s.ran = false;
    s.values = {};
  }, t("running"));
  const runs = [{ id: "run", inputs: inputsOf(Env.state().input), after: variable ? { got: variable } : null }];
  work(
    runs,
    (s, data) => {
      s.output = data.text;
      s.error = data.error || "";
      s.ran = !data.error;
      if (data.value) s.values[variable] = data.value.text;
    },
    (s) => {
      if (s.ran || s.error) setTimeout(() => update(null, t(s.error ? "failed" : "ended")));
    },
  );
}

function test() {
  const { tests } = Env.config();
  update((s) => {
    s.busy = "test";
    s.results = null;
    s.output = "";
    s.error = "";
    s.ran = false;
  }, t("running"));
  const runs = tests.map((one) => ({
    id: one.id,
    inputs: (one.input || []).map(String),
    after: one.call || one.variable ? { got: one.call || one.variable, want: String(one.expect) } : null,
  }));
  const results = [];
  work(
    runs,
    (s, data) => {
      const one = tests.find((test) => test.id === data.done);
      const clean = (text) =>
        String(text)
          .trim()
          .split("\n")
          .map((line) => line.trim())
          .join("\n");
      const got = data.error ? data.error.split("\n").pop() : data.value ? data.value.text : clean(data.text);
      results.push({
        id: one.id,
        got,
        ok: !data.error && (data.value ? data.value.same : clean(data.text) === clean(one.output ?? "")),
      });
    },
    (s) => {
      s.results = tests.map(
        (one) => results.find((result) => result.id === one.id) || { id: one.id, got: "", ok: false },
      );
      const n = s.results.filter((one) => one.ok).length;
      if (results.length === tests.length) setTimeout(() => update(null, t("passed", { n, all: tests.length })));
    },
  );
}
