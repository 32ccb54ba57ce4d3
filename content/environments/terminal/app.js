"use strict";
// A small shell over a file system of its own and a simulated network. The answer is what the commands changed or showed.
{
  const texts = {
    title: ["Terminal", "Terminal", "Terminal"], command: ["Commande", "Command", "Befehl"], log: ["Affichage du terminal", "Terminal output", "Terminal-Ausgabe"], help: ["Commandes connues", "Known commands", "Bekannte Befehle"],
    noFile: ["aucun fichier ou dossier de ce nom", "no such file or directory", "Datei oder Verzeichnis nicht gefunden"], isDir: ["est un dossier", "is a directory", "ist ein Verzeichnis"], notDir: ["n’est pas un dossier", "not a directory", "ist kein Verzeichnis"], exists: ["existe déjà", "already exists", "existiert bereits"], notEmpty: ["le dossier n’est pas vide", "directory not empty", "Verzeichnis nicht leer"],
    unknown: ["commande inconnue (tapez help)", "command not found (type help)", "Befehl nicht gefunden (help eingeben)"], missing: ["il manque un argument", "missing argument", "Argument fehlt"], badMode: ["mode non valable", "invalid mode", "ungültiger Modus"], denied: ["permission refusée", "permission denied", "keine Berechtigung"], badOption: ["option inconnue", "unknown option", "unbekannte Option"],
    noHost: ["nom de machine inconnu", "unknown host", "unbekannter Rechner"], noAnswer: ["délai dépassé, pas de réponse", "timed out, no answer", "Zeitüberschreitung, keine Antwort"], noProcess: ["aucun processus de ce numéro", "no such process", "kein solcher Prozess"], noService: ["aucun service de ce nom", "no such service", "kein solcher Dienst"], keys: ["Entrée exécute ; flèches haut et bas : commandes précédentes.", "Enter runs; up and down arrows: earlier commands.", "Enter führt aus; Pfeile nach oben/unten: frühere Befehle."], run: ["Exécuter", "Run", "Ausführen"],
  };

  const content = (L) => ({
    task: "", user: "camille", host: "atelier", home: "/home/camille", cwd: "/home/camille", now: "2026-03-12", path: "",
    files: {
      "/home/camille/projet/notes.txt": L("acheter du papier\nappeler Lina\nERREUR 17 : disque plein\nrendre la clé\n", "buy paper\ncall Lina\nERROR 17: disk full\nreturn the key\n"),
      "/home/camille/projet/journal.log": "09:01 INFO start\n09:04 WARN slow answer\n09:10 ERROR code 4821\n09:12 INFO retry\n09:15 ERROR code 4822\n09:30 INFO stop\n",
      "/home/camille/projet/sauve.sh": { text: "#!/bin/sh\necho saved\n", mode: "644" },
      "/home/camille/projet/data/ventes-2024.csv": "mois,ventes\njan,12\nfev,9\n", "/home/camille/projet/data/ventes-2025.csv": "mois,ventes\njan,15\nfev,11\nmar,18\n", "/home/camille/projet/data/vieux.tmp": "x\n",
      "/home/camille/photos/a.jpg": { text: "", size: 340000 }, "/home/camille/photos/b.jpg": { text: "", size: 910000 }, "/home/camille/.secret": L("Le mot est : mélèze\n", "The word is: larch\n"), "/etc/hosts": "127.0.0.1 localhost\n192.0.2.10 serveur.atelier.example\n", "/tmp/": {},
    },
    processes: [{ pid: 101, user: "root", cpu: 0.1, name: "init" }, { pid: 214, user: "camille", cpu: 0.4, name: "editor" }, { pid: 377, user: "camille", cpu: 97.2, name: "convert" }, { pid: 402, user: "camille", cpu: 1.1, name: "music" }],
    services: { web: "running", print: "stopped", backup: "running" },
    address: "192.0.2.44", gateway: "192.0.2.1",
    network: [{ name: "serveur.atelier.example", ip: "192.0.2.10", up: true, ms: 2 }, { name: "imprimante.atelier.example", ip: "192.0.2.77", up: false }, { name: "www.ville-claire.example", ip: "198.51.100.20", up: true, ms: 18, hops: ["192.0.2.1", "203.0.113.5", "198.51.100.20"], page: "<h1>Ville-Claire</h1>" }, { name: "gateway", ip: "192.0.2.1", up: true, ms: 1 }],
  });

  // ---- the file system: a node is {dir, mode, owner, size, text, children, start} --------------------------------
  const dirNode = (mode = "755") => ({ dir: true, mode, owner: "", children: {} });
  function begin(config) {
    const root = dirNode();
    for (const [path, given] of Object.entries(config.files)) {
      const parts = path.split("/").filter(Boolean), isDir = path.endsWith("/");
      let at = root;
      parts.forEach((part, n) => {
        const last = n === parts.length - 1;
        if (!at.children[part]) at.children[part] = last && !isDir ? { dir: false, mode: given.mode || "644", owner: config.user, text: typeof given === "string" ? given : given.text || "", size: given.size } : dirNode();
        at = at.children[part];
      });
    }
    const s = { root, cwd: config.cwd, config, log: [], typed: "", past: [], back: 0, removed: [], killed: [], processes: config.processes, services: { ...config.services }, before: { ...config.services }, output: "", command: "" };
    walk(root, "", (node, path) => Object.assign(node, { start: path, startMode: node.mode, startText: node.text }));
    return s;
  }
  function walk(node, path, visit) {
    visit(node, path || "/");
    if (node.dir) for (const name of sorted(Object.keys(node.children))) walk(node.children[name], path + "/" + name, visit);
  }

  const short = (s, path) => (path.startsWith(s.config.home + "/") ? path.slice(s.config.home.length + 1) : path);
  function changes(s) {
    const found = s.removed.map((path) => "-" + short(s, path));
    walk(s.root, "", (node, path) => {
      const end = node.dir ? "/" : "", parent = path.slice(0, path.lastIndexOf("/")) || "/";
      if (node.start === undefined) found.push("+" + short(s, path) + end);
      else if (node.start !== path && node.start !== (nodeAt(s, parent).start === "/" ? "" : nodeAt(s, parent).start) + path.slice(path.lastIndexOf("/"))) found.push(short(s, node.start) + end + ">" + short(s, path) + end);
      else if (!node.dir && node.text !== node.startText) found.push("~" + short(s, path));
    });
    return joined(found);
  }
  const flat = (text) => text.trim().split("\n").map((line) => line.trim()).join(" | ");
  const tasks = {
    changes,
    content: (s, config) => { const node = nodeAt(s, absolute(s, config.path.startsWith("/") ? config.path : "~/" + config.path)); return node && !node.dir && node.text !== node.startText ? flat(node.text) : ""; },
    mode: (s) => { const found = []; walk(s.root, "", (node, path) => { if (node.start && node.mode !== node.startMode) found.push(short(s, path) + ":" + node.mode); }); return joined(found); },
    cwd: (s, config) => (s.cwd === config.cwd ? "" : s.cwd),
    output: (s) => flat(s.output),
    command: (s) => s.command.trim().replace(/\s+/g, " "),
    processes: (s) => joined(s.killed),
    services: (s) => joined(Object.entries(s.services).filter(([name, state]) => s.before[name] !== state).map((pair) => pair.join("="))),
  };

  function absolute(s, path) {
    const full = path === "~" || path.startsWith("~/") ? s.config.home + path.slice(1) : path.startsWith("/") ? path : s.cwd + "/" + path;
    const parts = [];
    for (const part of full.split("/")) { if (part === "..") parts.pop(); else if (part && part !== ".") parts.push(part); }
    return "/" + parts.join("/");
  }
  const nodeAt = (s, path) => path.split("/").filter(Boolean).reduce((node, part) => (node && node.dir ? node.children[part] : undefined), s.root);
  const baseOf = (path) => path.slice(path.lastIndexOf("/") + 1);
  const parentOf = (path) => path.slice(0, path.lastIndexOf("/")) || "/";

  class Refusal extends Error {}
  const refuse = (what, why) => { throw new Refusal(what + ": " + t(why)); };
  const need = (s, command, given) => nodeAt(s, absolute(s, given)) || refuse(command + ": " + given, "noFile");
  const readable = (s, command, given) => { const node = need(s, command, given); if (node.dir) refuse(command + ": " + given, "isDir"); if (!(parseInt(node.mode[0], 8) & 4)) refuse(command + ": " + given, "denied"); return node; };
  const text = (s, command, files, stdin) => (files.length ? files.map((file) => readable(s, command, file).text).join("") : stdin);
  const linesOf = (given) => (given === "" ? [] : given.replace(/\n$/, "").split("\n"));
  const out = (lines) => (lines.length ? lines.join("\n") + "\n" : "");
  function put(s, command, path, node) {
    const parent = nodeAt(s, parentOf(path));
    if (!parent || !parent.dir) refuse(command + ": " + path, "noFile");
    parent.children[baseOf(path)] = node;
  }
  const take = (s, path) => { delete nodeAt(s, parentOf(path)).children[baseOf(path)]; };
  function gone(s, node) { walk(node, "", (one) => { if (one.start !== undefined && !s.removed.includes(one.start)) s.removed.push(one.start); }); }
  const copyOf = (node) => (node.dir ? { ...dirNode(node.mode), children: Object.fromEntries(Object.entries(node.children).map(([name, one]) => [name, copyOf(one)])) } : { dir: false, mode: node.mode, owner: node.owner, text: node.text, size: node.size });
  const sizeOf = (node) => (node.dir ? Object.values(node.children).reduce((sum, one) => sum + sizeOf(one), 0) : node.size ?? new TextEncoder().encode(node.text).length);
  const rights = (mode) => [...mode].map((digit) => ["---", "--x", "-w-", "-wx", "r--", "r-x", "rw-", "rwx"][Number(digit)]).join("");
  const glob = (pattern) => new RegExp("^" + pattern.replace(/[.+^${}()|\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".") + "$");

  function write(s, path, value, append) {
    const full = absolute(s, path), node = nodeAt(s, full);
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
      const [, who, sign, what] = found, value = [...what].reduce((sum, one) => sum | { r: 4, w: 2, x: 1 }[one], 0);
      ["u", "g", "o"].forEach((one, n) => {
        if (who && !who.includes("a") && !who.includes(one)) return;
        bits[n] = sign === "+" ? bits[n] | value : sign === "-" ? bits[n] & ~value : value;
      });
    }
    return bits.join("");
  }

  const hostOf = (s, command, name) => s.config.network.find((one) => one.name === name || one.ip === name) || refuse(command + ": " + name, "noHost");

  // ---- commands: (s, options as a string of letters, arguments, standard input) -> text -------------------------
  const COMMANDS = {
    help: () => out(Object.keys(COMMANDS).sort()),
    pwd: (s) => s.cwd + "\n",
    whoami: (s) => s.config.user + "\n", hostname: (s) => s.config.host + "\n", date: (s) => s.config.now + "\n",
    echo: (s, opts, args) => args.join(" ") + "\n",
    clear: (s) => { s.log = []; return ""; },
    history: (s) => out(s.past.map((line, n) => n + 1 + "  " + line)),
    cd(s, opts, [to = "~"]) { const node = need(s, "cd", to); if (!node.dir) refuse("cd: " + to, "notDir"); s.cwd = absolute(s, to); return ""; },
    ls(s, opts, args) {
      const show = (name, node) => (opts.includes("l") ? (node.dir ? "d" : "-") + rights(node.mode) + " " + (node.owner || "root").padEnd(8) + " " + String(node.dir ? 0 : sizeOf(node)).padStart(8) + " " + name : name) + (node.dir && !opts.includes("l") ? "/" : "");
      const one = (given) => {
        const node = need(s, "ls", given);
        if (!node.dir) return [show(given, node)];
        let names = sorted(Object.keys(node.children)).filter((name) => opts.includes("a") || !name.startsWith("."));
        if (opts.includes("S")) names.sort((a, b) => sizeOf(node.children[b]) - sizeOf(node.children[a]));
        if (opts.includes("r")) names = names.reverse();
        return names.map((name) => show(name, node.children[name]));
      };
      return out((args.length ? args : ["."]).flatMap((given, n, all) => (all.length > 1 && need(s, "ls", given).dir ? [given + ":", ...one(given)] : one(given))));
    },
    tree(s, opts, [at = "."]) { const lines = [at], draw = (node, gap) => sorted(Object.keys(node.children)).filter((name) => !name.startsWith(".")).forEach((name) => { lines.push(gap + "- " + name); if (node.children[name].dir) draw(node.children[name], gap + "  "); }); draw(need(s, "tree", at), " "); return out(lines); },
    cat: (s, opts, args, stdin) => { const given = text(s, "cat", args, stdin); return opts.includes("n") ? out(linesOf(given).map((line, n) => String(n + 1).padStart(4) + "  " + line)) : given; },
    head: (s, opts, args, stdin) => { const [count, files] = counted(args); return out(linesOf(text(s, "head", files, stdin)).slice(0, count)); },
    tail: (s, opts, args, stdin) => { const [count, files] = counted(args); return out(linesOf(text(s, "tail", files, stdin)).slice(-count)); },
    wc(s, opts, args, stdin) { const given = text(s, "wc", args, stdin), all = { l: linesOf(given).length, w: given.split(/\s+/).filter(Boolean).length, c: new TextEncoder().encode(given).length }; return (opts ? [...opts] : ["l", "w", "c"]).map((one) => all[one] ?? "").join(" ") + "\n"; },
    sort(s, opts, args, stdin) { let lines = linesOf(text(s, "sort", args, stdin)); lines = opts.includes("n") ? lines.sort((a, b) => parseFloat(a) - parseFloat(b)) : sorted(lines); if (opts.includes("u")) lines = [...new Set(lines)]; return out(opts.includes("r") ? lines.reverse() : lines); },
    uniq: (s, opts, args, stdin) => out(linesOf(text(s, "uniq", args, stdin)).filter((line, n, all) => line !== all[n - 1])),
    cut(s, opts, args, stdin) { const by = (args.find((one) => one.startsWith("-d")) || "-d\t").slice(2), field = Number((args.find((one) => one.startsWith("-f")) || "-f1").slice(2)); return out(linesOf(text(s, "cut", args.filter((one) => !/^-[df]/.test(one)), stdin)).map((line) => line.split(by)[field - 1] ?? "")); },
    grep(s, opts, [pattern, ...files], stdin) {
      if (pattern === undefined) refuse("grep", "missing");
      let test;
      try { test = new RegExp(pattern, opts.includes("i") ? "iu" : "u"); } catch { test = new RegExp(pattern.replace(/[^\p{L}\p{N}\s]/gu, "\\$&"), opts.includes("i") ? "i" : ""); }
      const sources = [];
      if (opts.includes("r")) for (const file of files.length ? files : ["."]) walk(need(s, "grep", file), file.replace(/\/$/, ""), (node, path) => { if (!node.dir) sources.push([path, node.text]); });
      else if (files.length) for (const file of files) sources.push([file, readable(s, "grep", file).text]); else sources.push(["", stdin]);
      const named = sources.length > 1 || opts.includes("r");
      return out(sources.flatMap(([name, given]) => {
        const hits = linesOf(given).map((line, n) => [line, n + 1]).filter(([line]) => test.test(line) !== opts.includes("v"));
        if (opts.includes("l")) return hits.length ? [name] : [];
        if (opts.includes("c")) return [(named ? name + ":" : "") + hits.length];
        return hits.map(([line, n]) => (named ? name + ":" : "") + (opts.includes("n") ? n + ":" : "") + line);
      }));
    },
    find(s, opts, args) { const at = args[0] && !args[0].startsWith("-") ? args[0] : ".", name = args[args.indexOf("-name") + 1], type = args[args.indexOf("-type") + 1], lines = []; walk(need(s, "find", at), at.replace(/\/$/, ""), (node, path) => { if ((!args.includes("-name") || glob(name).test(baseOf(path))) && (!args.includes("-type") || node.dir === (type === "d"))) lines.push(path); }); return out(lines); },
    mkdir(s, opts, args) {
      if (!args.length) refuse("mkdir", "missing");
      for (const given of args) {
        const full = absolute(s, given);
        if (nodeAt(s, full)) { if (opts.includes("p")) continue; refuse("mkdir: " + given, "exists"); }
        if (opts.includes("p")) full.split("/").filter(Boolean).reduce((path, part) => { const next = path + "/" + part; if (!nodeAt(s, next)) put(s, "mkdir", next, { ...dirNode(), owner: s.config.user }); return next; }, "");
        else put(s, "mkdir", full, { ...dirNode(), owner: s.config.user });
      }
      return "";
    },
    rmdir(s, opts, args) { for (const given of args) { const node = need(s, "rmdir", given); if (!node.dir) refuse("rmdir: " + given, "notDir"); if (Object.keys(node.children).length) refuse("rmdir: " + given, "notEmpty"); gone(s, node); take(s, absolute(s, given)); } return ""; },
    touch(s, opts, args) { for (const given of args) if (!nodeAt(s, absolute(s, given))) write(s, given, "", false); return ""; },
    rm(s, opts, args) { if (!args.length) refuse("rm", "missing"); for (const given of args) { const node = need(s, "rm", given); if (node.dir && !/r/i.test(opts)) refuse("rm: " + given, "isDir"); gone(s, node); take(s, absolute(s, given)); } return ""; },
    mv: (s, opts, args) => carry(s, "mv", args, (node, from, to) => { if ((to + "/").startsWith(from + "/")) refuse("mv: " + to, "exists"); take(s, from); put(s, "mv", to, node); }),
    cp: (s, opts, args) => carry(s, "cp", args, (node, from, to) => { if (node.dir && !/r/i.test(opts)) refuse("cp: " + from, "isDir"); put(s, "cp", to, copyOf(node)); }),
    chmod(s, opts, [mode, ...args]) { if (!args.length) refuse("chmod", "missing"); for (const given of args) { const node = need(s, "chmod", given), next = chmod(node.mode, mode); if (!next) refuse("chmod: " + mode, "badMode"); node.mode = next; } return ""; },
    du: (s, opts, [at = "."]) => sizeOf(need(s, "du", at)) + "\t" + at + "\n",
    df: () => "disk        size   used   free\n/dev/main   64G    51G    13G\n",
    ps: (s) => out(["  PID USER      CPU% NAME", ...s.processes.map((one) => String(one.pid).padStart(5) + " " + one.user.padEnd(9) + " " + String(one.cpu).padStart(4) + " " + one.name)]),
    kill(s, opts, args) { for (const pid of args.filter((one) => !one.startsWith("-"))) { const one = s.processes.find((process) => String(process.pid) === pid); if (!one) refuse("kill: " + pid, "noProcess"); if (one.user !== s.config.user) refuse("kill: " + pid, "denied"); s.processes = s.processes.filter((process) => process !== one); s.killed.push(one.name); } return ""; },
    service(s, opts, [name, action]) { if (name === undefined) return out(Object.entries(s.services).map(([one, state]) => one + ": " + state)); if (!(name in s.services)) refuse("service: " + name, "noService"); if (action === "start" || action === "restart") s.services[name] = "running"; else if (action === "stop") s.services[name] = "stopped"; return name + ": " + s.services[name] + "\n"; },
    ip: (s) => "inet " + s.config.address + "/24\ndefault via " + s.config.gateway + "\n",
    nslookup: (s, opts, [name = ""]) => { const host = hostOf(s, "nslookup", name); return host.name + " = " + host.ip + "\n"; },
    ping(s, opts, args) { const host = hostOf(s, "ping", args[args.length - 1] || ""); if (!host.up) throw new Refusal("ping " + host.ip + ": " + t("noAnswer")); return out([1, 2, 3].map((n) => "64 bytes from " + host.ip + ": seq=" + n + " time=" + host.ms + " ms")); },
    traceroute(s, opts, [name = ""]) { const host = hostOf(s, "traceroute", name), hops = host.hops || [host.ip]; return out(hops.map((hop, n) => n + 1 + "  " + (host.up || n < hops.length - 1 ? hop : "* * *"))); },
    curl(s, opts, args) { const url = (args[args.length - 1] || "").replace(/^https?:\/\//, "").replace(/\/.*$/, ""), host = hostOf(s, "curl", url); if (!host.up) throw new Refusal("curl: " + t("noAnswer")); return (host.page || "") + "\n"; },
    sh(s, opts, [given]) { const node = readable(s, "sh", given); return linesOf(node.text).filter((line) => line && !line.startsWith("#")).map((line) => execute(s, line)).join(""); },
  };
  function counted(args) {
    const at = args.findIndex((one) => /^-n?\d*$/.test(one));
    if (at < 0) return [10, args];
    const own = args[at].replace(/^-n?/, "");
    return own ? [Number(own), args.filter((_, n) => n !== at)] : [Number(args[at + 1]), args.filter((_, n) => n !== at && n !== at + 1)];
  }
  function carry(s, command, args, act) {
    if (args.length < 2) refuse(command, "missing");
    const last = args[args.length - 1], target = nodeAt(s, absolute(s, last));
    if (args.length > 2 && !(target && target.dir)) refuse(command + ": " + last, "notDir");
    for (const given of args.slice(0, -1)) {
      const node = need(s, command, given), from = absolute(s, given);
      const to = target && target.dir ? absolute(s, last) + "/" + baseOf(from) : absolute(s, last);
      const old = nodeAt(s, to);
      if (old === node) continue;
      if (old && !old.dir) gone(s, old);
      act(node, from, to === "/" + baseOf(from) ? to : to.replace("//", "/"));
    }
    return "";
  }

  // ---- reading a line: quotes, globs, pipes, redirections, ; and && ---------------------------------------------
  function tokens(line) {
    const found = [];
    for (const [whole, double, single] of line.matchAll(/"([^"]*)"|'([^']*)'|&&|\|\||>>|[|;>]|[^\s"'|;>&]+(?:["'][^"']*["'][^\s"'|;>]*)*/g)) {
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
    const cut = word.lastIndexOf("/") + 1, node = nodeAt(s, absolute(s, word.slice(0, cut) || "."));
    const hits = node && node.dir ? sorted(Object.keys(node.children)).filter((name) => glob(word.slice(cut)).test(name) && !name.startsWith(".")) : [];
    return hits.length ? hits.map((name) => word.slice(0, cut) + name) : [word];
  }

  function execute(s, line) {
    let shown = "", stdin = "", words = [], target = null;
    const one = () => {
      if (!words.length) return "";
      let [name, ...args] = words.flatMap((one) => spread(s, one));
      if (name.startsWith("./") || name.includes("/")) { const node = need(s, "sh", name); if (!(parseInt(node.mode[0], 8) & 1)) refuse(name, "denied"); [name, args] = ["sh", [name]]; }
      const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : refuse(name, "unknown");
      const loose = ["cut", "head", "tail", "kill", "find", "ping", "echo"].includes(name);
      const opts = loose ? "" : args.filter((arg) => /^-[a-zA-Z]+$/.test(arg)).map((arg) => arg.slice(1)).join("");
      return command(s, opts, loose ? args : args.filter((arg) => !/^-[a-zA-Z]+$/.test(arg)), stdin);
    };
    const end = () => {
      const text = one();
      if (target) write(s, target.path, text, target.append); else shown += text;
      [words, stdin, target] = [[], "", null];
    };
    const all = tokens(line);
    for (let n = 0; n < all.length; n += 1) {
      const { word, sign } = all[n];
      if (word !== undefined) words.push(all[n]);
      else if (sign === "|") { stdin = one(); words = []; } else if (sign === ">" || sign === ">>") { n += 1; target = { path: (all[n] || refuse(sign, "missing")).word, append: sign === ">>" }; } else end();
    }
    end();
    return shown;
  }

  function enter() {
    update((s) => {
      const line = s.typed.trim(), prompt = s.config.user + "@" + s.config.host + ":" + s.cwd.replace(s.config.home, "~") + "$ ";
      let shown = "", failed = false;
      if (line) {
        s.past.push(line);
        try { shown = execute(s, line); } catch (error) { if (!(error instanceof Refusal)) throw error; shown = error.message + "\n"; failed = true; }
      }
      if (line !== "clear") s.log.push({ prompt, line, shown, failed });
      Object.assign(s, { typed: "", back: 0, output: shown, command: line, log: s.log.slice(-60) });
    });
  }

  function recall(event) {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    update((s) => { s.back = Math.max(0, Math.min(s.past.length, s.back + step)); s.typed = s.back ? s.past[s.past.length - s.back] : ""; });
  }

  const App = ({ s }) => {
    const screen = useRef(null);
    useEffect(() => { screen.current.scrollTop = screen.current.scrollHeight; }, [s.log.length]);
    return html`<div class="bar head"><h1>${t("title")}</h1><span class="muted small">${t("keys")}</span></div>
      <div class="screen mono" role="log" tabindex="0" aria-label=${t("log")} ref=${screen}>${s.log.map((one, at) => html`<div key=${at}><div><span class="prompt">${one.prompt}</span>${one.line}</div>${one.shown ? html`<pre class=${one.failed ? "bad" : ""}>${one.shown}</pre>` : ""}</div>`)}</div>
      <${Form} class="bar entry" onSubmit=${enter}><label for="line" class="mono">${s.cwd.replace(s.config.home, "~")} $<span class="hidden"> ${t("command")}</span></label>
        <input id="line" class="mono grow" value=${s.typed} maxlength="300" autocomplete="off" autocapitalize="off" spellcheck=${false} onInput=${(event) => update((s) => { s.typed = event.target.value; })} onKeyDown=${recall} /><button class="main" onClick=${enter}>${t("run")}</button><//>
      <details><summary>${t("help")}</summary><p class="mono small">${Object.keys(COMMANDS).sort().join(" ")}</p></details>`;
  };

  Env.define({ texts, content, begin, tasks, App });
}
