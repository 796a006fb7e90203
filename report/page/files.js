// Files in and out: dropped, opened, copied, downloaded.
import { editor } from "./editor.js";

export const files = {
  listen(app) {
    app.copy = copy.bind(null, app);
    document.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      app.find("drop").hidden = false;
    });
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) app.find("drop").hidden = true;
    });
    document.addEventListener("drop", async (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      app.find("drop").hidden = true;
      // Entries must be asked for before anything is awaited.
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
      const found = entries.length > 0 ? (await Promise.all(entries.map((entry) => walk(entry)))).flat() : [...event.dataTransfer.files].map((file) => [file.name, file]);
      await take(app, found);
    });
    document.addEventListener("change", async (event) => {
      if (!["pick-files", "pick-folder"].includes(event.target.id)) return;
      await take(app, [...event.target.files].map((file) => [file.webkitRelativePath || file.name, file]));
      event.target.value = "";
    });
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-edit]");
      if (!button || !app.report) return;
      const actions = { copy: () => copy(app, app.files[editor.file] ?? "", app.say("Copied.", "Скопировано.")), download: () => download(app), files: () => app.find("pick-files").click(), folder: () => app.find("pick-folder").click(), revert: () => revert(app) };
      actions[button.dataset.edit]?.();
    });
  },
};

/** Every file below an entry, with its path. */
async function walk(entry, before = "") {
  const path = before + entry.name;
  if (entry.isFile) return [[path, await new Promise((resolve, reject) => entry.file(resolve, reject))]];
  if (path.split("/").length > 6 || entry.name === "node_modules") return [];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    // A reader hands entries out in portions.
    const portion = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return found;
    for (const one of portion) found.push(...(await walk(one, `${path}/`)));
  }
}

/** Takes files over: names are those within the site's folder, and `common/` beside it. */
async function take(app, found) {
  const site = found.map(([path]) => path).find((path) => /(^|\/)site\.json$/.test(path));
  const root = site ? site.slice(0, -"site.json".length) : "";
  let taken = 0;
  for (const [path, file] of found) {
    const name = nameOf(path, root, site);
    if (!name || file.size > 2_000_000) continue;
    const text = await file.text();
    if (name.endsWith(".call")) app.report.put(name, (app.calls[name] = text));
    else editor.put(app, name, text);
    taken += 1;
  }
  if (taken > 0) app.check();
  app.toast(taken > 0 ? app.say(`Files taken over: ${taken}.`, `Взято файлов: ${taken}.`) : app.say("There was no .json or .call file among them.", "Среди них не было файлов .json или .call."));
}

function nameOf(path, root, hasSite) {
  const common = /(?:^|\/)(common\/.+\.json)$/.exec(path);
  const inside = path.startsWith(root) ? path.slice(root.length) : null;
  if (inside === null) return common?.[1] ?? null;
  if (!hasSite) {
    const alone = path.split("/").pop();
    return common?.[1] ?? (/\.(json|call)$/.test(alone) ? alone : null);
  }
  const call = /^calls\/([^/]+\.call)$/.exec(inside);
  if (call) return call[1];
  return /^[^/]+\.json$/.test(inside) || /^audio\/[a-z]{2}\/index\.json$/.test(inside) || /^(?!audio\/)(?:[^/]+\/)+[^/]+\.json$/.test(inside) ? inside : null;
}

async function copy(app, text, done) {
  try {
    await navigator.clipboard.writeText(text);
    app.toast(done);
  } catch {
    // A page opened as a file may not write to the clipboard everywhere: the old way works there.
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    const worked = document.execCommand("copy");
    field.remove();
    app.toast(worked ? done : app.say("The browser refuses to copy: select the text and copy it yourself.", "Браузер не даёт копировать: выделите текст и скопируйте сами."));
  }
}

function download(app) {
  const changed = Object.keys(app.kept.files).filter((name) => app.files[name] !== null);
  const names = changed.length > 0 ? changed : [editor.file];
  for (const name of names) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([app.files[name]], { type: "application/json" }));
    link.download = name.split("/").pop();
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
  app.toast(app.say(`Downloaded: ${names.join(", ")}.`, `Скачано: ${names.join(", ")}.`));
}

function revert(app) {
  const edited = { ...app.kept.files };
  const names = Object.keys(edited);
  if (names.length === 0) return app.toast(app.say("Nothing was changed.", "Ничего не изменено."));
  const question = app.say(`Throw away your changes to ${names.join(", ")}?`, `Отменить ваши правки в ${names.join(", ")}?`);
  if (!confirm(question)) return;
  for (const name of names) {
    const original = app.data.files[name];
    if (original === undefined) delete app.files[name];
    else app.files[name] = original;
    app.report.put(name, original);
    delete app.kept.files[name];
  }
  app.kept.save();
  app.check();
}
