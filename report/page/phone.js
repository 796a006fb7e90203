// The phone. A call is the list of what was done; the core plays it from the start each time.

let typed = "";
let sending;
let told; // what the core told last
let spoken = 0; // entries that were said aloud

export const call = {
  /** Plays the call anew and shows what is new. */
  replay(app, isNew = false) {
    const line = app.find("phone-line");
    if (!app.report || !line) return;
    const { acts, scene } = app.kept;
    if (!acts) {
      told = null;
      const ready = app.report.sound ? app.say("Ready to call", "Можно звонить") : app.say("The files have errors: the phone has the last version without.", "В файлах ошибки: в телефоне последняя версия без них.");
      show(app, [], ready);
      return;
    }
    const answer = JSON.parse(app.report.play(JSON.stringify(read(scene)), JSON.stringify(acts), Date.now()));
    if (answer.error) {
      told = null;
      show(app, [], answer.error);
      return;
    }
    told = answer;
    // What no longer fits the edited menu is dropped when the next key is pressed, not before: it may fit again.
    const stale = app.report.sound ? "" : app.say(" (last version without errors)", " (последняя версия без ошибок)");
    show(app, told.entries, told.hint + stale);
    if (isNew) aloud(app, told.entries);
    else spoken = told.entries.length;
  },
};

export const phone = {
  listen(app) {
    document.addEventListener("click", (event) => {
      const button = event.target.closest("#phone button");
      if (!button || !app.report) return;
      const { key, act, phone: what, at } = button.dataset;
      if (key) press(app, key);
      else if (act === "copy") copy(app);
      else if (act) perform(app, act);
      else if (what === "call") begin(app);
      else if (what === "hang_up") perform(app, "hangs-up");
      else if (what === "back") back(app);
      else if (what === "speak") toggle(app, button);
      else if (at) setTime(app, at);
    });
    document.addEventListener("submit", (event) => {
      if (event.target.id !== "saying") return;
      event.preventDefault();
      const words = event.target.elements.words.value.replaceAll('"', "").trim();
      event.target.reset();
      if (words) perform(app, `say "${words}"`);
    });
    document.addEventListener("input", (event) => {
      if (!event.target.closest("#scene")) return;
      remember(app);
      call.replay(app);
    });
    document.addEventListener("keydown", (event) => {
      if (!event.target.closest?.("#phone") || event.target.closest("input, select, summary")) return;
      if (/^[0-9*#]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        press(app, event.key);
      }
    });
  },

  /** Puts into the fields what was in them before they were drawn anew. */
  dress(app) {
    const { scene } = app.kept;
    for (const field of app.all("#scene [name]")) {
      const kept = scene[fieldName(field)];
      if (kept === undefined) continue;
      if (field.type === "checkbox") field.checked = kept;
      else if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === kept)) field.value = kept;
    }
    const aloudButton = app.all("[data-phone=speak]")[0];
    if (aloudButton) {
      aloudButton.hidden = !("speechSynthesis" in window);
      aloudButton.setAttribute("aria-pressed", Boolean(scene.aloud));
    }
  },
};

const fieldName = (field) => (field.name === "queue" ? `queue ${field.dataset.queue} ${field.dataset.what}` : field.name);

function remember(app) {
  for (const field of app.all("#scene [name]")) app.kept.scene[fieldName(field)] = field.type === "checkbox" ? field.checked : field.value;
  app.kept.save();
}

/** The fields as the core wants them. */
function read(scene) {
  const number = (text) => (/^\d{1,6}$/.test(text ?? "") ? Number(text) : undefined);
  const queues = {};
  for (const [name, value] of Object.entries(scene)) {
    const [, queue, what] = /^queue (\S+) (\S+)$/.exec(name) ?? [];
    if (queue && number(value) !== undefined) (queues[queue] ??= {})[what] = number(value);
  }
  return {
    number: scene.number ?? "",
    from: scene.hidden ? null : (scene.from ?? "+447700900123"),
    at: scene.at ? scene.at.replace("T", " ").slice(0, 16) : null,
    locale: scene.locale || null,
    queues,
  };
}

function begin(app) {
  remember(app);
  app.kept.acts = [];
  spoken = 0;
  silence();
  commit(app);
  app.find("talk").focus({ preventScroll: true });
}

function perform(app, act) {
  if (!app.kept.acts) return;
  app.kept.acts = [...app.kept.acts.slice(0, told?.acts ?? 0), act];
  silence();
  commit(app);
}

function back(app) {
  if (!app.kept.acts) return;
  if (app.kept.acts.length === 0) app.kept.acts = null;
  else app.kept.acts = app.kept.acts.slice(0, Math.min(app.kept.acts.length, told?.acts ?? Infinity) - 1);
  if (app.kept.acts && app.kept.acts.length < 0) app.kept.acts = null;
  silence();
  app.kept.save();
  type(app, "");
  call.replay(app);
}

function commit(app) {
  app.kept.save();
  type(app, "");
  call.replay(app, true);
}

function press(app, key) {
  if (!told || (told.awaits !== "keys" && told.awaits !== "queue")) return;
  clearTimeout(sending);
  const all = typed + key;
  const longest = Math.max(told.digits, 1);
  if (all.length >= longest || key === told.finish_on) return perform(app, `press ${all}`);
  type(app, all);
  sending = setTimeout(() => typed && perform(app, `press ${typed}`), told.pause_s * 1000);
}

function type(app, keys) {
  typed = keys;
  app.find("typed").textContent = keys;
  if (!keys) clearTimeout(sending);
}

/** Bubbles: those that stay are left alone, so that a screen reader hears only what is new. */
function show(app, entries, hint) {
  const talk = app.find("talk");
  const written = [...talk.children];
  let same = 0;
  while (same < entries.length && written[same]?.dataset.entry === JSON.stringify(entries[same])) same += 1;
  for (const old of written.slice(same)) old.remove();
  for (const entry of entries.slice(same)) {
    const bubble = document.createElement("p");
    bubble.className = `bubble ${entry.kind}`;
    bubble.dir = "auto";
    if (entry.locale) bubble.lang = entry.locale;
    bubble.dataset.entry = JSON.stringify(entry);
    bubble.textContent = entry.text;
    talk.append(bubble);
  }
  if (entries.length > same) talk.scrollTop = talk.scrollHeight;
  app.find("phone-line").textContent = hint;
  const awaits = told?.awaits ?? "off";
  const isOn = awaits !== "off" && awaits !== "nothing";
  for (const key of app.all("#keypad button")) key.disabled = awaits !== "keys" && awaits !== "queue";
  const fits = { silent: ["keys", "message"], "records 20 s": ["message"], wait: ["queue"], talks: ["queue", "transfer"], full: ["queue"], unanswered: ["transfer"], copy: ["nothing"] };
  for (const act of app.all("#phone [data-act]")) act.hidden = !fits[act.dataset.act].includes(awaits);
  app.find("saying").hidden = !told?.speech || awaits !== "keys";
  const button = (what) => app.all(`[data-phone="${what}"]`)[0];
  const hadFocus = document.activeElement?.closest?.("[data-phone]");
  button("call").hidden = isOn;
  button("call").disabled = false;
  button("hang_up").hidden = !isOn;
  button("back").disabled = !app.kept.acts;
  if (hadFocus?.hidden) button(isOn ? "hang_up" : "call").focus({ preventScroll: true });
  app.onRing?.(told?.at);
}

function setTime(app, which) {
  const field = app.all("#scene [name=at]")[0];
  const year = new Date().getFullYear();
  field.value = which === "eve" ? `${year}-12-31T23:50` : "";
  remember(app);
  call.replay(app);
}

async function copy(app) {
  const text = app.report.written(told.script);
  await app.copy(text, app.say("The call is copied: save it in the folder calls/ with the ending .call.", "Звонок скопирован: сохраните его в папке calls/ с окончанием .call."));
}

function toggle(app, button) {
  const on = !app.kept.scene.aloud;
  app.kept.scene.aloud = on;
  app.kept.save();
  button.setAttribute("aria-pressed", on);
  if (on && told) {
    spoken = Math.max(0, told.entries.findLastIndex((entry) => entry.kind === "act") + 1);
    aloud(app, told.entries);
  } else silence();
}

function silence() {
  window.speechSynthesis?.cancel();
}

/** Says what is new, in its language, where the browser has a voice for it. */
function aloud(app, entries) {
  const fresh = entries.slice(spoken).filter((entry) => entry.kind === "hears");
  spoken = entries.length;
  if (!app.kept.scene.aloud || !window.speechSynthesis) return;
  const voices = speechSynthesis.getVoices();
  for (const { text, locale } of fresh) {
    const voice = voices.find((one) => one.lang.toLowerCase().startsWith(locale));
    if (!voice && voices.length > 0) {
      app.toast(app.say(`This computer has no voice for “${locale}”.`, `На этом компьютере нет голоса для «${locale}».`));
      continue;
    }
    const said = new SpeechSynthesisUtterance(text);
    said.lang = locale;
    if (voice) said.voice = voice;
    speechSynthesis.speak(said);
  }
}
