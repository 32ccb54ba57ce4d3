"use strict";
// What is seen and pressed.

const Side = ({ s }) => html`<nav aria-label=${t("folders")} class="panel">
  <button class="main" onClick=${() => update((s) => compose(s, "new"))}>${t("write")}</button>
  <ul class="plain folders">${allFolders(s).map((id) => {
    const unread = s.mails.filter((mail) => mail.folder === id && !mail.read).length;
    return html`<li key=${id}><button class="flat" aria-current=${s.folder === id && !s.query ? "true" : "false"}
      onClick=${() =>
      update((s) => {
        s.folder = id;
        s.open = null;
        s.query = "";
      })}>${folderName(id)}${unread ? html` <span class="tag">${unread}</span>` : ""}</button></li>`;
  })}</ul>
  <div class="bar">${["newFolder", "rules", "away"].map(
    (id) =>
      html`<button class="link" key=${id} onClick=${() =>
        update((s) => {
          s.panel = id;
        })}>${t(id)}</button>`,
  )}</div></nav>`;

const List = ({ s }) => {
  const mails = listed(s);
  return html`<div><div class="bar">
    <${Form} role="search" class="grow" onSubmit=${() => {}}><${Field} label=${t("find")} kind="search"
    value=${s.query} onChange=${(
      value,
    ) =>
      update((s) => {
        s.query = value;
      })} /><//>
    <${Field} label=${t("filter")} kind=${["all", "unread", "flagged", "attached"].map((id) => [id, t(id)])}
    value=${s.show} onChange=${(
      value,
    ) =>
      update((s) => {
        s.show = value;
      })} /></div>
    <h2 data-focus tabindex="-1">${s.query ? t("searchIn") : folderName(s.folder)} <span
    class="muted small" role="status">${t("results", { n: mails.length })}</span></h2>
    ${
      mails.length
        ? html`<ul class="plain rows mails">${mails.map(
            (mail) => html`<li key=${mail.id} class=${mail.read ? "" : "unread"}>
      <button class="flat mail" onClick=${() =>
        update((s) => {
          s.open = mail.id;
          mail.read = true;
          s.details = false;
        }, "")}>
        <span class="who">${mail.from[0]}</span> <span class="what">${mail.subject}</span> <span
        class="muted small">${day(mail.date)}
        ${mail.read ? "" : html` <span class="tag">${t("unreadOne")}</span>`}${mail.flagged ? html` <span
        class="tag">⚑ ${t("flaggedOne")}</span>` : ""}${mail.files.length ? html` <span
        class="tag">${t("attached")}</span>` : ""}${s.query ? html` <span
        class="tag">${folderName(mail.folder)}</span>` : ""}</span></button></li>`,
          )}</ul>`
        : html`<p>${t("empty")}</p>`
    }</div>`;
};

const Paragraph = ({ text }) =>
  html`<p>${text.split(/(\[[^\]]+\]\([^)]+\))/).map((part) => {
    const link = part.match(/^\[([^\]]+)\]\(([^)]+)\)$/);
    return link
      ? html`<button class="link" title=${link[2]} onClick=${() =>
          update(
            (s) => {
              s.link = link[2];
            },
            t("linkTo", { url: link[2] }),
          )}>${link[1]}</button>`
      : part;
  })}</p>`;

const Mail = ({ s, mail }) => {
  const [target, setTarget] = useState("archive");
  const act = (label, change, said) => html`<button onClick=${() => update(change, said)}>${label}</button>`;
  return html`<article>
    <div class="bar"><button onClick=${() =>
      update((s) => {
        s.open = null;
      })}>← ${t("back")}</button>
      ${["reply", "replyAll", "forward"].map((kind) => html`<button key=${kind}
      onClick=${() => update((s) => compose(s, kind))}>${t(kind)}</button>`)}
      <button onClick=${() => moveOpen("archive")}>${t("toArchive")}</button><button
      onClick=${() => moveOpen("trash")}>${t("toBin")}</button>
      ${act(
        t(mail.flagged ? "unflag" : "flag"),
        () => {
          mail.flagged = !mail.flagged;
        },
        t("done"),
      )}
      ${act(
        t("markUnread"),
        (s) => {
          mail.read = false;
          s.open = null;
        },
        t("done"),
      )}
      <button onClick=${() =>
        update((s) => {
          s.panel = "report";
        })}>${t("report")}</button>
      ${
        mail.list
          ? act(
              t("unsubscribe"),
              (s) => {
                if (!s.left.includes(mail.id)) s.left.push(mail.id);
              },
              t("unsubscribed"),
            )
          : ""
      }</div>
    <div class="bar"><${Field} inline label=${t("moveTo")} kind=${allFolders(s)
      .filter((id) => id !== mail.folder)
      .map((id) => [id, folderName(id)])} value=${target} onChange=${setTarget} />
      <button onClick=${() => moveOpen(target === mail.folder ? "inbox" : target)}>${t("move")}</button></div>
    <h2 data-focus tabindex="-1">${mail.subject}</h2>
    <dl class="meta"><dt>${t("from")}</dt><dd>${person(mail.from)}</dd><dt>${t("to")}</dt>
    <dd>${mail.to.join(", ")}</dd>${mail.cc.length ? html`<dt>${t("cc")}</dt>
    <dd>${mail.cc.join(", ")}</dd>` : ""}<dt>${t("date")}</dt>
    <dd>${day(mail.date, { dateStyle: "medium", timeStyle: "short" })}</dd></dl>
    <button class="link" aria-expanded=${s.details ? "true" : "false"} onClick=${() =>
      update((s) => {
        s.details = !s.details;
      })}>${t("details")}</button>
    ${s.details ? html`<pre
    class="panel">${mail.headers.map(([name, value]) => name + ": " + value).join("\n")}</pre>` : ""}
    <div class="text">${mail.body.map((text, at) => html`<${Paragraph} key=${at} text=${text} />`)}</div>
    ${
      mail.files.length
        ? html`<h3>${t("attachments")}</h3><ul class="plain">${mail.files.map(
            (file) =>
              html`<li key=${file.name}>${file.name} (${bytes(file.size)}) <button onClick=${() =>
                update(
                  (s) => {
                    s.saved.push(mail.id + "/" + file.name);
                  },
                  t("savedFile", { name: file.name }),
                )}>${t("saveFile", { name: file.name })}</button></li>`,
          )}</ul>`
        : ""
    }</article>`;
};

const Compose = ({ s }) => {
  const draft = s.compose;
  const set = (name) => (value) =>
    update((s) => {
      s.compose[name] = value;
      s.compose.problem = "";
    });
  const close = () =>
    update((s) => {
      s.compose = null;
    });
  const files = [...s.files.map((file) => ({ name: file.id, size: file.size })), ...draft.carried];
  return html`<${Dialog} title=${t("write")} onClose=${close}>
    ${["to", "cc", "bcc"].map((name) => html`<${Field} key=${name} label=${t(name)} value=${draft[name]}
    onChange=${set(name)} list="book" maxlength="400" />`)}
    <datalist id="book">${s.contacts.map((one) => html`<option key=${one.address}
    value=${one.address}>${one.name}</option>`)}</datalist>
    <details><summary>${t("contacts")}</summary><ul
    class="plain small">${s.contacts.map((one) => html`<li key=${one.address}>${one.name} : ${one.address}</li>`)}</ul>
    </details>
    <${Field} label=${t("subject")} value=${draft.subject} onChange=${set("subject")} maxlength="200" />
    <${Field} label=${t("body")} kind="area" value=${draft.body} onChange=${set("body")} maxlength="4000" />
    <fieldset><legend>${t("attach")}</legend>${files.map((file) => html`<${Check} key=${file.name}
    label=${file.name + " (" + bytes(file.size) + ")"} checked=${draft.files.includes(file.name)}
    onChange=${(on) => set("files")(on ? [...draft.files, file.name] : draft.files.filter((one) => one !== file.name))} />`)}</fieldset>
    <p class="bad" role="alert">${draft.problem}</p>
    <div class="bar"><button class="main" onClick=${send}>${t("send")}</button><button
    onClick=${() => update((s) => put(s, "drafts"), t("kept"))}>${t("keep")}</button><button
    onClick=${close}>${t("cancel")}</button></div><//>`;
};

const NewFolder = ({ close }) => {
  const [name, setName] = useState("");
  const make = () =>
    name.trim() &&
    update(
      (s) => {
        s.labels.push({ id: name.trim(), name: name.trim() });
        s.made.push(name.trim());
        s.panel = null;
      },
      t("folderMade", { name: name.trim() }),
    );
  return html`<${Dialog} title=${t("newFolder")} onClose=${close}><${Form} onSubmit=${make}><${Field}
    label=${t("folderName")} value=${name} onChange=${setName} maxlength="60" />
    <div class="bar"><button class="main" onClick=${make}>${t("create")}</button><button
    onClick=${close}>${t("cancel")}</button></div><//><//>`;
};

const Rules = ({ s, close }) => {
  const [rule, setRule] = useState({ field: "from", text: "", folder: "archive" });
  const set = (name) => (value) => setRule({ ...rule, [name]: value });
  return html`<${Dialog} title=${t("rules")} onClose=${close}>
    ${s.rules.length ? html`<ul>${s.rules.map((one, at) => html`<li key=${at}>${t("ruleText", { field: t(one.field), text: one.text, folder: folderName(one.folder) })}</li>`)}</ul>` : html`<p>${t("noRule")}</p>`}
    <${Field} label=${t("ruleIf")} kind=${[
      ["from", t("from")],
      ["subject", t("subject")],
    ]} value=${rule.field} onChange=${set("field")} />
    <${Field} label=${t("ruleHas")} value=${rule.text} onChange=${set("text")} maxlength="100" />
    <${Field} label=${t("ruleThen")} kind=${allFolders(s)
      .filter((id) => id !== "inbox")
      .map((id) => [id, folderName(id)])} value=${rule.folder} onChange=${set("folder")} />
    <div class="bar"><button class="main"
    onClick=${() => rule.text.trim() && addRule({ ...rule, text: rule.text.trim() })}>${t("addRule")}</button><button
    onClick=${close}>${t("close")}</button></div><//>`;
};

const Away = ({ s, close }) => {
  const [away, setAway] = useState(s.away || { on: false, from: "", to: "" });
  const set = (name) => (value) => setAway({ ...away, [name]: value });
  return html`<${Dialog} title=${t("away")} onClose=${close}><${Check} label=${t("awayOn")} checked=${away.on}
    onChange=${set("on")} />
    <${Field} label=${t("firstDay")} kind="date" value=${away.from} onChange=${set("from")} /><${Field}
    label=${t("lastDay")} kind="date" value=${away.to} onChange=${set("to")} />
    <div class="bar"><button class="main" onClick=${() =>
      update((s) => {
        s.away = away.on ? away : null;
        s.panel = null;
      }, t("done"))}>${t("save")}</button><button onClick=${close}>${t("cancel")}</button></div><//>`;
};

const Report = ({ close }) => html`<${Dialog} title=${t("report")} onClose=${close}><div class="bar">
  ${[
    ["spam", "reportSpam"],
    ["phishing", "reportPhishing"],
  ].map(
    ([kind, label]) =>
      html`<button key=${kind} onClick=${() =>
        update((s) => {
          s.reports[s.open] = kind;
          mailOf(s).folder = "spam";
          s.open = null;
          s.panel = null;
        }, t("reported"))}>${t(label)}</button>`,
  )}
  <button onClick=${close}>${t("cancel")}</button></div><//>`;

const App = ({ s }) => {
  const close = () =>
    update((s) => {
      s.panel = null;
    });
  const panels = { newFolder: NewFolder, rules: Rules, away: Away, report: Report };
  return html`<div class="bar head"><h1>${t("title")}</h1><span class="muted small">${s.me.address}</span></div>
    <div class="split"><${Side} s=${s} /><section
    class="panel">${s.open ? html`<${Mail} key=${s.open} s=${s} mail=${mailOf(s)} />` : html`<${List} s=${s} />`}</section>
    </div>
    ${s.compose ? html`<${Compose} s=${s} />` : ""}${s.panel ? html`<${panels[s.panel]} s=${s}
    close=${close} />` : ""}`;
};

Env.define({ texts, content, begin, tasks, App });
