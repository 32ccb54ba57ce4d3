"use strict";
// A mail program: folders, search, headers, sending, rules. The answer is what was done to the messages.
{
  const FOLDERS = ["inbox", "sent", "drafts", "archive", "spam", "trash"];
  const texts = {
    title: ["Messagerie", "Mailbox", "Postfach"],
    inbox: ["Boîte de réception", "Inbox", "Posteingang"], sent: ["Envoyés", "Sent", "Gesendet"], drafts: ["Brouillons", "Drafts", "Entwürfe"],
    archive: ["Archives", "Archive", "Archiv"], spam: ["Indésirables", "Junk", "Spam"], trash: ["Corbeille", "Bin", "Papierkorb"],
    folders: ["Dossiers", "Folders", "Ordner"], write: ["Nouveau message", "New message", "Neue Nachricht"], newFolder: ["Nouveau dossier", "New folder", "Neuer Ordner"],
    rules: ["Règles", "Rules", "Regeln"], away: ["Réponse automatique", "Automatic reply", "Automatische Antwort"],
    find: ["Rechercher dans la messagerie", "Search the mailbox", "Postfach durchsuchen"], filter: ["Afficher", "Show", "Anzeigen"],
    all: ["tous", "all", "alle"], unread: ["non lus", "unread", "ungelesen"], flagged: ["suivis", "flagged", "markiert"], attached: ["avec pièce jointe", "with attachment", "mit Anhang"],
    results: ["{n} message(s)", "{n} message(s)", "{n} Nachricht(en)"], empty: ["Aucun message ici.", "No message here.", "Keine Nachricht hier."],
    from: ["De", "From", "Von"], to: ["À", "To", "An"], cc: ["Copie (Cc)", "Copy (Cc)", "Kopie (Cc)"], bcc: ["Copie cachée (Cci)", "Blind copy (Bcc)", "Blindkopie (Bcc)"],
    subject: ["Objet", "Subject", "Betreff"], body: ["Message", "Message", "Nachricht"], date: ["Date", "Date", "Datum"], attachments: ["Pièces jointes", "Attachments", "Anhänge"],
    attach: ["Joindre", "Attach", "Anhängen"], send: ["Envoyer", "Send", "Senden"], keep: ["Enregistrer le brouillon", "Save draft", "Entwurf speichern"],
    reply: ["Répondre", "Reply", "Antworten"], replyAll: ["Répondre à tous", "Reply to all", "Allen antworten"], forward: ["Transférer", "Forward", "Weiterleiten"],
    move: ["Déplacer", "Move", "Verschieben"], moveTo: ["Déplacer vers", "Move to", "Verschieben nach"], toArchive: ["Archiver le message", "Archive message", "Nachricht archivieren"], toBin: ["Supprimer le message", "Delete message", "Nachricht löschen"],
    flag: ["Suivre", "Flag", "Markieren"], unflag: ["Ne plus suivre", "Remove flag", "Markierung entfernen"], markUnread: ["Marquer non lu", "Mark as unread", "Als ungelesen markieren"],
    report: ["Signaler", "Report", "Melden"], reportSpam: ["Publicité non voulue (spam)", "Unwanted advertising (spam)", "Unerwünschte Werbung (Spam)"],
    reportPhishing: ["Tentative d’hameçonnage", "Phishing attempt", "Phishing-Versuch"], reported: ["Message signalé.", "Message reported.", "Nachricht gemeldet."],
    unsubscribe: ["Se désabonner", "Unsubscribe", "Abbestellen"], unsubscribed: ["Désabonnement demandé.", "Unsubscribed.", "Abbestellt."],
    details: ["Détails de l’en-tête", "Header details", "Kopfzeilen"], linkTo: ["Ce lien mène à {url}", "This link leads to {url}", "Dieser Link führt zu {url}"],
    saveFile: ["Enregistrer {name}", "Save {name}", "{name} speichern"], savedFile: ["{name} est enregistré.", "{name} saved.", "{name} gespeichert."],
    moved: ["Message déplacé vers « {folder} ».", "Message moved to “{folder}”.", "Nachricht nach „{folder}“ verschoben."], sentNow: ["Message envoyé.", "Message sent.", "Nachricht gesendet."],
    kept: ["Brouillon enregistré.", "Draft saved.", "Entwurf gespeichert."], done: ["C’est fait.", "Done.", "Erledigt."], needTo: ["Indiquez au moins un destinataire.", "Give at least one recipient.", "Geben Sie mindestens einen Empfänger an."],
    badAddress: ["« {address} » n’est pas une adresse.", "“{address}” is not an address.", "„{address}“ ist keine Adresse."],
    folderName: ["Nom du dossier", "Folder name", "Name des Ordners"], create: ["Créer", "Create", "Erstellen"], folderMade: ["Dossier « {name} » créé.", "Folder “{name}” created.", "Ordner „{name}“ erstellt."],
    ruleIf: ["Si ce champ", "If this field", "Wenn dieses Feld"], ruleHas: ["contient", "contains", "enthält"], ruleThen: ["déplacer vers", "move to", "verschieben nach"],
    addRule: ["Ajouter la règle", "Add rule", "Regel hinzufügen"], ruleMade: ["Règle ajoutée, {n} message(s) déplacé(s).", "Rule added, {n} message(s) moved.", "Regel hinzugefügt, {n} Nachricht(en) verschoben."],
    ruleText: ["{field} contient « {text} » : vers « {folder} »", "{field} contains “{text}”: to “{folder}”", "{field} enthält „{text}“: nach „{folder}“"], noRule: ["Aucune règle.", "No rule.", "Keine Regel."],
    awayOn: ["Activer la réponse automatique", "Turn the automatic reply on", "Automatische Antwort einschalten"], firstDay: ["Premier jour", "First day", "Erster Tag"], lastDay: ["Dernier jour", "Last day", "Letzter Tag"],
    contacts: ["Carnet d’adresses", "Address book", "Adressbuch"], openMail: ["Ouvrir : {subject}", "Open: {subject}", "Öffnen: {subject}"], again: ["Re : ", "Re: ", "AW: "], passed: ["Tr : ", "Fwd: ", "WG: "],
    searchIn: ["tous les dossiers", "all folders", "alle Ordner"], clear: ["Effacer la recherche", "Clear search", "Suche löschen"],
  };

  // ---- content ----------------------------------------------------------------------------------------------
  function content(L) {
    const ok = (domain) => [["Return-Path", "<bounce@" + domain + ">"], ["Received", "from mx1." + domain + " (198.51.100.7)"], ["Authentication-Results", "spf=pass dkim=pass dmarc=pass"]];
    return {
      task: "", me: { name: "Camille Renaud", address: "camille.renaud@marelle.example" }, today: "2026-03-12",
      contacts: [["Lina Aubert", "lina.aubert@marelle.example"], ["Hugo Besson", "hugo.besson@marelle.example"], ["Noé Carlier", "noe.carlier@atelier-nord.example"], ["Inès Dumas", "ines.dumas@ville-claire.example"]].map(([name, address]) => ({ id: address, name, address })),
      files: [{ id: "plan.pdf", size: 240000 }, { id: L("budget.ods", "budget.ods"), size: 31000 }, { id: L("affiche.png", "poster.png"), size: 1800000 }],
      labels: [],
      mails: [
        { id: "m1", folder: "inbox", from: ["Lina Aubert", "lina.aubert@marelle.example"], to: ["camille.renaud@marelle.example"], cc: ["hugo.besson@marelle.example"], date: "2026-03-12T08:40", subject: L("Salle pour la fête du quartier", "Room for the neighbourhood party"), body: [L("Bonjour Camille,", "Hello Camille,"), L("La salle des Tilleuls est libre le samedi 25 avril. Le code de la porte est 4718. Peux-tu confirmer à Hugo et à moi ?", "The Linden room is free on Saturday 25 April. The door code is 4718. Can you confirm to Hugo and me?"), "Lina"], headers: ok("marelle.example") },
        { id: "m2", folder: "inbox", from: ["Atelier Nord", "contact@atelier-nord.example"], to: ["camille.renaud@marelle.example"], date: "2026-03-11T17:05", subject: L("Devis pour les affiches", "Quote for the posters"), body: [L("Bonjour, voici le devis demandé : 120 affiches, 186 €. Il est valable jusqu’au 31 mars.", "Hello, here is the quote you asked for: 120 posters, €186. It is valid until 31 March.")], files: [{ name: L("devis-0311.pdf", "quote-0311.pdf"), size: 84000 }], headers: ok("atelier-nord.example") },
        { id: "m3", folder: "inbox", from: ["Hugo Besson", "hugo.besson@marelle.example"], to: ["camille.renaud@marelle.example", "lina.aubert@marelle.example", "ines.dumas@ville-claire.example"], date: "2026-03-11T09:12", subject: L("Compte rendu de la réunion", "Minutes of the meeting"), body: [L("Le compte rendu est joint. Merci de le relire avant vendredi.", "The minutes are attached. Please read them before Friday.")], files: [{ name: L("compte-rendu.odt", "minutes.odt"), size: 42000 }, { name: L("presence.ods", "attendance.ods"), size: 12000 }], headers: ok("marelle.example") },
        { id: "m4", folder: "inbox", from: [L("Service Colis", "Parcel Service"), "suivi@colis-express-livraison.example.net"], to: ["camille.renaud@marelle.example"], date: "2026-03-10T22:51", subject: L("Votre colis est bloqué : agissez sous 2 heures", "Your parcel is blocked: act within 2 hours"), body: [L("Cher client, votre colis ne peut pas être livré. Payez 1,99 € de frais : [Suivre mon colis](http://colis-express.pay-secure.example.org/cb)", "Dear customer, your parcel cannot be delivered. Pay a €1.99 fee: [Track my parcel](http://parcel-express.pay-secure.example.org/card)"), L("Sans réponse sous 2 heures, le colis sera détruit.", "Without an answer within 2 hours, the parcel will be destroyed.")], headers: [["Return-Path", "<x91@mailer.pay-secure.example.org>"], ["Reply-To", "help@pay-secure.example.org"], ["Received", "from unknown (203.0.113.77)"], ["Authentication-Results", "spf=fail dkim=none dmarc=fail"]] },
        { id: "m5", folder: "inbox", from: ["La Gazette verte", "lettre@gazette-verte.example"], to: ["camille.renaud@marelle.example"], date: "2026-03-10T07:00", list: true, subject: L("Notre lettre de mars : dix idées pour le balcon", "Our March newsletter: ten ideas for the balcony"), body: [L("Bonjour, voici notre lettre du mois. [Lire en ligne](https://gazette-verte.example/mars)", "Hello, here is this month’s newsletter. [Read online](https://gazette-verte.example/march)")], headers: [...ok("gazette-verte.example"), ["List-Unsubscribe", "<mailto:stop@gazette-verte.example>"]] },
        { id: "m6", folder: "inbox", from: ["Inès Dumas", "ines.dumas@ville-claire.example"], to: ["camille.renaud@marelle.example"], date: "2026-03-09T14:30", subject: L("Autorisation de la mairie", "Permit from the town hall"), body: [L("L’autorisation porte le numéro VC-2291. Gardez ce message.", "The permit has the number VC-2291. Keep this message.")], headers: ok("ville-claire.example") },
        { id: "m7", folder: "inbox", from: ["Promo Casque", "offres@promo-casque.example"], to: ["camille.renaud@marelle.example"], date: "2026-03-08T11:11", subject: L("-80 % sur TOUS les casques, aujourd’hui seulement !!!", "-80 % on ALL headphones, today only!!!"), body: [L("Cliquez vite : [J’en profite](http://promo-casque.example/x)", "Click now: [I want it](http://promo-casque.example/x)")], headers: [["Return-Path", "<bulk@promo-casque.example>"], ["Authentication-Results", "spf=pass dkim=none dmarc=none"]] },
        { id: "m8", folder: "inbox", from: ["Noé Carlier", "noe.carlier@atelier-nord.example"], to: ["camille.renaud@marelle.example"], date: "2026-03-06T16:20", read: true, subject: L("Maquette de l’affiche, deuxième version", "Draft of the poster, second version"), body: [L("Voici la maquette corrigée. La première version n’est plus valable.", "Here is the corrected draft. The first version is no longer valid.")], files: [{ name: L("maquette-v2.png", "draft-v2.png"), size: 2300000 }], headers: ok("atelier-nord.example") },
        { id: "m9", folder: "archive", from: ["Noé Carlier", "noe.carlier@atelier-nord.example"], to: ["camille.renaud@marelle.example"], date: "2026-02-27T10:02", read: true, subject: L("Maquette de l’affiche", "Draft of the poster"), body: [L("Première version, à corriger.", "First version, to be corrected.")], files: [{ name: L("maquette-v1.png", "draft-v1.png"), size: 2100000 }], headers: ok("atelier-nord.example") },
        { id: "m10", folder: "spam", from: ["Médiathèque de Ville-Claire", "bonjour@mediatheque.ville-claire.example"], to: ["camille.renaud@marelle.example"], date: "2026-03-07T12:00", subject: L("Votre réservation est disponible", "Your reservation is ready"), body: [L("Le livre réservé vous attend jusqu’au 21 mars.", "The book you reserved is waiting for you until 21 March.")], headers: ok("ville-claire.example") },
        { id: "m11", folder: "trash", from: ["Hugo Besson", "hugo.besson@marelle.example"], to: ["camille.renaud@marelle.example"], date: "2026-03-05T18:45", read: true, subject: L("Liste des bénévoles", "List of volunteers"), body: [L("Nous sommes 14 bénévoles cette année.", "We are 14 volunteers this year.")], headers: ok("marelle.example") },
        { id: "m12", folder: "drafts", from: ["Camille Renaud", "camille.renaud@marelle.example"], to: ["ines.dumas@ville-claire.example"], date: "2026-03-04T09:00", read: true, subject: L("Question sur le stationnement", "Question about parking"), body: [L("Bonjour Inès, où peut-on garer la camionnette ?", "Hello Inès, where can we park the van?")], headers: [] },
      ],
    };
  }

  function begin(config) {
    return {
      me: config.me, contacts: config.contacts, files: config.files, labels: config.labels.map((name) => ({ id: name, name })),
      mails: config.mails.map((mail) => ({ cc: [], files: [], headers: [], read: false, flagged: false, ...mail, start: mail.folder, startFlag: !!mail.flagged })),
      folder: "inbox", open: null, query: "", show: "all", details: false, compose: null, panel: null,
      reports: {}, left: [], saved: [], rules: [], made: [], away: null, last: null, link: null,
    };
  }

  // ---- answers ----------------------------------------------------------------------------------------------
  const wanted = (config, mails) => (config.mail ? mails.filter((mail) => mail.id === config.mail) : mails);
  const tasks = {
    open: (s) => s.open || "",
    move: (s, config) => joined(wanted(config, s.mails).filter((mail) => mail.start && mail.folder !== mail.start).map((mail) => mail.id + ">" + mail.folder)),
    report: (s) => joined(Object.entries(s.reports).map(([id, kind]) => id + ":" + kind)),
    flag: (s) => joined(s.mails.filter((mail) => mail.flagged).map((mail) => mail.id)),
    unread: (s) => joined(s.mails.filter((mail) => mail.folder === "inbox" && !mail.read).map((mail) => mail.id)),
    unsubscribe: (s) => joined(s.left),
    save: (s) => joined(s.saved),
    link: (s) => s.link || "",
    send: (s, config) => s.last ? (config.parts || ["kind", "to", "cc", "bcc", "files"]).map((part) => [part, s.last[part]]).filter(([, value]) => value).map(([part, value]) => part + "=" + value).join(" ") : "",
    draft: (s) => joined(s.mails.filter((mail) => mail.folder === "drafts" && !mail.start).map((mail) => joined(mail.to) + ":" + mail.subject)),
    folder: (s) => joined(s.made.map((name) => fold(name) + ":" + sorted(s.mails.filter((mail) => mail.folder === name).map((mail) => mail.id)).join("+"))),
    rule: (s) => joined(s.rules.map((rule) => rule.field + ":" + fold(rule.text) + ">" + fold(rule.folder))),
    away: (s) => (s.away ? s.away.from + ".." + s.away.to : ""),
    search: (s) => (s.query ? joined(listed(s).map((mail) => mail.id)) : ""),
  };

  // ---- rules of the mailbox -----------------------------------------------------------------------------------
  const folderName = (id) => (FOLDERS.includes(id) ? t(id) : id);
  const allFolders = (s) => [...FOLDERS, ...s.labels.map((one) => one.name)];
  const person = ([name, address]) => name + " <" + address + ">";
  const mailOf = (s) => s.mails.find((mail) => mail.id === s.open);

  function listed(s) {
    const words = fold(s.query).split(/\s+/).filter(Boolean);
    const text = (mail) => fold([mail.from.join(" "), mail.to.join(" "), mail.subject, mail.body.join(" "), mail.files.map((file) => file.name).join(" ")].join(" "));
    const shown = { all: () => true, unread: (mail) => !mail.read, flagged: (mail) => mail.flagged, attached: (mail) => mail.files.length > 0 }[s.show];
    return s.mails.filter((mail) => (words.length ? words.every((word) => text(mail).includes(word)) : mail.folder === s.folder) && shown(mail))
      .sort((one, other) => (one.date < other.date ? 1 : -1));
  }

  function moveOpen(folder) {
    update((s) => { mailOf(s).folder = folder; s.open = null; }, t("moved", { folder: folderName(folder) }));
  }

  function compose(s, kind) {
    const mail = kind === "new" ? null : mailOf(s);
    const to = kind === "forward" || !mail ? [] : mail.from[1] === s.me.address ? mail.to : [mail.from[1]];
    const cc = kind === "replyAll" ? [...mail.to, ...mail.cc].filter((one) => one !== s.me.address && !to.includes(one)) : [];
    const prefix = kind === "forward" ? t("passed") : t("again");
    s.compose = {
      kind: mail ? (kind === "replyAll" ? "reply-all" : kind) + ":" + mail.id : "new", to: to.join(", "), cc: cc.join(", "), bcc: "",
      subject: mail ? prefix + mail.subject : "", body: mail ? "\n\n> " + mail.body.join("\n> ") : "",
      files: kind === "forward" ? mail.files.map((file) => file.name) : [], carried: kind === "forward" ? mail.files : [], problem: "",
    };
  }

  function put(s, folder) {
    const draft = s.compose;
    s.mails.push({ id: "n" + (s.mails.length + 1), folder, from: [s.me.name, s.me.address], to: addresses(draft.to), cc: addresses(draft.cc), date: Env.config().today + "T18:00", subject: draft.subject, body: draft.body.split("\n"), files: draft.files.map((name) => ({ name, size: 0 })), headers: [], read: true, flagged: false });
    s.compose = null;
  }

  function send() {
    const draft = Env.state().compose;
    const everyone = [draft.to, draft.cc, draft.bcc].flatMap(addresses);
    const wrong = everyone.find((one) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(one));
    if (!everyone.length || wrong) return update((s) => { s.compose.problem = wrong ? t("badAddress", { address: wrong }) : t("needTo"); });
    return update((s) => {
      s.last = { kind: draft.kind, to: joined(addresses(draft.to)), cc: joined(addresses(draft.cc)), bcc: joined(addresses(draft.bcc)), files: joined(draft.files), subject: draft.subject };
      put(s, "sent");
    }, t("sentNow"));
  }

  function addRule(rule) {
    const matches = (mail) => mail.folder === "inbox" && fold(rule.field === "from" ? mail.from.join(" ") : mail.subject).includes(fold(rule.text));
    const count = Env.state().mails.filter(matches).length;
    update((s) => { s.rules.push(rule); s.mails.filter(matches).forEach((mail) => { mail.folder = rule.folder; }); s.panel = null; }, t("ruleMade", { n: count }));
  }

  // ---- view -----------------------------------------------------------------------------------------------------
  const Side = ({ s }) => html`<nav aria-label=${t("folders")} class="panel">
    <button class="main" onClick=${() => update((s) => compose(s, "new"))}>${t("write")}</button>
    <ul class="plain folders">${allFolders(s).map((id) => {
      const unread = s.mails.filter((mail) => mail.folder === id && !mail.read).length;
      return html`<li key=${id}><button class="flat" aria-current=${s.folder === id && !s.query ? "true" : "false"} onClick=${() => update((s) => { s.folder = id; s.open = null; s.query = ""; })}>${folderName(id)}${unread ? html` <span class="tag">${unread}</span>` : ""}</button></li>`;
    })}</ul>
    <div class="bar">${["newFolder", "rules", "away"].map((id) => html`<button class="link" key=${id} onClick=${() => update((s) => { s.panel = id; })}>${t(id)}</button>`)}</div></nav>`;

  const List = ({ s }) => {
    const mails = listed(s);
    return html`<div><div class="bar">
      <${Form} role="search" class="grow" onSubmit=${() => {}}><${Field} label=${t("find")} kind="search" value=${s.query} onChange=${(value) => update((s) => { s.query = value; })} /><//>
      <${Field} label=${t("filter")} kind=${["all", "unread", "flagged", "attached"].map((id) => [id, t(id)])} value=${s.show} onChange=${(value) => update((s) => { s.show = value; })} /></div>
      <h2 data-focus tabindex="-1">${s.query ? t("searchIn") : folderName(s.folder)} <span class="muted small" role="status">${t("results", { n: mails.length })}</span></h2>
      ${mails.length ? html`<ul class="plain rows mails">${mails.map((mail) => html`<li key=${mail.id} class=${mail.read ? "" : "unread"}>
        <button class="flat mail" onClick=${() => update((s) => { s.open = mail.id; mail.read = true; s.details = false; }, "")}>
          <span class="who">${mail.from[0]}</span> <span class="what">${mail.subject}</span> <span class="muted small">${day(mail.date)}
          ${mail.read ? "" : html` <span class="tag">${t("unread")}</span>`}${mail.flagged ? html` <span class="tag">⚑ ${t("flagged")}</span>` : ""}${mail.files.length ? html` <span class="tag">${t("attached")}</span>` : ""}${s.query ? html` <span class="tag">${folderName(mail.folder)}</span>` : ""}</span></button></li>`)}</ul>`
      : html`<p>${t("empty")}</p>`}</div>`;
  };

  const Paragraph = ({ text }) => html`<p>${text.split(/(\[[^\]]+\]\([^)]+\))/).map((part) => {
    const link = part.match(/^\[([^\]]+)\]\(([^)]+)\)$/);
    return link ? html`<button class="link" title=${link[2]} onClick=${() => update((s) => { s.link = link[2]; }, t("linkTo", { url: link[2] }))}>${link[1]}</button>` : part;
  })}</p>`;

  const Mail = ({ s, mail }) => {
    const [target, setTarget] = useState("archive");
    const act = (label, change, said) => html`<button onClick=${() => update(change, said)}>${label}</button>`;
    return html`<article>
      <div class="bar"><button onClick=${() => update((s) => { s.open = null; })}>← ${t("back")}</button>
        ${["reply", "replyAll", "forward"].map((kind) => html`<button key=${kind} onClick=${() => update((s) => compose(s, kind))}>${t(kind)}</button>`)}
        <button onClick=${() => moveOpen("archive")}>${t("toArchive")}</button><button onClick=${() => moveOpen("trash")}>${t("toBin")}</button>
        ${act(t(mail.flagged ? "unflag" : "flag"), () => { mail.flagged = !mail.flagged; }, t("done"))}
        ${act(t("markUnread"), (s) => { mail.read = false; s.open = null; }, t("done"))}
        <button onClick=${() => update((s) => { s.panel = "report"; })}>${t("report")}</button>
        ${mail.list ? act(t("unsubscribe"), (s) => { if (!s.left.includes(mail.id)) s.left.push(mail.id); }, t("unsubscribed")) : ""}</div>
      <div class="bar"><${Field} inline label=${t("moveTo")} kind=${allFolders(s).filter((id) => id !== mail.folder).map((id) => [id, folderName(id)])} value=${target} onChange=${setTarget} />
        <button onClick=${() => moveOpen(target === mail.folder ? "inbox" : target)}>${t("move")}</button></div>
      <h2 data-focus tabindex="-1">${mail.subject}</h2>
      <dl class="meta"><dt>${t("from")}</dt><dd>${person(mail.from)}</dd><dt>${t("to")}</dt><dd>${mail.to.join(", ")}</dd>${mail.cc.length ? html`<dt>${t("cc")}</dt><dd>${mail.cc.join(", ")}</dd>` : ""}<dt>${t("date")}</dt><dd>${day(mail.date, { dateStyle: "medium", timeStyle: "short" })}</dd></dl>
      <button class="link" aria-expanded=${s.details ? "true" : "false"} onClick=${() => update((s) => { s.details = !s.details; })}>${t("details")}</button>
      ${s.details ? html`<pre class="panel">${mail.headers.map(([name, value]) => name + ": " + value).join("\n")}</pre>` : ""}
      <div class="text">${mail.body.map((text, at) => html`<${Paragraph} key=${at} text=${text} />`)}</div>
      ${mail.files.length ? html`<h3>${t("attachments")}</h3><ul class="plain">${mail.files.map((file) => html`<li key=${file.name}>${file.name} (${bytes(file.size)}) <button onClick=${() => update((s) => { s.saved.push(mail.id + "/" + file.name); }, t("savedFile", { name: file.name }))}>${t("saveFile", { name: file.name })}</button></li>`)}</ul>` : ""}</article>`;
  };

  const Compose = ({ s }) => {
    const draft = s.compose;
    const set = (name) => (value) => update((s) => { s.compose[name] = value; s.compose.problem = ""; });
    const close = () => update((s) => { s.compose = null; });
    const files = [...s.files.map((file) => ({ name: file.id, size: file.size })), ...draft.carried];
    return html`<${Dialog} title=${t("write")} onClose=${close}>
      ${["to", "cc", "bcc"].map((name) => html`<${Field} key=${name} label=${t(name)} value=${draft[name]} onChange=${set(name)} list="book" maxlength="400" />`)}
      <datalist id="book">${s.contacts.map((one) => html`<option key=${one.address} value=${one.address}>${one.name}</option>`)}</datalist>
      <details><summary>${t("contacts")}</summary><ul class="plain small">${s.contacts.map((one) => html`<li key=${one.address}>${one.name} : ${one.address}</li>`)}</ul></details>
      <${Field} label=${t("subject")} value=${draft.subject} onChange=${set("subject")} maxlength="200" />
      <${Field} label=${t("body")} kind="area" value=${draft.body} onChange=${set("body")} maxlength="4000" />
      <fieldset><legend>${t("attach")}</legend>${files.map((file) => html`<${Check} key=${file.name} label=${file.name + " (" + bytes(file.size) + ")"} checked=${draft.files.includes(file.name)} onChange=${(on) => set("files")(on ? [...draft.files, file.name] : draft.files.filter((one) => one !== file.name))} />`)}</fieldset>
      <p class="bad" role="alert">${draft.problem}</p>
      <div class="bar"><button class="main" onClick=${send}>${t("send")}</button><button onClick=${() => update((s) => put(s, "drafts"), t("kept"))}>${t("keep")}</button><button onClick=${close}>${t("cancel")}</button></div><//>`;
  };

  const NewFolder = ({ close }) => {
    const [name, setName] = useState("");
    const make = () => name.trim() && update((s) => { s.labels.push({ id: name.trim(), name: name.trim() }); s.made.push(name.trim()); s.panel = null; }, t("folderMade", { name: name.trim() }));
    return html`<${Dialog} title=${t("newFolder")} onClose=${close}><${Form} onSubmit=${make}><${Field} label=${t("folderName")} value=${name} onChange=${setName} maxlength="60" />
      <div class="bar"><button class="main" onClick=${make}>${t("create")}</button><button onClick=${close}>${t("cancel")}</button></div><//><//>`;
  };

  const Rules = ({ s, close }) => {
    const [rule, setRule] = useState({ field: "from", text: "", folder: "archive" });
    const set = (name) => (value) => setRule({ ...rule, [name]: value });
    return html`<${Dialog} title=${t("rules")} onClose=${close}>
      ${s.rules.length ? html`<ul>${s.rules.map((one, at) => html`<li key=${at}>${t("ruleText", { field: t(one.field), text: one.text, folder: folderName(one.folder) })}</li>`)}</ul>` : html`<p>${t("noRule")}</p>`}
      <${Field} label=${t("ruleIf")} kind=${[["from", t("from")], ["subject", t("subject")]]} value=${rule.field} onChange=${set("field")} />
      <${Field} label=${t("ruleHas")} value=${rule.text} onChange=${set("text")} maxlength="100" />
      <${Field} label=${t("ruleThen")} kind=${allFolders(s).filter((id) => id !== "inbox").map((id) => [id, folderName(id)])} value=${rule.folder} onChange=${set("folder")} />
      <div class="bar"><button class="main" onClick=${() => rule.text.trim() && addRule({ ...rule, text: rule.text.trim() })}>${t("addRule")}</button><button onClick=${close}>${t("close")}</button></div><//>`;
  };

  const Away = ({ s, close }) => {
    const [away, setAway] = useState(s.away || { on: false, from: "", to: "" });
    const set = (name) => (value) => setAway({ ...away, [name]: value });
    return html`<${Dialog} title=${t("away")} onClose=${close}><${Check} label=${t("awayOn")} checked=${away.on} onChange=${set("on")} />
      <${Field} label=${t("firstDay")} kind="date" value=${away.from} onChange=${set("from")} /><${Field} label=${t("lastDay")} kind="date" value=${away.to} onChange=${set("to")} />
      <div class="bar"><button class="main" onClick=${() => update((s) => { s.away = away.on ? away : null; s.panel = null; }, t("done"))}>${t("save")}</button><button onClick=${close}>${t("cancel")}</button></div><//>`;
  };

  const Report = ({ close }) => html`<${Dialog} title=${t("report")} onClose=${close}><div class="bar">
    ${[["spam", "reportSpam"], ["phishing", "reportPhishing"]].map(([kind, label]) => html`<button key=${kind} onClick=${() => update((s) => { s.reports[s.open] = kind; mailOf(s).folder = "spam"; s.open = null; s.panel = null; }, t("reported"))}>${t(label)}</button>`)}
    <button onClick=${close}>${t("cancel")}</button></div><//>`;

  const App = ({ s }) => {
    const close = () => update((s) => { s.panel = null; });
    const panels = { newFolder: NewFolder, rules: Rules, away: Away, report: Report };
    return html`<div class="bar head"><h1>${t("title")}</h1><span class="muted small">${s.me.address}</span></div>
      <div class="split"><${Side} s=${s} /><section class="panel">${s.open ? html`<${Mail} key=${s.open} s=${s} mail=${mailOf(s)} />` : html`<${List} s=${s} />`}</section></div>
      ${s.compose ? html`<${Compose} s=${s} />` : ""}${s.panel ? html`<${panels[s.panel]} s=${s} close=${close} />` : ""}`;
  };

  Env.define({ texts, content, begin, tasks, App });
}
