// Packs the report's template into one file: `TEMPLATE STYLE SCRIPT WASM OUTPUT`. The wasm travels as compressed base64,
// and the page's policy names the hash of its one script, so that nothing else can run in it.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [template, style, script, wasm, output] = process.argv.slice(-5);
const code = readFileSync(script, "utf8").trim();
if (/<\/script|<!--/i.test(code)) throw new Error(`${script} would end its own element`);
const parts = {
  STYLE: readFileSync(style, "utf8").trim(),
  SCRIPT: code,
  SCRIPT_HASH: `'sha256-${createHash("sha256").update(code).digest("base64")}'`,
  CORE: gzipSync(readFileSync(wasm), { level: 9 }).toString("base64"),
};
const page = readFileSync(template, "utf8").replace(/__(STYLE|SCRIPT_HASH|SCRIPT|CORE)__/g, (_, name) => parts[name]);
writeFileSync(output, page);
