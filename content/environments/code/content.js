"use strict";
// What is said in three languages, and the situation that a challenge starts from.

const texts = {
  title: ["Éditeur de programme", "Code editor", "Programm-Editor"],
  program: ["Programme Python", "Python program", "Python-Programm"],
  run: ["Exécuter", "Run", "Ausführen"],
  test: ["Tester", "Test", "Testen"],
  stop: ["Arrêter", "Stop", "Anhalten"],
  reset: ["Programme de départ", "Starting program", "Ausgangsprogramm"],
  input: ["Entrées, une par ligne", "Inputs, one per line", "Eingaben, eine pro Zeile"],
  output: ["Affichage du programme", "Output of the program", "Ausgabe des Programms"],
  results: ["Résultats des tests", "Test results", "Testergebnisse"],
  running: ["Le programme s’exécute…", "The program is running…", "Das Programm läuft …"],
  ended: ["Programme terminé.", "Program ended.", "Programm beendet."],
  failed: [
    "Le programme s’est arrêté sur une erreur.",
    "The program stopped with an error.",
    "Das Programm endete mit einem Fehler.",
  ],
  tooLong: [
    "Programme arrêté : il dépasse {n} secondes.",
    "Program stopped: it took more than {n} seconds.",
    "Programm angehalten: länger als {n} Sekunden.",
  ],
  tooMuch: [
    "Programme arrêté : il affiche trop de texte.",
    "Program stopped: too much output.",
    "Programm angehalten: zu viel Ausgabe.",
  ],
  stopped: ["Programme arrêté.", "Program stopped.", "Programm angehalten."],
  passed: ["{n} test(s) réussi(s) sur {all}.", "{n} of {all} test(s) passed.", "{n} von {all} Test(s) bestanden."],
  what: ["Test", "Test", "Test"],
  expected: ["Attendu", "Expected", "Erwartet"],
  got: ["Obtenu", "Got", "Erhalten"],
  state: ["État", "State", "Status"],
  ok: ["réussi", "passed", "bestanden"],
  ko: ["échoué", "failed", "fehlgeschlagen"],
  empty: ["(rien)", "(nothing)", "(nichts)"],
  withInput: ["entrées {input}", "inputs {input}", "Eingaben {input}"],
  variable: ["variable {name}", "variable {name}", "Variable {name}"],
  keys: [
    "Entrée garde le retrait, Tab quitte l’éditeur.",
    "Enter keeps the indentation, Tab leaves the editor.",
    "Enter behält die Einrückung, Tab verlässt den Editor.",
  ],
  blocks: ["Instructions à mettre en ordre", "Instructions to put in order", "Anweisungen ordnen"],
  up: ["Monter : {line}", "Move up: {line}", "Nach oben: {line}"],
  down: ["Descendre : {line}", "Move down: {line}", "Nach unten: {line}"],
  deeper: ["Mettre en retrait : {line}", "Indent: {line}", "Einrücken: {line}"],
  shallower: ["Enlever le retrait : {line}", "Outdent: {line}", "Ausrücken: {line}"],
  moved: ["Ligne {n}, retrait {deep}.", "Line {n}, indentation {deep}.", "Zeile {n}, Einrückung {deep}."],
  broken: [
    "L’exécution est impossible dans ce navigateur.",
    "Programs cannot run in this browser.",
    "Dieser Browser kann keine Programme ausführen.",
  ],
  noTest: ["Aucun test.", "No test.", "Kein Test."],
};

const content = (L) => ({
  task: "",
  seconds: 5,
  input: [],
  askInput: false,
  readonly: false,
  blocks: null,
  variable: "",
  constructs: ["def", "for", "while", "if", "return", "import"],
  program: L(
    "# Le double d’un nombre\ndef double(n):\n    return n + 2\n\nprint(double(5))\n",
    "# Twice a number\ndef double(n):\n    return n + 2\n\nprint(double(5))\n",
  ),
  tests: [
    { id: "t1", call: "double(2)", expect: "4" },
    { id: "t2", call: "double(5)", expect: "10" },
    { id: "t3", call: "double(-1)", expect: "-2" },
  ],
});
