import { test, until } from "../test.ts";
import { hours } from "../drivers/sites.ts";
import { valid } from "../drivers/valid.ts";

// What must fail a test does: each of these has to fail, in its fixtures.

test.fail("a page that asks for a foreign address fails its test", async ({ page, host }) => {
  host.page("/foreign.html", `<!doctype html><title>Foreign</title><link rel="stylesheet" href="https://fonts.elsewhere.example/a.css">`);
  await page.goto(`${host.origin}/foreign.html`);
});

test.fail("a line on the console fails its test", async ({ page, host }) => {
  host.page("/noise.html", `<!doctype html><title>Noise</title><script>console.debug("hello")</script>`);
  await page.goto(`${host.origin}/noise.html`);
});

test.fail("a Worker that asks for what nobody expects fails its test", async ({ ringback, internet, embeddable }) => {
  await ringback.publish("mobile", hours(true), embeddable, (files) => (files["site.json"].sinks.crm.to = "https://elsewhere.example/hook"));
  await ringback.visitor("POST", "/v1/sites/mobile/feedback", valid.feedback());
  await until("the request", () => internet.unexpected.length > 0);
});

test.fail("a telephone number in the log fails its test", async ({ ringback }) => {
  ringback.log += "somebody called from +994505550100";
});
