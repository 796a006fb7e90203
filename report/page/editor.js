// The files as text: a tab each, line numbers, the words that are wrong underlined.

const LINE = 20; // px, as in page.css

let current; // name of the file shown
let pending;

/** Files that somebody writes; recordings are listed by the command line. */
const editable = (app) => Object.keys(app.files).filter((name) => !name.startsWith("audio/") && app.files[name] !== null).sort();

export const editor = {
  get file() {
    return current;
  },

  listen(app) {
    document.addEventListener("input", (event) => {
      if (event.target.id !== "text") return;
      lines(app);
      editor.put(app, current, event.target.value);
      clearTimeout(pending);
      pending = setTimeout(() => app.check(), 150);
    });
    document.addEventListener("scroll", (event) => event.target.id === "text" && follow(app), true);
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button || !app.report) return;
      const { file, jump, line, span } = button.dataset;
      if (file) choose(app, file);
      if (jump) editor.jump(app, jump, Number(line), span);
    });
    document.addEventListener("keydown", (event) => {
      const tab = event.target.closest?.("[role=tab]");
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
      if (!tab || step === undefined) return;
      const tabs = [...app.all("#tabs [role=tab]")];
      const direction = getComputedStyle(tab).direction === "rtl" && Number.isFinite(step) ? -step : step;
      const next = tabs[Math.min(Math.max(tabs.indexOf(tab) + direction, 0), tabs.length - 1)];
      choose(app, next.dataset.file);
      app.all(`#tabs [data-file="${CSS.escape(next.dataset.file)}"]`)[0]?.focus();
      event.preventDefault();
    });
  },

  /** Takes a file's new text, which is kept from now on. */
  put(app, name, text) {
    app.files[name] = text;
    app.report.put(name, text ?? undefined);
    if (app.data.files[name] === text) delete app.kept.files[name];
    else app.kept.files[name] = text;
    app.kept.save();
  },

  /** Shows what the core found. */
  show(app) {
    const names = editable(app);
    if (!names.includes(current)) current = names.includes(app.kept.file) ? app.kept.file : (names.find((name) => name === "menu.json") ?? names[0]);
    for (const tab of app.all("#tabs [role=tab]")) {
      const chosen = tab.dataset.file === current;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
      tab.classList.toggle("changed", tab.dataset.file in app.kept.files);
      if (chosen) tab.id = "tab";
      else tab.removeAttribute("id");
    }
    const text = app.find("text");
    if (!text) return;
    app.find("editor").setAttribute("aria-labelledby", "tab");
    const wanted = app.files[current] ?? "";
    if (text.value !== wanted) text.value = wanted;
    const verdict = JSON.parse(app.report.verdict(current ?? ""));
    app.find("marks").innerHTML = verdict.marks;
    app.find("brief").innerHTML = verdict.brief;
    lines(app, new Map(verdict.lines));
    follow(app);
    const line = app.find("verdict");
    const total = verdict.errors + verdict.warnings;
    const changed = Object.keys(app.kept.files).length;
    const found = app.say(
      total === 0 ? "No problems." : `Errors: ${verdict.errors}, warnings: ${verdict.warnings}.`,
      total === 0 ? "Проблем нет." : `Ошибок: ${verdict.errors}, предупреждений: ${verdict.warnings}.`,
    );
    const edits = changed === 0 ? "" : app.say(` Changed files: ${changed}.`, ` Изменено файлов: ${changed}.`);
    const lost = app.kept.works ? "" : app.say(" This browser keeps nothing: download before you leave.", " Браузер ничего не сохраняет: скачайте перед уходом.");
    const older = app.kept.isOlder && changed > 0 ? app.say(" Your edits are older than this report.", " Ваши правки старше этого отчёта.") : "";
    line.textContent = found + edits + older + lost;
    line.dataset.took = app.took.toFixed(1);
    line.className = `verdict ${verdict.errors ? "error" : verdict.warnings ? "warning" : "good"}`;
  },

  /** Goes to the words of a problem. */
  jump(app, file, line, span) {
    if (!(file in app.files)) return;
    choose(app, file);
    const text = app.find("text");
    const [start, end] = span ? span.split(" ").map((byte) => characters(text.value, Number(byte))) : begin(text.value, line);
    app.find("edit").scrollIntoView({ block: "start" });
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, end);
    text.scrollTop = Math.max(0, (line - 6) * LINE);
    follow(app);
  },
};

function choose(app, file) {
  if (file === current) return;
  current = app.kept.file = file;
  app.kept.save();
  editor.show(app);
  const text = app.find("text");
  text.scrollTop = text.scrollLeft = 0;
  follow(app);
}

/** Numbers the lines; `bad` has those on which something is wrong. One text, because a menu may have thousands of lines. */
function lines(app, bad) {
  const gutter = app.find("gutter");
  const number = app.find("text").value.split("\n").length;
  if (gutter.lines !== number || !gutter.firstChild) {
    gutter.lines = number;
    const numbers = document.createElement("span");
    numbers.textContent = Array.from({ length: number }, (_, index) => index + 1).join("\n");
    gutter.replaceChildren(numbers, ...gutter.querySelectorAll("i"));
  }
  // While somebody types, the numbers follow at once and the marks a moment later.
  if (!bad) return;
  for (const old of gutter.querySelectorAll("i")) old.remove();
  for (const [line, severity] of bad) {
    if (line === 0) continue;
    const mark = Object.assign(document.createElement("i"), { className: severity, textContent: line });
    mark.style.insetBlockStart = `${10 + (line - 1) * LINE}px`;
    gutter.append(mark);
  }
}

/** Scrolls numbers and marks with the text. */
function follow(app) {
  const text = app.find("text");
  const marks = app.find("marks");
  app.find("gutter").style.transform = `translateY(${-text.scrollTop}px)`;
  marks.style.transform = `translate(${-text.scrollLeft}px, ${-text.scrollTop}px)`;
}

/** The place in the text of a byte of its UTF-8. */
function characters(text, byte) {
  const bytes = new TextEncoder().encode(text).subarray(0, byte);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).length;
}

function begin(text, line) {
  let at = 0;
  for (let passed = 1; passed < line; passed += 1) at = text.indexOf("\n", at) + 1 || at;
  const end = text.indexOf("\n", at);
  return [at, end < 0 ? text.length : end];
}
