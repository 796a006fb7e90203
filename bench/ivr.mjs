// IVR turns per second and their p99 against a bare hello Worker in the same workerd: interleaved, medians.
//   cargo xtask build --release && node bench/ivr.mjs [--rounds 5] [--seconds 4] [--connections 32]
// A turn is a signed key press in the middle of a call: verify, open the session, step, seal, render.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { load } from "./load.mjs";
import { start } from "./runtime.mjs";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, seconds: { type: "string", default: "4" }, connections: { type: "string", default: "32" } },
});
const rounds = Number(values.rounds);
const site = JSON.parse(readFileSync(new URL("../sites/mobile/site.json", import.meta.url), "utf8"));
const [number, { secret: secretName }] = Object.entries(site.numbers)[0];
const runtime = await start();
const token = runtime.secret(secretName);

/** A webhook as the carrier signs it. */
function webhook(url, fields) {
  const signed = url + Object.keys(fields).sort().map((name) => name + fields[name]).join("");
  const body = new URLSearchParams(fields).toString();
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-twilio-signature": createHmac("sha1", token).update(signed).digest("base64"),
  };
  return { url, body, headers };
}

/** The second turn of a call, as it goes over the wire. */
async function keyPress(call) {
  const fields = { AccountSid: "AC0", CallSid: `CA${String(call).padStart(32, "0")}`, CallStatus: "ringing", From: "+994505550100", To: number };
  const first = webhook(`${runtime.url}/v1/voice/mobile/twilio`, fields);
  const reply = await fetch(first.url, { method: "POST", ...first });
  const document = await reply.text();
  const action = /action="([^"]+)"/.exec(document)?.[1]?.replaceAll("&amp;", "&");
  if (!action) throw new Error(`no keys are awaited: ${reply.status} ${document}`);
  const next = webhook(new URL(action, first.url).href, { ...fields, CallStatus: "in-progress", Digits: "1" });
  return http(new URL(next.url), next.headers, next.body);
}

function http(url, headers, body) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`POST ${url.pathname}${url.search} HTTP/1.1`, `host: ${url.host}`, ...lines, `content-length: ${body.length}`, "", body].join("\r\n");
}

const requests = await Promise.all(Array.from({ length: 64 }, (_, call) => keyPress(call)));
const hello = http(new URL(runtime.url), { "content-type": "text/plain" }, requests[0].split("\r\n\r\n")[1]);
const subjects = {
  hello: { port: runtime.helloPort, requests: [hello], expect: "hello" },
  "IVR turn": { port: runtime.port, requests, expect: "<Response>" },
};
const shapes = [Number(values.connections), 1];
const results = new Map();
const measure = async (name, connections, seconds) => load({ ...subjects[name], connections, seconds });

for (const name of Object.keys(subjects)) await measure(name, shapes[0], 1);
for (let round = 0; round < rounds; round += 1) {
  for (const connections of shapes) {
    for (const name of Object.keys(subjects)) {
      const key = `${name}, ${connections} connection${connections > 1 ? "s" : ""}`;
      results.set(key, [...(results.get(key) ?? []), await measure(name, connections, Number(values.seconds))]);
    }
  }
}
await runtime.stop();

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}, ${rounds} rounds of ${values.seconds} s, medians\n`);
console.log("| subject | turns/s | p50 ms | p99 ms |\n|---|---:|---:|---:|");
for (const [key, runs] of results) {
  const of = (field) => median(runs.map((run) => run[field]));
  console.log(`| ${key} | ${Math.round(of("perSecond")).toLocaleString("en")} | ${of("p50Ms").toFixed(2)} | ${of("p99Ms").toFixed(2)} |`);
}
