import { expect, test, until } from "../test.ts";
import { mobileNumber, valid } from "../drivers/valid.ts";

/** What every CloudEvent of ours must be. */
function expectCloudEvent(event: any, site: string): void {
  expect(event).toMatchObject({
    specversion: "1.0",
    id: expect.stringMatching(/^.{8,}$/),
    source: `/v1/sites/${site}`,
    type: expect.stringMatching(/^ringback\.[a-z]+\.v1$/),
    subject: expect.stringMatching(/^(call\/twilio|visit|contact)\/.+/),
    datacontenttype: "application/json",
    channel: expect.stringMatching(/^(phone|web)$/),
    locale: expect.stringMatching(/^(az|en|ro|ru)$/),
  });
  expect(new Date(event.time).getTime()).toBeGreaterThan(Date.now() - 60_000);
  // Extension names of CloudEvents are lower-case letters and digits.
  for (const name of Object.keys(event)) expect(name).toMatch(/^[a-z0-9]+$/);
}

test("every kind of event arrives once in the QA store and once at the signed webhook", async ({ ringback, internet, phone }) => {
  const crm = ringback.endpointOf("mobile", internet);
  const site = "/v1/sites/mobile";
  const sent = async (path: string, body: object, status: number) => {
    const reply = await ringback.visitor("POST", site + path, body, { "idempotency-key": `one-of-each-${path.slice(1)}` });
    expect(reply.status, reply.text).toBe(status);
  };
  await sent("/callbacks", valid.callback(), 201);
  await sent("/deflections", valid.deflection(), 202);
  await sent("/feedback", valid.feedback(), 202);
  const call = await phone.call(mobileNumber());
  await call.hangUp();
  await call.reportEnd();

  const kinds = ["callback", "call", "deflection", "feedback"].map((kind) => `ringback.${kind}.v1`);
  const stored = await until("each kind in the store", async () => {
    const events = await ringback.feedback("mobile");
    return kinds.every((kind) => events.some(({ type }) => type === kind)) && events;
  });
  const delivered = await until("each kind at the webhook", () => kinds.every((kind) => crm.events(kind).length > 0) && crm.events());
  for (const event of [...stored, ...delivered]) expectCloudEvent(event, "mobile");
  const ids = stored.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const kind of kinds.filter((kind) => kind !== "ringback.callback.v1")) {
    expect(stored.filter(({ type }) => type === kind), kind).toHaveLength(1);
  }
  // A callback tells each state that it comes to.
  const states = stored.filter(({ type }) => type === "ringback.callback.v1").map(({ data }) => data.state);
  expect(new Set(states).size, states.join()).toBe(states.length);
  await until("the same at the webhook", () => ids.every((id) => delivered.concat(crm.events()).some((event) => event.id === id)));
  expect(crm.deliveries.map(({ id }) => id).sort()).toEqual([...ids].sort());
});

test("an event holds no phone number, but for the callback that somebody must dial", async ({ ringback, internet, phone }) => {
  const crm = ringback.endpointOf("mobile", internet);
  const number = mobileNumber();
  const call = await phone.call(number);
  await call.hangUp();
  const [event] = await until("the call's end", () => crm.events("ringback.call.v1").length > 0 && crm.events("ringback.call.v1"));
  expect(JSON.stringify(event)).not.toContain(number.slice(-7));
  expect(event.data.person).toMatch(/^\S{16,}$/);
});

test("with kill -9 in the middle of forwarding 500 answers, the store holds 500, none twice, none missing", async ({ ringback, internet }) => {
  test.setTimeout(90_000);
  const crm = ringback.endpointOf("mobile", internet);
  const acknowledged = new Map<number, string>();
  const answer = async (n: number): Promise<void> => {
    const sent = await ringback
      .visitor("POST", "/v1/sites/mobile/feedback", valid.feedback({ answers: [{ question: "satisfied", value: 1 + (n % 5) }] }), {
        "idempotency-key": `answer-number-${n}`,
        "x-client-address": `198.51.${n >> 8}.${n & 255}`,
      })
      .catch(() => undefined);
    if (sent?.status === 202) acknowledged.set(n, sent.json.id);
    // A killed server answers nothing: a client keeps the answer and sends it again under the same key.
    else if (sent && sent.status < 500) throw new Error(`${sent.status} ${sent.text}`);
  };
  const missing = () => Array.from({ length: 500 }, (_, n) => n).filter((n) => !acknowledged.has(n));
  const sendMissing = async (killAfter?: number) => {
    const left = missing();
    const sender = async () => {
      for (let n = left.shift(); n !== undefined; n = left.shift()) await answer(n);
    };
    const killer = async () => {
      if (killAfter === undefined) return;
      await until(`${killAfter} forwarded`, () => crm.deliveries.length >= killAfter, 30_000);
      await ringback.kill9();
      left.length = 0;
    };
    await Promise.all([killer(), ...Array.from({ length: 8 }, sender)]);
    if (killAfter !== undefined) await ringback.resume();
  };
  await sendMissing(100);
  await sendMissing(300);
  await sendMissing();
  expect(missing()).toEqual([]);

  const stored = await until("500 in the store", async () => {
    const events = await ringback.feedback("mobile", "ringback.feedback.v1");
    return events.length >= 500 && events;
  }, 40_000);
  const ids = stored.map(({ id }) => id);
  expect(ids).toHaveLength(500);
  expect(new Set(ids)).toEqual(new Set(acknowledged.values()));
  await until("500 at the webhook", () => crm.events("ringback.feedback.v1").length >= 500, 40_000);
  expect(new Set(crm.events().map(({ id }) => id))).toEqual(new Set(ids));
});

test("an endpoint that fails and recovers gets every event, and the store does not wait for it", async ({ ringback, internet }) => {
  const crm = ringback.endpointOf("mobile", internet);
  crm.mode = "500";
  await ringback.visitor("POST", "/v1/sites/mobile/feedback", valid.feedback(), { "idempotency-key": "while-it-fails" });
  const [stored] = await ringback.feedbackOf("mobile", "ringback.feedback.v1", 1);
  await until("an attempt", () => crm.attempts > 0);
  crm.mode = "ok";
  const delivered = await until("the event", () => crm.events().length > 0 && crm.events(), 25_000);
  expect(delivered.map(({ id }) => id)).toEqual([stored.id]);
});

test("where the connection is cut after the endpoint has kept an event, it comes again under the same id", async ({ ringback, internet }) => {
  const crm = ringback.endpointOf("mobile", internet);
  crm.mode = "cut";
  await ringback.visitor("POST", "/v1/sites/mobile/feedback", valid.feedback(), { "idempotency-key": "cut-in-two" });
  await until("a cut", () => crm.deliveries.length > 0);
  crm.mode = "ok";
  await until("the repeat", () => crm.deliveries.length > 1, 25_000);
  expect(crm.events()).toHaveLength(1);
  expect(await ringback.feedback("mobile")).toHaveLength(1);
});

test("an endpoint that never answers delays neither the store nor another request", async ({ ringback, internet }) => {
  const crm = ringback.endpointOf("mobile", internet);
  crm.mode = "hang";
  for (let n = 0; n < 5; n += 1) {
    const reply = await ringback.visitor("POST", "/v1/sites/mobile/feedback", valid.feedback(), { "idempotency-key": `hang-number-${n}` });
    expect(reply.status).toBe(202);
  }
  expect(await ringback.feedbackOf("mobile", "ringback.feedback.v1", 5)).toHaveLength(5);
});

test("the same answer sent again under its key is kept once", async ({ ringback }) => {
  const body = valid.feedback();
  const key = { "idempotency-key": "double-click" };
  const replies = await Promise.all([1, 2, 3].map(() => ringback.visitor("POST", "/v1/sites/mobile/feedback", body, key)));
  expect(replies.map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(new Set(replies.map(({ json }) => json.id)).size).toBe(1);
  const [event] = await ringback.feedbackOf("mobile", "ringback.feedback.v1", 1);
  expect(event.id).toBe(replies[0]!.json.id);
  expect(await ringback.feedback("mobile")).toHaveLength(1);
});

test("the store is read page by page, each event once, in order", async ({ ringback }) => {
  for (let n = 0; n < 7; n += 1) {
    await ringback.visitor("POST", "/v1/sites/mobile/feedback", valid.feedback(), { "idempotency-key": `page-number-${n}` });
  }
  const all = await ringback.feedbackOf("mobile", "ringback.feedback.v1", 7);
  const paged: any[] = [];
  for (let after = ""; ; ) {
    const { items, next } = (await ringback.staff("GET", `/v1/sites/mobile/qa/feedback?limit=3${after}`)).json;
    expect(items.length).toBeLessThanOrEqual(3);
    paged.push(...items);
    if (!next) break;
    after = `&after=${encodeURIComponent(next)}`;
  }
  expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
});
