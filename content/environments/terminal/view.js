"use strict";
// What is seen and pressed.

function enter() {
  update((s) => {
    const line = s.typed.trim(),
      prompt = s.config.user + "@" + s.config.host + ":" + s.cwd.replace(s.config.home, "~") + "$ ";
    let shown = "",
      failed = false;
    if (line) {
      s.past.push(line);
      try {
        shown = execute(s, line);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        shown = error.message + "\n";
        failed = true;
      }
    }
    if (line !== "clear") s.log.push({ prompt, line, shown, failed });
    Object.assign(s, { typed: "", back: 0, output: shown, command: line, log: s.log.slice(-60) });
  });
}

function recall(event) {
  const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  update((s) => {
    s.back = Math.max(0, Math.min(s.past.length, s.back + step));
    s.typed = s.back ? s.past[s.past.length - s.back] : "";
  });
}

const App = ({ s }) => {
  const screen = useRef(null);
  useEffect(() => {
    screen.current.scrollTop = screen.current.scrollHeight;
  }, [s.log.length]);
  return html`<div class="bar head"><h1>${t("title")}</h1><span class="muted small">${t("keys")}</span></div>
    <div class="screen mono" role="log" tabindex="0"
    aria-label=${t("log")} ref=${screen}>${s.log.map((one, at) => html`<div key=${at}><div><span
    class="prompt">${one.prompt}</span>${one.line}</div>${one.shown ? html`<pre
    class=${one.failed ? "bad" : ""}>${one.shown}</pre>` : ""}</div>`)}</div>
    <${Form} class="bar entry" onSubmit=${enter}><label for="line"
    class="mono">${s.cwd.replace(s.config.home, "~")} $<span class="hidden"> ${t("command")}</span></label>
      <input id="line" class="mono grow" value=${s.typed}
      maxlength="300" autocomplete="off" autocapitalize="off" spellcheck=${false} onInput=${(
        event,
      ) =>
        update((s) => {
          s.typed = event.target.value;
        })} onKeyDown=${recall} /><button class="main" onClick=${enter}>${t("run")}</button><//>
    <details><summary>${t("help")}</summary><p class="mono small">${Object.keys(COMMANDS).sort().join(" ")}</p>
    </details>`;
};

Env.define({ texts, content, begin, tasks, App });
