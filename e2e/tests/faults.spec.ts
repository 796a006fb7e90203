import { connect } from "node:net";
import { expect, test as base, until } from "../test.ts";
import { Phone } from "../drivers/phone.ts";
import { Ringback } from "../drivers/ringback.ts";
import { hours, readSite } from "../drivers/sites.ts";
import { read } from "../drivers/twiml.ts";
import { mobileNumber } from "../drivers/valid.ts";

/**
 * Stands where entry.js expects the compiled module, and fails as that one can when a request says so: a trap of
 * WebAssembly, or a promise that never settles.
 */
const DRILL = `
import Worker, { SiteDo, QueueDo, CallbackDo, OutboxDo, QaDo } from "./real.js";
export { SiteDo, QueueDo, CallbackDo, OutboxDo, QaDo };
const never = () => new Promise(() => {});
export default class Drilled extends Worker {
  voice_turn(env, site, provider, url, headers, ...rest) {
    switch (headers.get("x-drill")) {
      case "trap": throw new WebAssembly.RuntimeError("unreachable");
      case "hang": return ["load", "0000000000000000"];
    }
    return super.voice_turn(env, site, provider, url, headers, ...rest);
  }
  voice_load(env, site, version) {
    return version === "0000000000000000" ? never() : super.voice_load(env, site, version);
  }
}
`;

const test = base.extend({
  ringback: async ({ internet, host, embeddable }, use) => {
    const ringback = await Ringback.start(internet, DRILL);
    ringback.endpointOf("mobile", internet);
    await ringback.publish("mobile", hours(true), embeddable);
    host.embed(ringback.url);
    await use(ringback);
    await ringback.stop();
  },
});

/** Where the site's last resort leads. */
const lastResort: string = Object.values<any>(readSite("mobile")["site.json"].numbers)[0].last_resort;

function expectFallback(document: string): void {
  const verbs = read(document, false);
  expect(verbs.filter(({ name }) => name === "Say" || name === "Play").length, "an apology").toBeGreaterThan(0);
  const dial = verbs.find(({ name }) => name === "Dial");
  expect(dial?.text.trim() || dial?.children[0]?.text.trim(), document).toBe(lastResort);
}

for (const fault of ["trap", "hang"]) {
  test(`where the inside of a turn ${fault === "trap" ? "breaks" : "never ends"}, the caller hears the site's fallback document within 2.5 s, and the next turn is whole`, async ({ phone }) => {
    const call = await phone.call(mobileNumber());
    await call.press("3");
    const { webhook } = call.last;
    const begun = Date.now();
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => call.deliver({ ...webhook, headers: { ...webhook.headers, "x-drill": fault } })),
    );
    expect(Date.now() - begun).toBeLessThan(2_500);
    for (const reply of replies) {
      expect(reply.status).toBe(200);
      expect(reply.headers["content-type"]).toMatch(/^text\/xml/);
      expectFallback(reply.text);
    }
    expect((await call.repeat()).text).toBe(call.last.reply.text);
  });
}

test("where a carrier's webhook arrives too slowly, the answer is still a document in time", async ({ ringback, phone }) => {
  await phone.call(mobileNumber());
  const { port } = new URL(ringback.url);
  const begun = Date.now();
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1");
    let text = "";
    socket.write("POST /v1/voice/mobile/twilio HTTP/1.1\r\nhost: slow\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\nCallSid=");
    socket.on("data", (chunk) => {
      text += chunk;
      if (text.includes("</Response>")) socket.destroy();
    });
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
  expect(Date.now() - begun).toBeLessThan(2_500);
  expect(answer).toMatch(/^HTTP\/1\.1 200/);
  expectFallback(answer.slice(answer.indexOf("\r\n\r\n") + 4));
});

test("a correctly signed webhook with a state that is not ours gets the last resort", async ({ ringback, phone }) => {
  const call = await phone.call(mobileNumber());
  const good = new URL(call.nextUrl);
  const state = good.searchParams.get("state")!;
  const other = await phone.call(mobileNumber());
  const bad = ["", "AAAA", "not base64!", state.slice(0, -2), `${state}AA`, "A".repeat(5_000), new URL(other.nextUrl).searchParams.get("state")!];
  for (const at of [0, 1, Math.floor(state.length / 2), state.length - 1]) {
    bad.push(state.slice(0, at) + (state[at] === "A" ? "B" : "A") + state.slice(at + 1));
  }
  for (const wrong of bad) {
    const url = new URL(good);
    url.searchParams.set("state", wrong);
    const fields = { CallSid: call.id, From: call.from, To: phone.number, CallStatus: "in-progress", Digits: "1" };
    const reply = await call.deliver(phone.sign(url.href, fields));
    expect(reply.status, wrong).toBe(200);
    expectFallback(reply.text);
  }
  expect(await ringback.feedback("mobile")).toEqual([]);
});

test("a call survives that the Worker is killed and started again", async ({ ringback, phone }) => {
  const call = await phone.call(mobileNumber());
  await call.press("3");
  const before = await call.repeat();
  await ringback.kill9();
  await ringback.resume();
  expect((await call.repeat()).text).toBe(before.text);
  await call.hangUp();
  await until("the call's end", async () => (await ringback.feedback("mobile", "ringback.call.v1")).length === 1);
});
