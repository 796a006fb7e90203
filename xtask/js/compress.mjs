// Writes `<file>.br` beside each file named on standard input (one a line), and prints `<bytes>\t<brotli>\t<gzip>\t<file>`.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { readFileSync, writeFileSync } from "node:fs";

for (const file of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  if (!process.argv.includes("--measure")) writeFileSync(file + ".br", brotli);
  console.log([bytes.length, brotli.length, gzipSync(bytes, { level: 9 }).length, file].join("\t"));
}
