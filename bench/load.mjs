// A load generator over kept-alive connections: one request after the other on each, as fast as answers come.
// Runs as a thread of its own, so that preparing and judging cost no time of the measured seconds.
import { connect } from "node:net";
import { parentPort, Worker, workerData } from "node:worker_threads";

/**
 * Puts load on a port.
 * @param {{ port: number, requests: string[], connections: number, seconds: number, expect: string }} load
 *   `requests` are whole HTTP requests, taken in turn; every answer must be a 200 that contains `expect`.
 * @returns {Promise<{ perSecond: number, p50Ms: number, p99Ms: number }>}
 */
export function load(load) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: load });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

if (workerData) run(workerData);

function run({ port, requests, connections, seconds, expect }) {
  const times = [];
  const wire = requests.map((request) => Buffer.from(request));
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  let next = 0;
  let open = connections;

  for (let n = 0; n < connections; n += 1) {
    const socket = connect(port, "127.0.0.1").setNoDelay(true);
    let received = "";
    let sent = 0;
    const ask = () => {
      received = "";
      sent = performance.now();
      socket.write(wire[next++ % wire.length]);
    };
    socket.on("connect", ask);
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      const head = received.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? NaN);
      if (received.length < head + 4 + length) return;
      if (!received.startsWith("HTTP/1.1 200") || !received.includes(expect)) throw new Error(`unexpected answer: ${received.slice(0, 400)}`);
      const now = performance.now();
      times.push(now - sent);
      if (now < end) return ask();
      socket.destroy();
      open -= 1;
      if (open === 0) parentPort.postMessage(summary(times, now - begun));
    });
    socket.on("error", (error) => {
      throw error;
    });
  }
}

function summary(times, elapsedMs) {
  const sorted = Float64Array.from(times).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { perSecond: (times.length / elapsedMs) * 1_000, p50Ms: at(0.5), p99Ms: at(0.99) };
}
