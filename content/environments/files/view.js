"use strict";
// What is seen and pressed.

const Folders = ({ s, parent }) => {
  const folders = children(s, parent)
    .filter((node) => node.folder && (s.hidden || !node.name.startsWith(".")))
    .sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1));
  return folders.length
    ? html`<ul class="branch">${folders.map((node) => html`<li key=${node.id}><button class="flat"
      aria-current=${s.at === node.id ? "true" : "false"} onClick=${() => go(node.id)}>▸ ${node.name}</button>
      <${Folders} s=${s} parent=${node.id} /></li>`)}</ul>`
    : "";
};

const Side = ({ s }) => html`<nav class="panel" aria-label=${t("tree")}>
  <button class="flat" aria-current=${s.at === "root" ? "true" : "false"}
  onClick=${() => go("root")}>${t("root")}</button><${Folders} s=${s} parent="root" />
  <button class="flat" aria-current=${s.at === "bin" ? "true" : "false"} onClick=${() => go("bin")}>${t("bin")} <span
  class="tag">${children(s, "bin").length}</span></button>
  <fieldset><legend>${t("view")}</legend><${Check} label=${t("extensions")} checked=${s.extensions} onChange=${(on) =>
    update((s) => {
      s.extensions = on;
    })} /><${Check} label=${t("hidden")} checked=${s.hidden} onChange=${(on) =>
    update((s) => {
      s.hidden = on;
    })} /></fieldset></nav>`;

const Tools = ({ s }) => {
  const n = s.chosen.length,
    bin = s.at === "bin",
    zip = n === 1 && byId(s, s.chosen[0]).zip;
  const tool = (label, able, act) => html`<button disabled=${!able} onClick=${act}>${t(label)}</button>`;
  const panel = (name) => () =>
    update((s) => {
      s.panel = name;
    });
  return bin
    ? html`<div class="bar" role="group"
      aria-label=${t("bin")}>${tool("restore", n, restore)}${tool("empty", children(s, "bin").length, emptyBin)}</div>`
    : html`<div class="bar" role="group"
      aria-label=${t("chosen", { n })}>${tool("newFolder", !s.query, panel("newFolder"))}${tool("rename", n === 1, panel("rename"))}${tool("move", n, panel("move"))}${tool("copy", n, panel("copy"))}${tool("del", n, remove)}${tool("zip", n, panel("zip"))}${zip ? tool("unzip", true, unzip) : ""}${tool(
        "info",
        n === 1,
        () =>
          update((s) => {
            s.info = s.chosen[0];
          }),
      )}</div>`;
};

const Head = ({ s, name }) => {
  const [key, way] = s.sort,
    on = key === name;
  return html`<th scope="col" class=${name}
    aria-sort=${on ? (way === "asc" ? "ascending" : "descending") : undefined}><button class="link" onClick=${() =>
    update((s) => {
      s.sort = [name, on && way === "asc" ? "desc" : "asc"];
      s.sorted = true;
    })}>${t(name)}${on ? (way === "asc" ? " ▲" : " ▼") : ""}</button></th>`;
};

const List = ({ s }) => {
  const nodes = listed(s);
  const mark = (node) => (on) =>
    update((s) => {
      s.chosen = on ? [...s.chosen, node.id] : s.chosen.filter((id) => id !== node.id);
    });
  return html`<section class="panel"><div class="bar"><div class="grow"><${Field} label=${t("find")} kind="search"
    value=${s.query} onChange=${(
    value,
  ) =>
    update((s) => {
      s.query = value;
      s.chosen = [];
    })} /></div><${Check} label=${t("inText")} checked=${s.inText} onChange=${(on) =>
    update((s) => {
      s.inText = on;
    })} /></div>
    <h2 data-focus tabindex="-1">${s.query ? t("results", { n: nodes.length }) : placeOf(s, s.at)} <span
    class="muted small">${t("items", { n: nodes.length })}, ${t("chosen", { n: s.chosen.length })}</span></h2>
    <${Tools} s=${s} />
    ${
      nodes.length
        ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t("root")}><table><thead><tr><td>
          </td>${["name", "kind", "size", "date"].map((name) => html`<${Head} key=${name} s=${s}
          name=${name} />`)}</tr></thead>
      <tbody>${nodes.map(
        (
          node,
        ) => html`<tr key=${node.id}><td><input type="checkbox"
          aria-label=${t("select", { name: shownName(s, node) })} checked=${s.chosen.includes(node.id)}
          onChange=${(event) => mark(node)(event.target.checked)} /></td>
        <th scope="row" class="name"><button class="link"
        onClick=${() => openNode(node)}>${node.folder ? "" : ""}${shownName(s, node)}</button>${s.query ? html`<div
        class="muted small">${placeOf(s, node.parent)}</div>` : ""}</th><td class="kind">${kindOf(node)}</td><td
        class="num size">${bytes(weight(s, node))}</td><td class="date">${day(node.date)}</td></tr>`,
      )}</tbody></table></div>`
        : html`<p>${t("nothing")}</p>`
    }</section>`;
};

const NameDialog = ({ title, label, first, parent, but, act, close }) => {
  const [name, setName] = useState(first);
  const [problem, setProblem] = useState("");
  const submit = () => {
    const clean = name.trim().replaceAll("/", "");
    if (!clean) return;
    if (taken(Env.state(), parent, clean, but)) setProblem(t("taken"));
    else act(clean);
  };
  return html`<${Dialog} title=${title} onClose=${close}><${Form} onSubmit=${submit}><${Field} label=${label}
    value=${name} onChange=${setName} maxlength="80" /><p class="bad" role="alert">${problem}</p>
    <div class="bar"><button class="main" onClick=${submit}>${t("ok")}</button><button
    onClick=${close}>${t("cancel")}</button></div><//><//>`;
};

const TargetDialog = ({ s, title, act, close }) => {
  const folders = [
    ["root", t("root")],
    ...s.nodes
      .filter((node) => node.folder && !inBin(s, node))
      .map((node) => [node.id, path(s, node)])
      .sort((a, b) => (a[1] < b[1] ? -1 : 1)),
  ];
  const [target, setTarget] = useState("root");
  const [problem, setProblem] = useState("");
  const submit = () => (s.chosen.some((id) => within(s, id, target)) ? setProblem(t("inside")) : act(target));
  return html`<${Dialog} title=${title} onClose=${close}><${Field} label=${t("target")} kind=${folders}
    value=${target} onChange=${setTarget} /><p class="bad" role="alert">${problem}</p>
    <div class="bar"><button class="main" onClick=${submit}>${t("ok")}</button><button
    onClick=${close}>${t("cancel")}</button></div><//>`;
};

const PANELS = {
  newFolder: ({ s, close }) =>
    html`<${NameDialog} title=${t("newFolder")} label=${t("name")} first="" parent=${s.at} close=${close} act=${(
      name,
    ) =>
      update((s) => {
        s.nodes.push({
          id: "n" + next++,
          name,
          parent: s.at,
          folder: true,
          size: 0,
          date: "2026-03-12",
          text: "",
          owner: "",
          zip: null,
          start: "",
          from: "",
          first: "",
        });
        s.panel = null;
      }, t("done"))} />`,
  rename: ({ s, close }) => {
    const node = chosenOf(s)[0];
    return html`<${NameDialog} title=${t("rename")} label=${t("newName")} first=${node.name} parent=${node.parent}
      but=${node.id} close=${close} act=${(
      name,
    ) =>
      update((s) => {
        node.name = name;
        s.panel = null;
      }, t("done"))} />`;
  },
  zip: ({ s, close }) =>
    html`<${NameDialog} title=${t("zip")} label=${t("archive")} first="archive.zip" parent=${s.at} close=${close}
      act=${(
      name,
    ) =>
      update((s) => {
        const full = /\.zip$/i.test(name) ? name : name + ".zip",
          id = "n" + next++,
          nodes = chosenOf(s);
        s.nodes.push({
          id,
          name: full,
          parent: s.at,
          folder: false,
          size: Math.round(nodes.reduce((sum, node) => sum + weight(s, node), 0) * 0.9),
          date: "2026-03-12",
          text: "",
          owner: "",
          zip: Object.fromEntries(nodes.filter((node) => !node.folder).map((node) => [node.name, node])),
          start: "",
          from: "",
          first: "",
        });
        s.zips.push([id, nodes.map((node) => node.name)]);
        s.chosen = [];
        s.panel = null;
      }, t("done"))} />`,
  move: ({ s, close }) =>
    html`<${TargetDialog} s=${s} title=${t("move")} close=${close} act=${(target) =>
      update((s) => {
        for (const node of chosenOf(s))
          if (node.parent !== target) {
            node.name = freeName(s, target, node.name);
            node.parent = target;
          }
        s.chosen = [];
        s.panel = null;
      }, t("done"))} />`,
  copy: ({ s, close }) =>
    html`<${TargetDialog} s=${s} title=${t("copy")} close=${close} act=${(target) =>
      update((s) => {
        for (const node of chosenOf(s)) duplicate(s, node, target);
        s.chosen = [];
        s.panel = null;
      }, t("done"))} />`,
};

const Info = ({ s, node }) => {
  const close = () =>
    update((s) => {
      s.info = null;
    });
  const facts = [
    ["name", node.name],
    ["kind", kindOf(node)],
    ["size", bytes(weight(s, node)) + " (" + new Intl.NumberFormat(Env.language()).format(weight(s, node)) + ")"],
    ["date", day(node.date)],
    ["path", path(s, node)],
    ...(node.owner ? [["owner", node.owner]] : []),
    ...(node.folder ? [["contains", t("items", { n: children(s, node.id).length })]] : []),
  ];
  return html`<${Dialog} title=${t("info")} onClose=${close}><dl>${facts.map(([name, value]) => html`<div key=${name}>
    <dt class="strong">${t(name)}</dt><dd>${value}</dd></div>`)}</dl><button onClick=${close}>${t("close")}</button>
    <//>`;
};

const Open = ({ s, node }) => {
  const close = () =>
    update((s) => {
      s.open = null;
    });
  const inner = node.zip
    ? Object.entries(node.zip)
        .map(([name, one]) => name + " (" + bytes(one.size) + ")")
        .join("\n")
    : node.text;
  return html`<${Dialog} title=${shownName(s, node)} onClose=${close}><pre>${inner || t("noText")}</pre><div
    class="bar"><button onClick=${close}>${t("close")}</button></div><//>`;
};

const App = ({ s }) => {
  const Panel = s.panel && PANELS[s.panel];
  return html`<div class="bar head"><h1>${t("title")}</h1></div><div class="split"><${Side} s=${s} />
    <${List} s=${s} /></div>
    ${
      Panel
        ? html`<${Panel} s=${s} close=${() =>
            update((s) => {
              s.panel = null;
            })} />`
        : ""
    }${s.info ? html`<${Info} s=${s} node=${byId(s, s.info)} />` : ""}${s.open ? html`<${Open} s=${s} node=${byId(s, s.open)} />` : ""}`;
};

Env.define({ texts, content, begin, tasks, App });
