"use strict";
// What is said in three languages, and the situation that a challenge starts from.

const texts = {
  title: ["Terminal", "Terminal", "Terminal"],
  command: ["Commande", "Command", "Befehl"],
  log: ["Affichage du terminal", "Terminal output", "Terminal-Ausgabe"],
  help: ["Commandes connues", "Known commands", "Bekannte Befehle"],
  noFile: ["aucun fichier ou dossier de ce nom", "no such file or directory", "Datei oder Verzeichnis nicht gefunden"],
  isDir: ["est un dossier", "is a directory", "ist ein Verzeichnis"],
  notDir: ["n’est pas un dossier", "not a directory", "ist kein Verzeichnis"],
  exists: ["existe déjà", "already exists", "existiert bereits"],
  notEmpty: ["le dossier n’est pas vide", "directory not empty", "Verzeichnis nicht leer"],
  unknown: ["commande inconnue (tapez help)", "command not found (type help)", "Befehl nicht gefunden (help eingeben)"],
  missing: ["il manque un argument", "missing argument", "Argument fehlt"],
  badMode: ["mode non valable", "invalid mode", "ungültiger Modus"],
  denied: ["permission refusée", "permission denied", "keine Berechtigung"],
  badOption: ["option inconnue", "unknown option", "unbekannte Option"],
  noHost: ["nom de machine inconnu", "unknown host", "unbekannter Rechner"],
  noAnswer: ["délai dépassé, pas de réponse", "timed out, no answer", "Zeitüberschreitung, keine Antwort"],
  noProcess: ["aucun processus de ce numéro", "no such process", "kein solcher Prozess"],
  noService: ["aucun service de ce nom", "no such service", "kein solcher Dienst"],
  keys: [
    "Entrée exécute ; flèches haut et bas : commandes précédentes.",
    "Enter runs; up and down arrows: earlier commands.",
    "Enter führt aus; Pfeile nach oben/unten: frühere Befehle.",
  ],
  run: ["Exécuter", "Run", "Ausführen"],
};

const content = (L) => ({
  task: "",
  user: "camille",
  host: "atelier",
  home: "/home/camille",
  cwd: "/home/camille",
  now: "2026-03-12",
  path: "",
  files: {
    "/home/camille/projet/notes.txt": L(
      "acheter du papier\nappeler Lina\nERREUR 17 : disque plein\nrendre la clé\n",
      "buy paper\ncall Lina\nERROR 17: disk full\nreturn the key\n",
    ),
    "/home/camille/projet/journal.log":
      "09:01 INFO start\n09:04 WARN slow answer\n09:10 ERROR code 4821\n09:12 INFO retry\n09:15 ERROR code 4822\n09:30 INFO stop\n",
    "/home/camille/projet/sauve.sh": { text: "#!/bin/sh\necho saved\n", mode: "644" },
    "/home/camille/projet/data/ventes-2024.csv": "mois,ventes\njan,12\nfev,9\n",
    "/home/camille/projet/data/ventes-2025.csv": "mois,ventes\njan,15\nfev,11\nmar,18\n",
    "/home/camille/projet/data/vieux.tmp": "x\n",
    "/home/camille/photos/a.jpg": { text: "", size: 340000 },
    "/home/camille/photos/b.jpg": { text: "", size: 910000 },
    "/home/camille/.secret": L("Le mot est : mélèze\n", "The word is: larch\n"),
    "/etc/hosts": "127.0.0.1 localhost\n192.0.2.10 serveur.atelier.example\n",
    "/tmp/": {},
  },
  processes: [
    { pid: 101, user: "root", cpu: 0.1, name: "init" },
    { pid: 214, user: "camille", cpu: 0.4, name: "editor" },
    { pid: 377, user: "camille", cpu: 97.2, name: "convert" },
    { pid: 402, user: "camille", cpu: 1.1, name: "music" },
  ],
  services: { web: "running", print: "stopped", backup: "running" },
  address: "192.0.2.44",
  gateway: "192.0.2.1",
  network: [
    { name: "serveur.atelier.example", ip: "192.0.2.10", up: true, ms: 2 },
    { name: "imprimante.atelier.example", ip: "192.0.2.77", up: false },
    {
      name: "www.ville-claire.example",
      ip: "198.51.100.20",
      up: true,
      ms: 18,
      hops: ["192.0.2.1", "203.0.113.5", "198.51.100.20"],
      page: "<h1>Ville-Claire</h1>",
    },
    { name: "gateway", ip: "192.0.2.1", up: true, ms: 1 },
  ],
});
