"use strict";
// What is said in three languages, and the situation that a challenge starts from.

const texts = {
  title: ["Navigateur", "Web browser", "Browser"],
  address: ["Adresse", "Address", "Adresse"],
  go: ["Aller", "Go", "Los"],
  tabs: ["Onglets", "Tabs", "Tabs"],
  newTab: ["Nouvel onglet", "New tab", "Neuer Tab"],
  newPrivate: ["Nouvel onglet privé", "New private tab", "Neuer privater Tab"],
  closeTab: ["Fermer l’onglet {title}", "Close tab {title}", "Tab {title} schließen"],
  private: ["privé", "private", "privat"],
  backward: ["Page précédente", "Back", "Zurück"],
  forward: ["Page suivante", "Forward", "Vor"],
  home: ["Page d’accueil", "Home page", "Startseite"],
  star: ["Ajouter aux favoris", "Add bookmark", "Lesezeichen setzen"],
  unstar: ["Retirer des favoris", "Remove bookmark", "Lesezeichen entfernen"],
  connection: ["Connexion au site", "Site connection", "Verbindung"],
  report: ["Signaler la page", "Report page", "Seite melden"],
  reported: ["Page signalée comme dangereuse.", "Page reported as dangerous.", "Seite als gefährlich gemeldet."],
  menu: ["Outils du navigateur", "Browser tools", "Browser-Werkzeuge"],
  bookmarks: ["Favoris", "Bookmarks", "Lesezeichen"],
  history: ["Historique", "History", "Verlauf"],
  downloads: ["Téléchargements", "Downloads", "Downloads"],
  cookies: ["Cookies", "Cookies", "Cookies"],
  extensions: ["Extensions", "Extensions", "Erweiterungen"],
  permissions: ["Autorisations des sites", "Site permissions", "Website-Berechtigungen"],
  settings: ["Réglages", "Settings", "Einstellungen"],
  secure: ["La connexion est chiffrée.", "The connection is encrypted.", "Die Verbindung ist verschlüsselt."],
  insecure: [
    "La connexion n’est pas chiffrée.",
    "The connection is not encrypted.",
    "Die Verbindung ist nicht verschlüsselt.",
  ],
  certTo: ["Certificat délivré à", "Certificate issued to", "Zertifikat ausgestellt für"],
  certBy: ["Délivré par", "Issued by", "Ausgestellt von"],
  certUntil: ["Valable jusqu’au", "Valid until", "Gültig bis"],
  certBad: ["Attention : {why}", "Warning: {why}", "Achtung: {why}"],
  notFound: ["Site introuvable", "Site not found", "Website nicht gefunden"],
  notFoundText: [
    "Aucun site ne répond à l’adresse {url}.",
    "No site answers at the address {url}.",
    "Keine Website antwortet unter {url}.",
  ],
  blank: ["Onglet vide", "Empty tab", "Leerer Tab"],
  blankText: ["Tapez une adresse.", "Type an address.", "Geben Sie eine Adresse ein."],
  download: ["Télécharger {name}", "Download {name}", "{name} herunterladen"],
  downloaded: ["{name} est téléchargé.", "{name} downloaded.", "{name} heruntergeladen."],
  from: ["depuis {site}", "from {site}", "von {site}"],
  delete: ["Supprimer {name}", "Delete {name}", "{name} löschen"],
  deleteAll: ["Tout supprimer", "Delete everything", "Alles löschen"],
  hour: ["Supprimer la dernière heure", "Delete the last hour", "Letzte Stunde löschen"],
  emptyList: ["Rien dans cette liste.", "Nothing in this list.", "Diese Liste ist leer."],
  on: ["Active", "On", "Aktiv"],
  active: ["{name} : active", "{name}: on", "{name}: aktiv"],
  can: ["Peut : {what}", "Can: {what}", "Darf: {what}"],
  uninstall: ["Désinstaller {name}", "Uninstall {name}", "{name} deinstallieren"],
  kindOf: ["{site} : {kind}", "{site}: {kind}", "{site}: {kind}"],
  allow: ["autoriser", "allow", "erlauben"],
  block: ["bloquer", "block", "blockieren"],
  ask: ["demander", "ask", "nachfragen"],
  notifications: ["notifications", "notifications", "Mitteilungen"],
  location: ["position", "location", "Standort"],
  camera: ["caméra", "camera", "Kamera"],
  microphone: ["micro", "microphone", "Mikrofon"],
  wants: ["{site} demande : {kind}", "{site} asks for: {kind}", "{site} fragt nach: {kind}"],
  search: ["Moteur de recherche", "Search engine", "Suchmaschine"],
  start: ["Page d’accueil", "Home page", "Startseite"],
  popups: ["Bloquer les fenêtres surgissantes", "Block pop-up windows", "Pop-ups blockieren"],
  https: [
    "N’ouvrir que des pages chiffrées (HTTPS)",
    "Open encrypted pages only (HTTPS)",
    "Nur verschlüsselte Seiten öffnen (HTTPS)",
  ],
  thirdParty: ["Bloquer les cookies tiers", "Block third-party cookies", "Drittanbieter-Cookies blockieren"],
  passwords: [
    "Proposer d’enregistrer les mots de passe",
    "Offer to save passwords",
    "Speichern von Passwörtern anbieten",
  ],
  done: ["C’est fait.", "Done.", "Erledigt."],
  sent: ["Formulaire envoyé.", "Form sent.", "Formular gesendet."],
  page: ["Page", "Page", "Seite"],
  onlyHttps: ["Page non chiffrée bloquée.", "Unencrypted page blocked.", "Unverschlüsselte Seite blockiert."],
  third: ["tiers", "third party", "Drittanbieter"],
};

function content(L) {
  const cert = (to, by = "Sûreté Clés CA", until = "2026-11-30") => ({ to, by, until });
  const page = (url, title, body, more = {}) => ({ id: url, url, title, body, ...more });
  return {
    task: "",
    open: ["https://www.ville-claire.example/"],
    home: "https://www.ville-claire.example/",
    pages: [
      page(
        "https://www.ville-claire.example/",
        L("Ville-Claire, site officiel", "Ville-Claire, official site"),
        [
          L("Bienvenue sur le site de la ville.", "Welcome to the town’s site."),
          { link: [L("Médiathèque", "Library"), "https://mediatheque.ville-claire.example/"] },
          { link: [L("Payer la cantine", "Pay the school canteen"), "https://www.ville-claire.example/cantine"] },
          { link: [L("Plan de la ville (PDF)", "Town map (PDF)"), "https://www.ville-claire.example/plan"] },
        ],
        { cert: cert("www.ville-claire.example"), cookies: ["session", "language"] },
      ),
      page(
        "https://www.ville-claire.example/cantine",
        L("Cantine : paiement", "Canteen: payment"),
        [
          L("Identifiez-vous pour payer.", "Sign in to pay."),
          {
            form: {
              button: L("Se connecter", "Sign in"),
              fields: [
                { name: "user", label: L("Identifiant", "User name") },
                { name: "password", label: L("Mot de passe", "Password"), type: "password" },
              ],
            },
          },
        ],
        { cert: cert("www.ville-claire.example") },
      ),
      page(
        "https://www.ville-claire.example/plan",
        L("Plan de la ville", "Town map"),
        [
          { download: [L("plan-ville.pdf", "town-map.pdf"), 2100000] },
          { download: [L("plan-ville-geant.pdf", "town-map-large.pdf"), 48000000] },
        ],
        { cert: cert("www.ville-claire.example") },
      ),
      page(
        "https://mediatheque.ville-claire.example/",
        L("Médiathèque", "Library"),
        [
          L("Horaires : du mardi au samedi, 10 h - 18 h.", "Opening hours: Tuesday to Saturday, 10 am - 6 pm."),
          { ask: "notifications" },
          { link: [L("Catalogue", "Catalogue"), "https://mediatheque.ville-claire.example/catalogue"] },
        ],
        {
          cert: cert("mediatheque.ville-claire.example"),
          cookies: ["session", { name: "pub-suivi.example", third: true }],
        },
      ),
      page(
        "https://mediatheque.ville-claire.example/catalogue",
        L("Catalogue", "Catalogue"),
        [L("Le livre « Le Phare » est au rayon B12.", "The book “The Lighthouse” is on shelf B12.")],
        { cert: cert("mediatheque.ville-claire.example") },
      ),
      page(
        "https://ville-c1aire.example/cantine",
        L("Cantine : paiement", "Canteen: payment"),
        [
          L(
            "Votre compte sera fermé ce soir. Identifiez-vous vite.",
            "Your account will be closed tonight. Sign in quickly.",
          ),
          {
            form: {
              button: L("Se connecter", "Sign in"),
              fields: [
                { name: "user", label: L("Identifiant", "User name") },
                { name: "password", label: L("Mot de passe", "Password"), type: "password" },
                { name: "card", label: L("Numéro de carte", "Card number") },
              ],
            },
          },
        ],
        {
          cert: cert(
            "ville-c1aire.example",
            L("Certificats gratuits rapides", "Quick Free Certificates"),
            "2026-04-02",
          ),
        },
      ),
      page(
        "http://boutique-jouets.example/",
        L("Boutique de jouets", "Toy shop"),
        [
          L("Paiement par carte sur cette page.", "Pay by card on this page."),
          {
            form: { button: L("Payer", "Pay"), fields: [{ name: "card", label: L("Numéro de carte", "Card number") }] },
          },
        ],
        { cookies: ["panier", { name: "pub-suivi.example", third: true }] },
      ),
      page("https://banque-du-lac.example/", L("Banque du Lac", "Lake Bank"), [L("Espace client.", "Customer area.")], {
        cert: {
          to: "autre-site.example",
          by: "Sûreté Clés CA",
          until: "2025-12-31",
          bad: L(
            "le certificat est au nom d’un autre site et n’est plus valable",
            "the certificate is for another site and has expired",
          ),
        },
      }),
      page(
        "https://logiciels-libres.example/",
        L("Logiciels libres", "Free software"),
        [
          L("Téléchargez depuis le site de l’auteur.", "Download from the author’s site."),
          { download: [L("dessin-3.2.zip", "drawing-3.2.zip"), 31000000] },
        ],
        { cert: cert("logiciels-libres.example") },
      ),
      page(
        "http://telecharger-gratuit.example/",
        L("Télécharger gratuit !!!", "Free downloads!!!"),
        [
          L("CLIQUEZ ICI POUR VOTRE LOGICIEL", "CLICK HERE FOR YOUR SOFTWARE"),
          { download: ["setup_dessin_installer.exe", 3100000] },
          { ask: "notifications" },
        ],
        { cookies: ["id", { name: "pub-suivi.example", third: true }] },
      ),
    ],
    bookmarks: [{ id: "https://mediatheque.ville-claire.example/", title: L("Médiathèque", "Library") }],
    history: [
      { id: "h1", url: "https://ville-c1aire.example/cantine", minutes: 12 },
      { id: "h2", url: "https://mediatheque.ville-claire.example/", minutes: 45 },
      { id: "h3", url: "http://boutique-jouets.example/", minutes: 190 },
      { id: "h4", url: "https://logiciels-libres.example/", minutes: 1600 },
    ],
    downloads: [
      { id: L("facture.pdf", "bill.pdf"), site: "www.ville-claire.example" },
      { id: "codec_video.exe", site: "telecharger-gratuit.example" },
    ],
    cookies: [
      { id: "mediatheque.ville-claire.example", count: 2 },
      { id: "boutique-jouets.example", count: 5 },
      { id: "pub-suivi.example", count: 38, third: true },
    ],
    extensions: [
      {
        id: "e1",
        name: L("Bloqueur de publicité", "Ad blocker"),
        on: true,
        can: L("lire les pages ouvertes", "read the pages you open"),
      },
      {
        id: "e2",
        name: L("Météo dans la barre", "Weather in the bar"),
        on: true,
        can: L(
          "lire et modifier toutes vos données sur tous les sites, lire vos mots de passe",
          "read and change all your data on all sites, read your passwords",
        ),
      },
      {
        id: "e3",
        name: L("Dictionnaire", "Dictionary"),
        on: false,
        can: L("lire le mot sélectionné", "read the selected word"),
      },
    ],
    permissions: [
      {
        id: "telecharger-gratuit.example/notifications",
        site: "telecharger-gratuit.example",
        kind: "notifications",
        state: "allow",
      },
      {
        id: "mediatheque.ville-claire.example/location",
        site: "mediatheque.ville-claire.example",
        kind: "location",
        state: "ask",
      },
    ],
    engines: ["Chercheur", "Loupe", "Lanterne"],
    settings: { search: "Chercheur", popups: false, https: false, thirdParty: false, passwords: true },
  };
}
