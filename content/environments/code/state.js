"use strict";
// A Python editor: the learner's program runs in a worker of its own, tests judge it. The answer is what ran and passed.

const begin = (config) => ({
  program: config.program,
  blocks: config.blocks && config.blocks.map((text, at) => ({ id: "b" + at, text, deep: 0 })),
  input: config.input.join("\n"),
  busy: null,
  output: "",
  error: "",
  results: null,
  ran: false,
  values: {},
});

const source = (s) =>
  s.blocks ? s.blocks.map((block) => "    ".repeat(block.deep) + block.text).join("\n") + "\n" : s.program;
const lines = (s) =>
  source(s)
    .split("\n")
    .filter((line) => line.trim() && !line.trim().startsWith("#"));
const bare = (s) =>
  lines(s)
    .join("\n")
    .replace(/("""|''')[^]*?\1|"[^"\n]*"|'[^'\n]*'|#.*/g, '""');
const passed = (s) => joined((s.results || []).filter((one) => one.ok).map((one) => one.id));

const tasks = {
  tests: passed,
  output: (s) =>
    s.ran
      ? s.output
          .trim()
          .split("\n")
          .map((line) => line.trim())
          .join(" | ")
      : "",
  value: (s, config) =>
    s.ran && s.values[config.variable] !== undefined ? config.variable + "=" + s.values[config.variable] : "",
  error: (s) =>
    s.error
      ? s.error.split("\n").pop().split(":")[0] + ":" + (s.error.match(/line (\d+)/g) || ["line ?"]).pop().slice(5)
      : "",
  size: (s) => (s.results ? passed(s) + " lines=" + lines(s).length : ""),
  uses: (s, config) =>
    s.results
      ? (
          passed(s) +
          " " +
          config.constructs.filter((word) => new RegExp("\\b" + word + "\\b").test(bare(s))).join(",")
        ).trim()
      : "",
  input: (s, config) =>
    s.ran && config.wanted !== undefined && s.output.includes(config.wanted)
      ? s.input
          .trim()
          .split("\n")
          .map((line) => line.trim())
          .join(",")
      : "",
  order: (s) => (s.blocks && s.results ? passed(s) + " " + s.blocks.map((block) => block.id).join(",") : ""),
};
