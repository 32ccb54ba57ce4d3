"use strict";
// A file manager: folders, sorting, moving, renaming, bin, archives. The answer is what changed in the tree.
// Actions.
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
