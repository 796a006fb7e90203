import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The `xtask` program, as `cargo xtask` builds it. */
export function xtask(): string {
  const program = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/xtask");
  if (!existsSync(program)) throw new Error(`${program} is missing: run \`cargo xtask build\` first`);
  return program;
}
