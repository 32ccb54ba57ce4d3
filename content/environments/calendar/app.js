"use strict";
// A calendar: events, time zones, invitations, repetition, availability, sharing. The answer is what was planned or changed.
{
  const texts = {
    title: ["Agenda", "Calendar", "Kalender"], week: ["Semaine du {day}", "Week of {day}", "Woche vom {day}"], before: ["Semaine précédente", "Previous week", "Vorige Woche"], after: ["Semaine suivante", "Next week", "Nächste Woche"], today: ["Aujourd’hui", "Today", "Heute"], zone: ["Fuseau affiché", "Time zone shown", "Angezeigte Zeitzone"], nothing: ["rien", "nothing", "nichts"],
    create: ["Nouvel événement", "New event", "Neuer Termin"], availability: ["Disponibilités", "Availability", "Verfügbarkeit"], share: ["Partager l’agenda", "Share the calendar", "Kalender freigeben"], find: ["Rechercher un événement", "Find an event", "Termin suchen"], found: ["Événements trouvés", "Events found", "Gefundene Termine"],
    name: ["Titre", "Title", "Titel"], day: ["Date", "Date", "Datum"], from: ["Début", "Start", "Beginn"], to: ["Fin", "End", "Ende"], inZone: ["Fuseau de l’événement", "Time zone of the event", "Zeitzone des Termins"], place: ["Lieu", "Place", "Ort"], guests: ["Invités", "Guests", "Gäste"], repeat: ["Répétition", "Repeats", "Wiederholung"], never: ["jamais", "never", "nie"], daily: ["chaque jour", "every day", "täglich"], weekly: ["chaque semaine", "every week", "wöchentlich"], fortnightly: ["toutes les deux semaines", "every two weeks", "alle zwei Wochen"], monthly: ["chaque mois", "every month", "monatlich"], until: ["Jusqu’au", "Until", "Bis"],
    reminder: ["Rappel", "Reminder", "Erinnerung"], noReminder: ["aucun", "none", "keine"], minutes: ["{n} minutes avant", "{n} minutes before", "{n} Minuten vorher"], hour: ["1 heure avant", "1 hour before", "1 Stunde vorher"], dayBefore: ["1 jour avant", "1 day before", "1 Tag vorher"], private: ["Événement privé", "Private event", "Privater Termin"],
    organizer: ["Organisé par", "Organised by", "Organisiert von"], answer: ["Votre réponse", "Your answer", "Ihre Antwort"], asked: ["invitation en attente", "invitation waiting", "offene Einladung"], accepted: ["accepté", "accepted", "zugesagt"], declined: ["refusé", "declined", "abgesagt"], tentative: ["peut-être", "maybe", "vielleicht"], accept: ["Accepter", "Accept", "Zusagen"], decline: ["Refuser", "Decline", "Absagen"], maybe: ["Peut-être", "Maybe", "Vielleicht"],
    edit: ["Modifier", "Edit", "Bearbeiten"], badTime: ["La fin doit venir après le début.", "The end must come after the start.", "Das Ende muss nach dem Beginn liegen."], needed: ["Indiquez un titre, une date et deux heures.", "Give a title, a date and two times.", "Geben Sie Titel, Datum und zwei Uhrzeiten an."], clash: ["Attention : chevauche « {title} ».", "Note: overlaps “{title}”.", "Hinweis: überschneidet sich mit „{title}“."],
    saved: ["Événement enregistré.", "Event saved.", "Termin gespeichert."], deleted: ["Événement supprimé.", "Event deleted.", "Termin gelöscht."], answered: ["Réponse envoyée.", "Answer sent.", "Antwort gesendet."], shared: ["Agenda partagé avec {who}.", "Calendar shared with {who}.", "Kalender für {who} freigegeben."], unshared: ["Partage retiré.", "Sharing removed.", "Freigabe entfernt."],
    hourCol: ["Heure", "Hour", "Uhrzeit"], free: ["libre", "free", "frei"], busy: ["occupé", "busy", "belegt"], choose: ["Choisir {time}", "Choose {time}", "{time} wählen"], chosen: ["Créneau choisi : {when}", "Slot chosen: {when}", "Gewählter Termin: {when}"], person: ["Personne", "Person", "Person"], level: ["Peut", "Can", "Darf"], freebusy: ["voir seulement libre ou occupé", "see free or busy only", "nur frei oder belegt sehen"], read: ["voir tous les détails", "see all details", "alle Details sehen"], write: ["modifier les événements", "change events", "Termine ändern"], add: ["Partager", "Share", "Freigeben"], sharedWith: ["Partagé avec", "Shared with", "Freigegeben für"], withdraw: ["Retirer {who}", "Remove {who}", "{who} entfernen"], me: ["Moi", "Me", "Ich"], calendarDay: ["Jour", "Day", "Tag"],
  };

  function content(L) {
    return {
      task: "", today: "2026-03-12", zone: "Europe/Paris", zones: ["Europe/Paris", "Europe/London", "America/Montreal", "Asia/Tokyo", "America/Cayenne", "Indian/Reunion"], parts: ["when"], me: "camille.renaud@marelle.example",
      people: [
        { id: "lina", name: "Lina Aubert", address: "lina.aubert@marelle.example", busy: [["2026-03-13T09:00", "2026-03-13T11:00"], ["2026-03-13T14:00", "2026-03-13T16:00"], ["2026-03-16T09:00", "2026-03-16T12:00"]] },
        { id: "hugo", name: "Hugo Besson", address: "hugo.besson@marelle.example", busy: [["2026-03-13T11:00", "2026-03-13T12:00"], ["2026-03-13T16:00", "2026-03-13T18:00"], ["2026-03-16T14:00", "2026-03-16T17:00"]] },
        { id: "noe", name: "Noé Carlier", address: "noe.carlier@atelier-nord.example", busy: [["2026-03-13T08:00", "2026-03-13T09:00"], ["2026-03-13T12:00", "2026-03-13T13:00"], ["2026-03-16T10:00", "2026-03-16T11:00"]] },
      ],
      sharing: [{ id: "noe.carlier@atelier-nord.example", level: "write" }],
      events: [
        { id: "e1", title: L("Réunion du quartier", "Neighbourhood meeting"), start: "2026-03-12T18:00", end: "2026-03-12T19:30", place: L("Salle des Tilleuls", "Linden room"), guests: ["lina.aubert@marelle.example"] },
        { id: "e2", title: L("Cours de dessin", "Drawing class"), start: "2026-03-10T17:00", end: "2026-03-10T18:00", repeat: "weekly", until: "2026-06-30" },
        { id: "e3", title: L("Dentiste", "Dentist"), start: "2026-03-13T10:00", end: "2026-03-13T10:30", reminder: 0 },
        { id: "e4", title: L("Appel avec Tokyo", "Call with Tokyo"), start: "2026-03-13T17:00", end: "2026-03-13T18:00", zone: "Asia/Tokyo", guests: ["hugo.besson@marelle.example"] },
        { id: "e5", title: L("Atelier affiches", "Poster workshop"), start: "2026-03-16T14:00", end: "2026-03-16T16:00", organizer: "noe.carlier@atelier-nord.example", status: "asked", place: "Atelier Nord" },
        { id: "e6", title: L("Anniversaire d’Inès", "Inès’s birthday"), start: "2026-03-16T15:00", end: "2026-03-16T18:00", organizer: "ines.dumas@ville-claire.example", status: "asked" },
        { id: "e7", title: L("Appel (annulé)", "Call (cancelled)"), start: "2026-03-11T09:00", end: "2026-03-11T09:30" },
      ],
    };
  }

  const NEW = { place: "", guests: [], repeat: "never", until: "", reminder: 10, organizer: "", status: "", private: false };
  function begin(config) {
    const events = config.events.map((event) => ({ ...structuredClone(NEW), zone: config.zone, ...event }));
    return { config, events, first: structuredClone(events), shown: config.zone, monday: mondayOf(config.today), open: null, form: null, problem: "", panel: null, query: "", slot: "", created: null, sharing: config.sharing, lookDay: config.today };
  }

  // ---- time: local time in a zone <-> milliseconds -----------------------------------------------------------------
  const parts = (ms, zone) => Object.fromEntries(new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(ms).map((part) => [part.type, part.value]));
  const local = (ms, zone) => { const p = parts(ms, zone); return p.year + "-" + p.month + "-" + p.day + "T" + p.hour + ":" + p.minute; };
  function instant(text, zone) {
    const wanted = Date.parse(text + ":00Z");
    let ms = wanted;
    for (let n = 0; n < 2; n += 1) ms += wanted - Date.parse(local(ms, zone) + ":00Z");
    return ms;
  }
  const shift = (iso, days) => new Date(Date.parse(iso + "T00:00Z") + days * 864e5).toISOString().slice(0, 10);
  const mondayOf = (iso) => shift(iso, -((new Date(iso + "T00:00Z").getUTCDay() + 6) % 7));
  function nextMonth(iso, n) { const date = new Date(iso + "T00:00Z"); date.setUTCMonth(date.getUTCMonth() + n); return date.toISOString().slice(0, 10); }

  // Occurrences of an event that start in the week shown: {event, start, end} in ms.
  function occurrences(s) {
    const from = instant(s.monday + "T00:00", s.shown), to = instant(shift(s.monday, 7) + "T00:00", s.shown), found = [];
    for (const event of s.events) {
      const date = event.start.slice(0, 10), last = event.repeat === "never" ? date : event.until || shift(s.monday, 7);
      const step = { never: () => "9999-12-31", daily: (n) => shift(date, n), weekly: (n) => shift(date, 7 * n), fortnightly: (n) => shift(date, 14 * n), monthly: (n) => nextMonth(date, n) }[event.repeat];
      for (let n = 0, at = date; at <= last && n < 400; n += 1, at = step(n)) {
        const start = instant(at + event.start.slice(10), event.zone), length = instant(event.end, event.zone) - instant(event.start, event.zone);
        if (start >= from && start < to) found.push({ event, start, end: start + length });
      }
    }
    return found.sort((one, other) => one.start - other.start);
  }

  // ---- answers ------------------------------------------------------------------------------------------------------
  const when = (s, event) => { const zone = s.config.zone, start = local(instant(event.start, event.zone), zone), end = local(instant(event.end, event.zone), zone); return start.replace("T", " ") + "-" + end.slice(11); };
  const spell = (s, event, part) => ({ when: when(s, event), title: event.title, place: event.place, guests: joined(event.guests), repeat: event.repeat === "never" ? "" : event.repeat + (event.until ? ".." + event.until : ""), reminder: String(event.reminder), private: event.private ? "yes" : "", zone: event.zone }[part]);
  const changed = (s, say) => joined(s.first.map((old) => [old, s.events.find((event) => event.id === old.id)]).filter(([old, now]) => now && say(old) !== say(now)).map(([old, now]) => old.id + "=" + say(now)));
  const tasks = {
    create: (s, config) => (s.created ? config.parts.map((part) => [part, spell(s, s.created, part)]).filter(([, value]) => value !== "").map((pair) => pair.join("=")).join(" ") : ""),
    move: (s) => changed(s, (event) => when(s, event)),
    delete: (s) => joined(s.first.filter((old) => !s.events.some((event) => event.id === old.id)).map((old) => old.id)),
    reply: (s) => changed(s, (event) => event.status),
    repeat: (s) => changed(s, (event) => spell(s, event, "repeat") || "never"),
    reminder: (s) => changed(s, (event) => String(event.reminder)),
    guests: (s) => changed(s, (event) => sorted(event.guests).join("+")),
    zone: (s, config) => (s.shown === config.zone ? "" : s.shown),
    slot: (s) => s.slot,
    share: (s, config) => joined([...s.sharing.filter((one) => (config.sharing.find((old) => old.id === one.id) || {}).level !== one.level).map((one) => one.id + "=" + one.level), ...config.sharing.filter((old) => !s.sharing.some((one) => one.id === old.id)).map((old) => old.id + "=removed")]),
    open: (s) => s.open || "",
  };

  // ---- view -----------------------------------------------------------------------------------------------------------
  const byId = (s, id) => s.events.find((event) => event.id === id);
  const clock = (ms, zone) => new Intl.DateTimeFormat(Env.language(), { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(ms);
  const dayName = (iso) => day(iso, { weekday: "long", day: "numeric", month: "long" });
  const zones = (s) => s.config.zones.map((zone) => [zone, zone.replace("_", " ")]);

  const Item = ({ s, one }) => html`<button class="flat event" onClick=${() => update((s) => { s.open = one.event.id; })}><span class="strong">${clock(one.start, s.shown)} – ${clock(one.end, s.shown)}</span> ${one.event.title}
    ${one.event.repeat !== "never" ? html` <span class="tag">${t(one.event.repeat)}</span>` : ""}${one.event.status ? html` <span class="tag">${t(one.event.status)}</span>` : ""}</button>`;

  const Week = ({ s }) => {
    const all = occurrences(s);
    return html`<section class="panel"><h2 data-focus tabindex="-1">${t("week", { day: day(s.monday) })}</h2><ol class="plain week">${[0, 1, 2, 3, 4, 5, 6].map((n) => {
      const date = shift(s.monday, n), here = all.filter((one) => local(one.start, s.shown).slice(0, 10) === date);
      return html`<li key=${date} class=${date === s.config.today ? "now" : ""}><h3>${dayName(date)}${date === s.config.today ? " (" + t("today") + ")" : ""}</h3>${here.length ? html`<ul class="plain">${here.map((one) => html`<li key=${one.event.id}><${Item} s=${s} one=${one} /></li>`)}</ul>` : html`<span class="muted">${t("nothing")}</span>`}</li>`;
    })}</ol></section>`;
  };

  const Found = ({ s }) => { const hits = s.events.filter((event) => fold(event.title + " " + event.place).includes(fold(s.query))); return html`<section class="panel"><h2>${t("found")}</h2><ul class="plain">${hits.map((event) => html`<li key=${event.id}><button class="link" onClick=${() => update((s) => { s.open = event.id; })}>${day(event.start.slice(0, 10))}: ${event.title}</button></li>`)}</ul>${hits.length ? "" : t("nothing")}</section>`; };

  const edit = (s, event) => { s.form = { id: event ? event.id : null, title: "", zone: s.config.zone, ...structuredClone(NEW), ...(event ? structuredClone(event) : {}), day: event ? event.start.slice(0, 10) : "", from: event ? event.start.slice(11) : "", to: event ? event.end.slice(11) : "" }; s.form.guests = s.form.guests.join(", "); s.problem = ""; s.open = null; };

  function save() {
    const { form } = Env.state();
    const bad = !form.title.trim() || !form.day || !form.from || !form.to ? "needed" : form.to <= form.from ? "badTime" : "";
    if (bad) return update((s) => { s.problem = t(bad); });
    const { day: date, from, to, ...rest } = form;
    const event = { ...rest, id: form.id || "n" + Env.state().events.length, title: form.title.trim(), start: date + "T" + from, end: date + "T" + to, guests: addresses(form.guests) };
    const [start, end] = [instant(event.start, event.zone), instant(event.end, event.zone)];
    const other = Env.state().events.find((one) => one.id !== event.id && one.status !== "declined" && instant(one.start, one.zone) < end && instant(one.end, one.zone) > start);
    return update((s) => {
      if (form.id) Object.assign(byId(s, form.id), event); else { s.events.push(event); s.created = event; }
      s.form = null;
      s.monday = mondayOf(local(start, s.shown).slice(0, 10));
    }, t("saved") + (other ? " " + t("clash", { title: other.title }) : ""));
  }

  const Edit = ({ s }) => {
    const { form } = s, set = (name) => (value) => update((s) => { s.form[name] = value; s.problem = ""; });
    const close = () => update((s) => { s.form = null; });
    return html`<${Dialog} title=${t(form.id ? "edit" : "create")} onClose=${close}><${Form} onSubmit=${save}>
      <${Field} label=${t("name")} value=${form.title} onChange=${set("title")} maxlength="80" /><${Field} label=${t("day")} kind="date" value=${form.day} onChange=${set("day")} /><${Field} label=${t("from")} kind="time" value=${form.from} onChange=${set("from")} /><${Field} label=${t("to")} kind="time" value=${form.to} onChange=${set("to")} />
      <${Field} label=${t("inZone")} kind=${zones(s)} value=${form.zone} onChange=${set("zone")} /><${Field} label=${t("place")} value=${form.place} onChange=${set("place")} maxlength="80" /><${Field} label=${t("guests")} value=${form.guests} onChange=${set("guests")} maxlength="300" list="people" />
      <datalist id="people">${s.config.people.map((one) => html`<option key=${one.id} value=${one.address}>${one.name}</option>`)}</datalist>
      <${Field} label=${t("repeat")} kind=${["never", "daily", "weekly", "fortnightly", "monthly"].map((id) => [id, t(id)])} value=${form.repeat} onChange=${set("repeat")} />${form.repeat === "never" ? "" : html`<${Field} label=${t("until")} kind="date" value=${form.until} onChange=${set("until")} />`}
      <${Field} label=${t("reminder")} kind=${[["0", t("noReminder")], ["10", t("minutes", { n: 10 })], ["30", t("minutes", { n: 30 })], ["60", t("hour")], ["1440", t("dayBefore")]]} value=${String(form.reminder)} onChange=${(value) => set("reminder")(Number(value))} /><${Check} label=${t("private")} checked=${form.private} onChange=${set("private")} />
      <p class="bad" role="alert">${s.problem}</p><div class="bar"><button class="main" onClick=${save}>${t("save")}</button><button onClick=${close}>${t("cancel")}</button></div><//><//>`;
  };

  const Event = ({ s, event }) => {
    const close = () => update((s) => { s.open = null; }), from = instant(event.start, event.zone), to = instant(event.end, event.zone);
    const reply = (status) => () => update((s) => { event.status = status; s.open = null; }, t("answered"));
    return html`<${Dialog} title=${event.title} onClose=${close}><p>${dayName(local(from, s.shown).slice(0, 10))}, ${clock(from, s.shown)} – ${clock(to, s.shown)} (${s.shown})</p>${event.zone !== s.shown ? html`<p class="muted">${clock(from, event.zone)} – ${clock(to, event.zone)} (${event.zone})</p>` : ""}
      <dl>${[["place", event.place], ["guests", event.guests.join(", ")], ["organizer", event.organizer], ["repeat", event.repeat === "never" ? "" : t(event.repeat) + (event.until ? ", " + t("until").toLowerCase() + " " + day(event.until) : "")], ["answer", event.status && t(event.status)]].filter(([, value]) => value).map(([name, value]) => html`<div key=${name}><dt class="strong">${t(name)}</dt><dd>${value}</dd></div>`)}</dl>
      <div class="bar">${event.status ? html`<button onClick=${reply("accepted")}>${t("accept")}</button><button onClick=${reply("tentative")}>${t("maybe")}</button><button onClick=${reply("declined")}>${t("decline")}</button>` : html`<button onClick=${() => update((s) => edit(s, event))}>${t("edit")}</button>`}
      <button onClick=${() => update((s) => { s.events = s.events.filter((one) => one !== event); s.open = null; }, t("deleted"))}>${t("remove")}</button><button onClick=${close}>${t("close")}</button></div><//>`;
  };

  const Availability = ({ s, close }) => {
    const hours = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map((hour) => String(hour).padStart(2, "0") + ":00"), date = s.lookDay;
    const after = (hour) => String(Number(hour.slice(0, 2)) + 1).padStart(2, "0") + ":00";
    const mine = s.events.filter((event) => event.status !== "declined" && event.status !== "asked").map((event) => [local(instant(event.start, event.zone), s.config.zone), local(instant(event.end, event.zone), s.config.zone)]);
    const rows = [{ id: "me", name: t("me"), busy: mine }, ...s.config.people];
    const busy = (one, hour) => one.busy.some(([from, to]) => from < date + "T" + after(hour) && to > date + "T" + hour);
    return html`<${Dialog} title=${t("availability")} onClose=${close}><${Field} label=${t("calendarDay")} kind="date" value=${date} onChange=${(value) => value && update((s) => { s.lookDay = value; })} />
      <div class="scroll" tabindex="0" role="group" aria-label=${t("availability")}><table><thead><tr><th scope="col">${t("hourCol")}</th>${rows.map((one) => html`<th key=${one.id} scope="col">${one.name}</th>`)}<td></td></tr></thead>
      <tbody>${hours.map((hour) => html`<tr key=${hour}><th scope="row">${hour}</th>${rows.map((one) => html`<td key=${one.id} class=${busy(one, hour) ? "busy" : "free"}>${t(busy(one, hour) ? "busy" : "free")}</td>`)}<td><button class="link" onClick=${() => update((s) => { s.slot = date + " " + hour; s.panel = null; }, t("chosen", { when: day(date) + " " + hour }))}>${t("choose", { time: hour })}</button></td></tr>`)}</tbody></table></div><button onClick=${close}>${t("close")}</button><//>`;
  };

  const Share = ({ s, close }) => {
    const [who, setWho] = useState(""), [level, setLevel] = useState("freebusy");
    const LEVELS = ["freebusy", "read", "write"].map((id) => [id, t(id)]);
    const add = () => who.trim() && update((s) => { const id = who.trim().toLowerCase(); s.sharing = [...s.sharing.filter((one) => one.id !== id), { id, level }]; }, t("shared", { who }));
    return html`<${Dialog} title=${t("share")} onClose=${close}><h3>${t("sharedWith")}</h3><ul class="plain rows">${s.sharing.map((one) => html`<li key=${one.id}><${Field} label=${one.id} kind=${LEVELS} value=${one.level} onChange=${(value) => update(() => { one.level = value; }, t("shared", { who: one.id }))} /><button class="link" onClick=${() => update((s) => { s.sharing = s.sharing.filter((two) => two !== one); }, t("unshared"))}>${t("withdraw", { who: one.id })}</button></li>`)}</ul>
      <${Form} onSubmit=${add}><${Field} label=${t("person")} value=${who} onChange=${setWho} maxlength="100" list="people2" /><datalist id="people2">${s.config.people.map((one) => html`<option key=${one.id} value=${one.address}>${one.name}</option>`)}</datalist><${Field} label=${t("level")} kind=${LEVELS} value=${level} onChange=${setLevel} />
      <div class="bar"><button class="main" onClick=${add}>${t("add")}</button><button onClick=${close}>${t("close")}</button></div><//><//>`;
  };

  const App = ({ s }) => {
    const close = () => update((s) => { s.panel = null; });
    return html`<div class="bar head"><h1>${t("title")}</h1><${Field} inline label=${t("zone")} kind=${zones(s)} value=${s.shown} onChange=${(value) => update((s) => { s.shown = value; })} /></div>
      <div class="bar head"><div class="bar"><button onClick=${() => update((s) => { s.monday = shift(s.monday, -7); })}>← ${t("before")}</button><button onClick=${() => update((s) => { s.monday = mondayOf(s.config.today); })}>${t("today")}</button><button onClick=${() => update((s) => { s.monday = shift(s.monday, 7); })}>${t("after")} →</button></div>
      <div class="bar"><button class="main" onClick=${() => update((s) => edit(s, null))}>${t("create")}</button><button onClick=${() => update((s) => { s.panel = "availability"; })}>${t("availability")}</button><button onClick=${() => update((s) => { s.panel = "share"; })}>${t("share")}</button></div></div>
      <${Field} label=${t("find")} kind="search" value=${s.query} onChange=${(value) => update((s) => { s.query = value; })} maxlength="60" />
      ${s.query ? html`<${Found} s=${s} />` : html`<${Week} s=${s} />`}
      ${s.open ? html`<${Event} s=${s} event=${byId(s, s.open)} />` : ""}${s.form ? html`<${Edit} s=${s} />` : ""}${s.panel === "availability" ? html`<${Availability} s=${s} close=${close} />` : s.panel ? html`<${Share} s=${s} close=${close} />` : ""}`;
  };

  Env.define({ texts, content, begin, tasks, App });
}
