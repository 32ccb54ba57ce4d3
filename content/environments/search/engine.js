"use strict";
// The engine: queries with operators, filters, order.

const STOP = new Set(
  "le la les l un une des de du d en et a à au aux sur pour que qui est ce the a an of in on for and is to what".split(
    " ",
  ),
);
const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu) || [];

// Tokens of a query: {kind: word|phrase|site|filetype|intitle|before|after, value, not}; OR joins two neighbours.
function parse(query) {
  const tokens = [];
  let or = false;
  for (const [, minus, operator, phrase, word] of query.matchAll(
    /(-?)(?:(site|filetype|intitle|before|after):)?(?:["“«]\s*([^"”»]*?)\s*["”»]|([^\s"“”«»]+))/giu,
  )) {
    if (word === "OR" && !minus && !operator) {
      or = true;
      continue;
    }
    const value = fold(phrase ?? word);
    if (!value || (!operator && !minus && phrase === undefined && STOP.has(value))) continue;
    const token = {
      kind: operator ? operator.toLowerCase() : phrase === undefined ? "word" : "phrase",
      value,
      not: minus === "-",
    };
    if (or && tokens.length) tokens.push({ kind: "or", any: [tokens.pop(), token] });
    else tokens.push(token);
    or = false;
  }
  return tokens;
}

const spell = (token) =>
  token.kind === "or"
    ? sorted(token.any.map(spell)).join("|")
    : (token.not ? "-" : "") +
      (token.kind === "word"
        ? token.value
        : token.kind === "phrase"
          ? '"' + token.value + '"'
          : token.kind + ":" + token.value);
const canonical = (query) => sorted(parse(query).map(spell)).join(" ");

function matches(token, doc) {
  if (token.kind === "or") return token.any.some((one) => matches(one, doc));
  const text = " " + wordsOf(doc.title + " " + doc.text + " " + doc.author).join(" ") + " ";
  const has = {
    word: () =>
      wordsOf(token.value).every(
        (word) => text.includes(" " + word + " ") || text.includes("'" + word + " ") || text.includes("’" + word + " "),
      ),
    phrase: () => text.includes(" " + wordsOf(token.value).join(" ") + " "),
    site: () => doc.site === token.value || doc.site.endsWith("." + token.value),
    filetype: () => doc.kind === token.value,
    intitle: () => wordsOf(doc.title).includes(token.value),
    before: () => doc.date < token.value,
    after: () => doc.date.slice(0, token.value.length) >= token.value,
  }[token.kind]();
  return token.not ? !has : has;
}

const yearsBack = (today, days) => new Date(new Date(today).getTime() - days * 864e5).toISOString().slice(0, 10);
function filtered(s, doc) {
  const { period, kind, licence, language } = s.filters;
  const inPeriod = {
    any: true,
    month: doc.date >= yearsBack(s.today, 31),
    year: doc.date >= yearsBack(s.today, 365),
    before: doc.date < yearsBack(s.today, 365),
  }[period];
  return (
    inPeriod &&
    (kind === "any" || doc.kind === kind) &&
    (licence === "any" || doc.licence === licence) &&
    (language === "any" || doc.language === language)
  );
}

function found(s) {
  const tokens = parse(s.query);
  if (!tokens.some((token) => !token.not)) return [];
  const score = (doc) =>
    tokens.reduce((sum, token) => sum + (token.kind === "word" && wordsOf(doc.title).includes(token.value) ? 3 : 1), 0);
  return s.documents
    .filter((doc) => !doc.ad && tokens.every((token) => matches(token, doc)) && filtered(s, doc))
    .sort(
      (one, other) =>
        (s.order === "newest" ? 0 : score(other) - score(one)) ||
        (one.date < other.date ? 1 : one.date > other.date ? -1 : 0),
    );
}
const advertised = (s) => {
  const words = wordsOf(s.query);
  return s.documents.filter((doc) => doc.ad && doc.ad.some((word) => words.includes(fold(word))));
};
