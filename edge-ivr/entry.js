// The module that the runtime loads. It holds what has to live when the Rust side does not: the deadline, the documents
// that callers hear then, and the few `await`s of a call turn. Nothing here knows menus.
import Worker, { SiteDo, QueueDo, CallbackDo, OutboxDo, QaDo } from "./build/index.js";

// Each class by name: `export *` would let any service binding call into the module.
export { SiteDo, QueueDo, CallbackDo, OutboxDo, QaDo };

/** Providers hang up on a webhook after some seconds; a caller notices silence sooner. */
const TURN_MS = 2_000;
/** A panic leaves its promise pending for ever, so that everything else has a deadline too. */
const REQUEST_MS = 20_000;
const BODY_LIMIT = 64 * 1024;

/** The last good fallback document of each site and provider: `{ version, body }`. */
const fallbacks = new Map();

/**
 * What every provider's callers hear where no site's document is at hand. `wait` is for callers in a queue: they keep
 * their place, and the next wait document is asked for soon.
 */
const GENERIC = {
  twilio: {
    type: "text/xml; charset=utf-8",
    body: '<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-GB" voice="Polly.Amy">We are sorry, something went wrong on our side. Please call again in a few minutes.</Say><Hangup/></Response>',
    wait: '<?xml version="1.0" encoding="UTF-8"?><Response><Pause length="20"/></Response>',
  },
};

const VOICE = /^\/v1\/voice\/([a-z0-9-]+)\/([a-z]+)$/;

export default {
  async fetch(request, env, ctx) {
    const url = new URL(request.url);
    const [, site, provider] = (request.method === "POST" && VOICE.exec(url.pathname)) || [];
    if (Object.hasOwn(GENERIC, provider)) {
      const otherwise = () => fallback(site, provider, url.searchParams.get("in") === "wait");
      return within(TURN_MS, () => turn(request, env, ctx, site, provider, otherwise), otherwise);
    }
    return within(REQUEST_MS, () => new Worker(ctx, env).fetch(request), broken);
  },
};

/** One call turn. */
async function turn(request, env, ctx, site, provider, otherwise) {
  const body = await read(request);
  if (!body) return new Response(null, { status: 413 });
  const worker = new Worker(ctx, env);
  // The environment as the shim binds it: without what is unset.
  env = worker.env;
  const ask = (mayRefresh, mayLoad) =>
    worker.voice_turn(env, site, provider, request.url, request.headers, body, mayRefresh, mayLoad);

  let answer = ask(true, true);
  if (answer[0] === "refresh") {
    await worker.voice_refresh(env, site, answer[1], answer[2]);
    answer = ask(false, true);
  }
  if (answer[0] === "load") {
    await worker.voice_load(env, site, answer[1]);
    answer = ask(false, false);
  }
  if (answer[0] === "store") {
    await worker.voice_store(env, answer[1]);
    answer = worker.voice_finish(env, answer[1]);
  }

  switch (answer[0]) {
    case "reply":
      keep(worker, env, site, provider, answer[3]);
      return document(answer[1], answer[2]);
    case "refuse":
      return new Response(null, { status: 403 });
    case "unknown": {
      // The router words the 404. Where it cannot tell yet whether there is such a site, a caller may be waiting.
      const reply = await worker.fetch(new Request(request.url, { method: "POST" }));
      return reply.status === 404 ? reply : otherwise();
    }
    default:
      return otherwise();
  }
}

/** Keeps the fallback document of the bundle that has just answered. */
function keep(worker, env, site, provider, version) {
  const key = `${site}/${provider}`;
  if (fallbacks.get(key)?.version === version) return;
  const made = worker.voice_fallback(env, site, provider);
  if (made) fallbacks.set(key, { version, body: made });
}

function fallback(site, provider, waiting) {
  const { type, body, wait } = GENERIC[provider];
  return document(type, waiting ? wait : (fallbacks.get(`${site}/${provider}`)?.body ?? body));
}

function document(type, text) {
  const body = new TextEncoder().encode(text);
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-length": String(body.length),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

/** What is said where the Rust side broke: nothing about the request, and nothing was promised. */
function broken() {
  const problem = {
    type: "about:blank#unavailable",
    title: "The service did not answer",
    status: 503,
    detail: "Send the same request again in a few seconds, with the same Idempotency-Key.",
  };
  return new Response(JSON.stringify(problem), {
    status: 503,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "retry-after": "5",
    },
  });
}

/** What `work` gives, or `otherwise()` where it throws or takes longer. */
async function within(ms, work, otherwise) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => {
      console.warn("a request ran into its deadline");
      resolve(otherwise());
    }, ms);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    console.error("a request failed", error instanceof Error ? error.name : "");
    return otherwise();
  } finally {
    clearTimeout(timer);
  }
}

/** The body as bytes (`text()` may change them, and they are signed), or nothing where it is too long. */
async function read(request) {
  if (Number(request.headers.get("content-length")) > BODY_LIMIT) return null;
  const chunks = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > BODY_LIMIT) return null;
    chunks.push(chunk);
  }
  if (chunks.length === 1) return chunks[0];
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}
