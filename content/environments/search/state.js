"use strict";
// A search engine over a small corpus: operators, filters, advertisements, sources. The answer is what was found or kept.

const begin = (config) => ({
  documents: config.documents,
  today: config.today,
  perPage: config.perPage,
  typed: "",
  query: "",
  page: 1,
  filters: { period: "any", kind: "any", licence: "any", language: "any" },
  order: "relevance",
  open: null,
  about: null,
  asking: false,
  kept: [],
  reported: [],
  alerts: [],
  searched: false,
});

const tasks = {
  open: (s) => s.open || "",
  query: (s) => canonical(s.query),
  results: (s) => joined(found(s).map((doc) => doc.id)),
  first: (s) => (found(s)[0] || { id: "" }).id,
  filter: (s) =>
    Object.entries(s.filters)
      .filter(([, value]) => value !== "any")
      .map((pair) => pair.join("="))
      .join(" "),
  about: (s) => s.about || "",
  keep: (s) => joined(s.kept),
  report: (s) => joined(s.reported),
  alert: (s) => joined(s.alerts),
};
