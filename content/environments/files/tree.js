"use strict";
// The tree of files: nodes with an id and the id of their parent.

let next = 0;
function plant(nodes, branch, parent) {
  for (const [name, given] of Object.entries(branch)) {
    const id = "n" + next++;
    const isFile = typeof given.size === "number";
    nodes.push({
      id,
      name,
      parent,
      folder: !isFile,
      size: isFile ? given.size : 0,
      date: given.date || "2026-01-01",
      text: given.text || "",
      owner: given.owner || "",
      zip: given.zip || null,
      locked: !!given.locked,
    });
    if (!isFile) plant(nodes, given, id);
  }
  return nodes;
}

function begin(config) {
  next = 0;
  const nodes = [...plant([], config.tree, "root"), ...plant([], config.bin || {}, "bin")];
  const s = {
    nodes,
    at: "root",
    chosen: [],
    sort: ["name", "asc"],
    query: "",
    inText: false,
    open: null,
    info: null,
    panel: null,
    hidden: config.hidden,
    extensions: config.extensions,
    zips: [],
    unzipped: [],
    restored: [],
    sorted: false,
  };
  for (const node of nodes) Object.assign(node, { start: path(s, node), from: node.parent, first: node.name });
  return s;
}

const byId = (s, id) => s.nodes.find((node) => node.id === id);
const children = (s, id) => s.nodes.filter((node) => node.parent === id);
function path(s, node) {
  if (node.parent === "root") return node.name;
  if (node.parent === "bin") return "bin:" + node.name;
  return path(s, byId(s, node.parent)) + "/" + node.name;
}
const placeOf = (s, id) => (id === "root" || id === "bin" ? t(id) : path(s, byId(s, id)));
const weight = (s, node) =>
  node.folder ? children(s, node.id).reduce((sum, one) => sum + weight(s, one), 0) : node.size;
const inBin = (s, node) => node.parent === "bin" || (node.parent !== "root" && inBin(s, byId(s, node.parent)));
const extension = (node) =>
  node.folder || !node.name.includes(".", 1) ? "" : node.name.split(".").pop().toLowerCase();
const kindOf = (node) => (node.folder ? t("folder") : t("file", { ext: extension(node).toUpperCase() }));
const shownName = (s, node) =>
  s.extensions || !extension(node) ? node.name : node.name.slice(0, -extension(node).length - 1);

function listed(s) {
  const words = fold(s.query).split(/\s+/).filter(Boolean);
  const nodes = words.length
    ? s.nodes.filter(
        (node) =>
          !inBin(s, node) && words.every((word) => fold(node.name + (s.inText ? " " + node.text : "")).includes(word)),
      )
    : children(s, s.at);
  const [key, way] = s.sort;
  const value = {
    name: (node) => fold(node.name),
    kind: (node) => extension(node),
    size: (node) => weight(s, node),
    date: (node) => node.date,
  }[key];
  return nodes
    .filter((node) => s.hidden || !node.name.startsWith("."))
    .sort(
      (one, other) =>
        other.folder - one.folder ||
        (value(one) < value(other) ? -1 : value(one) > value(other) ? 1 : 0) * (way === "asc" ? 1 : -1),
    );
}

function changes(s) {
  const found = [];
  for (const node of s.nodes) {
    const end = node.folder ? "/" : "";
    if (!node.start) found.push("+" + path(s, node) + end);
    else if (node.parent !== node.from || node.name !== node.first)
      found.push(inBin(s, node) ? "-" + node.start + end : node.start + end + ">" + path(s, node) + end);
  }
  for (const start of s.gone || []) found.push("-" + start);
  return joined(found);
}
