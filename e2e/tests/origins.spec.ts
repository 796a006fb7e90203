import { expect, test } from "../test.ts";

const listed = ["https://www.mobile.example", "https://shop.mobile.example:8443", "https://xn--bcher-kva.example"];

/** Origins that look like a listed one and are none. */
const foreign = [
  "null", "*", "https://", "file://", "https://mobile.example", "http://www.mobile.example", "https://www.mobile.example:443",
  "https://www.mobile.example:80", "https://www.mobile.example:8443", "https://shop.mobile.example", "http://shop.mobile.example:8443",
  "https://shop.mobile.example:84430", "https://www.mobile.example/", "https://www.mobile.example/path", "https://www.mobile.example.",
  "https://www.mobile.example.evil", "https://www.mobile.example.evil.example", "https://evil-www.mobile.example",
  "https://evilwww.mobile.example", "https://a.www.mobile.example", "https://www-mobile.example", "https://wwwXmobile.example",
  "https://WWW.MOBILE.EXAMPLE", "HTTPS://www.mobile.example", "https://www.mobile.example%00", "https://user@www.mobile.example",
  "https://www.mobile.example@evil.example", "https://evil.example?https://www.mobile.example", "https://evil.example#https://www.mobile.example",
  "https://www.mobile.example, https://evil.example", "https://xn--bcher-kva.example.evil.example", "https://bucher.example",
  "http://localhost", "http://127.0.0.1", "https://[::1]", "chrome-extension://abcdef", "data:", "https://www.mobile.example:0443",
];

test("a page uses a site only from an origin that the site lists, to the letter", async ({ ringback }) => {
  expect(new Set([...listed, ...foreign]).size).toBeGreaterThanOrEqual(40);
  await ringback.publish("mobile", (files) => (files["site.json"].origins = listed));
  const ask = (origin: string, method = "GET") => ringback.send(method, "/v1/sites/mobile/widget", { headers: { origin } });
  for (const origin of listed) {
    const reply = await ask(origin);
    expect(reply.status, origin).toBe(200);
    expect(reply.headers["access-control-allow-origin"]).toBe(origin);
    expect(reply.headers.vary).toMatch(/origin/i);
  }
  for (const origin of foreign) {
    const reply = await ask(origin);
    expect(reply.status, origin).toBe(403);
    expect(reply.headers, origin).not.toHaveProperty("access-control-allow-origin");
    expect((await ask(origin, "OPTIONS")).headers, origin).not.toHaveProperty("access-control-allow-origin");
  }
  expect((await ask(ringback.url)).status, "our own page").toBe(200);
});

test("a page that may use the site may send JSON, and credentials never", async ({ ringback, host }) => {
  const reply = await ringback.send("OPTIONS", "/v1/sites/mobile/callbacks", {
    headers: { origin: host.origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type,idempotency-key" },
  });
  expect(reply.status).toBe(204);
  expect(reply.headers["access-control-allow-origin"]).toBe(host.origin);
  expect(reply.headers["access-control-allow-methods"]).toMatch(/POST/);
  expect(reply.headers["access-control-allow-headers"]).toMatch(/content-type.*idempotency-key/);
});
