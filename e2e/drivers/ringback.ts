import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Endpoint, Internet } from "./internet.ts";
import { freePort } from "./ports.ts";
import { root, xtask } from "./project.ts";
import { type Edit, publication, readSite, type SiteFiles, type SiteId } from "./sites.ts";
import { type Reply, send, type Sent } from "./http.ts";
import { until } from "./until.ts";

/** Secrets of the tests by the name that a site gives them; a `whsec_` one is what the specification of webhooks uses. */
function secretFor(name: string): string {
  return name.includes("TWILIO") ? `auth-token-of-${name.toLowerCase()}` : `whsec_${Buffer.from(`${name}-`.padEnd(24, "x")).toString("base64")}`;
}

/** What `xtask config` prints. */
interface Config {
  workerd: string;
  args: string[];
  variables: string[];
  secrets: string;
}

function unpack(from: string, to: string): void {
  for (const name of readdirSync(from, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".gz"))) {
    const file = join(to, name.slice(0, -".gz".length));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, gunzipSync(readFileSync(join(from, name))));
  }
}

/** A real workerd with its objects on disk, on a free port, that can reach nothing but the fake internet. */
export class Ringback {
  readonly staffToken = "staff-token-of-the-tests";
  /** Everything that the process said. */
  log = "";
  readonly url: string;
  readonly #data: string;
  readonly #config: Config;
  readonly #environment: Record<string, string>;
  #process: ChildProcess | undefined;

  private constructor(data: string, port: number, config: Config) {
    this.url = `http://127.0.0.1:${port}`;
    this.#data = data;
    this.#config = config;
    this.#environment = {
      RINGBACK_PUBLIC_URL: this.url,
      RINGBACK_STAFF_TOKEN: this.staffToken,
      RINGBACK_SECRET: "master-secret-of-the-tests-0123456789",
      RINGBACK_SECRETS: config.secrets,
      RINGBACK_CLIENT_IP_HEADER: "x-client-address",
      ...Object.fromEntries(config.secrets.split(",").map((name) => [name, secretFor(name)])),
    };
  }

  /**
   * Starts one in a new data folder and waits until it answers; `drill` stands between the entry module and the module
   * that it imports, and can fail as that one could. `packed` is a data folder to begin with, its files compressed.
   */
  static async start(internet: Internet, drill?: string, packed?: string): Promise<Ringback> {
    const data = mkdtempSync(join(tmpdir(), "ringback-e2e-"));
    if (packed) unpack(packed, join(data, "do"));
    const port = await freePort();
    const flavour = process.env.RINGBACK_RELEASE ? ["--release"] : [];
    const config = execFileSync(
      xtask(),
      ["config", "--data", data, "--port", String(port), "--fake-internet", internet.address, ...flavour],
      { cwd: root, encoding: "utf8" },
    );
    const ringback = new Ringback(data, port, JSON.parse(config));
    if (drill) ringback.#interpose(drill);
    await ringback.resume();
    return ringback;
  }

  /** Starts the process on the data that there is, and waits until it answers; `without` leaves a secret unset. */
  async resume(without?: string): Promise<void> {
    const environment = { ...this.#environment };
    if (without) delete environment[without];
    // Where the tests themselves are killed outright, the kernel ends workerd.
    const guard = existsSync("/usr/bin/setpriv") ? ["/usr/bin/setpriv", "--pdeathsig", "KILL"] : [];
    const [program = "", ...args] = [...guard, this.#config.workerd, ...this.#config.args];
    const child = spawn(program, args, {
      cwd: this.#data,
      env: environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (this.log += chunk));
    this.#process = child;
    await until("the Worker answers", async () => {
      if (child.exitCode !== null) throw new Error(`workerd has ended:\n${this.log}`);
      const reply = await send("GET", `${this.url}/v1/health`).catch(() => undefined);
      return reply?.status === 200;
    }).catch((error) => {
      throw new Error(`${error.message}\n${this.log}`);
    });
  }

  /** Ends the process as a power cut would: no handler of it runs. */
  async kill9(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Ends the process and forgets its data. */
  async stop(): Promise<void> {
    await this.#end("SIGKILL");
    rmSync(this.#data, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    process.kill(-child.pid, signal);
    await ended;
  }

  /** Sends a request to a path of the Worker. */
  send(method: string, path: string, sent: Sent = {}): Promise<Reply> {
    return send(method, this.url + path, sent);
  }

  /** A visitor's JSON request; under a key of its own, as the widget sends it, unless the test says which. */
  visitor(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const key: Record<string, string> = method === "POST" ? { "idempotency-key": randomUUID() } : {};
    return this.#json(method, path, body, { ...key, ...headers });
  }

  /** A JSON request of the centre's own systems. */
  staff(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#json(method, path, body, { authorization: `Bearer ${this.staffToken}`, ...headers });
  }

  #json(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Reply> {
    const content: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
    return this.send(method, path, { headers: { ...content, ...headers }, body: text });
  }

  /** Publishes a demo site and makes it the active one; gives back its version. */
  async publish(site: SiteId, ...edits: Edit[]): Promise<string> {
    const files = readSite(site);
    for (const edit of edits) edit(files);
    const version = await this.propose(site, files);
    const activated = await this.staff("POST", `/v1/sites/${site}/bundles/${version}/activate`, {}, { "if-match": "*" });
    if (activated.status >= 300) throw new Error(`activating ${site}: ${activated.status} ${activated.text}`);
    return version;
  }

  /** Publishes files without making them the active ones; gives back their version. */
  async propose(site: SiteId, files: SiteFiles): Promise<string> {
    const reply = await this.staff("POST", `/v1/sites/${site}/bundles`, publication(files));
    if (reply.status !== 201) throw new Error(`publishing ${site}: ${reply.status} ${reply.text}`);
    return reply.json.version;
  }

  /** A token of a person of their own, as headers. */
  async person(label: string, role = "marketing"): Promise<Record<string, string>> {
    const made = await this.staff("POST", "/v1/sites/mobile/tokens", { role, label });
    if (made.status !== 201) throw new Error(`token: ${made.status} ${made.text}`);
    return { authorization: `Bearer ${made.json.token}` };
  }

  /** Tells the state of a queue as an ACD does; by default three callers wait for five operators. */
  async snapshot(site: SiteId, queue: string, state: Record<string, unknown> = {}): Promise<Reply> {
    const reply = await this.staff("PUT", `/v1/sites/${site}/queues/${queue}/snapshot`, {
      waiting: 3,
      agents_staffed: 5,
      agents_available: 0,
      aht_s: 240,
      at: new Date().toISOString(),
      ...state,
    });
    if (reply.status !== 202) throw new Error(`snapshot: ${reply.status} ${reply.text}`);
    return reply;
  }

  /** All events in the built-in QA store, page by page. */
  async feedback(site: SiteId, type?: string): Promise<any[]> {
    const items: any[] = [];
    let after: string | null = "";
    do {
      const reply = await this.staff("GET", `/v1/sites/${site}/qa/feedback?limit=200${after ? `&after=${encodeURIComponent(after)}` : ""}`);
      if (reply.status !== 200) throw new Error(`feedback: ${reply.status} ${reply.text}`);
      items.push(...reply.json.items);
      after = reply.json.next;
    } while (after);
    return items.filter((event) => !type || event.type === type);
  }

  /** All callbacks of a site, as the desk sees them. */
  async callbacks(site: SiteId): Promise<any[]> {
    const reply = await this.staff("GET", `/v1/sites/${site}/callbacks?all=true`);
    if (reply.status !== 200) throw new Error(`callbacks: ${reply.status} ${reply.text}`);
    return reply.json.items;
  }

  /** Waits until the QA store holds `count` events of a type, and gives them back. */
  feedbackOf(site: SiteId, type: string, count: number): Promise<any[]> {
    return until(`${count} × ${type} in the QA store`, async () => {
      const events = await this.feedback(site, type);
      return events.length >= count && events;
    });
  }

  /** The secret that a site names. */
  secret(name: string): string {
    return this.#environment[name] ?? "";
  }

  /** The company's endpoint that a site's file names under `sinks`, on the fake internet. */
  endpointOf(site: SiteId, internet: Internet): Endpoint {
    const sinks: any[] = Object.values(readSite(site)["site.json"].sinks);
    const sink = sinks.find(({ to }) => to.startsWith("https://"));
    return internet.endpoint(sink.to, this.secret(sink.secret));
  }

  #interpose(drill: string): void {
    const file = join(this.#data, "config.capnp");
    const real = /\(name = "build\/index.js", esModule = embed ("[^"]+")\)/;
    const config = readFileSync(file, "utf8");
    if (!real.test(config)) throw new Error(`no build/index.js in ${config}`);
    writeFileSync(join(this.#data, "drill.js"), drill);
    writeFileSync(file, config.replace(real, '(name = "build/index.js", esModule = embed "drill.js"), (name = "build/real.js", esModule = embed $1)'));
  }
}
