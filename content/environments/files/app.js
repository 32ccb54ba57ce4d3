"use strict";
// A file manager: folders, sorting, moving, renaming, bin, archives. The answer is what changed in the tree.
{
  const texts = {
    title: ["Gestionnaire de fichiers", "File manager", "Dateimanager"], root: ["Mes fichiers", "My files", "Meine Dateien"], bin: ["Corbeille", "Bin", "Papierkorb"], tree: ["Dossiers", "Folders", "Ordner"],
    find: ["Rechercher un fichier", "Find a file", "Datei suchen"], inText: ["Chercher aussi dans le contenu", "Search in the contents too", "Auch im Inhalt suchen"],
    newFolder: ["Nouveau dossier", "New folder", "Neuer Ordner"], rename: ["Renommer", "Rename", "Umbenennen"], move: ["Déplacer", "Move", "Verschieben"], copy: ["Copier", "Copy", "Kopieren"], del: ["Mettre à la corbeille", "Move to bin", "In den Papierkorb"],
    zip: ["Compresser", "Compress", "Komprimieren"], unzip: ["Extraire", "Extract", "Entpacken"], info: ["Propriétés", "Properties", "Eigenschaften"], restore: ["Restaurer", "Restore", "Wiederherstellen"], empty: ["Vider la corbeille", "Empty the bin", "Papierkorb leeren"],
    name: ["Nom", "Name", "Name"], kind: ["Type", "Type", "Typ"], size: ["Taille", "Size", "Größe"], date: ["Modifié le", "Modified", "Geändert"], place: ["Emplacement", "Location", "Ort"], contains: ["Contient", "Contains", "Enthält"], owner: ["Auteur", "Author", "Autor"],
    folder: ["dossier", "folder", "Ordner"], file: ["fichier {ext}", "{ext} file", "{ext}-Datei"], items: ["{n} élément(s)", "{n} item(s)", "{n} Element(e)"], chosen: ["{n} sélectionné(s)", "{n} selected", "{n} ausgewählt"],
    select: ["Sélectionner {name}", "Select {name}", "{name} auswählen"], hidden: ["Éléments cachés", "Hidden items", "Versteckte Elemente"], extensions: ["Extensions de noms", "Name extensions", "Namenserweiterungen"], view: ["Affichage", "View", "Ansicht"],
    newName: ["Nouveau nom", "New name", "Neuer Name"], target: ["Dossier de destination", "Destination folder", "Zielordner"], archive: ["Nom de l’archive", "Name of the archive", "Name des Archivs"], taken: ["Ce nom existe déjà ici.", "This name is already taken here.", "Dieser Name ist hier schon vergeben."],
    inside: ["Impossible de mettre un dossier dans lui-même.", "A folder cannot go into itself.", "Ein Ordner kann nicht in sich selbst liegen."], done: ["C’est fait.", "Done.", "Erledigt."], nothing: ["Rien ici.", "Nothing here.", "Nichts hier."],
    results: ["Résultats : {n}", "Results: {n}", "Ergebnisse: {n}"], noText: ["Aperçu impossible pour ce type de fichier.", "No preview for this type of file.", "Keine Vorschau für diesen Dateityp."], extracted: ["Archive extraite dans « {name} ».", "Archive extracted to “{name}”.", "Archiv nach „{name}“ entpackt."], locked: ["Ce fichier est protégé.", "This file is protected.", "Diese Datei ist geschützt."],
    path: ["Chemin", "Path", "Pfad"], mode: ["Lecture seule", "Read-only", "Schreibgeschützt"],
  };

  function content(L) {
    const file = (size, date, text = "", more = {}) => ({ size, date, text, ...more });
    const photo = (size, date) => file(size, date);
    return {
      task: "", extensions: true, hidden: false,
      tree: {
        [L("Documents", "Documents")]: {
          [L("Factures", "Bills")]: { [L("facture-eau-2025.pdf", "bill-water-2025.pdf")]: file(182000, "2025-11-03"), [L("facture-elec-2025.pdf", "bill-power-2025.pdf")]: file(174000, "2025-12-08"), [L("facture-eau-2024.pdf", "bill-water-2024.pdf")]: file(169000, "2024-11-05") },
          [L("rapport-v1.odt", "report-v1.odt")]: file(52000, "2026-01-10", L("Première version du rapport.", "First version of the report."), { owner: "Camille" }),
          [L("rapport-v2.odt", "report-v2.odt")]: file(58000, "2026-02-02", L("Deuxième version du rapport, relue par Lina.", "Second version of the report, checked by Lina."), { owner: "Lina" }),
          [L("liste-courses.txt", "shopping-list.txt")]: file(300, "2026-03-01", L("pommes, riz, thé", "apples, rice, tea")),
          "notes.txt": file(1200, "2026-02-20", L("Le mot de passe du wifi est affiché dans l’entrée.\nCode du local : 5530", "The wifi password is shown in the hall.\nCode of the store room: 5530")),
        },
        [L("Photos", "Photos")]: {
          "IMG_0412.jpg": photo(3400000, "2025-08-02"), "IMG_0413.jpg": photo(5100000, "2025-08-02"), "IMG_0500.jpg": photo(2900000, "2025-12-25"),
          [L("plage.png", "beach.png")]: photo(900000, "2025-08-03"), [L("video-fete.mp4", "party-video.mp4")]: photo(84000000, "2025-12-25"),
        },
        [L("Téléchargements", "Downloads")]: {
          [L("photos-lina.zip", "lina-photos.zip")]: file(6200000, "2026-03-02", "", { zip: { [L("lac.jpg", "lake.jpg")]: file(3100000, "2026-02-28"), [L("montagne.jpg", "mountain.jpg")]: file(3200000, "2026-02-28") } }),
          [L("facture.pdf.exe", "invoice.pdf.exe")]: file(740000, "2026-03-05"), "logo.svg": file(4100, "2026-01-15"), [L("musique.mp3", "music.mp3")]: file(5600000, "2025-10-10"),
        },
        ".config": { "app.conf": file(800, "2025-05-05", "theme=dark") },
      },
      bin: { [L("budget-2026.ods", "budget-2026.ods")]: file(33000, "2026-02-14"), [L("brouillon.txt", "draft.txt")]: file(400, "2025-09-01") },
    };
  }

  // ---- the tree: nodes with an id and the id of their parent --------------------------------------------------
  let next = 0;
  function plant(nodes, branch, parent) {
    for (const [name, given] of Object.entries(branch)) {
      const id = "n" + next++;
      const isFile = typeof given.size === "number";
      nodes.push({ id, name, parent, folder: !isFile, size: isFile ? given.size : 0, date: given.date || "2026-01-01", text: given.text || "", owner: given.owner || "", zip: given.zip || null, locked: !!given.locked });
      if (!isFile) plant(nodes, given, id);
    }
    return nodes;
  }

  function begin(config) {
    next = 0;
    const nodes = [...plant([], config.tree, "root"), ...plant([], config.bin || {}, "bin")];
    const s = { nodes, at: "root", chosen: [], sort: ["name", "asc"], query: "", inText: false, open: null, info: null, panel: null, hidden: config.hidden, extensions: config.extensions, zips: [], unzipped: [], restored: [], sorted: false };
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
  const weight = (s, node) => (node.folder ? children(s, node.id).reduce((sum, one) => sum + weight(s, one), 0) : node.size);
  const inBin = (s, node) => node.parent === "bin" || (node.parent !== "root" && inBin(s, byId(s, node.parent)));
  const extension = (node) => (node.folder || !node.name.includes(".", 1) ? "" : node.name.split(".").pop().toLowerCase());
  const kindOf = (node) => (node.folder ? t("folder") : t("file", { ext: extension(node).toUpperCase() }));
  const shownName = (s, node) => (s.extensions || !extension(node) ? node.name : node.name.slice(0, -extension(node).length - 1));

  function listed(s) {
    const words = fold(s.query).split(/\s+/).filter(Boolean);
    const nodes = words.length ? s.nodes.filter((node) => !inBin(s, node) && words.every((word) => fold(node.name + (s.inText ? " " + node.text : "")).includes(word))) : children(s, s.at);
    const [key, way] = s.sort;
    const value = { name: (node) => fold(node.name), kind: (node) => extension(node), size: (node) => weight(s, node), date: (node) => node.date }[key];
    return nodes.filter((node) => s.hidden || !node.name.startsWith(".")).sort((one, other) => (other.folder - one.folder) || (value(one) < value(other) ? -1 : value(one) > value(other) ? 1 : 0) * (way === "asc" ? 1 : -1));
  }

  function changes(s) {
    const found = [];
    for (const node of s.nodes) {
      const end = node.folder ? "/" : "";
      if (!node.start) found.push("+" + path(s, node) + end);
      else if (node.parent !== node.from || node.name !== node.first) found.push(inBin(s, node) ? "-" + node.start + end : node.start + end + ">" + path(s, node) + end);
    }
    for (const start of s.gone || []) found.push("-" + start);
    return joined(found);
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
    view: (s, config) => [s.extensions !== config.extensions ? "extensions=" + (s.extensions ? "on" : "off") : "", s.hidden !== config.hidden ? "hidden=" + (s.hidden ? "on" : "off") : ""].filter(Boolean).join(","),
  };

  // ---- actions --------------------------------------------------------------------------------------------------
  const chosenOf = (s) => s.chosen.map((id) => byId(s, id));
  const taken = (s, parent, name, but) => children(s, parent).some((node) => node.id !== but && fold(node.name) === fold(name));
  const within = (s, id, target) => target === id || (!["root", "bin"].includes(target) && within(s, id, byId(s, target).parent));
  function freeName(s, parent, name) {
    const dot = name.lastIndexOf(".");
    const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
    let tried = name;
    for (let n = 2; taken(s, parent, tried); n += 1) tried = stem + " (" + n + ")" + end;
    return tried;
  }
  function duplicate(s, node, parent) {
    const made = { ...node, id: "n" + next++, parent, name: freeName(s, parent, node.name), start: "", from: "", first: "" };
    const inner = children(s, node.id);
    s.nodes.push(made);
    for (const child of inner) duplicate(s, child, made.id);
  }
  const forget = (s, node) => { children(s, node.id).forEach((child) => forget(s, child)); s.nodes = s.nodes.filter((one) => one !== node); };

  const go = (id) => update((s) => { s.at = id; s.chosen = []; s.query = ""; s.open = null; });
  function openNode(node) {
    if (node.folder) return go(node.id);
    return update((s) => { s.open = node.id; });
  }
  const remove = () => update((s) => { for (const node of chosenOf(s)) node.parent = "bin"; s.chosen = []; }, t("done"));
  const restore = () => update((s) => { for (const node of chosenOf(s)) { s.restored.push(node.name); node.parent = node.from && node.from !== "bin" && byId(s, node.from) ? node.from : "root"; } s.chosen = []; }, t("done"));
  const emptyBin = () => update((s) => { s.gone = [...(s.gone || []), ...children(s, "bin").map((node) => node.start).filter((start) => start && !start.startsWith("bin:"))]; children(s, "bin").forEach((node) => forget(s, node)); s.chosen = []; }, t("done"));
  function unzip() {
    const zip = chosenOf(Env.state())[0];
    const name = zip.name.replace(/\.zip$/i, "");
    update((s) => {
      const folder = { id: "n" + next++, name: freeName(s, zip.parent, name), parent: zip.parent, folder: true, size: 0, date: zip.date, text: "", owner: "", zip: null, start: "", from: "", first: "" };
      s.nodes.push(folder, ...plant([], zip.zip || {}, folder.id).map((node) => (node.parent === folder.id ? { ...node, start: "" } : node)));
      s.unzipped.push(path(s, zip));
      s.chosen = [];
    }, t("extracted", { name }));
  }

  // ---- view -----------------------------------------------------------------------------------------------------
  const Folders = ({ s, parent }) => {
    const folders = children(s, parent).filter((node) => node.folder && (s.hidden || !node.name.startsWith("."))).sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1));
    return folders.length ? html`<ul class="branch">${folders.map((node) => html`<li key=${node.id}><button class="flat" aria-current=${s.at === node.id ? "true" : "false"} onClick=${() => go(node.id)}>▸ ${node.name}</button><${Folders} s=${s} parent=${node.id} /></li>`)}</ul>` : "";
  };

  const Side = ({ s }) => html`<nav class="panel" aria-label=${t("tree")}>
    <button class="flat" aria-current=${s.at === "root" ? "true" : "false"} onClick=${() => go("root")}>${t("root")}</button><${Folders} s=${s} parent="root" />
    <button class="flat" aria-current=${s.at === "bin" ? "true" : "false"} onClick=${() => go("bin")}>${t("bin")} <span class="tag">${children(s, "bin").length}</span></button>
    <fieldset><legend>${t("view")}</legend><${Check} label=${t("extensions")} checked=${s.extensions} onChange=${(on) => update((s) => { s.extensions = on; })} /><${Check} label=${t("hidden")} checked=${s.hidden} onChange=${(on) => update((s) => { s.hidden = on; })} /></fieldset></nav>`;

  const Tools = ({ s }) => {
    const n = s.chosen.length, bin = s.at === "bin", zip = n === 1 && byId(s, s.chosen[0]).zip;
    const tool = (label, able, act) => html`<button disabled=${!able} onClick=${act}>${t(label)}</button>`;
    const panel = (name) => () => update((s) => { s.panel = name; });
    return bin ? html`<div class="bar" role="group" aria-label=${t("bin")}>${tool("restore", n, restore)}${tool("empty", children(s, "bin").length, emptyBin)}</div>`
      : html`<div class="bar" role="group" aria-label=${t("chosen", { n })}>${tool("newFolder", !s.query, panel("newFolder"))}${tool("rename", n === 1, panel("rename"))}${tool("move", n, panel("move"))}${tool("copy", n, panel("copy"))}${tool("del", n, remove)}${tool("zip", n, panel("zip"))}${zip ? tool("unzip", true, unzip) : ""}${tool("info", n === 1, () => update((s) => { s.info = s.chosen[0]; }))}</div>`;
  };

  const Head = ({ s, name }) => {
    const [key, way] = s.sort, on = key === name;
    return html`<th scope="col" class=${name} aria-sort=${on ? (way === "asc" ? "ascending" : "descending") : undefined}><button class="link" onClick=${() => update((s) => { s.sort = [name, on && way === "asc" ? "desc" : "asc"]; s.sorted = true; })}>${t(name)}${on ? (way === "asc" ? " ▲" : " ▼") : ""}</button></th>`;
  };

  const List = ({ s }) => {
    const nodes = listed(s);
    const mark = (node) => (on) => update((s) => { s.chosen = on ? [...s.chosen, node.id] : s.chosen.filter((id) => id !== node.id); });
    return html`<section class="panel"><div class="bar"><div class="grow"><${Field} label=${t("find")} kind="search" value=${s.query} onChange=${(value) => update((s) => { s.query = value; s.chosen = []; })} /></div><${Check} label=${t("inText")} checked=${s.inText} onChange=${(on) => update((s) => { s.inText = on; })} /></div>
      <h2 data-focus tabindex="-1">${s.query ? t("results", { n: nodes.length }) : placeOf(s, s.at)} <span class="muted small">${t("items", { n: nodes.length })}, ${t("chosen", { n: s.chosen.length })}</span></h2>
      <${Tools} s=${s} />
      ${nodes.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t("root")}><table><thead><tr><td></td>${["name", "kind", "size", "date"].map((name) => html`<${Head} key=${name} s=${s} name=${name} />`)}</tr></thead>
        <tbody>${nodes.map((node) => html`<tr key=${node.id}><td><input type="checkbox" aria-label=${t("select", { name: shownName(s, node) })} checked=${s.chosen.includes(node.id)} onChange=${(event) => mark(node)(event.target.checked)} /></td>
          <th scope="row" class="name"><button class="link" onClick=${() => openNode(node)}>${node.folder ? "" : ""}${shownName(s, node)}</button>${s.query ? html`<div class="muted small">${placeOf(s, node.parent)}</div>` : ""}</th><td class="kind">${kindOf(node)}</td><td class="num size">${bytes(weight(s, node))}</td><td class="date">${day(node.date)}</td></tr>`)}</tbody></table></div>` : html`<p>${t("nothing")}</p>`}</section>`;
  };

  const NameDialog = ({ title, label, first, parent, but, act, close }) => {
    const [name, setName] = useState(first);
    const [problem, setProblem] = useState("");
    const submit = () => { const clean = name.trim().replaceAll("/", ""); if (!clean) return; if (taken(Env.state(), parent, clean, but)) setProblem(t("taken")); else act(clean); };
    return html`<${Dialog} title=${title} onClose=${close}><${Form} onSubmit=${submit}><${Field} label=${label} value=${name} onChange=${setName} maxlength="80" /><p class="bad" role="alert">${problem}</p>
      <div class="bar"><button class="main" onClick=${submit}>${t("ok")}</button><button onClick=${close}>${t("cancel")}</button></div><//><//>`;
  };

  const TargetDialog = ({ s, title, act, close }) => {
    const folders = [["root", t("root")], ...s.nodes.filter((node) => node.folder && !inBin(s, node)).map((node) => [node.id, path(s, node)]).sort((a, b) => (a[1] < b[1] ? -1 : 1))];
    const [target, setTarget] = useState("root");
    const [problem, setProblem] = useState("");
    const submit = () => (s.chosen.some((id) => within(s, id, target)) ? setProblem(t("inside")) : act(target));
    return html`<${Dialog} title=${title} onClose=${close}><${Field} label=${t("target")} kind=${folders} value=${target} onChange=${setTarget} /><p class="bad" role="alert">${problem}</p>
      <div class="bar"><button class="main" onClick=${submit}>${t("ok")}</button><button onClick=${close}>${t("cancel")}</button></div><//>`;
  };

  const PANELS = {
    newFolder: ({ s, close }) => html`<${NameDialog} title=${t("newFolder")} label=${t("name")} first="" parent=${s.at} close=${close} act=${(name) => update((s) => { s.nodes.push({ id: "n" + next++, name, parent: s.at, folder: true, size: 0, date: "2026-03-12", text: "", owner: "", zip: null, start: "", from: "", first: "" }); s.panel = null; }, t("done"))} />`,
    rename: ({ s, close }) => { const node = chosenOf(s)[0]; return html`<${NameDialog} title=${t("rename")} label=${t("newName")} first=${node.name} parent=${node.parent} but=${node.id} close=${close} act=${(name) => update((s) => { node.name = name; s.panel = null; }, t("done"))} />`; },
    zip: ({ s, close }) => html`<${NameDialog} title=${t("zip")} label=${t("archive")} first="archive.zip" parent=${s.at} close=${close} act=${(name) => update((s) => {
      const full = /\.zip$/i.test(name) ? name : name + ".zip", id = "n" + next++, nodes = chosenOf(s);
      s.nodes.push({ id, name: full, parent: s.at, folder: false, size: Math.round(nodes.reduce((sum, node) => sum + weight(s, node), 0) * 0.9), date: "2026-03-12", text: "", owner: "", zip: Object.fromEntries(nodes.filter((node) => !node.folder).map((node) => [node.name, node])), start: "", from: "", first: "" });
      s.zips.push([id, nodes.map((node) => node.name)]); s.chosen = []; s.panel = null;
    }, t("done"))} />`,
    move: ({ s, close }) => html`<${TargetDialog} s=${s} title=${t("move")} close=${close} act=${(target) => update((s) => { for (const node of chosenOf(s)) if (node.parent !== target) { node.name = freeName(s, target, node.name); node.parent = target; } s.chosen = []; s.panel = null; }, t("done"))} />`,
    copy: ({ s, close }) => html`<${TargetDialog} s=${s} title=${t("copy")} close=${close} act=${(target) => update((s) => { for (const node of chosenOf(s)) duplicate(s, node, target); s.chosen = []; s.panel = null; }, t("done"))} />`,
  };

  const Info = ({ s, node }) => {
    const close = () => update((s) => { s.info = null; });
    const facts = [["name", node.name], ["kind", kindOf(node)], ["size", bytes(weight(s, node)) + " (" + new Intl.NumberFormat(Env.language()).format(weight(s, node)) + ")"], ["date", day(node.date)], ["path", path(s, node)], ...(node.owner ? [["owner", node.owner]] : []), ...(node.folder ? [["contains", t("items", { n: children(s, node.id).length })]] : [])];
    return html`<${Dialog} title=${t("info")} onClose=${close}><dl>${facts.map(([name, value]) => html`<div key=${name}><dt class="strong">${t(name)}</dt><dd>${value}</dd></div>`)}</dl><button onClick=${close}>${t("close")}</button><//>`;
  };

  const Open = ({ s, node }) => {
    const close = () => update((s) => { s.open = null; });
    const inner = node.zip ? Object.entries(node.zip).map(([name, one]) => name + " (" + bytes(one.size) + ")").join("\n") : node.text;
    return html`<${Dialog} title=${shownName(s, node)} onClose=${close}><pre>${inner || t("noText")}</pre><div class="bar"><button onClick=${close}>${t("close")}</button></div><//>`;
  };

  const App = ({ s }) => {
    const Panel = s.panel && PANELS[s.panel];
    return html`<div class="bar head"><h1>${t("title")}</h1></div><div class="split"><${Side} s=${s} /><${List} s=${s} /></div>
      ${Panel ? html`<${Panel} s=${s} close=${() => update((s) => { s.panel = null; })} />` : ""}${s.info ? html`<${Info} s=${s} node=${byId(s, s.info)} />` : ""}${s.open ? html`<${Open} s=${s} node=${byId(s, s.open)} />` : ""}`;
  };

  Env.define({ texts, content, begin, tasks, App });
}
