// What survives a reload: the edited files, the language, the phone. A browser may refuse to keep anything.

export function keep(data) {
  const key = `ringback-report ${data.site} ${location.pathname}`;
  let stored = {};
  try {
    stored = JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    // Nothing is kept, or somebody else wrote it.
  }
  const isText = ([, text]) => typeof text === "string" || text === null;
  const kept = {
    lang: stored.lang === "en" || stored.lang === "ru" ? stored.lang : undefined,
    // The files that differ from the report's. Of a newer report they are kept too: nobody's work is thrown away.
    files: Object.fromEntries(Object.entries(stored.files ?? {}).filter(isText).filter(([name, text]) => data.files[name] !== text)),
    isOlder: typeof stored.madeAt === "string" && stored.madeAt !== data.madeAt,
    file: typeof stored.file === "string" ? stored.file : undefined,
    scene: stored.scene && typeof stored.scene === "object" ? stored.scene : {},
    acts: Array.isArray(stored.acts) ? stored.acts.map(String) : null,
    works: true,
    save() {
      const { lang, files, file, scene, acts } = kept;
      try {
        localStorage.setItem(key, JSON.stringify({ madeAt: data.madeAt, lang, files, file, scene, acts }));
        kept.works = true;
      } catch {
        kept.works = false;
      }
    },
  };
  return kept;
}
