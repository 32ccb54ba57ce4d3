"use strict";
// A document written by several people: history, comments, suggestions, sharing. The answer is what was decided or changed.
{
  const texts = {
    title: ["Document partagé", "Shared document", "Geteiltes Dokument"], mode: ["Mode", "Mode", "Modus"], editing: ["modification", "editing", "Bearbeiten"], suggesting: ["suggestion", "suggesting", "Vorschlagen"], comments: ["Commentaires", "Comments", "Kommentare"], history: ["Historique", "History", "Verlauf"], share: ["Partager", "Share", "Teilen"], download: ["Télécharger", "Download", "Herunterladen"],
    edit: ["Modifier le paragraphe {n}", "Edit paragraph {n}", "Absatz {n} bearbeiten"], comment: ["Commenter le paragraphe {n}", "Comment on paragraph {n}", "Absatz {n} kommentieren"], editShort: ["Modifier", "Edit", "Bearbeiten"], commentShort: ["Commenter", "Comment", "Kommentieren"], paragraph: ["Texte du paragraphe {n}", "Text of paragraph {n}", "Text von Absatz {n}"], text: ["Texte du commentaire", "Text of the comment", "Text des Kommentars"], mention: ["Prévenir", "Notify", "Benachrichtigen"], post: ["Publier", "Post", "Veröffentlichen"],
    suggests: ["{who} suggère :", "{who} suggests:", "{who} schlägt vor:"], accept: ["Accepter : {what}", "Accept: {what}", "Annehmen: {what}"], reject: ["Refuser : {what}", "Reject: {what}", "Ablehnen: {what}"], on: ["Sur le paragraphe {n}", "On paragraph {n}", "Zu Absatz {n}"], resolve: ["Marquer comme résolu : {what}", "Mark as resolved: {what}", "Als erledigt markieren: {what}"], resolveShort: ["Résolu", "Resolved", "Erledigt"], reopen: ["Rouvrir : {what}", "Reopen: {what}", "Wieder öffnen: {what}"], resolved: ["résolu", "resolved", "erledigt"],
    version: ["Version {name}", "Version {name}", "Version {name}"], now: ["Version actuelle", "Current version", "Aktuelle Version"], see: ["Voir la version du {when}", "See the version of {when}", "Version vom {when} ansehen"], restore: ["Restaurer cette version", "Restore this version", "Diese Version wiederherstellen"], backToNow: ["Revenir à la version actuelle", "Back to the current version", "Zur aktuellen Version"], restored: ["Version restaurée.", "Version restored.", "Version wiederhergestellt."], shown: ["Vous voyez la version du {when}, par {who}.", "You see the version of {when}, by {who}.", "Sie sehen die Version vom {when} von {who}."], nameIt: ["Nommer la version actuelle", "Name the current version", "Aktuelle Version benennen"], versionName: ["Nom de la version", "Name of the version", "Name der Version"],
    people: ["Personnes", "People", "Personen"], person: ["Adresse de la personne", "Address of the person", "Adresse der Person"], role: ["Droit", "Right", "Recht"], roleOf: ["Droit de {who}", "Right of {who}", "Recht von {who}"], reader: ["lecture", "read", "lesen"], commenter: ["commentaire", "comment", "kommentieren"], editor: ["modification", "edit", "bearbeiten"], owner: ["propriétaire", "owner", "Eigentümer"], withdraw: ["Retirer {who}", "Remove {who}", "{who} entfernen"], add: ["Ajouter", "Add", "Hinzufügen"],
    link: ["Accès par le lien", "Access by the link", "Zugriff über den Link"], restricted: ["personnes ajoutées seulement", "added people only", "nur hinzugefügte Personen"], organisation: ["membres de l’association", "members of the society", "Mitglieder des Vereins"], anyone: ["toute personne qui a le lien", "anyone with the link", "alle mit dem Link"], linkRole: ["Droit donné par le lien", "Right given by the link", "Recht durch den Link"], expires: ["Le lien expire le", "The link expires on", "Der Link läuft ab am"], format: ["Format du fichier", "File format", "Dateiformat"],
    saved: ["Modification enregistrée.", "Change saved.", "Änderung gespeichert."], suggested: ["Suggestion ajoutée.", "Suggestion added.", "Vorschlag hinzugefügt."], done: ["C’est fait.", "Done.", "Erledigt."], downloaded: ["Fichier {format} téléchargé.", "{format} file downloaded.", "{format}-Datei heruntergeladen."], replace: ["« {from} » remplacé par « {to} »", "“{from}” replaced by “{to}”", "„{from}“ ersetzt durch „{to}“"], by: ["par {who}, {when}", "by {who}, {when}", "von {who}, {when}"],
  };

  function content(L) {
    const place = L("La fête aura lieu place des Tilleuls, le samedi 25 avril.", "The party will take place on Linden Square, on Saturday 25 April.");
    const intro = L("Fête du quartier : programme", "Neighbourhood party: programme");
    return {
      task: "", today: "2026-03-12", me: { name: "Camille Renaud", address: "camille.renaud@marelle.example" }, formats: ["PDF", "ODT", "HTML", "TXT"],
      paragraphs: [{ id: "p1", text: intro }, { id: "p2", text: place }, { id: "p3", text: L("Les stands ouvre à 10 h et ferment à 18 h.", "The stalls opens at 10 am and close at 6 pm.") }, { id: "p4", text: L("Budget : 400 € pour la musique, 150 € pour les affiches.", "Budget: €400 for the music, €150 for the posters.") }],
      comments: [
        { id: "c1", on: "p2", author: "Lina Aubert", text: L("La date est confirmée par la mairie.", "The date is confirmed by the town hall.") },
        { id: "c2", on: "p4", author: "Hugo Besson", text: L("Qui paie les affiches ?", "Who pays for the posters?") },
        { id: "c3", on: "p3", author: "Noé Carlier", text: L("Faute d’accord ici.", "A grammar mistake here."), resolved: true },
      ],
      suggestions: [
        { id: "s1", on: "p2", author: "Lina Aubert", from: L("place des Tilleuls", "on Linden Square"), to: L("au parc de la Source", "in Spring Park") },
        { id: "s2", on: "p4", author: "Noé Carlier", from: "150", to: "1500" },
      ],
      versions: [
        { id: "v4", date: "2026-03-11T17:20", author: "Noé Carlier", paragraphs: [intro, place, L("Les stands ouvre à 10 h et ferment à 18 h.", "The stalls opens at 10 am and close at 6 pm."), L("Budget : 400 € pour la musique, 150 € pour les affiches.", "Budget: €400 for the music, €150 for the posters.")] },
        { id: "v3", date: "2026-03-10T09:05", author: "Hugo Besson", paragraphs: [intro, place, L("Les stands ouvre à 10 h.", "The stalls opens at 10 am.")] },
        { id: "v2", date: "2026-03-08T20:41", author: "Lina Aubert", paragraphs: [intro, place, L("Les stands ouvrent à 10 h.", "The stalls open at 10 am."), L("Bénévoles : Inès (accueil), Karim (sono), Sol (buvette).", "Volunteers: Inès (welcome), Karim (sound), Sol (drinks).")] },
        { id: "v1", date: "2026-03-01T14:00", author: "Camille Renaud", paragraphs: [intro] },
      ],
      people: [{ id: "camille.renaud@marelle.example", name: "Camille Renaud", role: "owner" }, { id: "lina.aubert@marelle.example", name: "Lina Aubert", role: "editor" }, { id: "hugo.besson@marelle.example", name: "Hugo Besson", role: "commenter" }, { id: "noe.carlier@atelier-nord.example", name: "Noé Carlier", role: "editor" }],
      link: { access: "anyone", role: "editor", until: "" },
    };
  }

  const begin = (config) => ({ config, paragraphs: config.paragraphs.map((one) => ({ ...one })), comments: config.comments.map((one) => ({ resolved: false, mine: false, ...one, first: !!one.resolved })), suggestions: config.suggestions.map((one) => ({ state: "open", mine: false, ...one })), versions: config.versions, people: config.people, link: { ...config.link }, mode: "editing", side: "comments", panel: null, form: null, seen: null, restored: "", names: [], fetched: [] });

  const tasks = {
    restore: (s) => s.restored, version: (s) => s.seen || "",
    suggestions: (s) => joined(s.suggestions.filter((one) => one.state !== "open").map((one) => one.id + "=" + one.state)),
    resolve: (s) => joined(s.comments.filter((one) => one.resolved !== one.first).map((one) => one.id + (one.resolved ? "" : "=open"))),
    comment: (s) => joined(s.comments.filter((one) => one.mine).map((one) => one.on + (one.mention ? ":" + one.mention : ""))),
    share: (s, config) => joined([...s.people.filter((one) => (config.people.find((old) => old.id === one.id) || {}).role !== one.role).map((one) => one.id + "=" + one.role), ...config.people.filter((old) => !s.people.some((one) => one.id === old.id)).map((old) => old.id + "=removed")]),
    link: (s, config) => { const { access, role, until } = s.link; return JSON.stringify(s.link) === JSON.stringify(config.link) ? "" : access + (access === "restricted" ? "" : ":" + role + (until ? ".." + until : "")); },
    edit: (s, config) => s.paragraphs.filter((one) => { const old = config.paragraphs.find((two) => two.id === one.id); return !old || old.text !== one.text; }).map((one) => one.id + "=" + one.text).join(" | "),
    suggest: (s) => s.suggestions.filter((one) => one.mine).map((one) => one.on + "=" + one.to).join(" | "),
    name: (s) => joined(s.names), download: (s) => joined(s.fetched),
  };

  const numberOf = (s, id) => s.paragraphs.findIndex((one) => one.id === id) + 1;
  const stamp = (iso) => day(iso, { dateStyle: "medium", timeStyle: "short" });
  const what = (one) => t("replace", { from: one.from, to: one.to });

  function keep() {
    const { form, mode } = Env.state(), text = form.text.trim();
    update((s) => {
      const paragraph = s.paragraphs.find((one) => one.id === form.id);
      if (paragraph.text !== text && mode === "suggesting") s.suggestions.push({ id: "mine" + s.suggestions.length, on: form.id, author: s.config.me.name, from: paragraph.text, to: text, state: "open", mine: true });
      else paragraph.text = text;
      s.form = null;
    }, t(mode === "suggesting" ? "suggested" : "saved"));
  }

  const decide = (one, state) => update((s) => {
    one.state = state;
    const paragraph = s.paragraphs.find((two) => two.id === one.on);
    if (state === "accepted") paragraph.text = paragraph.text.replace(one.from, one.to);
  }, t("done"));

  // ---- view -----------------------------------------------------------------------------------------------------
  const Paragraph = ({ s, one, n }) => html`<li class="paragraph"><p>${one.text}</p>
    ${s.suggestions.filter((two) => two.on === one.id && two.state === "open").map((two) => html`<div class="note" key=${two.id}><p class="small">${t("suggests", { who: two.author })} <del>${two.from}</del> <ins>${two.to}</ins></p>
      ${two.mine ? "" : html`<div class="bar"><button onClick=${() => decide(two, "accepted")}>${t("accept", { what: what(two) })}</button><button onClick=${() => decide(two, "rejected")}>${t("reject", { what: what(two) })}</button></div>`}</div>`)}
    <div class="bar"><button class="link" aria-label=${t("edit", { n })} onClick=${() => update((s) => { s.form = { kind: "edit", id: one.id, text: one.text }; })}>${t("editShort")}</button><button class="link" aria-label=${t("comment", { n })} onClick=${() => update((s) => { s.form = { kind: "comment", id: one.id, text: "", mention: "" }; })}>${t("commentShort")}</button></div></li>`;

  const Sheet = ({ s }) => {
    const version = s.seen && s.versions.find((one) => one.id === s.seen);
    return html`<section class="panel sheet">${version ? html`<p class="note" data-focus tabindex="-1">${t("shown", { when: stamp(version.date), who: version.author })}</p><div class="bar"><button class="main" onClick=${() => update((s) => { s.paragraphs = version.paragraphs.map((text, at) => ({ id: (s.config.paragraphs[at] || { id: "r" + at }).id, text })); s.restored = version.id; s.seen = null; }, t("restored"))}>${t("restore")}</button><button onClick=${() => update((s) => { s.seen = null; })}>${t("backToNow")}</button></div>${version.paragraphs.map((text, at) => html`<p key=${at}>${text}</p>`)}`
      : html`<ol class="plain" data-focus tabindex="-1">${s.paragraphs.map((one, at) => html`<${Paragraph} key=${one.id} s=${s} one=${one} n=${at + 1} />`)}</ol>`}</section>`;
  };

  const Comments = ({ s }) => html`<ul class="plain rows">${s.comments.map((one) => html`<li key=${one.id}><p class="small muted">${one.author}, ${t("on", { n: numberOf(s, one.on) }).toLowerCase()}${one.resolved ? html` <span class="tag">${t("resolved")}</span>` : ""}</p><p>${one.text}</p>
    <button aria-label=${t(one.resolved ? "reopen" : "resolve", { what: one.text })} onClick=${() => update(() => { one.resolved = !one.resolved; }, t("done"))}>${one.resolved ? t("reopen", { what: "" }).replace(/[\s:]+$/, "") : t("resolve", { what: "" }).replace(/[\s:]+$/, "")}</button></li>`)}</ul>`;

  const History = ({ s }) => {
    const [name, setName] = useState("");
    const keepName = () => name.trim() && update((s) => { s.names.push(fold(name.trim())); }, t("done"));
    return html`<ul class="plain rows">${s.versions.map((one) => html`<li key=${one.id}><button class="link" onClick=${() => update((s) => { s.seen = one.id; }, "")}>${t("see", { when: stamp(one.date) })}</button><br /><span class="small muted">${one.author}</span></li>`)}</ul>
      <${Form} onSubmit=${keepName}><h2>${t("nameIt")}</h2><${Field} label=${t("versionName")} value=${name} onChange=${setName} maxlength="60" /><button onClick=${keepName}>${t("save")}</button><//>`;
  };

  const Share = ({ s, close }) => {
    const [who, setWho] = useState(""), [role, setRole] = useState("reader");
    const roles = (all) => all.map((id) => [id, t(id)]);
    const add = () => { const id = who.trim().toLowerCase(); if (id) update((s) => { s.people = [...s.people.filter((one) => one.id !== id), { id, name: id, role }]; }, t("done")); };
    const promote = (one, value) => update((s) => { if (value === "owner") s.people.forEach((two) => { if (two.role === "owner") two.role = "editor"; }); one.role = value; }, t("done"));
    const setLink = (name) => (value) => update((s) => { s.link[name] = value; }, t("done"));
    return html`<${Dialog} title=${t("share")} onClose=${close}><h3>${t("people")}</h3><ul class="plain rows">${s.people.map((one) => html`<li key=${one.id}>${one.role === "owner" ? html`${one.name}: ${t("owner")}` : html`<${Field} label=${t("roleOf", { who: one.name })} kind=${roles(["reader", "commenter", "editor", "owner"])} value=${one.role} onChange=${(value) => promote(one, value)} /><button class="link" onClick=${() => update((s) => { s.people = s.people.filter((two) => two !== one); }, t("done"))}>${t("withdraw", { who: one.name })}</button>`}</li>`)}</ul>
      <${Form} onSubmit=${add}><${Field} label=${t("person")} value=${who} onChange=${setWho} maxlength="100" /><${Field} label=${t("role")} kind=${roles(["reader", "commenter", "editor"])} value=${role} onChange=${setRole} /><button onClick=${add}>${t("add")}</button><//>
      <h3>${t("link")}</h3><${Field} label=${t("link")} kind=${roles(["restricted", "organisation", "anyone"])} value=${s.link.access} onChange=${setLink("access")} />${s.link.access === "restricted" ? "" : html`<${Field} label=${t("linkRole")} kind=${roles(["reader", "commenter", "editor"])} value=${s.link.role} onChange=${setLink("role")} /><${Field} label=${t("expires")} kind="date" value=${s.link.until} onChange=${setLink("until")} />`}
      <button class="main" onClick=${close}>${t("close")}</button><//>`;
  };

  const Fetch = ({ s, close }) => {
    const [format, setFormat] = useState(s.config.formats[0]);
    return html`<${Dialog} title=${t("download")} onClose=${close}><${Choices} legend=${t("format")} name="format" options=${s.config.formats.map((one) => [one, one])} value=${format} onChange=${setFormat} /><div class="bar"><button class="main" onClick=${() => update((s) => { s.fetched = [...s.fetched, format.toLowerCase()]; s.panel = null; }, t("downloaded", { format }))}>${t("download")}</button><button onClick=${close}>${t("cancel")}</button></div><//>`;
  };

  const Write = ({ s }) => {
    const { form } = s, n = numberOf(s, form.id), close = () => update((s) => { s.form = null; });
    const set = (name) => (value) => update((s) => { s.form[name] = value; });
    const post = () => form.text.trim() && update((s) => { s.comments.push({ id: "k" + s.comments.length, on: form.id, author: s.config.me.name, text: form.text, resolved: false, first: false, mine: true, mention: form.mention }); s.form = null; s.side = "comments"; }, t("done"));
    if (form.kind === "edit") return html`<${Dialog} title=${t("edit", { n })} onClose=${close}><${Field} label=${t("paragraph", { n })} kind="area" value=${form.text} onChange=${set("text")} maxlength="1000" /><div class="bar"><button class="main" onClick=${keep}>${t("save")}</button><button onClick=${close}>${t("cancel")}</button></div><//>`;
    return html`<${Dialog} title=${t("comment", { n })} onClose=${close}><${Field} label=${t("text")} kind="area" value=${form.text} onChange=${set("text")} maxlength="500" /><${Field} label=${t("mention")} kind=${[["", t("none")], ...s.people.filter((one) => one.id !== s.config.me.address).map((one) => [one.id, one.name])]} value=${form.mention} onChange=${set("mention")} /><div class="bar"><button class="main" onClick=${post}>${t("post")}</button><button onClick=${close}>${t("cancel")}</button></div><//>`;
  };

  const App = ({ s }) => {
    const close = () => update((s) => { s.panel = null; });
    return html`<div class="bar head"><h1>${t("title")}</h1><div class="bar"><${Field} inline label=${t("mode")} kind=${["editing", "suggesting"].map((id) => [id, t(id)])} value=${s.mode} onChange=${(value) => update((s) => { s.mode = value; })} /><button onClick=${() => update((s) => { s.panel = "download"; })}>${t("download")}</button><button class="main" onClick=${() => update((s) => { s.panel = "share"; })}>${t("share")}</button></div></div>
      <div class="split side"><${Sheet} s=${s} /><aside class="panel" aria-label=${t(s.side)}><div class="bar">${["comments", "history"].map((id) => html`<button key=${id} aria-pressed=${s.side === id ? "true" : "false"} onClick=${() => update((s) => { s.side = id; })}>${t(id)}</button>`)}</div>${s.side === "comments" ? html`<${Comments} s=${s} />` : html`<${History} s=${s} />`}</aside></div>
      ${s.panel === "share" ? html`<${Share} s=${s} close=${close} />` : s.panel ? html`<${Fetch} s=${s} close=${close} />` : ""}${s.form ? html`<${Write} s=${s} />` : ""}`;
  };

  Env.define({ texts, content, begin, tasks, App });
}
