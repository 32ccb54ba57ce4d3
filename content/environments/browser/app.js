"use strict";
// A web browser over pages of our own: address, tabs, certificate, downloads, cookies, extensions. The answer is where one went and what one changed.
{
  const texts = {
    title: ["Navigateur", "Web browser", "Browser"], address: ["Adresse", "Address", "Adresse"], go: ["Aller", "Go", "Los"], tabs: ["Onglets", "Tabs", "Tabs"], newTab: ["Nouvel onglet", "New tab", "Neuer Tab"], newPrivate: ["Nouvel onglet privé", "New private tab", "Neuer privater Tab"], closeTab: ["Fermer l’onglet {title}", "Close tab {title}", "Tab {title} schließen"], private: ["privé", "private", "privat"],
    backward: ["Page précédente", "Back", "Zurück"], forward: ["Page suivante", "Forward", "Vor"], home: ["Page d’accueil", "Home page", "Startseite"], star: ["Ajouter aux favoris", "Add bookmark", "Lesezeichen setzen"], unstar: ["Retirer des favoris", "Remove bookmark", "Lesezeichen entfernen"], connection: ["Connexion au site", "Site connection", "Verbindung"], report: ["Signaler la page", "Report page", "Seite melden"], reported: ["Page signalée comme dangereuse.", "Page reported as dangerous.", "Seite als gefährlich gemeldet."],
    menu: ["Outils du navigateur", "Browser tools", "Browser-Werkzeuge"], bookmarks: ["Favoris", "Bookmarks", "Lesezeichen"], history: ["Historique", "History", "Verlauf"], downloads: ["Téléchargements", "Downloads", "Downloads"], cookies: ["Cookies", "Cookies", "Cookies"], extensions: ["Extensions", "Extensions", "Erweiterungen"], permissions: ["Autorisations des sites", "Site permissions", "Website-Berechtigungen"], settings: ["Réglages", "Settings", "Einstellungen"],
    secure: ["La connexion est chiffrée.", "The connection is encrypted.", "Die Verbindung ist verschlüsselt."], insecure: ["La connexion n’est pas chiffrée.", "The connection is not encrypted.", "Die Verbindung ist nicht verschlüsselt."], certTo: ["Certificat délivré à", "Certificate issued to", "Zertifikat ausgestellt für"], certBy: ["Délivré par", "Issued by", "Ausgestellt von"], certUntil: ["Valable jusqu’au", "Valid until", "Gültig bis"], certBad: ["Attention : {why}", "Warning: {why}", "Achtung: {why}"],
    notFound: ["Site introuvable", "Site not found", "Website nicht gefunden"], notFoundText: ["Aucun site ne répond à l’adresse {url}.", "No site answers at the address {url}.", "Keine Website antwortet unter {url}."], blank: ["Onglet vide", "Empty tab", "Leerer Tab"], blankText: ["Tapez une adresse.", "Type an address.", "Geben Sie eine Adresse ein."],
    download: ["Télécharger {name}", "Download {name}", "{name} herunterladen"], downloaded: ["{name} est téléchargé.", "{name} downloaded.", "{name} heruntergeladen."], from: ["depuis {site}", "from {site}", "von {site}"], delete: ["Supprimer {name}", "Delete {name}", "{name} löschen"], deleteAll: ["Tout supprimer", "Delete everything", "Alles löschen"], hour: ["Supprimer la dernière heure", "Delete the last hour", "Letzte Stunde löschen"], emptyList: ["Rien dans cette liste.", "Nothing in this list.", "Diese Liste ist leer."],
    on: ["Active", "On", "Aktiv"], active: ["{name} : active", "{name}: on", "{name}: aktiv"], can: ["Peut : {what}", "Can: {what}", "Darf: {what}"], uninstall: ["Désinstaller {name}", "Uninstall {name}", "{name} deinstallieren"], kindOf: ["{site} : {kind}", "{site}: {kind}", "{site}: {kind}"], allow: ["autoriser", "allow", "erlauben"], block: ["bloquer", "block", "blockieren"], ask: ["demander", "ask", "nachfragen"], notifications: ["notifications", "notifications", "Mitteilungen"], location: ["position", "location", "Standort"], camera: ["caméra", "camera", "Kamera"], microphone: ["micro", "microphone", "Mikrofon"],
    wants: ["{site} demande : {kind}", "{site} asks for: {kind}", "{site} fragt nach: {kind}"], search: ["Moteur de recherche", "Search engine", "Suchmaschine"], start: ["Page d’accueil", "Home page", "Startseite"], popups: ["Bloquer les fenêtres surgissantes", "Block pop-up windows", "Pop-ups blockieren"], https: ["N’ouvrir que des pages chiffrées (HTTPS)", "Open encrypted pages only (HTTPS)", "Nur verschlüsselte Seiten öffnen (HTTPS)"], thirdParty: ["Bloquer les cookies tiers", "Block third-party cookies", "Drittanbieter-Cookies blockieren"], passwords: ["Proposer d’enregistrer les mots de passe", "Offer to save passwords", "Speichern von Passwörtern anbieten"],
    done: ["C’est fait.", "Done.", "Erledigt."], sent: ["Formulaire envoyé.", "Form sent.", "Formular gesendet."], page: ["Page", "Page", "Seite"], onlyHttps: ["Page non chiffrée bloquée.", "Unencrypted page blocked.", "Unverschlüsselte Seite blockiert."], third: ["tiers", "third party", "Drittanbieter"],
  };

  function content(L) {
    const cert = (to, by = "Sûreté Clés CA", until = "2026-11-30") => ({ to, by, until });
    const page = (url, title, body, more = {}) => ({ id: url, url, title, body, ...more });
    return {
      task: "", open: ["https://www.ville-claire.example/"], home: "https://www.ville-claire.example/",
      pages: [
        page("https://www.ville-claire.example/", L("Ville-Claire, site officiel", "Ville-Claire, official site"), [L("Bienvenue sur le site de la ville.", "Welcome to the town’s site."), { link: [L("Médiathèque", "Library"), "https://mediatheque.ville-claire.example/"] }, { link: [L("Payer la cantine", "Pay the school canteen"), "https://www.ville-claire.example/cantine"] }, { link: [L("Plan de la ville (PDF)", "Town map (PDF)"), "https://www.ville-claire.example/plan"] }], { cert: cert("www.ville-claire.example"), cookies: ["session", "language"] }),
        page("https://www.ville-claire.example/cantine", L("Cantine : paiement", "Canteen: payment"), [L("Identifiez-vous pour payer.", "Sign in to pay."), { form: { button: L("Se connecter", "Sign in"), fields: [{ name: "user", label: L("Identifiant", "User name") }, { name: "password", label: L("Mot de passe", "Password"), type: "password" }] } }], { cert: cert("www.ville-claire.example") }),
        page("https://www.ville-claire.example/plan", L("Plan de la ville", "Town map"), [{ download: [L("plan-ville.pdf", "town-map.pdf"), 2100000] }, { download: [L("plan-ville-geant.pdf", "town-map-large.pdf"), 48000000] }], { cert: cert("www.ville-claire.example") }),
        page("https://mediatheque.ville-claire.example/", L("Médiathèque", "Library"), [L("Horaires : du mardi au samedi, 10 h - 18 h.", "Opening hours: Tuesday to Saturday, 10 am - 6 pm."), { ask: "notifications" }, { link: [L("Catalogue", "Catalogue"), "https://mediatheque.ville-claire.example/catalogue"] }], { cert: cert("mediatheque.ville-claire.example"), cookies: ["session", { name: "pub-suivi.example", third: true }] }),
        page("https://mediatheque.ville-claire.example/catalogue", L("Catalogue", "Catalogue"), [L("Le livre « Le Phare » est au rayon B12.", "The book “The Lighthouse” is on shelf B12.")], { cert: cert("mediatheque.ville-claire.example") }),
        page("https://ville-c1aire.example/cantine", L("Cantine : paiement", "Canteen: payment"), [L("Votre compte sera fermé ce soir. Identifiez-vous vite.", "Your account will be closed tonight. Sign in quickly."), { form: { button: L("Se connecter", "Sign in"), fields: [{ name: "user", label: L("Identifiant", "User name") }, { name: "password", label: L("Mot de passe", "Password"), type: "password" }, { name: "card", label: L("Numéro de carte", "Card number") }] } }], { cert: cert("ville-c1aire.example", L("Certificats gratuits rapides", "Quick Free Certificates"), "2026-04-02") }),
        page("http://boutique-jouets.example/", L("Boutique de jouets", "Toy shop"), [L("Paiement par carte sur cette page.", "Pay by card on this page."), { form: { button: L("Payer", "Pay"), fields: [{ name: "card", label: L("Numéro de carte", "Card number") }] } }], { cookies: ["panier", { name: "pub-suivi.example", third: true }] }),
        page("https://banque-du-lac.example/", L("Banque du Lac", "Lake Bank"), [L("Espace client.", "Customer area.")], { cert: { to: "autre-site.example", by: "Sûreté Clés CA", until: "2025-12-31", bad: L("le certificat est au nom d’un autre site et n’est plus valable", "the certificate is for another site and has expired") } }),
        page("https://logiciels-libres.example/", L("Logiciels libres", "Free software"), [L("Téléchargez depuis le site de l’auteur.", "Download from the author’s site."), { download: [L("dessin-3.2.zip", "drawing-3.2.zip"), 31000000] }], { cert: cert("logiciels-libres.example") }),
        page("http://telecharger-gratuit.example/", L("Télécharger gratuit !!!", "Free downloads!!!"), [L("CLIQUEZ ICI POUR VOTRE LOGICIEL", "CLICK HERE FOR YOUR SOFTWARE"), { download: ["setup_dessin_installer.exe", 3100000] }, { ask: "notifications" }], { cookies: ["id", { name: "pub-suivi.example", third: true }] }),
      ],
      bookmarks: [{ id: "https://mediatheque.ville-claire.example/", title: L("Médiathèque", "Library") }],
      history: [{ id: "h1", url: "https://ville-c1aire.example/cantine", minutes: 12 }, { id: "h2", url: "https://mediatheque.ville-claire.example/", minutes: 45 }, { id: "h3", url: "http://boutique-jouets.example/", minutes: 190 }, { id: "h4", url: "https://logiciels-libres.example/", minutes: 1600 }],
      downloads: [{ id: L("facture.pdf", "bill.pdf"), site: "www.ville-claire.example" }, { id: "codec_video.exe", site: "telecharger-gratuit.example" }],
      cookies: [{ id: "mediatheque.ville-claire.example", count: 2 }, { id: "boutique-jouets.example", count: 5 }, { id: "pub-suivi.example", count: 38, third: true }],
      extensions: [{ id: "e1", name: L("Bloqueur de publicité", "Ad blocker"), on: true, can: L("lire les pages ouvertes", "read the pages you open") }, { id: "e2", name: L("Météo dans la barre", "Weather in the bar"), on: true, can: L("lire et modifier toutes vos données sur tous les sites, lire vos mots de passe", "read and change all your data on all sites, read your passwords") }, { id: "e3", name: L("Dictionnaire", "Dictionary"), on: false, can: L("lire le mot sélectionné", "read the selected word") }],
      permissions: [{ id: "telecharger-gratuit.example/notifications", site: "telecharger-gratuit.example", kind: "notifications", state: "allow" }, { id: "mediatheque.ville-claire.example/location", site: "mediatheque.ville-claire.example", kind: "location", state: "ask" }],
      engines: ["Chercheur", "Loupe", "Lanterne"], settings: { search: "Chercheur", popups: false, https: false, thirdParty: false, passwords: true },
    };
  }

  function begin(config) {
    const s = { config, tabs: [], tab: null, next: 1, typed: "", panel: null, bookmarks: config.bookmarks, history: config.history, downloads: config.downloads, cookies: config.cookies, extensions: config.extensions, permissions: config.permissions, settings: { ...config.settings, start: config.home }, looked: "", reported: [], submitted: "", form: {}, gone: { cookies: [], history: [], extensions: [] }, seen: [] };
    for (const url of config.open) openTab(s, url);
    s.tab = s.tabs[0].id;
    s.typed = urlOf(s);
    s.moved = false;
    return s;
  }

  const first = (config) => ({ ...config.settings, start: config.home });
  const tasks = {
    address: (s) => (s.moved ? urlOf(s) : ""),
    report: (s) => joined(s.reported),
    certificate: (s) => s.looked,
    tabs: (s, config) => { const now = s.tabs.map((tab) => (tab.private ? "private:" : "") + tab.stack[tab.at]); return String(now) === String(config.open) ? "" : sorted(now).join(","); },
    bookmark: (s, config) => joined([...s.bookmarks.filter((one) => !config.bookmarks.some((old) => old.id === one.id)).map((one) => "+" + one.id), ...config.bookmarks.filter((old) => !s.bookmarks.some((one) => one.id === old.id)).map((old) => "-" + old.id)]),
    cookies: (s) => joined(s.gone.cookies),
    history: (s) => joined(s.gone.history),
    extensions: (s, config) => joined([...s.gone.extensions.map((id) => id + "=removed"), ...s.extensions.filter((one) => one.on !== config.extensions.find((old) => old.id === one.id).on).map((one) => one.id + "=" + (one.on ? "on" : "off"))]),
    download: (s, config) => joined([...s.downloads.filter((one) => !config.downloads.some((old) => old.id === one.id)).map((one) => "+" + one.id), ...config.downloads.filter((old) => !s.downloads.some((one) => one.id === old.id)).map((old) => "-" + old.id)]),
    permissions: (s, config) => joined(s.permissions.filter((one) => one.state !== (config.permissions.find((old) => old.id === one.id) || { state: "ask" }).state).map((one) => one.id + "=" + one.state)),
    settings: (s, config) => joined(Object.entries(s.settings).filter(([key, value]) => value !== first(config)[key]).map(([key, value]) => key + "=" + (value === true ? "on" : value === false ? "off" : value))),
    submit: (s) => s.submitted,
  };

  // ---- going places ---------------------------------------------------------------------------------------------
  const tabOf = (s) => s.tabs.find((tab) => tab.id === s.tab);
  const urlOf = (s) => { const tab = tabOf(s); return tab ? tab.stack[tab.at] : ""; };
  const host = (url) => url.replace(/^[a-z]+:\/\//, "").split("/")[0];
  const pageOf = (s, url) => s.config.pages.find((page) => page.url === url);
  function resolve(s, typed) {
    const clean = typed.trim(), known = (url) => pageOf(s, url) && url;
    const bare = clean.replace(/^https?:\/\//, "").replace(/\/+$/, "");
    const tries = [clean, clean + "/", ...["https://", "http://"].filter((scheme) => !/^https?:/.test(clean) || clean.startsWith(scheme)).flatMap((scheme) => [scheme + bare, scheme + bare + "/", scheme + "www." + bare + "/"])];
    return tries.map(known).find(Boolean) || (clean ? (/^https?:/.test(clean) ? clean : "https://" + clean) : "");
  }
  const openTab = (s, url, secret = false) => { s.tabs.push({ id: s.next, stack: [url], at: 0, private: secret }); s.tab = s.next; s.next += 1; s.typed = url; };

  function visit(s, url) {
    const tab = tabOf(s), page = pageOf(s, url);
    tab.stack = [...tab.stack.slice(0, tab.at + 1), url];
    tab.at = tab.stack.length - 1;
    Object.assign(s, { typed: url, form: {}, moved: true, panel: null });
    if (!page || tab.private) return;
    s.history.unshift({ id: "v" + s.history.length + s.next++, url, minutes: 0 });
    for (const cookie of page.cookies || []) {
      const id = cookie.third ? cookie.name : host(url);
      if (cookie.third && s.settings.thirdParty) continue;
      if (!s.cookies.some((one) => one.id === id)) s.cookies.push({ id, count: 1, third: !!cookie.third });
    }
  }
  const goTo = (url) => update((s) => visit(s, url), "");
  const step = (by) => update((s) => { const tab = tabOf(s); tab.at += by; s.typed = urlOf(s); s.form = {}; s.moved = true; }, "");
  const drop = (s, list, id) => { s[list] = s[list].filter((one) => one.id !== id); };

  // ---- view -----------------------------------------------------------------------------------------------------
  const title = (s, url) => (url ? (pageOf(s, url) || { title: t("notFound") }).title : t("blank"));

  const Tabs = ({ s }) => html`<nav aria-label=${t("tabs")} class="bar tabs">${s.tabs.map((tab) => html`<span class="tab" key=${tab.id}>
    <button class="flat" aria-current=${tab.id === s.tab ? "true" : "false"} onClick=${() => update((s) => { s.tab = tab.id; s.typed = urlOf(s); s.moved = true; })}>${title(s, tab.stack[tab.at])}${tab.private ? " (" + t("private") + ")" : ""}</button>
    <button class="flat" disabled=${s.tabs.length === 1} aria-label=${t("closeTab", { title: title(s, tab.stack[tab.at]) })} onClick=${() => update((s) => { s.tabs = s.tabs.filter((one) => one !== tab); if (s.tab === tab.id) { s.tab = s.tabs[s.tabs.length - 1].id; s.typed = urlOf(s); } })}>×</button></span>`)}
    <button onClick=${() => update((s) => openTab(s, ""))}>+ ${t("newTab")}</button><button onClick=${() => update((s) => openTab(s, "", true))}>+ ${t("newPrivate")}</button></nav>`;

  const Lock = () => html`<svg aria-hidden="true" width="12" height="14" viewBox="0 0 12 14" fill="currentColor"><path d="M1 6h10v8H1z" /><path d="M3 6V4a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" stroke-width="1.6" /></svg>`;

  const Bar = ({ s }) => {
    const tab = tabOf(s), url = urlOf(s), marked = s.bookmarks.some((one) => one.id === url);
    const load = () => update((s) => visit(s, resolve(s, s.typed)), "");
    return html`<${Form} class="bar" onSubmit=${load}><button aria-label=${t("backward")} disabled=${tab.at === 0} onClick=${() => step(-1)}>←</button><button aria-label=${t("forward")} disabled=${tab.at === tab.stack.length - 1} onClick=${() => step(1)}>→</button>
      <button onClick=${() => goTo(s.settings.start)}>${t("home")}</button><div class="grow"><${Field} inline label=${t("address")} kind="text" value=${s.typed} onChange=${(value) => update((s) => { s.typed = value; })} maxlength="200" /></div><button class="main" onClick=${load}>${t("go")}</button><//>
      <div class="bar"><button disabled=${!url} onClick=${() => update((s) => { s.panel = "connection"; s.looked = host(url); })}>${url.startsWith("https:") ? html`<${Lock} /> ` : ""}${t("connection")}</button>
      <button disabled=${!url} aria-pressed=${marked ? "true" : "false"} onClick=${() => update((s) => { if (marked) drop(s, "bookmarks", url); else s.bookmarks.push({ id: url, title: title(s, url) }); }, t("done"))}>${t(marked ? "unstar" : "star")}</button>
      <button disabled=${!url} onClick=${() => update((s) => { if (!s.reported.includes(url)) s.reported.push(url); }, t("reported"))}>${t("report")}</button></div>`;
  };

  const Block = ({ s, block, url }) => {
    if (typeof block === "string") return html`<p>${block}</p>`;
    if (block.link) return html`<p><button class="link" title=${block.link[1]} onClick=${() => goTo(block.link[1])}>${block.link[0]}</button> <span class="muted small mono">${block.shown === false ? "" : block.link[1]}</span></p>`;
    if (block.download) { const [name, size] = block.download; return html`<p><button onClick=${() => update((s) => { if (!s.downloads.some((one) => one.id === name)) s.downloads.push({ id: name, site: host(url) }); }, t("downloaded", { name }))}>${t("download", { name })}</button> <span class="muted">${bytes(size)}</span></p>`; }
    if (block.ask) return html`<${Ask} s=${s} site=${host(url)} kind=${block.ask} />`;
    const { fields, button } = block.form;
    const send = () => update((s) => { s.submitted = host(url) + "|" + fields.filter((field) => field.type !== "password").map((field) => field.name + "=" + (s.form[field.name] || "")).join(","); }, t("sent"));
    return html`<${Form} class="panel" onSubmit=${send}>${fields.map((field) => html`<${Field} key=${field.name} label=${field.label} kind=${field.type || "text"} value=${s.form[field.name] || ""} onChange=${(value) => update((s) => { s.form[field.name] = value; })} maxlength="80" />`)}<button class="main" onClick=${send}>${button}</button><//>`;
  };

  const Ask = ({ s, site, kind }) => {
    const id = site + "/" + kind, known = s.permissions.find((one) => one.id === id);
    if (known && known.state !== "ask") return "";
    const set = (state) => () => update((s) => { drop(s, "permissions", id); s.permissions.push({ id, site, kind, state }); }, t("done"));
    return html`<div class="note" role="group" aria-label=${t("wants", { site, kind: t(kind) })}><p>${t("wants", { site, kind: t(kind) })}</p><div class="bar"><button onClick=${set("allow")}>${t("allow")}</button><button onClick=${set("block")}>${t("block")}</button></div></div>`;
  };

  const Page = ({ s }) => {
    const url = urlOf(s), page = pageOf(s, url);
    if (!url) return html`<h2 data-focus tabindex="-1">${t("blank")}</h2><p>${t("blankText")}</p>`;
    if (!page) return html`<h2 data-focus tabindex="-1">${t("notFound")}</h2><p>${t("notFoundText", { url })}</p>`;
    if (s.settings.https && !url.startsWith("https:")) return html`<h2 data-focus tabindex="-1">${page.title}</h2><p>${t("onlyHttps")}</p>`;
    return html`<h2 data-focus tabindex="-1">${page.title}</h2>${page.body.map((block, at) => html`<${Block} key=${url + at} s=${s} block=${block} url=${url} />`)}`;
  };

  const Rows = ({ list, row }) => (list.length ? html`<ul class="plain rows">${list.map((one) => html`<li key=${one.id} class="bar">${row(one)}</li>`)}</ul>` : html`<p>${t("emptyList")}</p>`);
  const deleter = (list, one, name, gone) => html`<button aria-label=${t("delete", { name })} onClick=${() => update((s) => { drop(s, list, one.id); if (gone) s.gone[list].push(gone); }, t("done"))}>${t("remove")}</button>`;
  const allOf = (list, label, chosen, name) => html`<button onClick=${() => update((s) => { const out = s[list].filter(chosen); s.gone[list].push(...out.map(name)); s[list] = s[list].filter((one) => !out.includes(one)); }, t("done"))}>${t(label)}</button>`;

  const PANELS = {
    connection: ({ s }) => { const url = urlOf(s), { cert } = pageOf(s, url) || {}; return html`<p>${host(url)}</p><p class=${url.startsWith("https:") ? "good" : "bad"}>${t(url.startsWith("https:") ? "secure" : "insecure")}</p>
      ${cert ? html`<dl>${[["certTo", cert.to], ["certBy", cert.by], ["certUntil", day(cert.until)]].map(([name, value]) => html`<div key=${name}><dt class="strong">${t(name)}</dt><dd>${value}</dd></div>`)}</dl>${cert.bad ? html`<p class="bad">${t("certBad", { why: cert.bad })}</p>` : ""}` : ""}`; },
    bookmarks: ({ s }) => html`<${Rows} list=${s.bookmarks} row=${(one) => html`<button class="link grow" onClick=${() => goTo(one.id)}>${one.title}</button>${deleter("bookmarks", one, one.title)}`} />`,
    history: ({ s }) => html`<div class="bar">${allOf("history", "hour", (one) => one.minutes <= 60, (one) => one.url)}${allOf("history", "deleteAll", () => true, (one) => one.url)}</div><${Rows} list=${s.history} row=${(one) => html`<span class="grow mono">${one.url} <span class="muted">(${new Intl.RelativeTimeFormat(Env.language()).format(-Math.max(1, one.minutes), "minute")})</span></span>${deleter("history", one, one.url, one.url)}`} />`,
    downloads: ({ s }) => html`<${Rows} list=${s.downloads} row=${(one) => html`<span class="grow">${one.id} <span class="muted">${t("from", { site: one.site })}</span></span>${deleter("downloads", one, one.id)}`} />`,
    cookies: ({ s }) => html`<div class="bar">${allOf("cookies", "deleteAll", () => true, (one) => one.id)}</div><${Rows} list=${s.cookies} row=${(one) => html`<span class="grow">${one.id} (${one.count}) ${one.third ? html`<span class="tag">${t("third")}</span>` : ""}</span>${deleter("cookies", one, one.id, one.id)}`} />`,
    extensions: ({ s }) => html`<${Rows} list=${s.extensions} row=${(one) => html`<div class="grow"><span class="strong">${one.name}</span><br /><span class="small">${t("can", { what: one.can })}</span></div><${Check} label=${t("active", { name: one.name })} checked=${one.on} onChange=${(on) => update(() => { one.on = on; }, t("done"))} /><button aria-label=${t("uninstall", { name: one.name })} onClick=${() => update((s) => { drop(s, "extensions", one.id); s.gone.extensions.push(one.id); }, t("done"))}>${t("uninstall", { name: "" })}</button>`} />`,
    permissions: ({ s }) => html`<${Rows} list=${s.permissions} row=${(one) => html`<${Field} label=${t("kindOf", { site: one.site, kind: t(one.kind) })} kind=${["allow", "block", "ask"].map((id) => [id, t(id)])} value=${one.state} onChange=${(value) => update(() => { one.state = value; }, t("done"))} />`} />`,
    settings: ({ s }) => { const set = (name) => (value) => update((s) => { s.settings[name] = value; }, t("done")); return html`<${Field} label=${t("search")} kind=${s.config.engines.map((one) => [one, one])} value=${s.settings.search} onChange=${set("search")} /><${Field} label=${t("start")} value=${s.settings.start} onChange=${set("start")} />${["popups", "https", "thirdParty", "passwords"].map((name) => html`<${Check} key=${name} label=${t(name)} checked=${s.settings[name]} onChange=${set(name)} />`)}`; },
  };

  const App = ({ s }) => {
    const Panel = s.panel && PANELS[s.panel];
    const close = () => update((s) => { s.panel = null; });
    return html`<div class="bar head"><h1>${t("title")}</h1></div><div class="panel chrome"><${Tabs} s=${s} /><${Bar} s=${s} />
      <div class="bar" role="group" aria-label=${t("menu")}>${Object.keys(PANELS).slice(1).map((id) => html`<button class="link" key=${id} onClick=${() => update((s) => { s.panel = id; })}>${t(id)}</button>`)}</div></div>
      <section class="panel page" aria-label=${t("page")}><${Page} s=${s} /></section>
      ${Panel ? html`<${Dialog} key=${s.panel} title=${t(s.panel)} onClose=${close}><${Panel} s=${s} /><div class="bar foot"><button onClick=${close}>${t("close")}</button></div><//>` : ""}`;
  };

  Env.define({ texts, content, begin, tasks, App });
}
