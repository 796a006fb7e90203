// The shim around an imitation of wasm-bindgen's glue: `node --test xtask/js/`.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

// A module in node that behaves as the glue does: a panic is a RuntimeError, and every call fails until the reset.
const GLUE = `
export const state = { criticalError: false, instanceId: 1 };
let broken = false;
export const __worker_init_state = () => state;
export const __wbg_reset_state = () => { broken = false; };
function panic() { broken = true; throw new WebAssembly.RuntimeError("unreachable"); }
function alive() { if (broken) throw new Error("called a broken instance"); }
export function fetch(request, env, ctx) { alive(); return Promise.resolve({ request, env, ctx }); }
export function turn(input) { alive(); return input === "panic" ? panic() : "turn " + input; }
export async function later() { alive(); await null; panic(); }
export class Counter {
  constructor(context, env) { alive(); this.env = env; this.count = 0; }
  fetch(request) { alive(); if (request === "panic") panic(); return ++this.count; }
  variables() { return Object.keys(this.env); }
  free() {}
}
`;

const folder = mkdtempSync(join(tmpdir(), "ringback-shim-"));
after(() => rmSync(folder, { recursive: true }));
cpSync(new URL("shim.js", import.meta.url), join(folder, "shim.mjs"));
writeFileSync(join(folder, "index.js"), GLUE);
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
globalThis.addEventListener ??= () => {};
console.log = () => {};
const { default: Worker, durable } = await import(join(folder, "shim.mjs"));
const glue = await import(join(folder, "index.js"));
const Counter = durable(glue.Counter);

test("the call after a panic is answered by a fresh instance", () => {
  assert.throws(() => new Worker({}, {}).turn("panic"), WebAssembly.RuntimeError);
  assert.equal(new Worker({}, {}).turn("one"), "turn one");
});

test("a panic behind an await is noticed too", async () => {
  await assert.rejects(new Worker({}, {}).later(), WebAssembly.RuntimeError);
  assert.equal(new Worker({}, {}).turn("one"), "turn one");
});

test("a handler of the runtime gets the environment and the context", async () => {
  const context = {};
  const got = await new Worker(context, { A: "1" }).fetch("request");
  assert.deepEqual(got, { request: "request", env: { A: "1" }, ctx: context });
});

test("a variable that is unset is absent", async () => {
  const got = await new Worker({}, { SET: "", UNSET: null }).fetch("request");
  assert.deepEqual(got.env, { SET: "" });
  assert.deepEqual(new Counter({}, { SET: "", UNSET: null }).variables(), ["SET"]);
});

test("an object keeps its memory until a panic anywhere, then is built anew", () => {
  const counter = new Counter({}, {});
  assert.equal(counter.fetch(""), 1);
  assert.equal(counter.fetch(""), 2);
  assert.throws(() => new Worker({}, {}).turn("panic"), WebAssembly.RuntimeError);
  assert.equal(counter.fetch(""), 1);
  assert.throws(() => counter.fetch("panic"), WebAssembly.RuntimeError);
  assert.equal(counter.fetch(""), 1);
});

test("an object shows its handlers and nothing of the glue's own", () => {
  assert.deepEqual(Object.getOwnPropertyNames(Counter.prototype).sort(), ["constructor", "fetch", "variables"]);
  assert.deepEqual(Object.getOwnPropertyNames(Worker.prototype).sort(), ["constructor", "fetch", "later", "turn"]);
});
