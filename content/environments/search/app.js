"use strict";
// A search engine over a small corpus: operators, filters, advertisements, sources. The answer is what was found or kept.
{
  const texts = {
    title: ["Moteur de recherche", "Search engine", "Suchmaschine"], query: ["Votre recherche", "Your search", "Ihre Suche"], advanced: ["Outils de recherche", "Search tools", "Suchwerkzeuge"],
    period: ["Période", "Period", "Zeitraum"], any: ["toutes dates", "any time", "beliebig"], month: ["dernier mois", "past month", "letzter Monat"], year: ["dernière année", "past year", "letztes Jahr"], before: ["plus d’un an", "over a year ago", "älter als ein Jahr"],
    kind: ["Type de fichier", "File type", "Dateityp"], anyKind: ["tous les types", "any type", "alle Typen"], licence: ["Droits d’usage", "Usage rights", "Nutzungsrechte"], anyLicence: ["tous droits", "any rights", "beliebig"],
    free: ["réutilisation permise", "reuse allowed", "Nutzung erlaubt"], language: ["Langue", "Language", "Sprache"], anyLanguage: ["toutes langues", "any language", "alle Sprachen"],
    order: ["Trier par", "Sort by", "Sortieren nach"], relevance: ["pertinence", "relevance", "Relevanz"], newest: ["date (récent d’abord)", "date (newest first)", "Datum (neueste zuerst)"],
    help: ["Aide sur les opérateurs", "Help on operators", "Hilfe zu Operatoren"],
    help1: ["\"deux mots\" : l’expression exacte", "\"two words\": the exact phrase", "\"zwei Wörter\": die genaue Wortgruppe"], help2: ["-mot : sans ce mot", "-word: without this word", "-Wort: ohne dieses Wort"],
    help3: ["site:adresse : un seul site", "site:address: one site only", "site:Adresse: nur eine Website"], help4: ["filetype:pdf : un type de fichier", "filetype:pdf: one file type", "filetype:pdf: ein Dateityp"],
    help5: ["intitle:mot : mot dans le titre", "intitle:word: word in the title", "intitle:Wort: Wort im Titel"], help6: ["mot OR autre : l’un ou l’autre", "word OR other: either one", "Wort OR anderes: eines von beiden"],
    help7: ["after:2024 before:2026-02 : entre deux dates", "after:2024 before:2026-02: between two dates", "after:2024 before:2026-02: zwischen zwei Daten"],
    results: ["{n} résultat(s)", "{n} result(s)", "{n} Ergebnis(se)"], nothing: ["Aucun résultat. Essayez moins de mots.", "No result. Try fewer words.", "Kein Ergebnis. Versuchen Sie weniger Wörter."], ask: ["Tapez des mots puis lancez la recherche.", "Type some words, then search.", "Geben Sie Wörter ein und suchen Sie."],
    sponsored: ["Annonce", "Sponsored", "Anzeige"], about: ["À propos de « {title} »", "About “{title}”", "Über „{title}“"], aboutShort: ["À propos", "About", "Info"], keep: ["Garder « {title} »", "Keep “{title}”", "„{title}“ merken"], keepShort: ["Garder", "Keep", "Merken"],
    list: ["Pages gardées", "Kept pages", "Gemerkte Seiten"], report: ["Signaler une source douteuse", "Report a doubtful source", "Zweifelhafte Quelle melden"], reported: ["Source signalée.", "Source reported.", "Quelle gemeldet."],
    publisher: ["Éditeur", "Publisher", "Herausgeber"], author: ["Auteur", "Author", "Autor"], published: ["Publié le", "Published", "Veröffentlicht"], address: ["Adresse", "Address", "Adresse"], unknown: ["non indiqué", "not given", "nicht angegeben"],
    alert: ["Créer une alerte", "Create an alert", "Benachrichtigung erstellen"], alertFor: ["Alerte sur « {query} »", "Alert for “{query}”", "Benachrichtigung für „{query}“"], often: ["Fréquence", "How often", "Häufigkeit"], daily: ["chaque jour", "every day", "täglich"], weekly: ["chaque semaine", "every week", "wöchentlich"], monthly: ["chaque mois", "every month", "monatlich"],
    alertMade: ["Alerte créée.", "Alert created.", "Benachrichtigung erstellt."], found: ["Recherche faite : {n} résultat(s).", "Search done: {n} result(s).", "Suche beendet: {n} Ergebnis(se)."], more: ["Page suivante", "Next page", "Nächste Seite"], less: ["Page précédente", "Previous page", "Vorige Seite"], page: ["Page {n} sur {all}", "Page {n} of {all}", "Seite {n} von {all}"],
    toResults: ["Retour aux résultats", "Back to results", "Zurück zu den Ergebnissen"], done: ["C’est fait.", "Done.", "Erledigt."], cited: ["Références", "References", "Quellenangaben"],
  };

  function content(L) {
    const doc = (id, site, path, date, kind, title, text, more = {}) => ({ id, site, url: "https://" + site + path, date, kind, title, text, publisher: site, author: "", licence: "", language: L("fr", "en"), ...more });
    const town = { publisher: L("Ville de Ville-Claire (service public)", "Town of Ville-Claire (public body)") };
    return {
      task: "", today: "2026-03-12", perPage: 5,
      documents: [
        doc("d1", "ville-claire.example", L("/abeilles", "/bees"), "2026-02-18", "html", L("Les abeilles en ville : règles pour installer une ruche", "Bees in town: rules for installing a beehive"), L("Une ruche doit être déclarée chaque année à la mairie. La distance à respecter avec la voie publique est de 20 mètres.", "A beehive must be declared to the town hall every year. The distance to keep from the public road is 20 metres."), { ...town, author: L("Service nature", "Nature department") }),
        doc("d2", "ville-claire.example", L("/docs/ruches-2025.pdf", "/docs/beehives-2025.pdf"), "2025-11-04", "pdf", L("Recensement des ruches 2025", "Beehive census 2025"), L("Rapport : la ville compte 143 ruches, réparties dans 12 quartiers. Les abeilles visitent surtout les tilleuls.", "Report: the town has 143 beehives in 12 districts. The bees mostly visit the lime trees."), { ...town, licence: "free" }),
        doc("d3", "ville-claire.example", L("/docs/ruches-2022.pdf", "/docs/beehives-2022.pdf"), "2022-10-20", "pdf", L("Recensement des ruches 2022", "Beehive census 2022"), L("Rapport : la ville compte 97 ruches, réparties dans 10 quartiers.", "Report: the town has 97 beehives in 10 districts."), town),
        doc("d4", "miel-miracle.example", "/", "2026-03-01", "html", L("Le miel qui guérit tout en 3 jours", "The honey that cures everything in 3 days"), L("Les médecins détestent ce secret : une cuillère de miel et la ruche vous soigne. Achetez vite !", "Doctors hate this secret: one spoon of honey and the beehive heals you. Buy now!"), { publisher: L("Miel Miracle, boutique en ligne", "Honey Miracle, online shop") }),
        doc("d5", "universite-nord.example", L("/labo/abeilles-sauvages", "/lab/wild-bees"), "2025-06-12", "html", L("Abeilles sauvages et abeilles domestiques : que dit la recherche ?", "Wild bees and honey bees: what does research say?"), L("Trop de ruches en ville peuvent nuire aux abeilles sauvages, car la nourriture manque.", "Too many beehives in town can harm wild bees, because food runs short."), { publisher: L("Université du Nord", "University of the North"), author: "M. Ferrand, L. Okafor" }),
        doc("d6", "gazette-verte.example", L("/2024/miel-de-ville", "/2024/town-honey"), "2024-08-30", "html", L("Le miel de ville est-il bon ?", "Is town honey good?"), L("Notre enquête dans trois jardins : le miel de ville contient peu de polluants, selon le laboratoire.", "Our enquiry in three gardens: town honey holds few pollutants, according to the laboratory."), { publisher: L("La Gazette verte, journal", "La Gazette verte, newspaper"), author: "Salomé Vidal" }),
        doc("d7", "ruches-discount.example", L("/offre", "/offer"), "2026-03-10", "html", L("Ruche pas chère : -40 % ce week-end", "Cheap beehive: -40 % this weekend"), L("Toutes nos ruches en promotion, livraison offerte.", "All our beehives on offer, free delivery."), { ad: [L("ruche", "beehive"), L("ruches", "beehives"), L("abeilles", "bees"), L("miel", "honey")], publisher: "Ruches Discount" }),
        doc("d8", "forum-jardin.example", L("/sujet/881", "/topic/881"), "2023-05-02", "html", L("Une ruche sur mon balcon ?", "A beehive on my balcony?"), L("Je crois que c’est autorisé partout, mon voisin l’a fait sans rien demander.", "I think it is allowed everywhere, my neighbour did it without asking."), { publisher: L("Forum du jardin", "Garden forum"), author: "jardinier77" }),
        doc("d9", "phare-pen-avel.example", L("/visites", "/visits"), "2026-01-15", "html", L("Visiter le phare de Pen-Avel", "Visit the Pen-Avel lighthouse"), L("Le phare de Pen-Avel mesure 41 mètres et compte 197 marches. Ouvert d’avril à octobre.", "The Pen-Avel lighthouse is 41 metres high and has 197 steps. Open from April to October."), { publisher: L("Association du phare", "Lighthouse society") }),
        doc("d10", "archives-cote.example", L("/phares/pen-avel.pdf", "/lighthouses/pen-avel.pdf"), "2019-09-09", "pdf", L("Histoire du phare de Pen-Avel", "History of the Pen-Avel lighthouse"), L("Le phare fut construit en 1868 par l’ingénieure-géomètre Adèle Morvan ; la lampe fut électrifiée en 1927.", "The lighthouse was built in 1868 by the surveyor Adèle Morvan; the lamp became electric in 1927."), { publisher: L("Archives de la côte", "Coast archives"), licence: "free" }),
        doc("d11", "voyages-faciles.example", L("/pen-avel", "/pen-avel"), "2026-03-05", "html", L("Hôtels près du phare de Pen-Avel", "Hotels near the Pen-Avel lighthouse"), L("Réservez au meilleur prix près du phare.", "Book at the best price near the lighthouse."), { ad: [L("phare", "lighthouse"), "pen-avel"], publisher: L("Voyages Faciles", "Easy Trips") }),
        doc("d12", "images-libres.example", L("/phare-tempete.jpg", "/lighthouse-storm.jpg"), "2024-12-01", "jpg", L("Phare de Pen-Avel dans la tempête (photo)", "Pen-Avel lighthouse in the storm (photo)"), L("Photo de K. Le Goff, réutilisation permise en citant l’auteur.", "Photo by K. Le Goff, reuse allowed with credit."), { publisher: "Images libres", author: "K. Le Goff", licence: "free" }),
        doc("d13", "agence-photo.example", L("/phare-soleil.jpg", "/lighthouse-sun.jpg"), "2025-07-14", "jpg", L("Phare de Pen-Avel au soleil (photo)", "Pen-Avel lighthouse in the sun (photo)"), L("Photo d’agence, tous droits réservés.", "Agency photo, all rights reserved."), { publisher: L("Agence photo", "Photo agency"), author: "R. Stern" }),
        doc("d14", "ville-claire.example", L("/velo", "/cycling"), "2025-09-22", "html", L("Plan des pistes cyclables", "Map of the cycle lanes"), L("La ville compte 64 kilomètres de pistes cyclables. Prêt de vélo gratuit un jour par an.", "The town has 64 kilometres of cycle lanes. Free bicycle loan one day a year."), town),
        doc("d15", "ville-claire.example", L("/docs/velo-comptage.csv", "/docs/cycling-counts.csv"), "2026-03-02", "csv", L("Comptage des vélos, données ouvertes", "Bicycle counts, open data"), L("Nombre de vélos par jour et par compteur, 2023 à 2026.", "Number of bicycles per day and counter, 2023 to 2026."), { ...town, licence: "free" }),
        doc("d16", "club-jaguar.example", "/", "2025-04-04", "html", L("Club Jaguar : voitures anciennes", "Jaguar club: vintage cars"), L("Le club réunit les voitures Jaguar d’avant 1980.", "The club brings together Jaguar cars from before 1980."), { publisher: "Club Jaguar" }),
        doc("d17", "zoo-des-pins.example", L("/jaguar", "/jaguar"), "2024-05-19", "html", L("Le jaguar, félin d’Amérique", "The jaguar, a cat of the Americas"), L("Le jaguar est un animal qui nage très bien. Il pèse jusqu’à 100 kilos.", "The jaguar is an animal that swims very well. It weighs up to 100 kilos."), { publisher: L("Zoo des Pins", "Pine Zoo") }),
        doc("d18", "gazette-verte.example", L("/2026/ruches", "/2026/beehives"), "2026-03-08", "html", L("Ville-Claire limite le nombre de ruches", "Ville-Claire limits the number of beehives"), L("Le conseil municipal a voté : pas plus de 150 ruches en ville. Les apiculteurs réagissent.", "The town council has voted: no more than 150 beehives in town. Beekeepers react."), { publisher: L("La Gazette verte, journal", "La Gazette verte, newspaper"), author: "Salomé Vidal" }),
      ],
    };
  }

  const begin = (config) => ({
    documents: config.documents, today: config.today, perPage: config.perPage, typed: "", query: "", page: 1,
    filters: { period: "any", kind: "any", licence: "any", language: "any" }, order: "relevance",
    open: null, about: null, asking: false, kept: [], reported: [], alerts: [], searched: false,
  });

  // ---- the engine ---------------------------------------------------------------------------------------------
  const STOP = new Set("le la les l un une des de du d en et a à au aux sur pour que qui est ce the a an of in on for and is to what".split(" "));
  const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu) || [];

  // Tokens of a query: {kind: word|phrase|site|filetype|intitle|before|after, value, not}; OR joins two neighbours.
  function parse(query) {
    const tokens = [];
    let or = false;
    for (const [, minus, operator, phrase, word] of query.matchAll(/(-?)(?:(site|filetype|intitle|before|after):)?(?:["“«]\s*([^"”»]*?)\s*["”»]|([^\s"“”«»]+))/giu)) {
      if (word === "OR" && !minus && !operator) { or = true; continue; }
      const value = fold(phrase ?? word);
      if (!value || (!operator && !minus && phrase === undefined && STOP.has(value))) continue;
      const token = { kind: operator ? operator.toLowerCase() : phrase === undefined ? "word" : "phrase", value, not: minus === "-" };
      if (or && tokens.length) tokens.push({ kind: "or", any: [tokens.pop(), token] }); else tokens.push(token);
      or = false;
    }
    return tokens;
  }

  const spell = (token) => token.kind === "or" ? sorted(token.any.map(spell)).join("|") : (token.not ? "-" : "") + (token.kind === "word" ? token.value : token.kind === "phrase" ? '"' + token.value + '"' : token.kind + ":" + token.value);
  const canonical = (query) => sorted(parse(query).map(spell)).join(" ");

  function matches(token, doc) {
    if (token.kind === "or") return token.any.some((one) => matches(one, doc));
    const text = " " + wordsOf(doc.title + " " + doc.text + " " + doc.author).join(" ") + " ";
    const has = {
      word: () => wordsOf(token.value).every((word) => text.includes(" " + word + " ") || text.includes("'" + word + " ") || text.includes("’" + word + " ")),
      phrase: () => text.includes(" " + wordsOf(token.value).join(" ") + " "),
      site: () => doc.site === token.value || doc.site.endsWith("." + token.value), filetype: () => doc.kind === token.value,
      intitle: () => wordsOf(doc.title).includes(token.value), before: () => doc.date < token.value, after: () => doc.date.slice(0, token.value.length) >= token.value,
    }[token.kind]();
    return token.not ? !has : has;
  }

  const yearsBack = (today, days) => new Date(new Date(today).getTime() - days * 864e5).toISOString().slice(0, 10);
  function filtered(s, doc) {
    const { period, kind, licence, language } = s.filters;
    const inPeriod = { any: true, month: doc.date >= yearsBack(s.today, 31), year: doc.date >= yearsBack(s.today, 365), before: doc.date < yearsBack(s.today, 365) }[period];
    return inPeriod && (kind === "any" || doc.kind === kind) && (licence === "any" || doc.licence === licence) && (language === "any" || doc.language === language);
  }

  function found(s) {
    const tokens = parse(s.query);
    if (!tokens.some((token) => !token.not)) return [];
    const score = (doc) => tokens.reduce((sum, token) => sum + (token.kind === "word" && wordsOf(doc.title).includes(token.value) ? 3 : 1), 0);
    return s.documents.filter((doc) => !doc.ad && tokens.every((token) => matches(token, doc)) && filtered(s, doc))
      .sort((one, other) => (s.order === "newest" ? 0 : score(other) - score(one)) || (one.date < other.date ? 1 : one.date > other.date ? -1 : 0));
  }
  const advertised = (s) => { const words = wordsOf(s.query); return s.documents.filter((doc) => doc.ad && doc.ad.some((word) => words.includes(fold(word)))); };

  const tasks = {
    open: (s) => s.open || "",
    query: (s) => canonical(s.query),
    results: (s) => joined(found(s).map((doc) => doc.id)),
    first: (s) => (found(s)[0] || { id: "" }).id,
    filter: (s) => Object.entries(s.filters).filter(([, value]) => value !== "any").map((pair) => pair.join("=")).join(" "),
    about: (s) => s.about || "",
    keep: (s) => joined(s.kept),
    report: (s) => joined(s.reported),
    alert: (s) => joined(s.alerts),
  };

  // ---- view -----------------------------------------------------------------------------------------------------
  const search = () => { update((s) => { s.query = s.typed; s.page = 1; s.open = null; s.searched = true; }); update(null, t("found", { n: found(Env.state()).length })); };
  const docOf = (s, id) => s.documents.find((doc) => doc.id === id);

  const Box = ({ s }) => html`<${Form} role="search" class="panel" onSubmit=${search}>
    <div class="bar"><div class="grow"><${Field} label=${t("query")} kind="search" value=${s.typed} onChange=${(value) => update((s) => { s.typed = value; })} maxlength="200" /></div><button class="main" onClick=${search}>${t("search")}</button></div>
    <details><summary>${t("help")}</summary><ul class="small">${[1, 2, 3, 4, 5, 6, 7].map((n) => html`<li key=${n}>${t("help" + n)}</li>`)}</ul></details>
    <details><summary>${t("advanced")}</summary><div class="tools"><${Tools} s=${s} /></div></details><//>`;

  const Tools = ({ s }) => {
    const kinds = [["any", t("anyKind")], ...sorted(new Set(s.documents.map((doc) => doc.kind))).map((kind) => [kind, kind.toUpperCase()])];
    const tongues = [["any", t("anyLanguage")], ...sorted(new Set(s.documents.map((doc) => doc.language))).map((one) => [one, new Intl.DisplayNames(Env.language(), { type: "language" }).of(one)])];
    const filter = (name, label, options) => html`<${Field} label=${t(label)} kind=${options} value=${s.filters[name]} onChange=${(value) => update((s) => { s.filters[name] = value; s.page = 1; })} />`;
    return html`${filter("period", "period", ["any", "month", "year", "before"].map((id) => [id, t(id)]))}${filter("kind", "kind", kinds)}
      ${filter("licence", "licence", [["any", t("anyLicence")], ["free", t("free")]])}${filter("language", "language", tongues)}
      <${Field} label=${t("order")} kind=${[["relevance", t("relevance")], ["newest", t("newest")]]} value=${s.order} onChange=${(value) => update((s) => { s.order = value; })} />`;
  };

  const Result = ({ s, doc }) => html`<li class="result">
    <div class="muted small">${doc.ad ? html`<strong class="tag">${t("sponsored")}</strong> ` : ""}${doc.site} · ${doc.kind.toUpperCase()} · ${day(doc.date)}</div>
    <button class="link title" onClick=${() => update((s) => { s.open = doc.id; }, "")}>${doc.title}</button><p class="small">${doc.text.slice(0, 110)}…</p>
    <div class="bar"><button class="link" aria-label=${t("about", { title: doc.title })} onClick=${() => update((s) => { s.about = doc.id; })}>${t("aboutShort")}</button>
    <button class="link" aria-pressed=${s.kept.includes(doc.id) ? "true" : "false"} aria-label=${t("keep", { title: doc.title })} onClick=${() => keep(doc)}>${s.kept.includes(doc.id) ? "★ " : "☆ "}${t("keepShort")}</button></div></li>`;

  const keep = (doc) => update((s) => { s.kept = s.kept.includes(doc.id) ? s.kept.filter((id) => id !== doc.id) : [...s.kept, doc.id]; }, t("done"));

  const Results = ({ s }) => {
    const all = found(s), pages = Math.max(1, Math.ceil(all.length / s.perPage)), ads = s.page === 1 ? advertised(s) : [];
    const shown = all.slice((s.page - 1) * s.perPage, s.page * s.perPage);
    return html`<section class="panel"><div class="bar head"><h2 data-focus tabindex="-1">${t("results", { n: all.length })}</h2>
      <button onClick=${() => update((s) => { s.asking = true; })}>${t("alert")}</button></div>
      <ol class="plain">${[...ads, ...shown].map((doc) => html`<${Result} key=${doc.id} s=${s} doc=${doc} />`)}</ol>
      ${all.length ? "" : html`<p>${t("nothing")}</p>`}
      ${pages > 1 ? html`<div class="bar"><button disabled=${s.page === 1} onClick=${() => update((s) => { s.page -= 1; })}>${t("less")}</button><span>${t("page", { n: s.page, all: pages })}</span><button disabled=${s.page === pages} onClick=${() => update((s) => { s.page += 1; })}>${t("more")}</button></div>` : ""}</section>`;
  };

  const Page = ({ s, doc }) => html`<article class="panel"><div class="bar"><button onClick=${() => update((s) => { s.open = null; })}>← ${t("toResults")}</button>
    <button aria-pressed=${s.kept.includes(doc.id) ? "true" : "false"} onClick=${() => keep(doc)}>${s.kept.includes(doc.id) ? "★ " : "☆ "}${t("keepShort")}</button><button onClick=${() => update((s) => { s.about = doc.id; })}>${t("aboutShort")}</button></div>
    <p class="mono muted">${doc.url}</p><h2 data-focus tabindex="-1">${doc.title}</h2>${doc.text.split("\n").map((text, at) => html`<p key=${at}>${text}</p>`)}<p class="muted small">${doc.author ? doc.author + ", " : ""}${day(doc.date)}</p></article>`;

  const About = ({ s, doc }) => {
    const close = () => update((s) => { s.about = null; });
    const facts = [["address", doc.url], ["publisher", doc.publisher], ["author", doc.author || t("unknown")], ["published", day(doc.date)], ["licence", doc.licence ? t("free") : t("unknown")]];
    return html`<${Dialog} title=${t("about", { title: doc.title })} onClose=${close}><dl>${facts.map(([name, value]) => html`<div key=${name}><dt class="strong">${t(name)}</dt><dd>${value}</dd></div>`)}</dl>
      <div class="bar"><button onClick=${close}>${t("close")}</button><button onClick=${() => update((s) => { if (!s.reported.includes(doc.id)) s.reported.push(doc.id); s.about = null; }, t("reported"))}>${t("report")}</button></div><//>`;
  };

  const Alert = ({ s }) => {
    const [often, setOften] = useState("daily");
    const close = () => update((s) => { s.asking = false; });
    return html`<${Dialog} title=${t("alertFor", { query: s.query })} onClose=${close}><${Choices} legend=${t("often")} name="often" options=${["daily", "weekly", "monthly"].map((id) => [id, t(id)])} value=${often} onChange=${setOften} />
      <div class="bar"><button class="main" onClick=${() => update((s) => { s.alerts.push(canonical(s.query) + "|" + often); s.asking = false; }, t("alertMade"))}>${t("ok")}</button><button onClick=${close}>${t("cancel")}</button></div><//>`;
  };

  const App = ({ s }) => html`<div class="bar head"><h1>${t("title")}</h1></div><${Box} s=${s} />
    <div class="out">${s.open ? html`<${Page} key=${s.open} s=${s} doc=${docOf(s, s.open)} />` : s.searched ? html`<${Results} s=${s} />` : html`<p class="muted">${t("ask")}</p>`}</div>
    ${s.kept.length ? html`<section class="panel"><h2>${t("list")}</h2><ul>${s.kept.map((id) => html`<li key=${id}>${docOf(s, id).title}</li>`)}</ul></section>` : ""}
    ${s.about ? html`<${About} s=${s} doc=${docOf(s, s.about)} />` : ""}${s.asking ? html`<${Alert} s=${s} />` : ""}`;

  Env.define({ texts, content, begin, tasks, App });
}
