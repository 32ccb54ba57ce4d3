"use strict";
// What is said in three languages, and the situation that a challenge starts from.

const texts = {
  title: ["Document partagé", "Shared document", "Geteiltes Dokument"],
  mode: ["Mode", "Mode", "Modus"],
  editing: ["modification", "editing", "Bearbeiten"],
  suggesting: ["suggestion", "suggesting", "Vorschlagen"],
  comments: ["Commentaires", "Comments", "Kommentare"],
  history: ["Historique", "History", "Verlauf"],
  share: ["Partager", "Share", "Teilen"],
  download: ["Télécharger", "Download", "Herunterladen"],
  edit: ["Modifier le paragraphe {n}", "Edit paragraph {n}", "Absatz {n} bearbeiten"],
  comment: ["Commenter le paragraphe {n}", "Comment on paragraph {n}", "Absatz {n} kommentieren"],
  editShort: ["Modifier", "Edit", "Bearbeiten"],
  commentShort: ["Commenter", "Comment", "Kommentieren"],
  paragraph: ["Texte du paragraphe {n}", "Text of paragraph {n}", "Text von Absatz {n}"],
  text: ["Texte du commentaire", "Text of the comment", "Text des Kommentars"],
  mention: ["Prévenir", "Notify", "Benachrichtigen"],
  post: ["Publier", "Post", "Veröffentlichen"],
  suggests: ["{who} suggère :", "{who} suggests:", "{who} schlägt vor:"],
  accept: ["Accepter : {what}", "Accept: {what}", "Annehmen: {what}"],
  reject: ["Refuser : {what}", "Reject: {what}", "Ablehnen: {what}"],
  on: ["Sur le paragraphe {n}", "On paragraph {n}", "Zu Absatz {n}"],
  resolve: ["Marquer comme résolu : {what}", "Mark as resolved: {what}", "Als erledigt markieren: {what}"],
  resolveShort: ["Résolu", "Resolved", "Erledigt"],
  reopen: ["Rouvrir : {what}", "Reopen: {what}", "Wieder öffnen: {what}"],
  resolved: ["résolu", "resolved", "erledigt"],
  version: ["Version {name}", "Version {name}", "Version {name}"],
  now: ["Version actuelle", "Current version", "Aktuelle Version"],
  see: ["Voir la version du {when}", "See the version of {when}", "Version vom {when} ansehen"],
  restore: ["Restaurer cette version", "Restore this version", "Diese Version wiederherstellen"],
  backToNow: ["Revenir à la version actuelle", "Back to the current version", "Zur aktuellen Version"],
  restored: ["Version restaurée.", "Version restored.", "Version wiederhergestellt."],
  shown: [
    "Vous voyez la version du {when}, par {who}.",
    "You see the version of {when}, by {who}.",
    "Sie sehen die Version vom {when} von {who}.",
  ],
  nameIt: ["Nommer la version actuelle", "Name the current version", "Aktuelle Version benennen"],
  versionName: ["Nom de la version", "Name of the version", "Name der Version"],
  people: ["Personnes", "People", "Personen"],
  person: ["Adresse de la personne", "Address of the person", "Adresse der Person"],
  role: ["Droit", "Right", "Recht"],
  roleOf: ["Droit de {who}", "Right of {who}", "Recht von {who}"],
  reader: ["lecture", "read", "lesen"],
  commenter: ["commentaire", "comment", "kommentieren"],
  editor: ["modification", "edit", "bearbeiten"],
  owner: ["propriétaire", "owner", "Eigentümer"],
  withdraw: ["Retirer {who}", "Remove {who}", "{who} entfernen"],
  add: ["Ajouter", "Add", "Hinzufügen"],
  link: ["Accès par le lien", "Access by the link", "Zugriff über den Link"],
  restricted: ["personnes ajoutées seulement", "added people only", "nur hinzugefügte Personen"],
  organisation: ["membres de l’association", "members of the society", "Mitglieder des Vereins"],
  anyone: ["toute personne qui a le lien", "anyone with the link", "alle mit dem Link"],
  linkRole: ["Droit donné par le lien", "Right given by the link", "Recht durch den Link"],
  expires: ["Le lien expire le", "The link expires on", "Der Link läuft ab am"],
  format: ["Format du fichier", "File format", "Dateiformat"],
  saved: ["Modification enregistrée.", "Change saved.", "Änderung gespeichert."],
  suggested: ["Suggestion ajoutée.", "Suggestion added.", "Vorschlag hinzugefügt."],
  done: ["C’est fait.", "Done.", "Erledigt."],
  downloaded: ["Fichier {format} téléchargé.", "{format} file downloaded.", "{format}-Datei heruntergeladen."],
  replace: ["« {from} » remplacé par « {to} »", "“{from}” replaced by “{to}”", "„{from}“ ersetzt durch „{to}“"],
  by: ["par {who}, {when}", "by {who}, {when}", "von {who}, {when}"],
};

function content(L) {
  const place = L(
    "La fête aura lieu place des Tilleuls, le samedi 25 avril.",
    "The party will take place on Linden Square, on Saturday 25 April.",
  );
  const intro = L("Fête du quartier : programme", "Neighbourhood party: programme");
  return {
    task: "",
    today: "2026-03-12",
    me: { name: "Camille Renaud", address: "camille.renaud@marelle.example" },
    formats: ["PDF", "ODT", "HTML", "TXT"],
    paragraphs: [
      { id: "p1", text: intro },
      { id: "p2", text: place },
      {
        id: "p3",
        text: L("Les stands ouvre à 10 h et ferment à 18 h.", "The stalls opens at 10 am and close at 6 pm."),
      },
      {
        id: "p4",
        text: L(
          "Budget : 400 € pour la musique, 150 € pour les affiches.",
          "Budget: €400 for the music, €150 for the posters.",
        ),
      },
    ],
    comments: [
      {
        id: "c1",
        on: "p2",
        author: "Lina Aubert",
        text: L("La date est confirmée par la mairie.", "The date is confirmed by the town hall."),
      },
      { id: "c2", on: "p4", author: "Hugo Besson", text: L("Qui paie les affiches ?", "Who pays for the posters?") },
      {
        id: "c3",
        on: "p3",
        author: "Noé Carlier",
        text: L("Faute d’accord ici.", "A grammar mistake here."),
        resolved: true,
      },
    ],
    suggestions: [
      {
        id: "s1",
        on: "p2",
        author: "Lina Aubert",
        from: L("place des Tilleuls", "on Linden Square"),
        to: L("au parc de la Source", "in Spring Park"),
      },
      { id: "s2", on: "p4", author: "Noé Carlier", from: "150", to: "1500" },
    ],
    versions: [
      {
        id: "v4",
        date: "2026-03-11T17:20",
        author: "Noé Carlier",
        paragraphs: [
          intro,
          place,
          L("Les stands ouvre à 10 h et ferment à 18 h.", "The stalls opens at 10 am and close at 6 pm."),
          L(
            "Budget : 400 € pour la musique, 150 € pour les affiches.",
            "Budget: €400 for the music, €150 for the posters.",
          ),
        ],
      },
      {
        id: "v3",
        date: "2026-03-10T09:05",
        author: "Hugo Besson",
        paragraphs: [intro, place, L("Les stands ouvre à 10 h.", "The stalls opens at 10 am.")],
      },
      {
        id: "v2",
        date: "2026-03-08T20:41",
        author: "Lina Aubert",
        paragraphs: [
          intro,
          place,
          L("Les stands ouvrent à 10 h.", "The stalls open at 10 am."),
          L(
            "Bénévoles : Inès (accueil), Karim (sono), Sol (buvette).",
            "Volunteers: Inès (welcome), Karim (sound), Sol (drinks).",
          ),
        ],
      },
      { id: "v1", date: "2026-03-01T14:00", author: "Camille Renaud", paragraphs: [intro] },
    ],
    people: [
      { id: "camille.renaud@marelle.example", name: "Camille Renaud", role: "owner" },
      { id: "lina.aubert@marelle.example", name: "Lina Aubert", role: "editor" },
      { id: "hugo.besson@marelle.example", name: "Hugo Besson", role: "commenter" },
      { id: "noe.carlier@atelier-nord.example", name: "Noé Carlier", role: "editor" },
    ],
    link: { access: "anyone", role: "editor", until: "" },
  };
}
