"use strict";
// The privacy side of an account, of a phone and of a web site. The answer is what was allowed, refused, shown or asked for.
{
  const texts = {
    title: ["Vie privée", "Privacy", "Privatsphäre"], sections: ["Rubriques", "Sections", "Bereiche"], account: ["Mon compte", "My account", "Mein Konto"], posts: ["Mes publications", "My posts", "Meine Beiträge"], apps: ["Applications du téléphone", "Phone applications", "Apps auf dem Telefon"], connected: ["Services connectés", "Connected services", "Verbundene Dienste"], sessions: ["Appareils connectés", "Signed-in devices", "Angemeldete Geräte"], site: ["Un site à visiter", "A site to visit", "Eine Website"], people: ["Personnes", "People", "Personen"], data: ["Mes données", "My data", "Meine Daten"],
    saved: ["Réglage enregistré.", "Setting saved.", "Einstellung gespeichert."], done: ["C’est fait.", "Done.", "Erledigt."], usedFor: ["Sert à : {use}", "Used for: {use}", "Zweck: {use}"], allow: ["{app} : {what}", "{app}: {what}", "{app}: {what}"],
    always: ["toujours", "always", "immer"], using: ["pendant l’utilisation", "while in use", "bei Nutzung"], never: ["jamais", "never", "nie"], location: ["position", "location", "Standort"], camera: ["caméra", "camera", "Kamera"], microphone: ["micro", "microphone", "Mikrofon"], contacts: ["contacts", "contacts", "Kontakte"], photos: ["photos", "photos", "Fotos"],
    audience: ["Qui voit « {post} »", "Who sees “{post}”", "Wer sieht „{post}“"], public: ["tout le monde", "everyone", "alle"], friends: ["mes amis", "my friends", "meine Freunde"], family: ["ma famille", "my family", "meine Familie"], me: ["moi seulement", "only me", "nur ich"], place: ["Lieu : {place}", "Place: {place}", "Ort: {place}"], tagged: ["Identifié : {who}", "Tagged: {who}", "Markiert: {who}"], removePlace: ["Retirer le lieu de « {post} »", "Remove the place from “{post}”", "Ort von „{post}“ entfernen"], removeTag: ["Retirer l’identification de « {post} »", "Remove the tag from “{post}”", "Markierung von „{post}“ entfernen"], deletePost: ["Supprimer « {post} »", "Delete “{post}”", "„{post}“ löschen"],
    write: ["Nouvelle publication", "New post", "Neuer Beitrag"], text: ["Texte", "Text", "Text"], who: ["Visible par", "Visible to", "Sichtbar für"], addPlace: ["Ajouter ma position", "Add my location", "Meinen Standort hinzufügen"], publish: ["Publier", "Publish", "Veröffentlichen"],
    can: ["Peut : {what}", "Can: {what}", "Darf: {what}"], disconnect: ["Déconnecter {name}", "Disconnect {name}", "{name} trennen"], last: ["dernière utilisation : {when}", "last used: {when}", "zuletzt genutzt: {when}"], signOut: ["Déconnecter : {name}", "Sign out: {name}", "Abmelden: {name}"], thisOne: ["cet appareil", "this device", "dieses Gerät"],
    banner: ["Ce site et ses {n} partenaires utilisent des cookies.", "This site and its {n} partners use cookies.", "Diese Website und ihre {n} Partner verwenden Cookies."], acceptAll: ["Tout accepter", "Accept all", "Alle akzeptieren"], customise: ["Personnaliser", "Customise", "Anpassen"], refuseAll: ["Continuer sans accepter", "Continue without accepting", "Ohne Zustimmung fortfahren"], keepChoice: ["Enregistrer mes choix", "Save my choices", "Auswahl speichern"], always2: ["toujours actif", "always on", "immer aktiv"], legitimate: ["Intérêt légitime", "Legitimate interest", "Berechtigtes Interesse"], purposes: ["Finalités", "Purposes", "Zwecke"], cookieAgain: ["Gérer les cookies", "Manage cookies", "Cookies verwalten"], chosen: ["Choix enregistrés.", "Choices saved.", "Auswahl gespeichert."],
    block: ["Bloquer {name}", "Block {name}", "{name} blockieren"], unfollow: ["Retirer {name} des amis", "Remove {name} from friends", "{name} aus Freunden entfernen"], reportOne: ["Signaler {name}", "Report {name}", "{name} melden"], friend: ["ami", "friend", "Freund"], notFriend: ["inconnu", "stranger", "unbekannt"],
    download: ["Télécharger une copie", "Download a copy", "Kopie herunterladen"], kinds: ["Données", "Data", "Daten"], format: ["Format", "Format", "Format"], ask: ["Demander l’archive", "Ask for the archive", "Archiv anfordern"], request: ["Exercer un droit", "Use a right", "Ein Recht ausüben"], right: ["Droit", "Right", "Recht"], about: ["Au sujet de", "About", "Betrifft"], to: ["Destinataire", "Recipient", "Empfänger"], send: ["Envoyer la demande", "Send the request", "Anfrage senden"],
    access: ["accès : savoir ce qui est conservé", "access: know what is kept", "Auskunft: wissen, was gespeichert ist"], rectification: ["rectification : corriger", "rectification: correct", "Berichtigung: korrigieren"], erasure: ["effacement : supprimer", "erasure: delete", "Löschung: entfernen"], portability: ["portabilité : récupérer pour un autre service", "portability: take to another service", "Übertragbarkeit: mitnehmen"], objection: ["opposition : refuser un usage", "objection: refuse a use", "Widerspruch: Nutzung ablehnen"],
  };

  function content(L) {
    const yesNo = [["on", L("oui", "yes")], ["off", L("non", "no")]];
    const audience = [["public", L("tout le monde", "everyone")], ["friends", L("mes amis", "my friends")], ["me", L("moi seulement", "only me")]];
    const setting = (id, label, value, options = yesNo) => ({ id, label, value, options });
    return {
      task: "",
      settings: [
        setting("profile", L("Qui voit mon profil", "Who sees my profile"), "public", audience), setting("friendlist", L("Qui voit la liste de mes amis", "Who sees my list of friends"), "friends", audience),
        setting("search", L("Les moteurs de recherche affichent mon profil", "Search engines show my profile"), "on"), setting("phone", L("On me trouve par mon numéro de téléphone", "People find me by my phone number"), "on"),
        setting("ads", L("Publicités selon mon activité", "Advertising based on my activity"), "on"), setting("face", L("Reconnaissance des visages sur les photos", "Face recognition in photos"), "off"),
        setting("tagcheck", L("Vérifier avant qu’on m’identifie", "Check before I am tagged"), "off"), setting("twostep", L("Connexion en deux étapes", "Two-step sign-in"), "off", [["off", L("non", "no")], ["sms", "SMS"], ["app", L("application de codes", "code application")]]), setting("lastseen", L("Montrer quand je suis en ligne", "Show when I am online"), "on"),
      ],
      posts: [
        { id: "p1", text: L("Vacances ! Maison vide jusqu’au 20.", "Holidays! House empty until the 20th."), audience: "public", place: "Pen-Avel" }, { id: "p2", text: L("Ma recette de soupe", "My soup recipe"), audience: "public" },
        { id: "p3", text: L("Photo de classe de Tom", "Tom’s class photo"), audience: "friends", place: L("École des Tilleuls", "Linden School") }, { id: "p4", text: L("Soirée chez Hugo", "Party at Hugo’s"), audience: "friends", author: "Hugo Besson", tag: "Camille Renaud" },
      ],
      apps: [
        { id: "torch", name: L("Lampe torche", "Torch"), use: L("allumer la lumière", "switch the light on"), permissions: { camera: "using", contacts: "always", location: "always" } },
        { id: "maps", name: L("Carte", "Maps"), use: L("guider sur la route", "guide on the road"), permissions: { location: "always", contacts: "never", microphone: "never" } },
        { id: "photo", name: L("Retouche photo", "Photo editor"), use: L("corriger des photos", "correct photos"), permissions: { photos: "always", microphone: "always" } },
        { id: "call", name: L("Appels vidéo", "Video calls"), use: L("appeler en vidéo", "make video calls"), permissions: { camera: "using", microphone: "using", contacts: "using" } },
      ],
      connected: [
        { id: "quiz", name: L("Quel légume êtes-vous ?", "Which vegetable are you?"), can: L("lire vos messages et votre liste d’amis", "read your messages and your list of friends"), last: "2023-04-02" }, { id: "agenda", name: L("Agenda partagé", "Shared calendar"), can: L("lire votre adresse", "read your address"), last: "2026-03-10" },
        { id: "jeu", name: L("Ferme Folle", "Crazy Farm"), can: L("publier à votre place", "post for you"), last: "2024-01-15" },
      ],
      sessions: [
        { id: "s1", name: L("Ordinateur, Ville-Claire", "Computer, Ville-Claire"), when: "2026-03-12", current: true }, { id: "s2", name: L("Téléphone, Ville-Claire", "Phone, Ville-Claire"), when: "2026-03-12" },
        { id: "s3", name: L("Navigateur inconnu, Port-Lointain", "Unknown browser, Farport"), when: "2026-03-11" }, { id: "s4", name: L("Ordinateur de la médiathèque", "Library computer"), when: "2026-02-03" },
      ],
      site: { name: L("Météo du Lac", "Lake Weather"), partners: 214, text: L("Demain : soleil, 14 degrés.", "Tomorrow: sunny, 14 degrees."), purposes: [{ id: "necessary", label: L("Nécessaires au site", "Needed by the site"), required: true }, { id: "audience", label: L("Mesure d’audience", "Audience measurement") }, { id: "ads", label: L("Publicité personnalisée", "Personalised advertising") }, { id: "geo", label: L("Position précise", "Precise location") }], legitimate: [{ id: "profile", label: L("Créer un profil de publicité", "Create an advertising profile"), on: true }, { id: "market", label: L("Études de marché", "Market research"), on: true }] },
      people: [{ id: "hugo", name: "Hugo Besson", friend: true, note: L("ami depuis 2015", "friend since 2015") }, { id: "gain", name: "Gains Rapides", friend: false, note: L("« Envoie 50 € et reçois 500 € »", "“Send €50 and get €500”") }, { id: "tom77", name: "tom_77", friend: false, note: L("écrit chaque jour malgré votre refus", "writes every day although you said no") }, { id: "marc", name: L("Marc (ancien collègue)", "Marc (former colleague)"), friend: true, note: L("ami depuis 2019", "friend since 2019") }],
      kinds: [["messages", L("Messages", "Messages")], ["photos", L("Photos", "Photos")], ["contacts", L("Contacts", "Contacts")], ["logins", L("Connexions", "Sign-ins")]], formats: ["HTML", "JSON", "CSV"],
      recipients: [["support", L("Support technique", "Technical support")], ["dpo", L("Délégué à la protection des données", "Data protection officer")], ["press", L("Service de presse", "Press office")]], subjects: [["address", L("mon ancienne adresse", "my old address")], ["account", L("tout mon compte", "my whole account")], ["ads", L("la prospection par e-mail", "marketing by e-mail")]],
    };
  }

  const begin = (config) => ({ config, at: config.start || "account", settings: config.settings, posts: config.posts, apps: config.apps, connected: config.connected, sessions: config.sessions, people: config.people, blocked: [], reported: [], made: null, cookies: null, banner: "ask", purposes: [], legitimate: config.site.legitimate.filter((one) => one.on).map((one) => one.id), asked: "", request: "", changedPosts: [] });

  const oldOf = (config, list, one) => config[list].find((old) => old.id === one.id) || {};
  const removed = (s, config, list) => joined(config[list].filter((old) => !s[list].some((one) => one.id === old.id)).map((old) => old.id));
  const tasks = {
    settings: (s, config) => joined(s.settings.filter((one) => one.value !== oldOf(config, "settings", one).value).map((one) => one.id + "=" + one.value)),
    permissions: (s, config) => joined(s.apps.flatMap((app) => Object.entries(app.permissions).filter(([what, state]) => oldOf(config, "apps", app).permissions[what] !== state).map(([what, state]) => app.id + "." + what + "=" + state))),
    connected: (s, config) => removed(s, config, "connected"),
    sessions: (s, config) => removed(s, config, "sessions"),
    cookies: (s) => (s.cookies === null ? "" : s.cookies.join("+")),
    audience: (s, config) => joined(s.posts.filter((one) => oldOf(config, "posts", one).audience && one.audience !== oldOf(config, "posts", one).audience).map((one) => one.id + "=" + one.audience)),
    posts: (s) => joined(s.changedPosts),
    publish: (s) => s.made || "",
    block: (s) => joined([...s.blocked.map((id) => id + "=blocked"), ...s.reported.map((id) => id + "=reported"), ...s.people.filter((one) => one.left).map((one) => one.id + "=removed")]),
    export: (s) => s.asked,
    request: (s) => s.request,
  };

  // ---- view -----------------------------------------------------------------------------------------------------
  const AUDIENCES = ["public", "friends", "family", "me"];
  const drop = (list, id, said = t("done")) => update((s) => { s[list] = s[list].filter((one) => one.id !== id); }, said);

  const SECTIONS = {
    account: ({ s }) => s.settings.map((one) => html`<${Field} key=${one.id} label=${one.label} kind=${one.options} value=${one.value} onChange=${(value) => update(() => { one.value = value; }, t("saved"))} />`),
    posts: ({ s }) => html`<${Publish} /><ul class="plain rows">${s.posts.map((one) => html`<li key=${one.id}><p class="strong">${one.text} ${one.author ? html`<span class="muted small">(${one.author})</span>` : ""}</p>
      ${one.author ? "" : html`<${Field} label=${t("audience", { post: one.text })} kind=${AUDIENCES.map((id) => [id, t(id)])} value=${one.audience} onChange=${(value) => update(() => { one.audience = value; }, t("saved"))} />`}
      <div class="bar">${one.place ? html`<span class="tag">${t("place", { place: one.place })}</span> <button class="link" onClick=${() => update((s) => { one.place = ""; s.changedPosts.push(one.id + "-place"); }, t("done"))}>${t("removePlace", { post: one.text })}</button>` : ""}
      ${one.tag ? html`<span class="tag">${t("tagged", { who: one.tag })}</span> <button class="link" onClick=${() => update((s) => { one.tag = ""; s.changedPosts.push(one.id + "-tag"); }, t("done"))}>${t("removeTag", { post: one.text })}</button>` : ""}
      ${one.author ? "" : html`<button class="link" onClick=${() => update((s) => { s.posts = s.posts.filter((two) => two !== one); s.changedPosts.push(one.id + "-all"); }, t("done"))}>${t("deletePost", { post: one.text })}</button>`}</div></li>`)}</ul>`,
    apps: ({ s }) => s.apps.map((app) => html`<fieldset key=${app.id}><legend>${app.name}</legend><p class="small muted">${t("usedFor", { use: app.use })}</p>${Object.entries(app.permissions).map(([what, state]) => html`<${Field} key=${what} label=${t("allow", { app: app.name, what: t(what) })} kind=${["always", "using", "never"].map((id) => [id, t(id)])} value=${state} onChange=${(value) => update(() => { app.permissions[what] = value; }, t("saved"))} />`)}</fieldset>`),
    connected: ({ s }) => html`<ul class="plain rows">${s.connected.map((one) => html`<li key=${one.id}><p><span class="strong">${one.name}</span><br />${t("can", { what: one.can })}<br /><span class="muted small">${t("last", { when: day(one.last) })}</span></p><button onClick=${() => drop("connected", one.id)}>${t("disconnect", { name: one.name })}</button></li>`)}</ul>`,
    sessions: ({ s }) => html`<ul class="plain rows">${s.sessions.map((one) => html`<li key=${one.id}><p>${one.name} <span class="muted small">${day(one.when)}</span> ${one.current ? html`<span class="tag">${t("thisOne")}</span>` : ""}</p>${one.current ? "" : html`<button onClick=${() => drop("sessions", one.id)}>${t("signOut", { name: one.name })}</button>`}</li>`)}</ul>`,
    people: ({ s }) => html`<ul class="plain rows">${s.people.filter((one) => !s.blocked.includes(one.id)).map((one) => html`<li key=${one.id}><p><span class="strong">${one.name}</span> <span class="tag">${t(one.friend ? "friend" : "notFriend")}</span><br /><span class="small">${one.note}</span></p><div class="bar"><button onClick=${() => update((s) => { s.blocked.push(one.id); }, t("done"))}>${t("block", { name: one.name })}</button><button onClick=${() => update((s) => { if (!s.reported.includes(one.id)) s.reported.push(one.id); }, t("done"))}>${t("reportOne", { name: one.name })}</button>${one.friend ? html`<button onClick=${() => update(() => { one.friend = false; one.left = true; }, t("done"))}>${t("unfollow", { name: one.name })}</button>` : ""}</div></li>`)}</ul>`,
    data: ({ s }) => html`<${Export} s=${s} /><${Request} s=${s} />`,
    site: ({ s }) => html`<${Site} s=${s} />`,
  };

  const Publish = () => {
    const [post, setPost] = useState({ text: "", audience: "public", place: true });
    const set = (name) => (value) => setPost({ ...post, [name]: value });
    const publish = () => post.text.trim() && update((s) => { s.made = "audience=" + post.audience + (post.place ? " place" : ""); s.posts = [{ id: "n" + s.posts.length, text: post.text.trim(), audience: post.audience, place: post.place ? "Ville-Claire" : "" }, ...s.posts]; }, t("done"));
    return html`<fieldset><legend>${t("write")}</legend><${Field} label=${t("text")} value=${post.text} onChange=${set("text")} maxlength="200" /><${Field} label=${t("who")} kind=${AUDIENCES.map((id) => [id, t(id)])} value=${post.audience} onChange=${set("audience")} /><${Check} label=${t("addPlace")} checked=${post.place} onChange=${set("place")} /><button class="main" onClick=${publish}>${t("publish")}</button></fieldset>`;
  };

  const Site = ({ s }) => {
    const { site } = s.config, choose = (list) => update((s) => { s.cookies = site.purposes.concat(site.legitimate).map((one) => one.id).filter((id) => list.includes(id)); s.banner = "closed"; }, t("chosen"));
    const needed = site.purposes.filter((one) => one.required).map((one) => one.id);
    const all = [...site.purposes, ...site.legitimate].map((one) => one.id);
    const toggle = (list, id) => (on) => update((s) => { s[list] = on ? [...s[list], id] : s[list].filter((one) => one !== id); });
    return html`<h3>${site.name}</h3><p>${site.text}</p>${s.banner === "closed" ? html`<button class="link" onClick=${() => update((s) => { s.banner = "ask"; })}>${t("cookieAgain")}</button>` : html`<section class="panel banner" aria-label="Cookies"><p>${t("banner", { n: site.partners })}</p>
      ${s.banner === "custom" ? html`<fieldset><legend>${t("purposes")}</legend>${site.purposes.map((one) => (one.required ? html`<p key=${one.id}>${one.label} (${t("always2")})</p>` : html`<${Check} key=${one.id} label=${one.label} checked=${s.purposes.includes(one.id)} onChange=${toggle("purposes", one.id)} />`))}</fieldset>
        <details><summary>${t("legitimate")}</summary>${site.legitimate.map((one) => html`<${Check} key=${one.id} label=${one.label} checked=${s.legitimate.includes(one.id)} onChange=${toggle("legitimate", one.id)} />`)}</details><button onClick=${() => choose([...needed, ...s.purposes, ...s.legitimate])}>${t("keepChoice")}</button>` : ""}
      <div class="bar"><button class="main" onClick=${() => choose(all)}>${t("acceptAll")}</button>${s.banner === "ask" ? html`<button onClick=${() => update((s) => { s.banner = "custom"; })}>${t("customise")}</button>` : ""}<button class="link" onClick=${() => choose(needed)}>${t("refuseAll")}</button></div></section>`}`;
  };

  const Export = ({ s }) => {
    const [kinds, setKinds] = useState([]), [format, setFormat] = useState(s.config.formats[0]);
    return html`<fieldset><legend>${t("download")}</legend><fieldset><legend>${t("kinds")}</legend>${s.config.kinds.map(([id, label]) => html`<${Check} key=${id} label=${label} checked=${kinds.includes(id)} onChange=${(on) => setKinds(on ? [...kinds, id] : kinds.filter((one) => one !== id))} />`)}</fieldset>
      <${Field} label=${t("format")} kind=${s.config.formats.map((one) => [one, one])} value=${format} onChange=${setFormat} /><button class="main" onClick=${() => kinds.length && update((s) => { s.asked = format.toLowerCase() + ":" + sorted(kinds).join("+"); }, t("done"))}>${t("ask")}</button></fieldset>`;
  };

  const Request = ({ s }) => {
    const [form, setForm] = useState({ right: "access", about: s.config.subjects[0][0], to: s.config.recipients[0][0] });
    const set = (name) => (value) => setForm({ ...form, [name]: value });
    return html`<fieldset><legend>${t("request")}</legend><${Field} label=${t("right")} kind=${["access", "rectification", "erasure", "portability", "objection"].map((id) => [id, t(id)])} value=${form.right} onChange=${set("right")} /><${Field} label=${t("about")} kind=${s.config.subjects} value=${form.about} onChange=${set("about")} /><${Field} label=${t("to")} kind=${s.config.recipients} value=${form.to} onChange=${set("to")} /><button class="main" onClick=${() => update((s) => { s.request = form.right + ":" + form.about + ">" + form.to; }, t("done"))}>${t("send")}</button></fieldset>`;
  };

  const App = ({ s }) => {
    const Section = SECTIONS[s.at];
    return html`<div class="bar head"><h1>${t("title")}</h1></div><div class="split"><nav class="panel" aria-label=${t("sections")}><ul class="plain sections">${Object.keys(SECTIONS).map((id) => html`<li key=${id}><button class="flat" aria-current=${s.at === id ? "true" : "false"} onClick=${() => update((s) => { s.at = id; }, "")}>${t(id)}</button></li>`)}</ul></nav>
      <section class="panel"><h2 data-focus tabindex="-1">${t(s.at)}</h2><${Section} s=${s} /></section></div>`;
  };

  Env.define({ texts, content, begin, tasks, App });
}
