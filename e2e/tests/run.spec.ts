import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base, until } from "../test.ts";
import { send } from "../drivers/http.ts";
import { freePort } from "../drivers/ports.ts";
import { root, xtask } from "../drivers/project.ts";

/** `cargo xtask run` in a data folder of its own. */
class Run {
  output = "";
  readonly #child: ChildProcess;

  constructor(
    readonly port: number,
    readonly data: string,
  ) {
    const flavour = process.env.RINGBACK_RELEASE ? ["--release"] : [];
    this.#child = spawn(xtask(), ["run", "--port", String(port), "--demo-port", String(port + 1), "--data", data, ...flavour], {
      cwd: root,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on("data", (chunk) => (this.output += chunk));
  }

  async isUp(withinMs: number): Promise<void> {
    await until("Ringback is running", () => {
      if (this.#child.exitCode !== null) throw new Error(this.output);
      return /Ctrl-C/.test(this.output);
    }, withinMs);
  }

  /** What Ctrl-C in a terminal does: the signal reaches the whole process group. */
  async ctrlC(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#child.once("exit", resolve));
    if (this.#child.pid && this.#child.exitCode === null) process.kill(-this.#child.pid, "SIGINT");
    return ended;
  }

  /** Whether the process has ended already. */
  get isOver(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  find(what: RegExp): string {
    const found = what.exec(this.output);
    if (!found) throw new Error(`${what} is not in:\n${this.output}`);
    return found[1] ?? found[0];
  }
}

/** Processes whose command line names the folder. */
function processesOf(folder: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      } catch {
        return [];
      }
    })
    .filter((command) => command.includes(folder));
}

const test = base.extend<{ start: () => Promise<Run> }>({
  start: async ({}, use) => {
    const data = mkdtempSync(join(tmpdir(), "ringback-run-"));
    const port = await freePort();
    const runs: Run[] = [];
    await use(async () => {
      const run = new Run(port, data);
      runs.push(run);
      return run;
    });
    for (const run of runs) if (!run.isOver) await run.ctrlC();
    rmSync(data, { recursive: true, force: true });
  },
});

test("`cargo xtask run` prints what a newcomer needs, starts again quickly with its data, and leaves no process behind", async ({ start }) => {
  test.setTimeout(180_000);
  const first = await start();
  await first.isUp(120_000);
  const url = `http://localhost:${first.port}`.replace("localhost", "127.0.0.1");
  expect((await send("GET", `${url}/v1/health`)).json.sites).toEqual(expect.arrayContaining(["bank", "mobile"]));

  const demo = first.find(/http:\/\/localhost:\d+\/(?=\n)/);
  const page = await send("GET", demo.replace("localhost", "127.0.0.1"));
  expect(page.status).toBe(200);
  expect(page.text).toContain(`http://localhost:${first.port}/widget/v1/ringback.js`);
  const token = first.find(/Staff token[^\n]*\n\s*(\S+)/);
  expect(first.output).toContain(`/v1/voice/mobile/twilio`);

  // The printed command is run as a newcomer would: pasted into a shell.
  const curl = first.find(/(curl -X PUT \S*mobile[\s\S]*?\}')\n/);
  const said = execFileSync("bash", ["-c", curl.replace("curl ", "curl --silent --show-error --write-out ' %{http_code}' ")], { encoding: "utf8" });
  expect(said).toMatch(/ 202$/);
  const queue = /queues\/([^/]+)\/snapshot/.exec(curl)?.[1];
  const wait = async () => (await send("GET", `${url}/v1/sites/mobile/queues/${queue}/wait`)).json.as_of;
  const before = await wait();
  expect(before).toBeTruthy();

  expect(await first.ctrlC()).not.toBeNull();
  expect(processesOf(first.data)).toEqual([]);

  const begun = Date.now();
  const second = await start();
  await second.isUp(20_000);
  expect(Date.now() - begun).toBeLessThan(20_000);
  expect(second.find(/Staff token[^\n]*\n\s*(\S+)/)).toBe(token);
  expect(await wait()).toBe(before);
  await second.ctrlC();
  expect(processesOf(second.data)).toEqual([]);
});

test("`cargo xtask run` says what to do where its port is taken", async ({ start }) => {
  test.setTimeout(180_000);
  const first = await start();
  await first.isUp(120_000);
  const second = await start();
  await until("the second ends", () => second.isOver);
  expect(second.output).toMatch(/port \d+ .*\n.*--port/);
});
