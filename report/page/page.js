// The page at work. What it shows is written by the core (Rust, WebAssembly); this script carries what a person does
// to it and puts what comes back into its place.
import { call, phone } from "./phone.js";
import { editor } from "./editor.js";
import { drawing } from "./drawing.js";
import { files } from "./files.js";
import { load } from "./core.js";
import { keep } from "./keep.js";

const data = JSON.parse(document.getElementById("ringback-data").textContent);
const kept = keep(data);
const page = document.getElementById("page");

/** Everything that the parts of this script share. */
const app = {
  data,
  kept,
  lang: kept.lang ?? data.lang,
  files: { ...data.files, ...kept.files },
  calls: { ...data.calls },
  report: null,
  find: (id) => document.getElementById(id),
  all: (selector) => document.querySelectorAll(selector),
  say: (en, ru) => (app.lang === "ru" ? ru : en),
  toast(text) {
    const toast = app.find("toast");
    toast.textContent = text;
    toast.classList.add("shown");
    clearTimeout(app.fading);
    app.fading = setTimeout(() => toast.classList.remove("shown"), 4000);
  },
  /** Puts a part of the page anew, unless it is the same. */
  draw(id) {
    const element = app.find(id);
    const html = app.report.part(id);
    if (element && element.drawn !== html) {
      element.innerHTML = html;
      element.drawn = html;
    }
  },
  /** Checks the files as they are now; what follows slowly follows when there is time. */
  check() {
    const started = performance.now();
    app.report.check(Date.now());
    app.took = performance.now() - started;
    for (const id of ["overview", "problem-list", "tabs"]) app.draw(id);
    editor.show(app);
    clearTimeout(app.following);
    app.following = setTimeout(() => {
      for (const id of ["picture", "figure-list", "call-list", "step-list", "scene"]) app.draw(id);
      drawing.show(app);
      phone.dress(app);
      call.replay(app);
    }, 120);
  },
  /** Writes the whole page in the chosen language. */
  rewrite() {
    document.documentElement.lang = app.lang;
    app.report.speak(app.lang);
    page.innerHTML = app.report.body();
    document.documentElement.classList.add("ready");
    phone.dress(app);
    drawing.show(app);
    app.check();
    call.replay(app);
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  if (!button || !app.report) return;
  const { lang } = button.dataset;
  if (lang && lang !== app.lang) {
    app.lang = kept.lang = lang;
    kept.save();
    app.rewrite();
    app.all(`[data-lang="${lang}"]`)[0]?.focus();
  }
});

app.onRing = (at) => drawing.ring(app, at);
for (const part of [editor, drawing, phone, files]) part.listen(app);

window.addEventListener("beforeprint", () => {
  for (const details of app.all("details.step")) details.open = true;
});

async function start() {
  try {
    app.report = await load(app);
    for (const [name, text] of Object.entries(kept.files)) app.report.put(name, text);
    if (app.lang !== data.lang || Object.keys(kept.files).length > 0) {
      app.report.check(Date.now());
      app.rewrite();
    } else {
      document.documentElement.classList.add("ready");
      phone.dress(app);
      drawing.show(app);
      app.check();
      call.replay(app);
    }
    document.documentElement.dataset.state = "ready";
  } catch (error) {
    document.documentElement.dataset.state = "failed";
    app.find("phone-line").textContent = app.say(
      "This browser cannot run the phone and the editor (it needs WebAssembly). The rest of the page is complete.",
      "Этот браузер не может запустить телефон и редактор (нужен WebAssembly). Остальная страница полная.",
    );
    console.error(error);
  }
}

start();
