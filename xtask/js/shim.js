// The module around wasm-bindgen's glue: a Rust panic aborts the instance, so the next call starts a fresh one.
//
// `worker-build` makes such a module too; it links OpenSSL, whose headers a bare machine lacks, and takes minutes to
// compile. Here the classes are plain: what a class can do is read from its prototype.
import * as glue from "./index.js";

const state = glue.__worker_init_state();

function recover() {
  if (!state.criticalError) return;
  console.log("the Worker's module starts afresh after a panic");
  glue.__wbg_reset_state();
  state.criticalError = false;
  state.instanceId++;
}

function note(error) {
  if (error instanceof WebAssembly.RuntimeError) state.criticalError = true;
}

function guarded(call) {
  recover();
  try {
    const result = call();
    if (typeof result?.then !== "function") return result;
    return result.then(
      (value) => value,
      (error) => {
        note(error);
        throw error;
      },
    );
  } catch (error) {
    note(error);
    throw error;
  }
}

addEventListener("error", (event) => note(event.error));

const withoutUnset = new WeakMap();

/** workerd binds a variable that is unset as null, on which the Rust side would trip: to it, unset is absent. */
function bound(env) {
  let known = withoutUnset.get(env);
  if (!known) {
    known = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== null));
    withoutUnset.set(env, known);
  }
  return known;
}

/** The Worker's functions as methods; `new Worker(ctx, env)` is cheap and recovers from a panic before. */
export default class Worker {
  constructor(ctx, env) {
    this.ctx = ctx;
    this.env = bound(env);
    recover();
  }
}

const handlers = new Set(["fetch", "queue", "scheduled", "email", "connect"]);
for (const [name, value] of Object.entries(glue)) {
  if (typeof value !== "function" || name.startsWith("__") || isClass(value)) continue;
  Worker.prototype[name] = handlers.has(name)
    ? function (argument) {
        return guarded(() => value(argument, this.env, this.ctx));
      }
    : function (...args) {
        return guarded(() => value(...args));
      };
}

function isClass(value) {
  return typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value));
}

/** A Durable Object class whose inner object is built anew when a panic has thrown its memory away. */
export function durable(Inner) {
  class Durable {
    #context;
    #env;
    #inner;
    #instanceId;

    constructor(context, env) {
      this.#context = context;
      this.#env = bound(env);
      guarded(() => this.#object());
    }

    #object() {
      if (this.#instanceId !== state.instanceId) {
        this.#inner = new Inner(this.#context, this.#env);
        this.#instanceId = state.instanceId;
      }
      return this.#inner;
    }

    static method(name) {
      return function (...args) {
        return guarded(() => this.#object()[name](...args));
      };
    }
  }
  for (const name of Object.getOwnPropertyNames(Inner.prototype)) {
    if (name === "constructor" || name === "free" || name.startsWith("__")) continue;
    Durable.prototype[name] = Durable.method(name);
  }
  delete Durable.method;
  return Durable;
}
