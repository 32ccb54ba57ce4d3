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
