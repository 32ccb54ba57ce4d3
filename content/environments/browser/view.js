"use strict";
// What is seen and pressed.

const title = (s, url) => (url ? (pageOf(s, url) || { title: t("notFound") }).title : t("blank"));

const Tabs = ({ s }) => html`<nav aria-label=${t("tabs")} class="bar tabs">${s.tabs.map(
  (tab) => html`<span class="tab" key=${tab.id}>
  <button class="flat" aria-current=${tab.id === s.tab ? "true" : "false"} onClick=${() =>
    update((s) => {
      s.tab = tab.id;
      s.typed = urlOf(s);
      s.moved = true;
    })}>${title(s, tab.stack[tab.at])}${tab.private ? " (" + t("private") + ")" : ""}</button>
  <button class="flat" disabled=${s.tabs.length === 1}
  aria-label=${t("closeTab", { title: title(s, tab.stack[tab.at]) })} onClick=${() =>
    update((s) => {
      s.tabs = s.tabs.filter((one) => one !== tab);
      if (s.tab === tab.id) {
        s.tab = s.tabs[s.tabs.length - 1].id;
        s.typed = urlOf(s);
      }
    })}>×</button></span>`,
)}
  <button onClick=${() => update((s) => openTab(s, ""))}>+ ${t("newTab")}</button><button
  onClick=${() => update((s) => openTab(s, "", true))}>+ ${t("newPrivate")}</button></nav>`;

const Lock = () =>
  html`<svg aria-hidden="true" width="12" height="14" viewBox="0 0 12 14" fill="currentColor">
    <path d="M1 6h10v8H1z" /><path d="M3 6V4a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" stroke-width="1.6" />
    </svg>`;

const Bar = ({ s }) => {
  const tab = tabOf(s),
    url = urlOf(s),
    marked = s.bookmarks.some((one) => one.id === url);
  const load = () => update((s) => visit(s, resolve(s, s.typed)), "");
  return html`<${Form} class="bar" onSubmit=${load}><button aria-label=${t("backward")} disabled=${tab.at === 0}
    onClick=${() => step(-1)}>←</button><button aria-label=${t("forward")} disabled=${tab.at === tab.stack.length - 1}
    onClick=${() => step(1)}>→</button>
    <button onClick=${() => goTo(s.settings.start)}>${t("home")}</button><div class="grow"><${Field} inline
    label=${t("address")} kind="text" value=${s.typed} onChange=${(
      value,
    ) =>
      update((s) => {
        s.typed = value;
      })} maxlength="200" /></div><button class="main" onClick=${load}>${t("go")}</button><//>
    <div class="bar"><button disabled=${!url} onClick=${() =>
      update((s) => {
        s.panel = "connection";
        s.looked = host(url);
      })}>${url.startsWith("https:") ? html`<${Lock} /> ` : ""}${t("connection")}</button>
    <button disabled=${!url} aria-pressed=${marked ? "true" : "false"} onClick=${() =>
      update((s) => {
        if (marked) drop(s, "bookmarks", url);
        else s.bookmarks.push({ id: url, title: title(s, url) });
      }, t("done"))}>${t(marked ? "unstar" : "star")}</button>
    <button disabled=${!url} onClick=${() =>
      update((s) => {
        if (!s.reported.includes(url)) s.reported.push(url);
      }, t("reported"))}>${t("report")}</button></div>`;
};

const Block = ({ s, block, url }) => {
  if (typeof block === "string") return html`<p>${block}</p>`;
  if (block.link)
    return html`<p><button class="link" title=${block.link[1]}
      onClick=${() => goTo(block.link[1])}>${block.link[0]}</button> <span
      class="muted small mono">${block.shown === false ? "" : block.link[1]}</span></p>`;
  if (block.download) {
    const [name, size] = block.download;
    return html`<p><button onClick=${() =>
      update(
        (s) => {
          if (!s.downloads.some((one) => one.id === name)) s.downloads.push({ id: name, site: host(url) });
        },
        t("downloaded", { name }),
      )}>${t("download", { name })}</button> <span class="muted">${bytes(size)}</span></p>`;
  }
  if (block.ask) return html`<${Ask} s=${s} site=${host(url)} kind=${block.ask} />`;
  const { fields, button } = block.form;
  const send = () =>
    update((s) => {
      s.submitted =
        host(url) +
        "|" +
        fields
          .filter((field) => field.type !== "password")
          .map((field) => field.name + "=" + (s.form[field.name] || ""))
          .join(",");
    }, t("sent"));
  return html`<${Form} class="panel" onSubmit=${send}>${fields.map(
    (field) =>
      html`<${Field} key=${field.name} label=${field.label} kind=${field.type || "text"}
        value=${s.form[field.name] || ""} onChange=${(
        value,
      ) =>
        update((s) => {
          s.form[field.name] = value;
        })} maxlength="80" />`,
  )}<button class="main" onClick=${send}>${button}</button><//>`;
};

const Ask = ({ s, site, kind }) => {
  const id = site + "/" + kind,
    known = s.permissions.find((one) => one.id === id);
  if (known && known.state !== "ask") return "";
  const set = (state) => () =>
    update((s) => {
      drop(s, "permissions", id);
      s.permissions.push({ id, site, kind, state });
    }, t("done"));
  return html`<div class="note" role="group" aria-label=${t("wants", { site, kind: t(kind) })}>
    <p>${t("wants", { site, kind: t(kind) })}</p><div class="bar"><button
    onClick=${set("allow")}>${t("allow")}</button><button onClick=${set("block")}>${t("block")}</button></div></div>`;
};

const Page = ({ s }) => {
  const url = urlOf(s),
    page = pageOf(s, url);
  if (!url) return html`<h2 data-focus tabindex="-1">${t("blank")}</h2><p>${t("blankText")}</p>`;
  if (!page) return html`<h2 data-focus tabindex="-1">${t("notFound")}</h2><p>${t("notFoundText", { url })}</p>`;
  if (s.settings.https && !url.startsWith("https:"))
    return html`<h2 data-focus tabindex="-1">${page.title}</h2><p>${t("onlyHttps")}</p>`;
  return html`<h2 data-focus tabindex="-1">${page.title}</h2>${page.body.map((block, at) => html`<${Block} key=${url + at} s=${s} block=${block} url=${url} />`)}`;
};

const Rows = ({ list, row }) =>
  list.length
    ? html`<ul class="plain rows">${list.map((one) => html`<li key=${one.id} class="bar">${row(one)}</li>`)}</ul>`
    : html`<p>${t("emptyList")}</p>`;
const deleter = (list, one, name, gone) =>
  html`<button aria-label=${t("delete", { name })} onClick=${() =>
    update((s) => {
      drop(s, list, one.id);
      if (gone) s.gone[list].push(gone);
    }, t("done"))}>${t("remove")}</button>`;
const allOf = (list, label, chosen, name) =>
  html`<button onClick=${() =>
    update((s) => {
      const out = s[list].filter(chosen);
      s.gone[list].push(...out.map(name));
      s[list] = s[list].filter((one) => !out.includes(one));
    }, t("done"))}>${t(label)}</button>`;

const PANELS = {
  connection: ({ s }) => {
    const url = urlOf(s),
      { cert } = pageOf(s, url) || {};
    return html`<p>${host(url)}</p><p
      class=${url.startsWith("https:") ? "good" : "bad"}>${t(url.startsWith("https:") ? "secure" : "insecure")}</p>
    ${
      cert
        ? html`<dl>${[
            ["certTo", cert.to],
            ["certBy", cert.by],
            ["certUntil", day(cert.until)],
          ].map(
            ([name, value]) => html`<div key=${name}><dt class="strong">${t(name)}</dt><dd>${value}</dd></div>`,
          )}</dl>${cert.bad ? html`<p class="bad">${t("certBad", { why: cert.bad })}</p>` : ""}`
        : ""
    }`;
  },
  bookmarks: ({ s }) =>
    html`<${Rows} list=${s.bookmarks} row=${(one) => html`<button class="link grow"
      onClick=${() => goTo(one.id)}>${one.title}</button>${deleter("bookmarks", one, one.title)}`} />`,
  history: ({ s }) =>
    html`<div class="bar">${allOf(
      "history",
      "hour",
      (one) => one.minutes <= 60,
      (one) => one.url,
    )}${allOf(
      "history",
      "deleteAll",
      () => true,
      (one) => one.url,
    )}</div><${Rows} list=${s.history} row=${(one) => html`<span class="grow mono">${one.url} <span
      class="muted">(${new Intl.RelativeTimeFormat(Env.language()).format(-Math.max(1, one.minutes), "minute")})</span>
      </span>${deleter("history", one, one.url, one.url)}`} />`,
  downloads: ({ s }) =>
    html`<${Rows} list=${s.downloads} row=${(one) => html`<span class="grow">${one.id} <span
      class="muted">${t("from", { site: one.site })}</span></span>${deleter("downloads", one, one.id)}`} />`,
  cookies: ({ s }) =>
    html`<div class="bar">${allOf(
      "cookies",
      "deleteAll",
      () => true,
      (one) => one.id,
    )}</div><${Rows} list=${s.cookies} row=${(one) => html`<span
      class="grow">${one.id} (${one.count}) ${one.third ? html`<span
      class="tag">${t("third")}</span>` : ""}</span>${deleter("cookies", one, one.id, one.id)}`} />`,
  extensions: ({ s }) =>
    html`<${Rows} list=${s.extensions} row=${(one) =>
      html`<div class="grow"><span class="strong">${one.name}</span><br /><span
        class="small">${t("can", { what: one.can })}</span></div><${Check} label=${t("active", { name: one.name })}
        checked=${one.on} onChange=${(
        on,
      ) =>
        update(() => {
          one.on = on;
        }, t("done"))} /><button aria-label=${t("uninstall", { name: one.name })} onClick=${() =>
        update((s) => {
          drop(s, "extensions", one.id);
          s.gone.extensions.push(one.id);
        }, t("done"))}>${t("uninstall", { name: "" })}</button>`} />`,
  permissions: ({ s }) =>
    html`<${Rows} list=${s.permissions} row=${(one) =>
      html`<${Field} label=${t("kindOf", { site: one.site, kind: t(one.kind) })}
        kind=${["allow", "block", "ask"].map((id) => [id, t(id)])} value=${one.state} onChange=${(
        value,
      ) =>
        update(() => {
          one.state = value;
        }, t("done"))} />`} />`,
  settings: ({ s }) => {
    const set = (name) => (value) =>
      update((s) => {
        s.settings[name] = value;
      }, t("done"));
    return html`<${Field} label=${t("search")} kind=${s.config.engines.map((one) => [one, one])}
      value=${s.settings.search} onChange=${set("search")} /><${Field} label=${t("start")} value=${s.settings.start}
      onChange=${set("start")} />${["popups", "https", "thirdParty", "passwords"].map((name) => html`<${Check} key=${name}
      label=${t(name)} checked=${s.settings[name]} onChange=${set(name)} />`)}`;
  },
};

const App = ({ s }) => {
  const Panel = s.panel && PANELS[s.panel];
  const close = () =>
    update((s) => {
      s.panel = null;
    });
  return html`<div class="bar head"><h1>${t("title")}</h1></div><div class="panel chrome"><${Tabs} s=${s} />
    <${Bar} s=${s} />
    <div class="bar" role="group" aria-label=${t("menu")}>${Object.keys(PANELS)
      .slice(1)
      .map(
        (id) =>
          html`<button class="link" key=${id} onClick=${() =>
            update((s) => {
              s.panel = id;
            })}>${t(id)}</button>`,
      )}</div></div>
    <section class="panel page" aria-label=${t("page")}><${Page} s=${s} /></section>
    ${Panel ? html`<${Dialog} key=${s.panel} title=${t(s.panel)} onClose=${close}><${Panel} s=${s} /><div
    class="bar foot"><button onClick=${close}>${t("close")}</button></div><//>` : ""}`;
};

Env.define({ texts, content, begin, tasks, App });
