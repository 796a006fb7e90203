import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project.ts";

export type SiteId = "mobile" | "bank";
export type Locale = "az" | "en" | "ro" | "ru";

/** The files of a site by name; JSON files as values, so that a test can change one thing in them. */
export type SiteFiles = Record<string, any>;

/** A change to a site's files before they are published. */
export type Edit = (files: SiteFiles) => void;

/** Reads the folder of a demo site as a publication takes it, with what it uses of the folder that all sites share. */
export function readSite(site: SiteId): SiteFiles {
  const folder = join(root, "sites", site);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /^([^/]+|audio\/[^/]+\/index)\.json$/.test(name));
  const files: SiteFiles = {};
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    if (name in files) continue;
    const text = readFileSync(join(name.startsWith("common/") ? join(root, "sites") : folder, name), "utf8");
    files[name] = JSON.parse(text);
    names.push(...Array.from(text.matchAll(/"use"\s*:\s*"([^"]+)"/g), ([, used]) => used!));
  }
  return files;
}

/** The body of a publication. */
export function publication(files: SiteFiles): string {
  const text = (content: unknown) => (typeof content === "string" ? content : JSON.stringify(content, null, 2));
  return JSON.stringify({ files: Object.fromEntries(Object.entries(files).map(([name, content]) => [name, text(content)])) });
}

/** The texts of a site's recordings in one language, by key. */
export function recordings(site: SiteId, locale: string): Record<string, string> {
  return JSON.parse(readFileSync(join(root, "sites", site, "audio", locale, "index.json"), "utf8")).texts;
}

/** The site is open day and night, or closed now: yesterday, today and tomorrow, wherever its clock is. */
export function hours(open: boolean): Edit {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const exceptions = open ? {} : { exceptions: Object.fromEntries([-1, 0, 1].map((offset) => [day(offset), []])) };
  return (files) => {
    for (const name of Object.keys(files["site.json"].hours)) {
      const { say_closed } = files["site.json"].hours[name];
      files["site.json"].hours[name] = { "mon-sun": ["00:00-24:00"], ...(say_closed && { say_closed }), ...exceptions };
    }
  };
}
