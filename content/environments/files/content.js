"use strict";
// What is said in three languages, and the situation that a challenge starts from.

const texts = {
  title: ["Gestionnaire de fichiers", "File manager", "Dateimanager"],
  root: ["Mes fichiers", "My files", "Meine Dateien"],
  bin: ["Corbeille", "Bin", "Papierkorb"],
  tree: ["Dossiers", "Folders", "Ordner"],
  find: ["Rechercher un fichier", "Find a file", "Datei suchen"],
  inText: ["Chercher aussi dans le contenu", "Search in the contents too", "Auch im Inhalt suchen"],
  newFolder: ["Nouveau dossier", "New folder", "Neuer Ordner"],
  rename: ["Renommer", "Rename", "Umbenennen"],
  move: ["Déplacer", "Move", "Verschieben"],
  copy: ["Copier", "Copy", "Kopieren"],
  del: ["Mettre à la corbeille", "Move to bin", "In den Papierkorb"],
  zip: ["Compresser", "Compress", "Komprimieren"],
  unzip: ["Extraire", "Extract", "Entpacken"],
  info: ["Propriétés", "Properties", "Eigenschaften"],
  restore: ["Restaurer", "Restore", "Wiederherstellen"],
  empty: ["Vider la corbeille", "Empty the bin", "Papierkorb leeren"],
  name: ["Nom", "Name", "Name"],
  kind: ["Type", "Type", "Typ"],
  size: ["Taille", "Size", "Größe"],
  date: ["Modifié le", "Modified", "Geändert"],
  place: ["Emplacement", "Location", "Ort"],
  contains: ["Contient", "Contains", "Enthält"],
  owner: ["Auteur", "Author", "Autor"],
  folder: ["dossier", "folder", "Ordner"],
  file: ["fichier {ext}", "{ext} file", "{ext}-Datei"],
  items: ["{n} élément(s)", "{n} item(s)", "{n} Element(e)"],
  chosen: ["{n} sélectionné(s)", "{n} selected", "{n} ausgewählt"],
  select: ["Sélectionner {name}", "Select {name}", "{name} auswählen"],
  hidden: ["Éléments cachés", "Hidden items", "Versteckte Elemente"],
  extensions: ["Extensions de noms", "Name extensions", "Namenserweiterungen"],
  view: ["Affichage", "View", "Ansicht"],
  newName: ["Nouveau nom", "New name", "Neuer Name"],
  target: ["Dossier de destination", "Destination folder", "Zielordner"],
  archive: ["Nom de l’archive", "Name of the archive", "Name des Archivs"],
  taken: ["Ce nom existe déjà ici.", "This name is already taken here.", "Dieser Name ist hier schon vergeben."],
  inside: [
    "Impossible de mettre un dossier dans lui-même.",
    "A folder cannot go into itself.",
    "Ein Ordner kann nicht in sich selbst liegen.",
  ],
  done: ["C’est fait.", "Done.", "Erledigt."],
  nothing: ["Rien ici.", "Nothing here.", "Nichts hier."],
  results: ["Résultats : {n}", "Results: {n}", "Ergebnisse: {n}"],
  noText: [
    "Aperçu impossible pour ce type de fichier.",
    "No preview for this type of file.",
    "Keine Vorschau für diesen Dateityp.",
  ],
  extracted: ["Archive extraite dans « {name} ».", "Archive extracted to “{name}”.", "Archiv nach „{name}“ entpackt."],
  locked: ["Ce fichier est protégé.", "This file is protected.", "Diese Datei ist geschützt."],
  path: ["Chemin", "Path", "Pfad"],
  mode: ["Lecture seule", "Read-only", "Schreibgeschützt"],
};

function content(L) {
  const file = (size, date, text = "", more = {}) => ({ size, date, text, ...more });
  const photo = (size, date) => file(size, date);
  return {
    task: "",
    extensions: true,
    hidden: false,
    tree: {
      [L("Documents", "Documents")]: {
        [L("Factures", "Bills")]: {
          [L("facture-eau-2025.pdf", "bill-water-2025.pdf")]: file(182000, "2025-11-03"),
          [L("facture-elec-2025.pdf", "bill-power-2025.pdf")]: file(174000, "2025-12-08"),
          [L("facture-eau-2024.pdf", "bill-water-2024.pdf")]: file(169000, "2024-11-05"),
        },
        [L("rapport-v1.odt", "report-v1.odt")]: file(
          52000,
          "2026-01-10",
          L("Première version du rapport.", "First version of the report."),
          { owner: "Camille" },
        ),
        [L("rapport-v2.odt", "report-v2.odt")]: file(
          58000,
          "2026-02-02",
          L("Deuxième version du rapport, relue par Lina.", "Second version of the report, checked by Lina."),
          { owner: "Lina" },
        ),
        [L("liste-courses.txt", "shopping-list.txt")]: file(
          300,
          "2026-03-01",
          L("pommes, riz, thé", "apples, rice, tea"),
        ),
        "notes.txt": file(
          1200,
          "2026-02-20",
          L(
            "Le mot de passe du wifi est affiché dans l’entrée.\nCode du local : 5530",
            "The wifi password is shown in the hall.\nCode of the store room: 5530",
          ),
        ),
      },
      [L("Photos", "Photos")]: {
        "IMG_0412.jpg": photo(3400000, "2025-08-02"),
        "IMG_0413.jpg": photo(5100000, "2025-08-02"),
        "IMG_0500.jpg": photo(2900000, "2025-12-25"),
        [L("plage.png", "beach.png")]: photo(900000, "2025-08-03"),
        [L("video-fete.mp4", "party-video.mp4")]: photo(84000000, "2025-12-25"),
      },
      [L("Téléchargements", "Downloads")]: {
        [L("photos-lina.zip", "lina-photos.zip")]: file(6200000, "2026-03-02", "", {
          zip: {
            [L("lac.jpg", "lake.jpg")]: file(3100000, "2026-02-28"),
            [L("montagne.jpg", "mountain.jpg")]: file(3200000, "2026-02-28"),
          },
        }),
        [L("facture.pdf.exe", "invoice.pdf.exe")]: file(740000, "2026-03-05"),
        "logo.svg": file(4100, "2026-01-15"),
        [L("musique.mp3", "music.mp3")]: file(5600000, "2025-10-10"),
      },
      ".config": { "app.conf": file(800, "2025-05-05", "theme=dark") },
    },
    bin: {
      [L("budget-2026.ods", "budget-2026.ods")]: file(33000, "2026-02-14"),
      [L("brouillon.txt", "draft.txt")]: file(400, "2025-09-01"),
    },
  };
}
