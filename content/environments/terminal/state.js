"use strict";
// A small shell over a file system of its own and a simulated network. The answer is what the commands changed or showed.

// The file system: a node is {dir, mode, owner, size, text, children, start}.
const dirNode = (mode = "755") => ({ dir: true, mode, owner: "", children: {} });
function begin(config) {
  const root = dirNode();
  for (const [path, given] of Object.entries(config.files)) {
    const parts = path.split("/").filter(Boolean),
      isDir = path.endsWith("/");
    let at = root;
    parts.forEach((part, n) => {
      const last = n === parts.length - 1;
      if (!at.children[part])
        at.children[part] =
          last && !isDir
            ? {
                dir: false,
                mode: given.mode || "644",
                owner: config.user,
                text: typeof given === "string" ? given : given.text || "",
                size: given.size,
              }
            : dirNode();
      at = at.children[part];
    });
  }
  const s = {
    root,
    cwd: config.cwd,
    config,
    log: [],
    typed: "",
    past: [],
    back: 0,
    removed: [],
    killed: [],
    processes: config.processes,
    services: { ...config.services },
    before: { ...config.services },
    output: "",
    command: "",
  };
  walk(root, "", (node, path) => Object.assign(node, { start: path, startMode: node.mode, startText: node.text }));
  return s;
}
function walk(node, path, visit) {
  visit(node, path || "/");
  if (node.dir)
    for (const name of sorted(Object.keys(node.children))) walk(node.children[name], path + "/" + name, visit);
}

const short = (s, path) => (path.startsWith(s.config.home + "/") ? path.slice(s.config.home.length + 1) : path);
function changes(s) {
  const found = s.removed.map((path) => "-" + short(s, path));
  walk(s.root, "", (node, path) => {
    const end = node.dir ? "/" : "",
      parent = path.slice(0, path.lastIndexOf("/")) || "/";
    if (node.start === undefined) found.push("+" + short(s, path) + end);
    else if (
      node.start !== path &&
      node.start !==
        (nodeAt(s, parent).start === "/" ? "" : nodeAt(s, parent).start) + path.slice(path.lastIndexOf("/"))
    )
      found.push(short(s, node.start) + end + ">" + short(s, path) + end);
    else if (!node.dir && node.text !== node.startText) found.push("~" + short(s, path));
  });
  return joined(found);
}
const flat = (text) =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim())
    .join(" | ");
const tasks = {
  changes,
  content: (s, config) => {
    const node = nodeAt(s, absolute(s, config.path.startsWith("/") ? config.path : "~/" + config.path));
    return node && !node.dir && node.text !== node.startText ? flat(node.text) : "";
  },
  mode: (s) => {
    const found = [];
    walk(s.root, "", (node, path) => {
      if (node.start && node.mode !== node.startMode) found.push(short(s, path) + ":" + node.mode);
    });
    return joined(found);
  },
  cwd: (s, config) => (s.cwd === config.cwd ? "" : s.cwd),
  output: (s) => flat(s.output),
  command: (s) => s.command.trim().replace(/\s+/g, " "),
  processes: (s) => joined(s.killed),
  services: (s) =>
    joined(
      Object.entries(s.services)
        .filter(([name, state]) => s.before[name] !== state)
        .map((pair) => pair.join("=")),
    ),
};

function absolute(s, path) {
  const full =
    path === "~" || path.startsWith("~/")
      ? s.config.home + path.slice(1)
      : path.startsWith("/")
        ? path
        : s.cwd + "/" + path;
  const parts = [];
  for (const part of full.split("/")) {
    if (part === "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return "/" + parts.join("/");
}
const nodeAt = (s, path) =>
  path
    .split("/")
    .filter(Boolean)
    .reduce((node, part) => (node && node.dir ? node.children[part] : undefined), s.root);
const baseOf = (path) => path.slice(path.lastIndexOf("/") + 1);
const parentOf = (path) => path.slice(0, path.lastIndexOf("/")) || "/";

class Refusal extends Error {}
const refuse = (what, why) => {
  throw new Refusal(what + ": " + t(why));
};
const need = (s, command, given) => nodeAt(s, absolute(s, given)) || refuse(command + ": " + given, "noFile");
const readable = (s, command, given) => {
  const node = need(s, command, given);
  if (node.dir) refuse(command + ": " + given, "isDir");
  if (!(parseInt(node.mode[0], 8) & 4)) refuse(command + ": " + given, "denied");
  return node;
};
const text = (s, command, files, stdin) =>
  files.length ? files.map((file) => readable(s, command, file).text).join("") : stdin;
const linesOf = (given) => (given === "" ? [] : given.replace(/\n$/, "").split("\n"));
const out = (lines) => (lines.length ? lines.join("\n") + "\n" : "");
function put(s, command, path, node) {
  const parent = nodeAt(s, parentOf(path));
  if (!parent || !parent.dir) refuse(command + ": " + path, "noFile");
  parent.children[baseOf(path)] = node;
}
const take = (s, path) => {
  delete nodeAt(s, parentOf(path)).children[baseOf(path)];
};
function gone(s, node) {
  walk(node, "", (one) => {
    if (one.start !== undefined && !s.removed.includes(one.start)) s.removed.push(one.start);
  });
}
const copyOf = (node) =>
  node.dir
    ? {
        ...dirNode(node.mode),
        children: Object.fromEntries(Object.entries(node.children).map(([name, one]) => [name, copyOf(one)])),
      }
    : { dir: false, mode: node.mode, owner: node.owner, text: node.text, size: node.size };
const sizeOf = (node) =>
  node.dir
    ? Object.values(node.children).reduce((sum, one) => sum + sizeOf(one), 0)
    : (node.size ?? new TextEncoder().encode(node.text).length);
const rights = (mode) =>
  [...mode].map((digit) => ["---", "--x", "-w-", "-wx", "r--", "r-x", "rw-", "rwx"][Number(digit)]).join("");
const glob = (pattern) =>
  new RegExp(
    "^" +
      pattern
        .replace(/[.+^${}()|\\]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".") +
      "$",
  );

function write(s, path, value, append) {
  const full = absolute(s, path),
    node = nodeAt(s, full);
  if (node && node.dir) refuse(path, "isDir");
  if (node) node.text = append ? node.text + value : value;
  else put(s, "", full, { dir: false, mode: "644", owner: s.config.user, text: value });
}

function chmod(mode, given) {
  if (/^[0-7]{3}$/.test(given)) return given;
  const bits = [...mode].map(Number);
  for (const part of given.split(",")) {
    const found = part.match(/^([ugoa]*)([-+=])([rwx]*)$/);
    if (!found) return null;
    const [, who, sign, what] = found,
      value = [...what].reduce((sum, one) => sum | { r: 4, w: 2, x: 1 }[one], 0);
    ["u", "g", "o"].forEach((one, n) => {
      if (who && !who.includes("a") && !who.includes(one)) return;
      bits[n] = sign === "+" ? bits[n] | value : sign === "-" ? bits[n] & ~value : value;
    });
  }
  return bits.join("");
}

const hostOf = (s, command, name) =>
  s.config.network.find((one) => one.name === name || one.ip === name) || refuse(command + ": " + name, "noHost");
