"use strict";
// The commands, and how a line is read.

const COMMANDS = {
  help: () => out(Object.keys(COMMANDS).sort()),
  pwd: (s) => s.cwd + "\n",
  whoami: (s) => s.config.user + "\n",
  hostname: (s) => s.config.host + "\n",
  date: (s) => s.config.now + "\n",
  echo: (s, opts, args) => args.join(" ") + "\n",
  clear: (s) => {
    s.log = [];
    return "";
  },
  history: (s) => out(s.past.map((line, n) => n + 1 + "  " + line)),
  cd(s, opts, [to = "~"]) {
    const node = need(s, "cd", to);
    if (!node.dir) refuse("cd: " + to, "notDir");
    s.cwd = absolute(s, to);
    return "";
  },
  ls(s, opts, args) {
    const show = (name, node) =>
      (opts.includes("l")
        ? (node.dir ? "d" : "-") +
          rights(node.mode) +
          " " +
          (node.owner || "root").padEnd(8) +
          " " +
          String(node.dir ? 0 : sizeOf(node)).padStart(8) +
          " " +
          name
        : name) + (node.dir && !opts.includes("l") ? "/" : "");
    const one = (given) => {
      const node = need(s, "ls", given);
      if (!node.dir) return [show(given, node)];
      let names = sorted(Object.keys(node.children)).filter((name) => opts.includes("a") || !name.startsWith("."));
      if (opts.includes("S")) names.sort((a, b) => sizeOf(node.children[b]) - sizeOf(node.children[a]));
      if (opts.includes("r")) names = names.reverse();
      return names.map((name) => show(name, node.children[name]));
    };
    return out(
      (args.length ? args : ["."]).flatMap((given, n, all) =>
        all.length > 1 && need(s, "ls", given).dir ? [given + ":", ...one(given)] : one(given),
      ),
    );
  },
  tree(s, opts, [at = "."]) {
    const lines = [at],
      draw = (node, gap) =>
        sorted(Object.keys(node.children))
          .filter((name) => !name.startsWith("."))
          .forEach((name) => {
            lines.push(gap + "- " + name);
            if (node.children[name].dir) draw(node.children[name], gap + "  ");
          });
    draw(need(s, "tree", at), " ");
    return out(lines);
  },
  cat: (s, opts, args, stdin) => {
    const given = text(s, "cat", args, stdin);
    return opts.includes("n") ? out(linesOf(given).map((line, n) => String(n + 1).padStart(4) + "  " + line)) : given;
  },
  head: (s, opts, args, stdin) => {
    const [count, files] = counted(args);
    return out(linesOf(text(s, "head", files, stdin)).slice(0, count));
  },
  tail: (s, opts, args, stdin) => {
    const [count, files] = counted(args);
    return out(linesOf(text(s, "tail", files, stdin)).slice(-count));
  },
  wc(s, opts, args, stdin) {
    const given = text(s, "wc", args, stdin),
      all = {
        l: linesOf(given).length,
        w: given.split(/\s+/).filter(Boolean).length,
        c: new TextEncoder().encode(given).length,
      };
    return (opts ? [...opts] : ["l", "w", "c"]).map((one) => all[one] ?? "").join(" ") + "\n";
  },
  sort(s, opts, args, stdin) {
    let lines = linesOf(text(s, "sort", args, stdin));
    lines = opts.includes("n") ? lines.sort((a, b) => parseFloat(a) - parseFloat(b)) : sorted(lines);
    if (opts.includes("u")) lines = [...new Set(lines)];
    return out(opts.includes("r") ? lines.reverse() : lines);
  },
  uniq: (s, opts, args, stdin) =>
    out(linesOf(text(s, "uniq", args, stdin)).filter((line, n, all) => line !== all[n - 1])),
  cut(s, opts, args, stdin) {
    const by = (args.find((one) => one.startsWith("-d")) || "-d\t").slice(2),
      field = Number((args.find((one) => one.startsWith("-f")) || "-f1").slice(2));
    return out(
      linesOf(
        text(
          s,
          "cut",
          args.filter((one) => !/^-[df]/.test(one)),
          stdin,
        ),
      ).map((line) => line.split(by)[field - 1] ?? ""),
    );
  },
  grep(s, opts, [pattern, ...files], stdin) {
    if (pattern === undefined) refuse("grep", "missing");
    let test;
    try {
      test = new RegExp(pattern, opts.includes("i") ? "iu" : "u");
    } catch {
      test = new RegExp(pattern.replace(/[^\p{L}\p{N}\s]/gu, "\\$&"), opts.includes("i") ? "i" : "");
    }
    const sources = [];
    if (opts.includes("r"))
      for (const file of files.length ? files : ["."])
        walk(need(s, "grep", file), file.replace(/\/$/, ""), (node, path) => {
          if (!node.dir) sources.push([path, node.text]);
        });
    else if (files.length) for (const file of files) sources.push([file, readable(s, "grep", file).text]);
    else sources.push(["", stdin]);
    const named = sources.length > 1 || opts.includes("r");
    return out(
      sources.flatMap(([name, given]) => {
        const hits = linesOf(given)
          .map((line, n) => [line, n + 1])
          .filter(([line]) => test.test(line) !== opts.includes("v"));
        if (opts.includes("l")) return hits.length ? [name] : [];
        if (opts.includes("c")) return [(named ? name + ":" : "") + hits.length];
        return hits.map(([line, n]) => (named ? name + ":" : "") + (opts.includes("n") ? n + ":" : "") + line);
      }),
    );
  },
  find(s, opts, args) {
    const at = args[0] && !args[0].startsWith("-") ? args[0] : ".",
      name = args[args.indexOf("-name") + 1],
      type = args[args.indexOf("-type") + 1],
      lines = [];
    walk(need(s, "find", at), at.replace(/\/$/, ""), (node, path) => {
      if (
        (!args.includes("-name") || glob(name).test(baseOf(path))) &&
        (!args.includes("-type") || node.dir === (type === "d"))
      )
        lines.push(path);
    });
    return out(lines);
  },
  mkdir(s, opts, args) {
    if (!args.length) refuse("mkdir", "missing");
    for (const given of args) {
      const full = absolute(s, given);
      if (nodeAt(s, full)) {
        if (opts.includes("p")) continue;
        refuse("mkdir: " + given, "exists");
      }
      if (opts.includes("p"))
        full
          .split("/")
          .filter(Boolean)
          .reduce((path, part) => {
            const next = path + "/" + part;
            if (!nodeAt(s, next)) put(s, "mkdir", next, { ...dirNode(), owner: s.config.user });
            return next;
          }, "");
      else put(s, "mkdir", full, { ...dirNode(), owner: s.config.user });
    }
    return "";
  },
  rmdir(s, opts, args) {
    for (const given of args) {
      const node = need(s, "rmdir", given);
      if (!node.dir) refuse("rmdir: " + given, "notDir");
      if (Object.keys(node.children).length) refuse("rmdir: " + given, "notEmpty");
      gone(s, node);
      take(s, absolute(s, given));
    }
    return "";
  },
  touch(s, opts, args) {
    for (const given of args) if (!nodeAt(s, absolute(s, given))) write(s, given, "", false);
    return "";
  },
  rm(s, opts, args) {
    if (!args.length) refuse("rm", "missing");
    for (const given of args) {
      const node = need(s, "rm", given);
      if (node.dir && !/r/i.test(opts)) refuse("rm: " + given, "isDir");
      gone(s, node);
      take(s, absolute(s, given));
    }
    return "";
  },
  mv: (s, opts, args) =>
    carry(s, "mv", args, (node, from, to) => {
      if ((to + "/").startsWith(from + "/")) refuse("mv: " + to, "exists");
      take(s, from);
      put(s, "mv", to, node);
    }),
  cp: (s, opts, args) =>
    carry(s, "cp", args, (node, from, to) => {
      if (node.dir && !/r/i.test(opts)) refuse("cp: " + from, "isDir");
      put(s, "cp", to, copyOf(node));
    }),
  chmod(s, opts, [mode, ...args]) {
    if (!args.length) refuse("chmod", "missing");
    for (const given of args) {
      const node = need(s, "chmod", given),
        next = chmod(node.mode, mode);
      if (!next) refuse("chmod: " + mode, "badMode");
      node.mode = next;
    }
    return "";
  },
  du: (s, opts, [at = "."]) => sizeOf(need(s, "du", at)) + "\t" + at + "\n",
  df: () => "disk        size   used   free\n/dev/main   64G    51G    13G\n",
  ps: (s) =>
    out([
      "  PID USER      CPU% NAME",
      ...s.processes.map(
        (one) =>
          String(one.pid).padStart(5) + " " + one.user.padEnd(9) + " " + String(one.cpu).padStart(4) + " " + one.name,
      ),
    ]),
  kill(s, opts, args) {
    for (const pid of args.filter((one) => !one.startsWith("-"))) {
      const one = s.processes.find((process) => String(process.pid) === pid);
      if (!one) refuse("kill: " + pid, "noProcess");
      if (one.user !== s.config.user) refuse("kill: " + pid, "denied");
      s.processes = s.processes.filter((process) => process !== one);
      s.killed.push(one.name);
    }
    return "";
  },
  service(s, opts, [name, action]) {
    if (name === undefined) return out(Object.entries(s.services).map(([one, state]) => one + ": " + state));
    if (!(name in s.services)) refuse("service: " + name, "noService");
    if (action === "start" || action === "restart") s.services[name] = "running";
    else if (action === "stop") s.services[name] = "stopped";
    return name + ": " + s.services[name] + "\n";
  },
  ip: (s) => "inet " + s.config.address + "/24\ndefault via " + s.config.gateway + "\n",
  nslookup: (s, opts, [name = ""]) => {
    const host = hostOf(s, "nslookup", name);
    return host.name + " = " + host.ip + "\n";
  },
  ping(s, opts, args) {
    const host = hostOf(s, "ping", args[args.length - 1] || "");
    if (!host.up) throw new Refusal("ping " + host.ip + ": " + t("noAnswer"));
    return out([1, 2, 3].map((n) => "64 bytes from " + host.ip + ": seq=" + n + " time=" + host.ms + " ms"));
  },
  traceroute(s, opts, [name = ""]) {
    const host = hostOf(s, "traceroute", name),
      hops = host.hops || [host.ip];
    return out(hops.map((hop, n) => n + 1 + "  " + (host.up || n < hops.length - 1 ? hop : "* * *")));
  },
  curl(s, opts, args) {
    const url = (args[args.length - 1] || "").replace(/^https?:\/\//, "").replace(/\/.*$/, ""),
      host = hostOf(s, "curl", url);
    if (!host.up) throw new Refusal("curl: " + t("noAnswer"));
    return (host.page || "") + "\n";
  },
  sh(s, opts, [given]) {
    const node = readable(s, "sh", given);
    return linesOf(node.text)
      .filter((line) => line && !line.startsWith("#"))
      .map((line) => execute(s, line))
      .join("");
  },
};
function counted(args) {
  const at = args.findIndex((one) => /^-n?\d*$/.test(one));
  if (at < 0) return [10, args];
  const own = args[at].replace(/^-n?/, "");
  return own
    ? [Number(own), args.filter((_, n) => n !== at)]
    : [Number(args[at + 1]), args.filter((_, n) => n !== at && n !== at + 1)];
}
function carry(s, command, args, act) {
  if (args.length < 2) refuse(command, "missing");
  const last = args[args.length - 1],
    target = nodeAt(s, absolute(s, last));
  if (args.length > 2 && !(target && target.dir)) refuse(command + ": " + last, "notDir");
  for (const given of args.slice(0, -1)) {
    const node = need(s, command, given),
      from = absolute(s, given);
    const to = target && target.dir ? absolute(s, last) + "/" + baseOf(from) : absolute(s, last);
    const old = nodeAt(s, to);
    if (old === node) continue;
    if (old && !old.dir) gone(s, old);
    act(node, from, to === "/" + baseOf(from) ? to : to.replace("//", "/"));
  }
  return "";
}

function tokens(line) {
  const found = [];
  for (const [whole, double, single] of line.matchAll(
    /"([^"]*)"|'([^']*)'|&&|\|\||>>|[|;>]|[^\s"'|;>&]+(?:["'][^"']*["'][^\s"'|;>]*)*/g,
  )) {
    if (double !== undefined || single !== undefined) found.push({ word: double ?? single });
    else if (["&&", "|", ";", ">", ">>", "||"].includes(whole)) found.push({ sign: whole });
    else found.push({ word: whole.replace(/["']/g, ""), bare: true });
  }
  return found;
}
// Expanded only when the command runs, since an earlier one may have changed the folder.
function spread(s, { word, bare }) {
  if (!bare) return [word];
  word = word.replace(/^(\$HOME|~(?=\/|$))/, s.config.home);
  if (!/[*?]/.test(word) || word.startsWith("-")) return [word];
  const cut = word.lastIndexOf("/") + 1,
    node = nodeAt(s, absolute(s, word.slice(0, cut) || "."));
  const hits =
    node && node.dir
      ? sorted(Object.keys(node.children)).filter((name) => glob(word.slice(cut)).test(name) && !name.startsWith("."))
      : [];
  return hits.length ? hits.map((name) => word.slice(0, cut) + name) : [word];
}

function execute(s, line) {
  let shown = "",
    stdin = "",
    words = [],
    target = null;
  const one = () => {
    if (!words.length) return "";
    let [name, ...args] = words.flatMap((one) => spread(s, one));
    if (name.startsWith("./") || name.includes("/")) {
      const node = need(s, "sh", name);
      if (!(parseInt(node.mode[0], 8) & 1)) refuse(name, "denied");
      [name, args] = ["sh", [name]];
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : refuse(name, "unknown");
    const loose = ["cut", "head", "tail", "kill", "find", "ping", "echo"].includes(name);
    const opts = loose
      ? ""
      : args
          .filter((arg) => /^-[a-zA-Z]+$/.test(arg))
          .map((arg) => arg.slice(1))
          .join("");
    return command(s, opts, loose ? args : args.filter((arg) => !/^-[a-zA-Z]+$/.test(arg)), stdin);
  };
  const end = () => {
    const text = one();
    if (target) write(s, target.path, text, target.append);
    else shown += text;
    [words, stdin, target] = [[], "", null];
  };
  const all = tokens(line);
  for (let n = 0; n < all.length; n += 1) {
    const { word, sign } = all[n];
    if (word !== undefined) words.push(all[n]);
    else if (sign === "|") {
      stdin = one();
      words = [];
    } else if (sign === ">" || sign === ">>") {
      n += 1;
      target = { path: (all[n] || refuse(sign, "missing")).word, append: sign === ">>" };
    } else end();
  }
  end();
  return shown;
}
