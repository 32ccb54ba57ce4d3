"use strict";
// A file manager: folders, sorting, moving, renaming, bin, archives. The answer is what changed in the tree.

const chosenOf = (s) => s.chosen.map((id) => byId(s, id));
const taken = (s, parent, name, but) =>
  children(s, parent).some((node) => node.id !== but && fold(node.name) === fold(name));
const within = (s, id, target) =>
  target === id || (!["root", "bin"].includes(target) && within(s, id, byId(s, target).parent));
function freeName(s, parent, name) {
  const dot = name.lastIndexOf(".");
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  let tried = name;
  for (let n = 2; taken(s, parent, tried); n += 1) tried = stem + " (" + n + ")" + end;
  return tried;
}
function duplicate(s, node, parent) {
  const made = {
    ...node,
    id: "n" + next++,
    parent,
    name: freeName(s, parent, node.name),
    start: "",
    from: "",
    first: "",
  };
  const inner = children(s, node.id);
  s.nodes.push(made);
  for (const child of inner) duplicate(s, child, made.id);
}
const forget = (s, node) => {
  children(s, node.id).forEach((child) => forget(s, child));
  s.nodes = s.nodes.filter((one) => one !== node);
};

const go = (id) =>
  update((s) => {
    s.at = id;
    s.chosen = [];
    s.query = "";
    s.open = null;
  });
function openNode(node) {
  if (node.folder) return go(node.id);
  return update((s) => {
    s.open = node.id;
  });
}
const remove = () =>
  update((s) => {
    for (const node of chosenOf(s)) node.parent = "bin";
    s.chosen = [];
  }, t("done"));
const restore = () =>
  update((s) => {
    for (const node of chosenOf(s)) {
      s.restored.push(node.name);
      node.parent = node.from && node.from !== "bin" && byId(s, node.from) ? node.from : "root";
    }
    s.chosen = [];
  }, t("done"));
const emptyBin = () =>
  update((s) => {
    s.gone = [
      ...(s.gone || []),
      ...children(s, "bin")
        .map((node) => node.start)
        .filter((start) => start && !start.startsWith("bin:")),
    ];
    children(s, "bin").forEach((node) => forget(s, node));
    s.chosen = [];
  }, t("done"));
function unzip() {
  const zip = chosenOf(Env.state())[0];
  const name = zip.name.replace(/\.zip$/i, "");
  update(
    (s) => {
      const folder = {
        id: "n" + next++,
        name: freeName(s, zip.parent, name),
        parent: zip.parent,
        folder: true,
        size: 0,
        date: zip.date,
        text: "",
        owner: "",
        zip: null,
        start: "",
        from: "",
        first: "",
      };
      s.nodes.push(
        folder,
        ...plant([], zip.zip || {}, folder.id).map((node) =>
          node.parent === folder.id ? { ...node, start: "" } : node,
        ),
      );
      s.unzipped.push(path(s, zip));
      s.chosen = [];
    },
    t("extracted", { name }),
  );
}

const tasks = {
  changes,
  select: (s) => joined(s.chosen.map((id) => path(s, byId(s, id)))),
  folder: (s) => (s.at === "root" ? "" : placeOf(s, s.at)),
  open: (s) => (s.open ? path(s, byId(s, s.open)) : ""),
  properties: (s) => (s.info ? path(s, byId(s, s.info)) : ""),
  sort: (s) => (s.sorted ? s.sort.join(":") : ""),
  search: (s) => (s.query ? joined(listed(s).map((node) => path(s, node))) : ""),
  zip: (s) => joined(s.zips.map(([id, names]) => byId(s, id).name + "[" + sorted(names).join("+") + "]")),
  extract: (s) => joined(s.unzipped),
  bin: (s) => joined(children(s, "bin").map((node) => node.name)),
  restore: (s) => joined(s.restored),
  view: (s, config) =>
    [
      s.extensions !== config.extensions ? "extensions=" + (s.extensions ? "on" : "off") : "",
      s.hidden !== config.hidden ? "hidden=" + (s.hidden ? "on" : "off") : "",
    ]
      .filter(Boolean)
      .join(","),
};
