// One workerd with the Worker and, beside it, a Worker that only says hello: the floor of the same process.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const HELLO = `export default { async fetch(request) { await request.arrayBuffer(); const body = new TextEncoder().encode("hello"); return new Response(body, { headers: { "content-length": String(body.length) } }); } };`;

/** Starts it; `stop` ends it and forgets its data. */
export async function start() {
  const data = mkdtempSync(join(tmpdir(), "ringback-bench-"));
  const [port, helloPort, nowhere] = await Promise.all([freePort(), freePort(), freePort()]);
  const xtask = process.env.RINGBACK_XTASK ?? join(root, "target/debug/xtask");
  const { workerd, args, secrets } = JSON.parse(
    execFileSync(xtask, ["config", "--release", "--data", data, "--port", String(port), "--fake-internet", `127.0.0.1:${nowhere}`], { cwd: root, encoding: "utf8" }),
  );
  const file = join(data, "config.capnp");
  writeFileSync(join(data, "hello.js"), HELLO);
  writeFileSync(
    file,
    readFileSync(file, "utf8")
      .replace("services = [", `services = [\n    (name = "hello", worker = .hello),`)
      .replace("sockets = [", `sockets = [\n    (name = "hello", address = "127.0.0.1:${helloPort}", http = (), service = "hello"),`)
      .concat(`\nconst hello :Workerd.Worker = (modules = [(name = "hello.js", esModule = embed "hello.js")], compatibilityDate = "2026-04-24");\n`),
  );
  const url = `http://127.0.0.1:${port}`;
  const secret = (name) => `secret-of-${name}`;
  const child = spawn(workerd, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      RINGBACK_PUBLIC_URL: url,
      RINGBACK_STAFF_TOKEN: "bench",
      RINGBACK_SECRET: "bench-bench-bench-bench-bench-bench",
      RINGBACK_SECRETS: secrets,
      ...Object.fromEntries(secrets.split(",").map((name) => [name, secret(name)])),
    },
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  for (const deadline = Date.now() + 20_000; ; ) {
    const healthy = await fetch(`${url}/v1/health`).then((reply) => reply.ok, () => false);
    if (healthy) break;
    if (Date.now() > deadline || child.exitCode !== null) throw new Error("the Worker does not start");
  }
  return {
    url,
    port,
    helloPort,
    secret,
    async stop() {
      child.kill("SIGKILL");
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
