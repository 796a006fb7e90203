import { test as base, type Page } from "@playwright/test";
import { Host } from "./drivers/host.ts";
import { Internet } from "./drivers/internet.ts";
import { Phone } from "./drivers/phone.ts";
import { Ringback } from "./drivers/ringback.ts";
import type { Edit, SiteId } from "./drivers/sites.ts";
import { hours } from "./drivers/sites.ts";

export { expect } from "@playwright/test";
export { until } from "./drivers/until.ts";

interface Options {
  /** Demo sites that are published before the test; open day and night, so that no test depends on the hour. */
  sites: SiteId[];
}

interface Fixtures {
  /** Everything outside; a request that the test does not expect fails it. */
  internet: Internet;
  /** A company's website that may embed the sites. */
  host: Host;
  /** A Worker of the test's own, with nothing in it but the sites. */
  ringback: Ringback;
  /** Lets the website embed a site; for tests that publish again. */
  embeddable: Edit;
  /** A telephone at the carrier of the site `mobile`. */
  phone: Phone;
  /** A browser that can reach the website and the Worker, and nothing else. */
  page: Page;
}

export const test = base.extend<Options & Fixtures>({
  sites: [["mobile"], { option: true }],

  internet: async ({}, use) => {
    const internet = await Internet.open();
    await use(internet);
    await internet.close();
    if (internet.unexpected.length > 0) throw new Error(`the Worker asked for what nobody expects:\n${internet.unexpected.join("\n")}`);
  },

  host: async ({}, use) => {
    const host = await Host.open();
    await use(host);
    await host.close();
  },

  embeddable: async ({ host }, use) => {
    await use((files) => files["site.json"].origins.push(host.origin));
  },

  ringback: async ({ internet, host, sites, embeddable }, use, info) => {
    const ringback = await Ringback.start(internet);
    for (const site of sites) {
      ringback.endpointOf(site, internet);
      await ringback.publish(site, hours(true), embeddable);
    }
    host.embed(ringback.url);
    await use(ringback);
    await ringback.stop();
    if (info.status !== info.expectedStatus) await info.attach("workerd.log", { body: ringback.log });
    const personal = ringback.log.match(/\+\d{7,}|staff-token-of-the-tests|auth-token-of-\w+/);
    if (personal) throw new Error(`a log holds what it must not: ${personal[0]}\n${ringback.log}`);
  },

  phone: async ({ ringback }, use) => {
    await use(new Phone(ringback, "mobile"));
  },

  context: async ({ context, ringback, host }, use) => {
    const refused: string[] = [];
    const here = [new URL(ringback.url).host, new URL(host.origin).host];
    await context.route(
      (url) => !here.includes(url.host) && !["data:", "blob:"].includes(url.protocol),
      (route) => {
        refused.push(route.request().url());
        return route.abort();
      },
    );
    await use(context);
    if (refused.length > 0) throw new Error(`the page asked for foreign addresses:\n${refused.join("\n")}`);
  },

  page: async ({ page }, use) => {
    const noise: string[] = [];
    page.on("console", (message) => noise.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
    await use(page);
    if (noise.length > 0) throw new Error(`the widget made noise on the host's console:\n${noise.join("\n")}`);
  },
});
