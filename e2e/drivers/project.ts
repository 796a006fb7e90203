import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The `xtask` program: the one that runs these tests, else the one that `cargo xtask` has built. */
export function xtask(): string {
  const program = process.env.RINGBACK_XTASK ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/xtask");
  if (!existsSync(program)) throw new Error(`${program} is missing: run \`cargo xtask build\` first`);
  return program;
}

/** The command line. */
export function cli(): string {
  const program = process.env.RINGBACK_CLI ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/ringback");
  if (!existsSync(program)) throw new Error(`${program} is missing: run \`cargo build -p ringback\` first`);
  return program;
}
