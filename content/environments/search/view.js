"use strict";
// What is seen and pressed.

const search = () => {
  update((s) => {
    s.query = s.typed;
    s.page = 1;
    s.open = null;
    s.searched = true;
  });
  update(null, t("found", { n: found(Env.state()).length }));
};
const docOf = (s, id) => s.documents.find((doc) => doc.id === id);

const Box = ({ s }) => html`<${Form} role="search" class="panel" onSubmit=${search}>
  <div class="bar"><div class="grow"><${Field} label=${t("query")} kind="search" value=${s.typed} onChange=${(value) =>
    update((s) => {
      s.typed = value;
    })} maxlength="200" /></div><button class="main" onClick=${search}>${t("search")}</button></div>
  <details><summary>${t("help")}</summary><ul
  class="small">${[1, 2, 3, 4, 5, 6, 7].map((n) => html`<li key=${n}>${t("help" + n)}</li>`)}</ul></details>
  <details><summary>${t("advanced")}</summary><div class="tools"><${Tools} s=${s} /></div></details><//>`;

const Tools = ({ s }) => {
  const kinds = [
    ["any", t("anyKind")],
    ...sorted(new Set(s.documents.map((doc) => doc.kind))).map((kind) => [kind, kind.toUpperCase()]),
  ];
  const tongues = [
    ["any", t("anyLanguage")],
    ...sorted(new Set(s.documents.map((doc) => doc.language))).map((one) => [
      one,
      new Intl.DisplayNames(Env.language(), { type: "language" }).of(one),
    ]),
  ];
  const filter = (name, label, options) =>
    html`<${Field} label=${t(label)} kind=${options} value=${s.filters[name]} onChange=${(value) =>
      update((s) => {
        s.filters[name] = value;
        s.page = 1;
      })} />`;
  return html`${filter(
    "period",
    "period",
    ["any", "month", "year", "before"].map((id) => [id, t(id)]),
  )}${filter("kind", "kind", kinds)}
    ${filter("licence", "licence", [
      ["any", t("anyLicence")],
      ["free", t("free")],
    ])}${filter("language", "language", tongues)}
    <${Field} label=${t("order")} kind=${[
      ["relevance", t("relevance")],
      ["newest", t("newest")],
    ]} value=${s.order} onChange=${(value) =>
      update((s) => {
        s.order = value;
      })} />`;
};

const Result = ({ s, doc }) => html`<li class="result">
  <div class="muted small">${doc.ad ? html`<strong
  class="tag">${t("sponsored")}</strong> ` : ""}${doc.site} · ${doc.kind.toUpperCase()} · ${day(doc.date)}</div>
  <button class="link title" onClick=${() =>
    update((s) => {
      s.open = doc.id;
    }, "")}>${doc.title}</button><p class="small">${doc.text.slice(0, 110)}…</p>
  <div class="bar"><button class="link" aria-label=${t("about", { title: doc.title })} onClick=${() =>
    update((s) => {
      s.about = doc.id;
    })}>${t("aboutShort")}</button>
  <button class="link" aria-pressed=${s.kept.includes(doc.id) ? "true" : "false"}
  aria-label=${t("keep", { title: doc.title })}
  onClick=${() => keep(doc)}>${s.kept.includes(doc.id) ? "★ " : "☆ "}${t("keepShort")}</button></div></li>`;

const keep = (doc) =>
  update((s) => {
    s.kept = s.kept.includes(doc.id) ? s.kept.filter((id) => id !== doc.id) : [...s.kept, doc.id];
  }, t("done"));

const Results = ({ s }) => {
  const all = found(s),
    pages = Math.max(1, Math.ceil(all.length / s.perPage)),
    ads = s.page === 1 ? advertised(s) : [];
  const shown = all.slice((s.page - 1) * s.perPage, s.page * s.perPage);
  return html`<section class="panel"><div class="bar head">
    <h2 data-focus tabindex="-1">${t("results", { n: all.length })}</h2>
    <button onClick=${() =>
      update((s) => {
        s.asking = true;
      })}>${t("alert")}</button></div>
    <ol class="plain">${[...ads, ...shown].map((doc) => html`<${Result} key=${doc.id} s=${s} doc=${doc} />`)}</ol>
    ${all.length ? "" : html`<p>${t("nothing")}</p>`}
    ${
      pages > 1
        ? html`<div class="bar"><button disabled=${s.page === 1} onClick=${() =>
            update((s) => {
              s.page -= 1;
            })}>${t("less")}</button><span>${t("page", { n: s.page, all: pages })}</span><button
              disabled=${s.page === pages} onClick=${() =>
            update((s) => {
              s.page += 1;
            })}>${t("more")}</button></div>`
        : ""
    }</section>`;
};

const Page = ({ s, doc }) => html`<article class="panel"><div class="bar"><button onClick=${() =>
  update((s) => {
    s.open = null;
  })}>← ${t("toResults")}</button>
  <button aria-pressed=${s.kept.includes(doc.id) ? "true" : "false"}
  onClick=${() => keep(doc)}>${s.kept.includes(doc.id) ? "★ " : "☆ "}${t("keepShort")}</button><button onClick=${() =>
    update((s) => {
      s.about = doc.id;
    })}>${t("aboutShort")}</button></div>
  <p class="mono muted">${doc.url}</p>
  <h2 data-focus tabindex="-1">${doc.title}</h2>${doc.text.split("\n").map((text, at) => html`<p key=${at}>${text}</p>`)}<p
  class="muted small">${doc.author ? doc.author + ", " : ""}${day(doc.date)}</p></article>`;

const About = ({ s, doc }) => {
  const close = () =>
    update((s) => {
      s.about = null;
    });
  const facts = [
    ["address", doc.url],
    ["publisher", doc.publisher],
    ["author", doc.author || t("unknown")],
    ["published", day(doc.date)],
    ["licence", doc.licence ? t("free") : t("unknown")],
  ];
  return html`<${Dialog} title=${t("about", { title: doc.title })} onClose=${close}>
    <dl>${facts.map(([name, value]) => html`<div key=${name}><dt class="strong">${t(name)}</dt><dd>${value}</dd>
    </div>`)}</dl>
    <div class="bar"><button onClick=${close}>${t("close")}</button><button onClick=${() =>
      update((s) => {
        if (!s.reported.includes(doc.id)) s.reported.push(doc.id);
        s.about = null;
      }, t("reported"))}>${t("report")}</button></div><//>`;
};

const Alert = ({ s }) => {
  const [often, setOften] = useState("daily");
  const close = () =>
    update((s) => {
      s.asking = false;
    });
  return html`<${Dialog} title=${t("alertFor", { query: s.query })} onClose=${close}><${Choices} legend=${t("often")}
    name="often" options=${["daily", "weekly", "monthly"].map((id) => [id, t(id)])} value=${often}
      onChange=${setOften} />
    <div class="bar"><button class="main" onClick=${() =>
      update((s) => {
        s.alerts.push(canonical(s.query) + "|" + often);
        s.asking = false;
      }, t("alertMade"))}>${t("ok")}</button><button onClick=${close}>${t("cancel")}</button></div><//>`;
};

const App = ({ s }) => html`<div class="bar head"><h1>${t("title")}</h1></div><${Box} s=${s} />
  <div
  class="out">${s.open ? html`<${Page} key=${s.open} s=${s} doc=${docOf(s, s.open)} />` : s.searched ? html`<${Results} s=${s} />` : html`<p
  class="muted">${t("ask")}</p>`}</div>
  ${s.kept.length ? html`<section class="panel"><h2>${t("list")}</h2>
  <ul>${s.kept.map((id) => html`<li key=${id}>${docOf(s, id).title}</li>`)}</ul></section>` : ""}
  ${s.about ? html`<${About} s=${s} doc=${docOf(s, s.about)} />` : ""}${s.asking ? html`<${Alert} s=${s} />` : ""}`;

Env.define({ texts, content, begin, tasks, App });
