"use strict";
// What is seen and pressed.

const Paragraph = ({ s, one, n }) => html`<li class="paragraph"><p>${one.text}</p>
  ${s.suggestions
    .filter((two) => two.on === one.id && two.state === "open")
    .map(
      (
        two,
      ) => html`<div class="note" key=${two.id}><p
        class="small">${t("suggests", { who: two.author })} <del>${two.from}</del> <ins>${two.to}</ins></p>
    ${two.mine ? "" : html`<div class="bar"><button
    onClick=${() => decide(two, "accepted")}>${t("accept", { what: what(two) })}</button><button
    onClick=${() => decide(two, "rejected")}>${t("reject", { what: what(two) })}</button></div>`}</div>`,
    )}
  <div class="bar"><button class="link" aria-label=${t("edit", { n })} onClick=${() =>
    update((s) => {
      s.form = { kind: "edit", id: one.id, text: one.text };
    })}>${t("editShort")}</button><button class="link" aria-label=${t("comment", { n })} onClick=${() =>
    update((s) => {
      s.form = { kind: "comment", id: one.id, text: "", mention: "" };
    })}>${t("commentShort")}</button></div></li>`;

const Sheet = ({ s }) => {
  const version = s.seen && s.versions.find((one) => one.id === s.seen);
  return html`<section class="panel sheet">${
    version
      ? html`<p
        class="note" data-focus tabindex="-1">${t("shown", { when: stamp(version.date), who: version.author })}</p>
        <div class="bar"><button class="main" onClick=${() =>
          update((s) => {
            s.paragraphs = version.paragraphs.map((text, at) => ({
              id: (s.config.paragraphs[at] || { id: "r" + at }).id,
              text,
            }));
            s.restored = version.id;
            s.seen = null;
          }, t("restored"))}>${t("restore")}</button><button onClick=${() =>
          update((s) => {
            s.seen = null;
          })}>${t("backToNow")}</button></div>${version.paragraphs.map((text, at) => html`<p key=${at}>${text}</p>`)}`
      : html`<ol
        class="plain" data-focus tabindex="-1">${s.paragraphs.map((one, at) => html`<${Paragraph} key=${one.id} s=${s} one=${one} n=${at + 1} />`)}</ol>`
  }</section>`;
};

const Comments = ({ s }) =>
  html`<ul class="plain rows">${s.comments.map(
    (
      one,
    ) => html`<li key=${one.id}><p
      class="small muted">${one.author}, ${t("on", { n: numberOf(s, one.on) }).toLowerCase()}${one.resolved ? html` <span
      class="tag">${t("resolved")}</span>` : ""}</p><p>${one.text}</p>
  <button aria-label=${t(one.resolved ? "reopen" : "resolve", { what: one.text })} onClick=${() =>
    update(() => {
      one.resolved = !one.resolved;
    }, t("done"))}>${one.resolved ? t("reopen", { what: "" }).replace(/[\s:]+$/, "") : t("resolve", { what: "" }).replace(/[\s:]+$/, "")}</button>
      </li>`,
  )}</ul>`;

const History = ({ s }) => {
  const [name, setName] = useState("");
  const keepName = () =>
    name.trim() &&
    update((s) => {
      s.names.push(fold(name.trim()));
    }, t("done"));
  return html`<ul class="plain rows">${s.versions.map(
    (one) =>
      html`<li key=${one.id}><button class="link" onClick=${() =>
        update((s) => {
          s.seen = one.id;
        }, "")}>${t("see", { when: stamp(one.date) })}</button><br /><span class="small muted">${one.author}</span>
          </li>`,
  )}</ul>
    <${Form} onSubmit=${keepName}><h2>${t("nameIt")}</h2><${Field} label=${t("versionName")} value=${name}
    onChange=${setName} maxlength="60" /><button onClick=${keepName}>${t("save")}</button><//>`;
};

const Share = ({ s, close }) => {
  const [who, setWho] = useState(""),
    [role, setRole] = useState("reader");
  const roles = (all) => all.map((id) => [id, t(id)]);
  const add = () => {
    const id = who.trim().toLowerCase();
    if (id)
      update((s) => {
        s.people = [...s.people.filter((one) => one.id !== id), { id, name: id, role }];
      }, t("done"));
  };
  const promote = (one, value) =>
    update((s) => {
      if (value === "owner")
        s.people.forEach((two) => {
          if (two.role === "owner") two.role = "editor";
        });
      one.role = value;
    }, t("done"));
  const setLink = (name) => (value) =>
    update((s) => {
      s.link[name] = value;
    }, t("done"));
  return html`<${Dialog} title=${t("share")} onClose=${close}><h3>${t("people")}</h3><ul
    class="plain rows">${s.people.map(
    (one) =>
      html`<li key=${one.id}>${
        one.role === "owner"
          ? html`${one.name}: ${t("owner")}`
          : html`<${Field} label=${t("roleOf", { who: one.name })}
            kind=${roles(["reader", "commenter", "editor", "owner"])} value=${one.role}
            onChange=${(value) => promote(one, value)} /><button class="link" onClick=${() =>
              update((s) => {
                s.people = s.people.filter((two) => two !== one);
              }, t("done"))}>${t("withdraw", { who: one.name })}</button>`
      }</li>`,
  )}</ul>
    <${Form} onSubmit=${add}><${Field} label=${t("person")} value=${who} onChange=${setWho} maxlength="100" />
    <${Field} label=${t("role")} kind=${roles(["reader", "commenter", "editor"])} value=${role} onChange=${setRole} />
    <button onClick=${add}>${t("add")}</button><//>
    <h3>${t("link")}</h3><${Field} label=${t("link")} kind=${roles(["restricted", "organisation", "anyone"])}
    value=${s.link.access} onChange=${setLink("access")} />${s.link.access === "restricted" ? "" : html`<${Field}
    label=${t("linkRole")} kind=${roles(["reader", "commenter", "editor"])} value=${s.link.role}
    onChange=${setLink("role")} /><${Field} label=${t("expires")} kind="date" value=${s.link.until}
    onChange=${setLink("until")} />`}
    <button class="main" onClick=${close}>${t("close")}</button><//>`;
};

const Fetch = ({ s, close }) => {
  const [format, setFormat] = useState(s.config.formats[0]);
  return html`<${Dialog} title=${t("download")} onClose=${close}><${Choices} legend=${t("format")} name="format"
    options=${s.config.formats.map((one) => [one, one])} value=${format} onChange=${setFormat} /><div class="bar">
      <button class="main" onClick=${() =>
    update(
      (s) => {
        s.fetched = [...s.fetched, format.toLowerCase()];
        s.panel = null;
      },
      t("downloaded", { format }),
    )}>${t("download")}</button><button onClick=${close}>${t("cancel")}</button></div><//>`;
};

const Write = ({ s }) => {
  const { form } = s,
    n = numberOf(s, form.id),
    close = () =>
      update((s) => {
        s.form = null;
      });
  const set = (name) => (value) =>
    update((s) => {
      s.form[name] = value;
    });
  const post = () =>
    form.text.trim() &&
    update((s) => {
      s.comments.push({
        id: "k" + s.comments.length,
        on: form.id,
        author: s.config.me.name,
        text: form.text,
        resolved: false,
        first: false,
        mine: true,
        mention: form.mention,
      });
      s.form = null;
      s.side = "comments";
    }, t("done"));
  if (form.kind === "edit")
    return html`<${Dialog} title=${t("edit", { n })} onClose=${close}><${Field} label=${t("paragraph", { n })}
      kind="area" value=${form.text} onChange=${set("text")} maxlength="1000" /><div class="bar"><button class="main"
      onClick=${keep}>${t("save")}</button><button onClick=${close}>${t("cancel")}</button></div><//>`;
  return html`<${Dialog} title=${t("comment", { n })} onClose=${close}><${Field} label=${t("text")} kind="area"
    value=${form.text} onChange=${set("text")} maxlength="500" /><${Field} label=${t("mention")}
    kind=${[["", t("none")], ...s.people.filter((one) => one.id !== s.config.me.address).map((one) => [one.id, one.name])]}
    value=${form.mention} onChange=${set("mention")} /><div class="bar"><button class="main"
    onClick=${post}>${t("post")}</button><button onClick=${close}>${t("cancel")}</button></div><//>`;
};

const App = ({ s }) => {
  const close = () =>
    update((s) => {
      s.panel = null;
    });
  return html`<div class="bar head"><h1>${t("title")}</h1><div class="bar"><${Field} inline label=${t("mode")}
    kind=${["editing", "suggesting"].map((id) => [id, t(id)])} value=${s.mode} onChange=${(
    value,
  ) =>
    update((s) => {
      s.mode = value;
    })} /><button onClick=${() =>
    update((s) => {
      s.panel = "download";
    })}>${t("download")}</button><button class="main" onClick=${() =>
    update((s) => {
      s.panel = "share";
    })}>${t("share")}</button></div></div>
    <div class="split side"><${Sheet} s=${s} /><aside class="panel" aria-label=${t(s.side)}><div class="bar">${[
      "comments",
      "history",
    ].map(
      (id) =>
        html`<button key=${id} aria-pressed=${s.side === id ? "true" : "false"} onClick=${() =>
          update((s) => {
            s.side = id;
          })}>${t(id)}</button>`,
    )}</div>${s.side === "comments" ? html`<${Comments} s=${s} />` : html`<${History} s=${s} />`}</aside></div>
    ${s.panel === "share" ? html`<${Share} s=${s} close=${close} />` : s.panel ? html`<${Fetch} s=${s}
    close=${close} />` : ""}${s.form ? html`<${Write} s=${s} />` : ""}`;
};

Env.define({ texts, content, begin, tasks, App });
