"use strict";
// What is seen and pressed.

const AUDIENCES = ["public", "friends", "family", "me"];
const drop = (list, id, said = t("done")) =>
  update((s) => {
    s[list] = s[list].filter((one) => one.id !== id);
  }, said);

const SECTIONS = {
  account: ({ s }) =>
    s.settings.map(
      (one) =>
        html`<${Field} key=${one.id} label=${one.label} kind=${one.options} value=${one.value} onChange=${(value) =>
          update(() => {
            one.value = value;
          }, t("saved"))} />`,
    ),
  posts: ({ s }) =>
    html`<${Publish} /><ul class="plain rows">${s.posts.map(
      (
        one,
      ) => html`<li key=${one.id}><p class="strong">${one.text} ${one.author ? html`<span
        class="muted small">(${one.author})</span>` : ""}</p>
    ${
      one.author
        ? ""
        : html`<${Field} label=${t("audience", { post: one.text })} kind=${AUDIENCES.map((id) => [id, t(id)])}
          value=${one.audience} onChange=${(
            value,
          ) =>
            update(() => {
              one.audience = value;
            }, t("saved"))} />`
    }
    <div class="bar">${
      one.place
        ? html`<span class="tag">${t("place", { place: one.place })}</span> <button class="link" onClick=${() =>
            update((s) => {
              one.place = "";
              s.changedPosts.push(one.id + "-place");
            }, t("done"))}>${t("removePlace", { post: one.text })}</button>`
        : ""
    }
    ${
      one.tag
        ? html`<span class="tag">${t("tagged", { who: one.tag })}</span> <button class="link" onClick=${() =>
            update((s) => {
              one.tag = "";
              s.changedPosts.push(one.id + "-tag");
            }, t("done"))}>${t("removeTag", { post: one.text })}</button>`
        : ""
    }
    ${
      one.author
        ? ""
        : html`<button class="link" onClick=${() =>
            update((s) => {
              s.posts = s.posts.filter((two) => two !== one);
              s.changedPosts.push(one.id + "-all");
            }, t("done"))}>${t("deletePost", { post: one.text })}</button>`
    }</div></li>`,
    )}</ul>`,
  apps: ({ s }) =>
    s.apps.map(
      (app) =>
        html`<fieldset key=${app.id}><legend>${app.name}</legend><p
          class="small muted">${t("usedFor", { use: app.use })}</p>${Object.entries(
          app.permissions,
        ).map(
          ([what, state]) =>
            html`<${Field} key=${what} label=${t("allow", { app: app.name, what: t(what) })}
              kind=${["always", "using", "never"].map((id) => [id, t(id)])} value=${state} onChange=${(
              value,
            ) =>
              update(() => {
                app.permissions[what] = value;
              }, t("saved"))} />`,
        )}</fieldset>`,
    ),
  connected: ({ s }) =>
    html`<ul class="plain rows">${s.connected.map((one) => html`<li key=${one.id}><p><span
      class="strong">${one.name}</span><br />${t("can", { what: one.can })}<br /><span
      class="muted small">${t("last", { when: day(one.last) })}</span></p><button
      onClick=${() => drop("connected", one.id)}>${t("disconnect", { name: one.name })}</button></li>`)}</ul>`,
  sessions: ({ s }) =>
    html`<ul class="plain rows">${s.sessions.map((one) => html`<li key=${one.id}><p>${one.name} <span
      class="muted small">${day(one.when)}</span> ${one.current ? html`<span
      class="tag">${t("thisOne")}</span>` : ""}</p>${one.current ? "" : html`<button
      onClick=${() => drop("sessions", one.id)}>${t("signOut", { name: one.name })}</button>`}</li>`)}</ul>`,
  people: ({ s }) =>
    html`<ul class="plain rows">${s.people
      .filter((one) => !s.blocked.includes(one.id))
      .map(
        (one) =>
          html`<li key=${one.id}><p><span class="strong">${one.name}</span> <span
            class="tag">${t(one.friend ? "friend" : "notFriend")}</span><br /><span class="small">${one.note}</span>
            </p><div class="bar"><button onClick=${() =>
            update((s) => {
              s.blocked.push(one.id);
            }, t("done"))}>${t("block", { name: one.name })}</button><button onClick=${() =>
            update((s) => {
              if (!s.reported.includes(one.id)) s.reported.push(one.id);
            }, t("done"))}>${t("reportOne", { name: one.name })}</button>${
            one.friend
              ? html`<button onClick=${() =>
                  update(() => {
                    one.friend = false;
                    one.left = true;
                  }, t("done"))}>${t("unfollow", { name: one.name })}</button>`
              : ""
          }</div></li>`,
      )}</ul>`,
  data: ({ s }) => html`<${Export} s=${s} /><${Request} s=${s} />`,
  site: ({ s }) => html`<${Site} s=${s} />`,
};

const Publish = () => {
  const [post, setPost] = useState({ text: "", audience: "public", place: true });
  const set = (name) => (value) => setPost({ ...post, [name]: value });
  const publish = () =>
    post.text.trim() &&
    update((s) => {
      s.made = "audience=" + post.audience + (post.place ? " place" : "");
      s.posts = [
        {
          id: "n" + s.posts.length,
          text: post.text.trim(),
          audience: post.audience,
          place: post.place ? "Ville-Claire" : "",
        },
        ...s.posts,
      ];
    }, t("done"));
  return html`<fieldset><legend>${t("write")}</legend><${Field} label=${t("text")} value=${post.text}
    onChange=${set("text")} maxlength="200" /><${Field} label=${t("who")} kind=${AUDIENCES.map((id) => [id, t(id)])}
    value=${post.audience} onChange=${set("audience")} /><${Check} label=${t("addPlace")} checked=${post.place}
    onChange=${set("place")} /><button class="main" onClick=${publish}>${t("publish")}</button></fieldset>`;
};

const Site = ({ s }) => {
  const { site } = s.config,
    choose = (list) =>
      update((s) => {
        s.cookies = site.purposes
          .concat(site.legitimate)
          .map((one) => one.id)
          .filter((id) => list.includes(id));
        s.banner = "closed";
      }, t("chosen"));
  const needed = site.purposes.filter((one) => one.required).map((one) => one.id);
  const all = [...site.purposes, ...site.legitimate].map((one) => one.id);
  const toggle = (list, id) => (on) =>
    update((s) => {
      s[list] = on ? [...s[list], id] : s[list].filter((one) => one !== id);
    });
  return html`<h3>${site.name}</h3><p>${site.text}</p>${
    s.banner === "closed"
      ? html`<button class="link" onClick=${() =>
          update((s) => {
            s.banner = "ask";
          })}>${t("cookieAgain")}</button>`
      : html`<section class="panel banner" aria-label="Cookies"><p>${t("banner", { n: site.partners })}</p>
    ${
      s.banner === "custom"
        ? html`<fieldset>
          <legend>${t("purposes")}</legend>${site.purposes.map((one) => (one.required ? html`<p key=${one.id}>${one.label} (${t("always2")})</p>` : html`<${Check} key=${one.id}
          label=${one.label} checked=${s.purposes.includes(one.id)}
          onChange=${toggle("purposes", one.id)} />`))}</fieldset>
      <details><summary>${t("legitimate")}</summary>${site.legitimate.map((one) => html`<${Check} key=${one.id}
      label=${one.label} checked=${s.legitimate.includes(one.id)}
      onChange=${toggle("legitimate", one.id)} />`)}</details><button
      onClick=${() => choose([...needed, ...s.purposes, ...s.legitimate])}>${t("keepChoice")}</button>`
        : ""
    }
    <div class="bar"><button class="main" onClick=${() => choose(all)}>${t("acceptAll")}</button>${
      s.banner === "ask"
        ? html`<button onClick=${() =>
            update((s) => {
              s.banner = "custom";
            })}>${t("customise")}</button>`
        : ""
    }<button class="link" onClick=${() => choose(needed)}>${t("refuseAll")}</button></div></section>`
  }`;
};

const Export = ({ s }) => {
  const [kinds, setKinds] = useState([]),
    [format, setFormat] = useState(s.config.formats[0]);
  return html`<fieldset><legend>${t("download")}</legend><fieldset>
    <legend>${t("kinds")}</legend>${s.config.kinds.map(([id, label]) => html`<${Check} key=${id} label=${label}
    checked=${kinds.includes(id)}
      onChange=${(on) => setKinds(on ? [...kinds, id] : kinds.filter((one) => one !== id))} />`)}</fieldset>
    <${Field} label=${t("format")} kind=${s.config.formats.map((one) => [one, one])} value=${format}
    onChange=${setFormat} /><button class="main" onClick=${() =>
      kinds.length &&
      update((s) => {
        s.asked = format.toLowerCase() + ":" + sorted(kinds).join("+");
      }, t("done"))}>${t("ask")}</button></fieldset>`;
};

const Request = ({ s }) => {
  const [form, setForm] = useState({ right: "access", about: s.config.subjects[0][0], to: s.config.recipients[0][0] });
  const set = (name) => (value) => setForm({ ...form, [name]: value });
  return html`<fieldset><legend>${t("request")}</legend><${Field} label=${t("right")}
    kind=${["access", "rectification", "erasure", "portability", "objection"].map((id) => [id, t(id)])}
    value=${form.right} onChange=${set("right")} /><${Field} label=${t("about")} kind=${s.config.subjects}
    value=${form.about} onChange=${set("about")} /><${Field} label=${t("to")} kind=${s.config.recipients}
    value=${form.to} onChange=${set("to")} /><button class="main" onClick=${() =>
    update((s) => {
      s.request = form.right + ":" + form.about + ">" + form.to;
    }, t("done"))}>${t("send")}</button></fieldset>`;
};

const App = ({ s }) => {
  const Section = SECTIONS[s.at];
  return html`<div class="bar head"><h1>${t("title")}</h1></div><div class="split"><nav class="panel"
    aria-label=${t("sections")}><ul class="plain sections">${Object.keys(
    SECTIONS,
  ).map(
    (id) =>
      html`<li key=${id}><button class="flat" aria-current=${s.at === id ? "true" : "false"} onClick=${() =>
        update((s) => {
          s.at = id;
        }, "")}>${t(id)}</button></li>`,
  )}</ul></nav>
    <section class="panel"><h2 data-focus tabindex="-1">${t(s.at)}</h2><${Section} s=${s} /></section></div>`;
};

Env.define({ texts, content, begin, tasks, App });
