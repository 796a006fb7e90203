import { expect, test } from "../test.ts";
import type { Reply } from "../drivers/http.ts";
import type { Ringback } from "../drivers/ringback.ts";
import { publication, readSite } from "../drivers/sites.ts";
import { valid } from "../drivers/valid.ts";

/** A problem has the status that it names, says what is wrong in a sentence, and is declared as what it is. */
function expectProblem(reply: Reply, status: number, sentence?: RegExp): void {
  expect(reply.status, reply.text).toBe(status);
  expect(reply.headers["content-type"]).toBe("application/problem+json");
  expect(reply.json).toMatchObject({ status, type: expect.stringMatching(/^about:blank#./), title: expect.stringMatching(/\w+ \w+/) });
  expect(reply.json.detail).toMatch(sentence ?? /\w+ .*\w+.*\./);
}

/** Everything that a request could have written. */
async function stored(ringback: Ringback): Promise<unknown> {
  const bundles = await ringback.staff("GET", "/v1/sites/mobile/bundles");
  const wait = await ringback.visitor("GET", "/v1/sites/mobile/queues/care/wait");
  return { feedback: await ringback.feedback("mobile"), callbacks: await ringback.callbacks("mobile"), bundles: bundles.json, wait: wait.json.as_of };
}

/** Routes that take a body, each with one that is right. */
const routes: { staff: boolean; method: string; path: string; body: () => any; wrongType: object; limit?: number }[] = [
  { staff: false, method: "POST", path: "/v1/sites/mobile/callbacks", body: valid.callback, wrongType: { phone: 994505550100 } },
  { staff: false, method: "POST", path: "/v1/sites/mobile/callbacks/check", body: valid.callback, wrongType: { consent: "yes" } },
  { staff: false, method: "POST", path: "/v1/sites/mobile/deflections", body: valid.deflection, wrongType: { outcome: "perhaps" } },
  { staff: false, method: "POST", path: "/v1/sites/mobile/feedback", body: valid.feedback, wrongType: { answers: { csat: 5 } } },
  { staff: true, method: "PUT", path: "/v1/sites/mobile/queues/care/snapshot", body: valid.snapshot, wrongType: { waiting: "three" } },
  { staff: true, method: "PUT", path: "/v1/sites/mobile/queues", body: () => ({ queues: { care: valid.snapshot() } }), wrongType: { queues: [] } },
  { staff: true, method: "POST", path: "/v1/sites/mobile/contacts", body: valid.contact, wrongType: { ended_at: "yesterday" } },
  { staff: true, method: "POST", path: "/v1/sites/mobile/bundles", body: () => JSON.parse(publication(readSite("mobile"))), wrongType: { files: [] }, limit: 2 * 1024 * 1024 },
];

for (const route of routes) {
  test(`${route.method} ${route.path} refuses bad input with a sentence and writes nothing`, async ({ ringback }) => {
    await ringback.snapshot("mobile", "care");
    const before = await stored(ringback);
    const text = JSON.stringify(route.body());
    const json = { "content-type": "application/json", "idempotency-key": "bad-input" };
    const token: Record<string, string> = route.staff ? { authorization: `Bearer ${ringback.staffToken}` } : {};
    const send = (body: string, headers: Record<string, string> = json, method = route.method, path = route.path) =>
      ringback.send(method, path, { body, headers: { ...token, ...headers } });

    expectProblem(await send(text.slice(0, -1)), 400, /not JSON.*line \d+/);
    expectProblem(await send("\u0000\u0001"), 400);
    expectProblem(await send(""), 400);
    expectProblem(await send("[".repeat(10_000)), 400);
    expectProblem(await send("[]"), 422);
    expectProblem(await send("{}"), 422, /missing field/);
    expectProblem(await send(JSON.stringify({ ...route.body(), ...route.wrongType })), 422);
    expectProblem(await send(JSON.stringify({ ...route.body(), surprise: 1 })), 422, /surprise/);
    expectProblem(await send(text + " ".repeat(route.limit ?? 64 * 1024)), 413, /\d+ bytes/);
    expectProblem(await send(text, { ...json, "content-type": "text/plain" }), 415, /application\/json/);
    expectProblem(await send(text, { "idempotency-key": "bad-input" }), 415);
    expectProblem(await send(text, json, "TRACE"), 405);
    // The first publication of a name makes the site.
    if (!route.path.endsWith("/bundles")) expectProblem(await send(text, json, route.method, route.path.replace("mobile", "nobody")), 404, /nobody/);
    if (route.staff) {
      expectProblem(await ringback.send(route.method, route.path, { body: text, headers: json }), 401, /token/);
      expectProblem(await send(text, { ...json, authorization: "Bearer wrong" }), 401);
      expectProblem(await send(text, { ...json, authorization: "Basic c3RhZmY6" }), 401);
    } else {
      expectProblem(await send(text, { ...json, origin: "https://evil.example" }), 403, /evil\.example.*origins/);
    }
    expect(await stored(ringback)).toEqual(before);
  });
}

test("what is well-formed but makes no sense is refused with a sentence and writes nothing", async ({ ringback }) => {
  const before = await stored(ringback);
  const site = "/v1/sites/mobile";
  const longVisit = { visit: "v".repeat(65) };
  const cases: [string, object, number, RegExp][] = [
    [`${site}/callbacks`, valid.callback({ phone: "+1 876 555 0100" }), 422, /country|countries/i],
    [`${site}/callbacks`, valid.callback({ phone: "112" }), 422, /number/i],
    [`${site}/callbacks`, valid.callback({ consent: false }), 422, /agree/i],
    [`${site}/callbacks`, valid.callback({ queue: "nowhere" }), 422, /service/],
    [`${site}/callbacks`, valid.callback({ when: { kind: "slot", starts_at: "2001-01-01T00:00:00Z" } }), 422, /slot|time/i],
    [`${site}/callbacks`, valid.callback({ topic: "t".repeat(201) }), 422, /topic/],
    [`${site}/callbacks`, valid.callback({ name: "n".repeat(101) }), 422, /name/],
    [`${site}/deflections`, valid.deflection({ node: "nowhere" }), 422, /node/],
    [`${site}/deflections`, valid.deflection(longVisit), 422, /visit/],
    [`${site}/feedback`, valid.feedback({ survey: "nowhere" }), 422, /survey/],
    [`${site}/feedback`, valid.feedback({ answers: [{ question: "nowhere", value: 1 }] }), 422, /nowhere/],
    [`${site}/feedback`, valid.feedback({ answers: [{ question: "satisfied", value: 6 }] }), 422, /satisfied/],
    [`${site}/feedback`, valid.feedback({ answers: [] }), 422, /answer/],
    [`${site}/feedback`, valid.feedback({ invitation: "bm90LW91cnM" }), 401, /link/i],
  ];
  for (const [path, body, status, sentence] of cases) {
    await test.step(`${path} ${JSON.stringify(body)}`, async () => expectProblem(await ringback.visitor("POST", path, body), status, sentence));
  }
  const staff: [string, object, number, RegExp][] = [
    [`${site}/queues/nowhere/snapshot`, valid.snapshot(), 404, /nowhere.*care/],
    [`${site}/queues/care/snapshot`, valid.snapshot({ waiting: -2 }), 422, /waiting/],
    [`${site}/queues/care/snapshot`, valid.snapshot({ at: new Date(Date.now() + 3_600_000).toISOString() }), 422, /ahead/],
    [`${site}/queues`, { queues: { care: valid.snapshot(), nowhere: valid.snapshot() } }, 404, /nowhere/],
  ];
  for (const [path, body, status, sentence] of staff) {
    await test.step(`${path} ${JSON.stringify(body)}`, async () => expectProblem(await ringback.staff("PUT", path, body), status, sentence));
  }
  expect(await stored(ringback)).toEqual(before);
});

test("an unknown path is 404 and a known one with another method is 405 with the methods there are", async ({ ringback }) => {
  expectProblem(await ringback.send("GET", "/v1/nothing"), 404);
  expectProblem(await ringback.send("GET", "/v2/health"), 404);
  const reply = await ringback.send("DELETE", "/v1/health");
  expectProblem(reply, 405, /GET/);
  expect(reply.headers.allow).toContain("GET");
  expectProblem(await ringback.visitor("GET", "/v1/sites/mobile/queues/nowhere/wait"), 404, /nowhere/);
  expectProblem(await ringback.visitor("GET", "/v1/sites/nobody/widget"), 404, /nobody/);
  expectProblem(await ringback.visitor("GET", "/v1/callbacks/bm90LW91cnM"), 401, /link/i);
});

test.describe("health", () => {
  test.use({ sites: ["mobile", "bank"] });
  test("health tells the version and the sites to anybody", async ({ ringback }) => {
    const reply = await ringback.send("GET", "/v1/health", { headers: { origin: "https://anybody.example" } });
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({ status: "ok", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(reply.json.sites).toEqual(expect.arrayContaining(["bank", "mobile"]));
  });
});

test("data is never cached and every response names its type", async ({ ringback }) => {
  const reply = await ringback.visitor("GET", "/v1/sites/mobile/queues/care/wait");
  expect(reply.headers).toMatchObject({ "cache-control": "no-store", "content-type": "application/json", "x-content-type-options": "nosniff" });
});

test("a token of one role may do what its role is for and nothing else", async ({ ringback }) => {
  const made = await ringback.staff("POST", "/v1/sites/mobile/tokens", { role: "acd", label: "the switch" });
  expect(made.status, made.text).toBe(201);
  const as = { authorization: `Bearer ${made.json.token}` };
  expect((await ringback.visitor("PUT", "/v1/sites/mobile/queues/care/snapshot", valid.snapshot(), as)).status).toBe(202);
  expectProblem(await ringback.visitor("GET", "/v1/sites/mobile/qa/feedback", undefined, as), 403, /role/);
  expectProblem(await ringback.visitor("POST", "/v1/sites/mobile/bundles", { files: {} }, as), 403, /role/);
  expectProblem(await ringback.visitor("PUT", "/v1/sites/bank/queues/care/snapshot", valid.snapshot(), as), 401);
});
