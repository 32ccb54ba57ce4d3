"use strict";
// What is seen and pressed.

const byId = (s, id) => s.events.find((event) => event.id === id);
const clock = (ms, zone) =>
  new Intl.DateTimeFormat(Env.language(), { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(ms);
const dayName = (iso) => day(iso, { weekday: "long", day: "numeric", month: "long" });
const zones = (s) => s.config.zones.map((zone) => [zone, zone.replace("_", " ")]);

const Item = ({ s, one }) => html`<button class="flat event" onClick=${() =>
  update((s) => {
    s.open = one.event.id;
  })}><span class="strong">${clock(one.start, s.shown)} – ${clock(one.end, s.shown)}</span> ${one.event.title}
  ${one.event.repeat !== "never" ? html` <span
  class="tag">${t(one.event.repeat)}</span>` : ""}${one.event.status ? html` <span
  class="tag">${t(one.event.status)}</span>` : ""}</button>`;

const Week = ({ s }) => {
  const all = occurrences(s);
  return html`<section class="panel"><h2 data-focus tabindex="-1">${t("week", { day: day(s.monday) })}</h2><ol
    class="plain week">${[
    0, 1, 2, 3, 4, 5, 6,
  ].map((n) => {
    const date = shift(s.monday, n),
      here = all.filter((one) => local(one.start, s.shown).slice(0, 10) === date);
    return html`<li key=${date} class=${date === s.config.today ? "now" : ""}>
      <h3>${dayName(date)}${date === s.config.today ? " (" + t("today") + ")" : ""}</h3>${here.length ? html`<ul
      class="plain">${here.map((one) => html`<li key=${one.event.id}><${Item} s=${s} one=${one} />
      </li>`)}</ul>` : html`<span class="muted">${t("nothing")}</span>`}</li>`;
  })}</ol></section>`;
};

const Found = ({ s }) => {
  const hits = s.events.filter((event) => fold(event.title + " " + event.place).includes(fold(s.query)));
  return html`<section class="panel"><h2>${t("found")}</h2><ul class="plain">${hits.map(
    (event) =>
      html`<li key=${event.id}><button class="link" onClick=${() =>
        update((s) => {
          s.open = event.id;
        })}>${day(event.start.slice(0, 10))}: ${event.title}</button></li>`,
  )}</ul>${hits.length ? "" : t("nothing")}</section>`;
};

const edit = (s, event) => {
  s.form = {
    id: event ? event.id : null,
    title: "",
    zone: s.config.zone,
    ...structuredClone(NEW),
    ...(event ? structuredClone(event) : {}),
    day: event ? event.start.slice(0, 10) : "",
    from: event ? event.start.slice(11) : "",
    to: event ? event.end.slice(11) : "",
  };
  s.form.guests = s.form.guests.join(", ");
  s.problem = "";
  s.open = null;
};

function save() {
  const { form } = Env.state();
  const bad =
    !form.title.trim() || !form.day || !form.from || !form.to ? "needed" : form.to <= form.from ? "badTime" : "";
  if (bad)
    return update((s) => {
      s.problem = t(bad);
    });
  const { day: date, from, to, ...rest } = form;
  const event = {
    ...rest,
    id: form.id || "n" + Env.state().events.length,
    title: form.title.trim(),
    start: date + "T" + from,
    end: date + "T" + to,
    guests: addresses(form.guests),
  };
  const [start, end] = [instant(event.start, event.zone), instant(event.end, event.zone)];
  const other = Env.state().events.find(
    (one) =>
      one.id !== event.id &&
      one.status !== "declined" &&
      instant(one.start, one.zone) < end &&
      instant(one.end, one.zone) > start,
  );
  return update(
    (s) => {
      if (form.id) Object.assign(byId(s, form.id), event);
      else {
        s.events.push(event);
        s.created = event;
      }
      s.form = null;
      s.monday = mondayOf(local(start, s.shown).slice(0, 10));
    },
    t("saved") + (other ? " " + t("clash", { title: other.title }) : ""),
  );
}

const Edit = ({ s }) => {
  const { form } = s,
    set = (name) => (value) =>
      update((s) => {
        s.form[name] = value;
        s.problem = "";
      });
  const close = () =>
    update((s) => {
      s.form = null;
    });
  return html`<${Dialog} title=${t(form.id ? "edit" : "create")} onClose=${close}><${Form} onSubmit=${save}>
    <${Field} label=${t("name")} value=${form.title} onChange=${set("title")} maxlength="80" /><${Field}
    label=${t("day")} kind="date" value=${form.day} onChange=${set("day")} /><${Field} label=${t("from")} kind="time"
    value=${form.from} onChange=${set("from")} /><${Field} label=${t("to")} kind="time" value=${form.to}
    onChange=${set("to")} />
    <${Field} label=${t("inZone")} kind=${zones(s)} value=${form.zone} onChange=${set("zone")} /><${Field}
    label=${t("place")} value=${form.place} onChange=${set("place")} maxlength="80" /><${Field} label=${t("guests")}
    value=${form.guests} onChange=${set("guests")} maxlength="300" list="people" />
    <datalist id="people">${s.config.people.map((one) => html`<option key=${one.id}
    value=${one.address}>${one.name}</option>`)}</datalist>
    <${Field} label=${t("repeat")}
    kind=${["never", "daily", "weekly", "fortnightly", "monthly"].map((id) => [id, t(id)])} value=${form.repeat}
    onChange=${set("repeat")} />${form.repeat === "never" ? "" : html`<${Field} label=${t("until")} kind="date"
    value=${form.until} onChange=${set("until")} />`}
    <${Field} label=${t("reminder")} kind=${[
      ["0", t("noReminder")],
      ["10", t("minutes", { n: 10 })],
      ["30", t("minutes", { n: 30 })],
      ["60", t("hour")],
      ["1440", t("dayBefore")],
    ]} value=${String(form.reminder)} onChange=${(value) => set("reminder")(Number(value))} /><${Check}
      label=${t("private")} checked=${form.private} onChange=${set("private")} />
    <p class="bad" role="alert">${s.problem}</p><div class="bar"><button class="main"
    onClick=${save}>${t("save")}</button><button onClick=${close}>${t("cancel")}</button></div><//><//>`;
};

const Event = ({ s, event }) => {
  const close = () =>
      update((s) => {
        s.open = null;
      }),
    from = instant(event.start, event.zone),
    to = instant(event.end, event.zone);
  const reply = (status) => () =>
    update((s) => {
      event.status = status;
      s.open = null;
    }, t("answered"));
  return html`<${Dialog} title=${event.title} onClose=${close}>
    <p>${dayName(local(from, s.shown).slice(0, 10))}, ${clock(from, s.shown)} – ${clock(to, s.shown)} (${s.shown})</p>${event.zone !== s.shown ? html`<p
    class="muted">${clock(from, event.zone)} – ${clock(to, event.zone)} (${event.zone})</p>` : ""}
    <dl>${[
      ["place", event.place],
      ["guests", event.guests.join(", ")],
      ["organizer", event.organizer],
      [
        "repeat",
        event.repeat === "never"
          ? ""
          : t(event.repeat) + (event.until ? ", " + t("until").toLowerCase() + " " + day(event.until) : ""),
      ],
      ["answer", event.status && t(event.status)],
    ]
      .filter(([, value]) => value)
      .map(([name, value]) => html`<div key=${name}><dt class="strong">${t(name)}</dt><dd>${value}</dd></div>`)}</dl>
    <div class="bar">${event.status ? html`<button onClick=${reply("accepted")}>${t("accept")}</button><button
    onClick=${reply("tentative")}>${t("maybe")}</button><button
    onClick=${reply("declined")}>${t("decline")}</button>` : html`<button
    onClick=${() => update((s) => edit(s, event))}>${t("edit")}</button>`}
    <button onClick=${() =>
      update((s) => {
        s.events = s.events.filter((one) => one !== event);
        s.open = null;
      }, t("deleted"))}>${t("remove")}</button><button onClick=${close}>${t("close")}</button></div><//>`;
};

const Availability = ({ s, close }) => {
  const hours = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map((hour) => String(hour).padStart(2, "0") + ":00"),
    date = s.lookDay;
  const after = (hour) => String(Number(hour.slice(0, 2)) + 1).padStart(2, "0") + ":00";
  const mine = s.events
    .filter((event) => event.status !== "declined" && event.status !== "asked")
    .map((event) => [
      local(instant(event.start, event.zone), s.config.zone),
      local(instant(event.end, event.zone), s.config.zone),
    ]);
  const rows = [{ id: "me", name: t("me"), busy: mine }, ...s.config.people];
  const busy = (one, hour) => one.busy.some(([from, to]) => from < date + "T" + after(hour) && to > date + "T" + hour);
  return html`<${Dialog} title=${t("availability")} onClose=${close}><${Field} label=${t("calendarDay")} kind="date"
    value=${date} onChange=${(
    value,
  ) =>
    value &&
    update((s) => {
      s.lookDay = value;
    })} />
    <div class="scroll" tabindex="0" role="group" aria-label=${t("availability")}><table><thead><tr>
    <th scope="col">${t("hourCol")}</th>${rows.map((one) => html`<th key=${one.id} scope="col">${one.name}</th>`)}<td>
    </td></tr></thead>
    <tbody>${hours.map(
      (hour) =>
        html`<tr key=${hour}><th scope="row">${hour}</th>${rows.map((one) => html`<td key=${one.id}
          class=${busy(one, hour) ? "busy" : "free"}>${t(busy(one, hour) ? "busy" : "free")}</td>`)}<td><button
          class="link" onClick=${() =>
          update(
            (s) => {
              s.slot = date + " " + hour;
              s.panel = null;
            },
            t("chosen", { when: day(date) + " " + hour }),
          )}>${t("choose", { time: hour })}</button></td></tr>`,
    )}</tbody></table></div><button onClick=${close}>${t("close")}</button><//>`;
};

const Share = ({ s, close }) => {
  const [who, setWho] = useState(""),
    [level, setLevel] = useState("freebusy");
  const LEVELS = ["freebusy", "read", "write"].map((id) => [id, t(id)]);
  const add = () =>
    who.trim() &&
    update(
      (s) => {
        const id = who.trim().toLowerCase();
        s.sharing = [...s.sharing.filter((one) => one.id !== id), { id, level }];
      },
      t("shared", { who }),
    );
  return html`<${Dialog} title=${t("share")} onClose=${close}><h3>${t("sharedWith")}</h3><ul
    class="plain rows">${s.sharing.map(
    (one) =>
      html`<li key=${one.id}><${Field} label=${one.id} kind=${LEVELS} value=${one.level} onChange=${(value) =>
        update(
          () => {
            one.level = value;
          },
          t("shared", { who: one.id }),
        )} /><button class="link" onClick=${() =>
        update((s) => {
          s.sharing = s.sharing.filter((two) => two !== one);
        }, t("unshared"))}>${t("withdraw", { who: one.id })}</button></li>`,
  )}</ul>
    <${Form} onSubmit=${add}><${Field} label=${t("person")} value=${who} onChange=${setWho}
    maxlength="100" list="people2" /><datalist id="people2">${s.config.people.map((one) => html`<option key=${one.id}
      value=${one.address}>${one.name}</option>`)}</datalist><${Field} label=${t("level")} kind=${LEVELS}
      value=${level} onChange=${setLevel} />
    <div class="bar"><button class="main" onClick=${add}>${t("add")}</button><button
    onClick=${close}>${t("close")}</button></div><//><//>`;
};

const App = ({ s }) => {
  const close = () =>
    update((s) => {
      s.panel = null;
    });
  return html`<div class="bar head"><h1>${t("title")}</h1><${Field} inline label=${t("zone")} kind=${zones(s)}
    value=${s.shown} onChange=${(
    value,
  ) =>
    update((s) => {
      s.shown = value;
    })} /></div>
    <div class="bar head"><div class="bar"><button onClick=${() =>
      update((s) => {
        s.monday = shift(s.monday, -7);
      })}>← ${t("before")}</button><button onClick=${() =>
      update((s) => {
        s.monday = mondayOf(s.config.today);
      })}>${t("today")}</button><button onClick=${() =>
      update((s) => {
        s.monday = shift(s.monday, 7);
      })}>${t("after")} →</button></div>
    <div class="bar"><button class="main" onClick=${() => update((s) => edit(s, null))}>${t("create")}</button><button
    onClick=${() =>
      update((s) => {
        s.panel = "availability";
      })}>${t("availability")}</button><button onClick=${() =>
      update((s) => {
        s.panel = "share";
      })}>${t("share")}</button></div></div>
    <${Field} label=${t("find")} kind="search" value=${s.query} onChange=${(value) =>
      update((s) => {
        s.query = value;
      })} maxlength="60" />
    ${s.query ? html`<${Found} s=${s} />` : html`<${Week} s=${s} />`}
    ${s.open ? html`<${Event} s=${s} event=${byId(s, s.open)} />` : ""}${s.form ? html`<${Edit} s=${s} />` : ""}${s.panel === "availability" ? html`<${Availability} s=${s}
    close=${close} />` : s.panel ? html`<${Share} s=${s} close=${close} />` : ""}`;
};

Env.define({ texts, content, begin, tasks, App });
