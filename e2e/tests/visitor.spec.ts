import { expect, test, until } from "../test.ts";
import { expectAccessible } from "../drivers/axe.ts";
import { mobileNumber, valid } from "../drivers/valid.ts";
import { Widget } from "../drivers/widget.ts";
import type { Locale } from "../drivers/sites.ts";

const locales: Locale[] = ["az", "ru", "en", "ro"];

test("the launcher is there before the app, and the app comes on touch", async ({ page, host, ringback }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  const widget = await Widget.on(page, host, ringback);
  await expect(widget.launcher).toBeVisible();
  await expect(widget.panel).toBeHidden();
  await widget.launcher.click();
  release();
  await expect(widget.heading(widget.text("greeting"))).toBeVisible();
});

test("the wait that a visitor sees follows the snapshot that the centre pushed, as a band", async ({ page, host, ringback }) => {
  await ringback.snapshot("mobile", "care", { waiting: 2, agents_staffed: 10, aht_s: 60 });
  const announced = async () => (await ringback.visitor("GET", "/v1/sites/mobile/queues/care/wait?locale=en")).json;
  const widget = await (await Widget.on(page, host, ringback)).open();
  await widget.queue.click();
  const first = await announced();
  expect(first.estimate.p90_s).toBeGreaterThan(first.estimate.p10_s);
  await expect(widget.panel.getByText(first.announce.text).first()).toBeVisible();

  await ringback.snapshot("mobile", "care", { waiting: 40, agents_staffed: 5, aht_s: 300 });
  const second = await announced();
  expect(second.announce.text).not.toBe(first.announce.text);
  await expect(widget.panel.getByText(second.announce.text).first()).toBeVisible({ timeout: 20_000 });
});

test("where there is no snapshot, a visitor is told that the wait is not known, and why", async ({ page, host, ringback }) => {
  const wait = (await ringback.visitor("GET", "/v1/sites/mobile/queues/care/wait?locale=en")).json;
  expect(wait).toMatchObject({ state: "unknown", estimate: null, announce: { reason: "no_snapshot" } });
  const widget = await (await Widget.on(page, host, ringback)).open();
  await widget.queue.click();
  await expect(widget.panel.getByText(wait.reason).first()).toBeVisible();
});

test("a visitor searches by words, copies a code, gets a correct tel: link, and says whether it helped", async ({ page, host, ringback, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: host.origin });
  const widget = await (await Widget.on(page, host, ringback)).open();
  await widget.searchField.fill("how much money is left");
  await widget.option("Balance").first().click();
  await expect(widget.panel.getByText("To check your balance, dial *100#. It is free of charge.")).toBeVisible();
  await expect(widget.panel.getByRole("link", { name: widget.text("dial") })).toHaveAttribute("href", "tel:*100%23");
  await widget.button("copy").click();
  await expect(widget.panel.getByText(widget.text("copied")).first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("*100#");
  await widget.button("yes").click();
  await expect(widget.panel.getByText(widget.text("glad")).first()).toBeVisible();
  const outcomes = await until("the outcome", async () => {
    const events = await ringback.feedback("mobile", "ringback.deflection.v1");
    return events.some(({ data }) => data.outcome === "resolved") && events;
  });
  expect(outcomes.map(({ data }) => [data.node, data.outcome])).toEqual([["balance", "shown"], ["balance", "resolved"]]);
  expect(new Set(outcomes.map(({ subject }) => subject)).size).toBe(1);
  expect(outcomes[0]).toMatchObject({ subject: expect.stringMatching(/^visit\/[\w-]{8,64}$/), channel: "web", locale: "en" });
});

test("a short number is shown with a link that dials it, and an answer that did not help leads to a person", async ({ page, host, ringback }) => {
  const widget = await (await Widget.on(page, host, ringback)).open();
  await widget.option("Lost SIM card").click();
  await expect(widget.panel.getByRole("link", { name: widget.text("dial") })).toHaveAttribute("href", "tel:116");
  await widget.button("no").click();
  await expect(widget.button("call_me")).toBeVisible();
  await until("the outcome", async () => (await ringback.feedback("mobile", "ringback.deflection.v1")).some(({ data }) => data.outcome === "not_resolved"));
});

test.describe("callback", () => {
  /** Goes to the form for a callback. */
  async function form(widget: Widget): Promise<void> {
    await widget.open();
    await widget.queue.click();
    await widget.button("call_me").click();
    await widget.heading(widget.text("call_me")).or(widget.panel.getByLabel(widget.text("your_number"))).first().waitFor();
  }

  test("a callback as soon as possible needs consent, names the number that will ring and a code, and its link shows and cancels it", async ({ page, host, ringback, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: host.origin });
    await ringback.snapshot("mobile", "care");
    const widget = await Widget.on(page, host, ringback);
    await form(widget);
    await widget.panel.getByLabel(widget.text("your_number")).fill("050 555 12 34");
    await widget.button("ask_for_call").click();
    await expect(widget.panel.getByText(widget.text("consent_missing")).first()).toBeVisible();
    expect(await ringback.callbacks("mobile")).toEqual([]);

    await widget.panel.getByRole("checkbox").check();
    await widget.button("ask_for_call").click();
    await expect(widget.heading(widget.text("booked"))).toBeVisible();
    const [callback] = await ringback.callbacks("mobile");
    await expect(widget.panel.getByText(callback.code, { exact: true })).toBeVisible();
    await expect(widget.panel.getByText(widget.data.callback.from_number)).toBeVisible();

    await widget.button("copy_link").click();
    await expect(widget.button("copied")).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await expect(widget.panel.getByRole("link", { name: widget.text("your_link") })).toHaveAttribute("href", link);
    const own = await context.newPage();
    await own.goto(link);
    await expect(own.getByRole("heading", { name: widget.text("your_callback") })).toBeVisible();
    await expect(own.getByText(callback.code, { exact: true })).toBeVisible();
    await own.getByRole("button", { name: widget.text("cancel") }).click();
    await own.getByRole("button", { name: widget.text("cancel_yes") }).click();
    await expect(own.getByText(widget.text("state_cancelled")).first()).toBeVisible();
    const events = await until("both events", async () => {
      const found = await ringback.feedback("mobile", "ringback.callback.v1");
      return found.length === 2 && found;
    });
    expect(events.map(({ data }) => data.state).at(-1)).toBe("cancelled");
  });

  test("a callback at a chosen time takes a slot that the centre has", async ({ page, host, ringback }) => {
    const widget = await Widget.on(page, host, ringback);
    await form(widget);
    await widget.panel.getByLabel(widget.text("your_number")).fill(mobileNumber());
    await widget.panel.getByRole("radio", { name: widget.text("later") }).check({ force: true });
    await widget.panel.getByLabel(widget.text("day"), { exact: true }).selectOption({ index: 1 });
    await widget.panel.getByRole("radiogroup", { name: widget.text("time") }).getByRole("radio").first().check({ force: true });
    await widget.panel.getByRole("checkbox").check();
    await widget.button("ask_for_call").click();
    await expect(widget.heading(widget.text("booked"))).toBeVisible();
    const [event] = await ringback.feedbackOf("mobile", "ringback.callback.v1", 1);
    expect(event.data).toMatchObject({ state: "scheduled", when: { kind: "slot" } });
    expect(event.data.window.from).toBe(event.data.when.starts_at);
  });

  test("a number that the site does not call is refused beside the field, before anything is promised", async ({ page, host, ringback }) => {
    const widget = await Widget.on(page, host, ringback);
    await form(widget);
    await widget.panel.getByLabel(widget.text("your_number")).fill("+1 876 555 0100");
    await widget.panel.getByRole("checkbox").check();
    await widget.button("ask_for_call").click();
    await expect(widget.panel.getByLabel(widget.text("your_number"))).toHaveAttribute("aria-invalid", "true");
    expect(await ringback.callbacks("mobile")).toEqual([]);
  });

  test("a callback that is asked for with a double click is one callback", async ({ page, host, ringback }) => {
    const widget = await Widget.on(page, host, ringback);
    await form(widget);
    await widget.panel.getByLabel(widget.text("your_number")).fill(mobileNumber());
    await widget.panel.getByRole("checkbox").check();
    await widget.button("ask_for_call").dblclick();
    await expect(widget.heading(widget.text("booked"))).toBeVisible();
    expect(await ringback.callbacks("mobile")).toHaveLength(1);
  });
});

test.describe("survey", () => {
  for (const locale of locales) {
    test(`a customer answers the survey from a signed link in ${locale}: opening records nothing, sending twice records once`, async ({ page, host, ringback }) => {
      const widget = await Widget.on(page, host, ringback, locale);
      const invited = await ringback.staff("POST", "/v1/sites/mobile/contacts", valid.contact({ locale, page: `${host.origin}/${locale}.html` }));
      expect(invited.status, invited.text).toBe(201);
      const answers = { satisfied: 4, solved: true, easy: 6, recommend: 9, suggestion: "More of it. Больше. Daha çox." };
      for (const visit of ["first", "second"]) {
        const own = await page.context().newPage();
        await own.goto(invited.json.url);
        const form = Object.assign(Object.create(Widget.prototype), { page: own, data: widget.data }) as Widget;
        await expect(form.panel.getByText(widget.data.survey.questions[0].ask).first(), visit).toBeVisible();
        const recorded = await ringback.feedback("mobile", "ringback.feedback.v1");
        expect(recorded).toHaveLength(visit === "first" ? 0 : 1);
        for (const [id, value] of Object.entries(answers)) {
          await form.answer(widget.data.survey.questions.find((question: any) => question.id === id), value);
        }
        await expect(form.panel.getByText(widget.data.survey.thanks).first()).toBeVisible();
        await ringback.feedbackOf("mobile", "ringback.feedback.v1", 1);
        await own.close();
      }
      const events = await ringback.feedback("mobile", "ringback.feedback.v1");
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({ subject: "contact/contact-1", channel: "web", locale, data: { operator: "operator-7", project: "care", queue: "care" } });
      expect(Object.fromEntries(events[0].data.answers.map(({ question, value }: any) => [question, value]))).toEqual(answers);
    });
  }

  test("reading a survey's link a hundred times records nothing and spends nothing", async ({ ringback }) => {
    const { json } = await ringback.staff("POST", "/v1/sites/mobile/contacts", valid.contact());
    const url = new URL(json.url);
    for (let n = 0; n < 50; n += 1) {
      for (const method of ["GET", "HEAD"]) expect((await ringback.send(method, url.pathname + url.search)).status).toBe(200);
    }
    expect(await ringback.feedback("mobile")).toEqual([]);
    const reply = await ringback.visitor("POST", "/v1/sites/mobile/feedback", valid.feedback({ invitation: json.token }), { "idempotency-key": "after-a-hundred" });
    expect(reply.status, reply.text).toBe(202);
  });

  test("an invitation takes one answer: the same again is fine, another is refused", async ({ ringback }) => {
    const { json } = await ringback.staff("POST", "/v1/sites/mobile/contacts", valid.contact());
    const send = (value: number, key: string) =>
      ringback.visitor("POST", "/v1/sites/mobile/feedback", valid.feedback({ invitation: json.token, answers: [{ question: "satisfied", value }] }), { "idempotency-key": key });
    expect((await send(5, "first-answer")).status).toBe(202);
    expect((await send(5, "first-answer")).status).toBe(202);
    expect((await send(1, "other-answer")).status).toBe(409);
    const events = await ringback.feedbackOf("mobile", "ringback.feedback.v1", 1);
    expect(events.map(({ data }) => data.answers[0].value)).toEqual([5]);
  });
});

for (const locale of locales) {
  test(`every word of the widget is in ${locale}, and axe finds nothing on any screen, light or dark`, async ({ page, host, ringback }) => {
    test.setTimeout(60_000);
    await ringback.snapshot("mobile", "care");
    const widget = await Widget.on(page, host, ringback, locale);
    const scan = async (state: string) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await expectAccessible(page, `${state}, ${colorScheme}`);
      }
    };
    await scan("closed");
    await widget.open();
    await expect(widget.panel).toHaveAttribute("lang", locale);
    await scan("help");
    await widget.queue.click();
    await expect(widget.button("call_me")).toBeVisible();
    await scan("waiting");
    await widget.button("back").click();
    await widget.searchField.fill("zzzz");
    await scan("nothing found");
    await widget.searchField.fill("");
    const balance = widget.data.menu.steps[widget.data.menu.start].options[0].name;
    await widget.option(balance).first().click();
    await expect(widget.panel.getByText("*100#").first()).toBeVisible();
    await scan("an answer");
    await widget.button("no").click();
    await expect(widget.button("call_me")).toBeVisible();
    await scan("an answer that did not help");
    await widget.button("call_me").click();
    await widget.panel.getByLabel(widget.text("your_number")).waitFor();
    await scan("the form for a callback");
    await widget.button("ask_for_call").click();
    await expect(widget.panel.getByText(widget.text("number_missing")).first()).toBeVisible();
    await scan("an error in the form");
    await widget.panel.getByLabel(widget.text("your_number")).fill(mobileNumber());
    await widget.panel.getByRole("checkbox").check();
    await widget.button("ask_for_call").click();
    await expect(widget.heading(widget.text("booked"))).toBeVisible();
    await scan("the confirmation");
    await page.evaluate(() => (window as any).ringback("open", { screen: "survey" }));
    await widget.panel.getByText(widget.data.survey.questions[0].ask).first().waitFor();
    await scan("the survey");
    for (const [id, value] of Object.entries({ satisfied: 2, solved: false })) {
      await widget.answer(widget.data.survey.questions.find((question: any) => question.id === id), value);
      await scan(`the question after ${id}`);
    }
  });
}

test("the whole visit is made by keyboard alone, and Escape gives the focus back to the launcher", async ({ page, host, ringback }) => {
  await ringback.snapshot("mobile", "care");
  const widget = await Widget.on(page, host, ringback);
  await widget.launcher.waitFor();
  /** Tab until something whose name begins with these words has the focus. */
  const tabTo = async (name: string) => {
    const names: string[] = [];
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => {
        let element: Element | null = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return (element?.getAttribute("aria-label") ?? (element as HTMLInputElement | null)?.labels?.[0]?.textContent ?? element?.textContent ?? "").trim();
      });
      if (focused.startsWith(name) && !/^\p{L}/u.test(focused.slice(name.length))) return;
      names.push(focused);
    }
    throw new Error(`no Tab leads to ${name}, but to ${names.join(" | ")}`);
  };
  await tabTo(widget.text("help"));
  await page.keyboard.press("Enter");
  await expect(widget.heading(widget.text("greeting"))).toBeFocused();
  await tabTo("Balance");
  await page.keyboard.press("Enter");
  await expect(widget.heading("Balance")).toBeFocused();
  await tabTo(widget.text("no"));
  await page.keyboard.press("Space");
  await tabTo(widget.text("call_me"));
  await page.keyboard.press("Enter");
  await tabTo(widget.text("your_number"));
  await page.keyboard.type(mobileNumber());
  await tabTo(widget.data.callback.consent);
  await page.keyboard.press("Space");
  await tabTo(widget.text("ask_for_call"));
  await page.keyboard.press("Enter");
  await expect(widget.heading(widget.text("booked"))).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(widget.panel).toBeHidden();
  await expect(widget.launcher).toBeFocused();
});

test.describe("the widget is a guest", () => {
  test("it adds one global, no style and no element but its own", async ({ page, host, ringback }) => {
    host.page("/bare.html", `<!doctype html><html lang="en"><head><title>Bare</title></head><body><h1>Bare</h1></body></html>`);
    await page.goto(`${host.origin}/bare.html`);
    const own = await page.evaluate(() => Object.getOwnPropertyNames(window));
    const widget = await (await Widget.on(page, host, ringback)).open();
    await widget.option("Balance").first().click();
    const guest = await page.evaluate(() => ({
      globals: Object.getOwnPropertyNames(window),
      styles: document.querySelectorAll("style, link[rel=stylesheet]").length + document.adoptedStyleSheets.length,
      elements: [...document.documentElement.children, ...document.body.children].map(({ tagName }) => tagName),
    }));
    expect(guest.globals.filter((name) => !own.includes(name))).toEqual(["ringback"]);
    expect(guest.styles).toBe(0);
    expect(guest.elements).toEqual(["HEAD", "BODY", "DIV", "H1", "P", "LABEL", "P", "SCRIPT"]);
  });

  test("it shifts nothing on the page", async ({ page, host, ringback }) => {
    const widget = await (await Widget.on(page, host, ringback)).open();
    await widget.option("Balance").first().click();
    await widget.button("close").click();
    const shifted = await page.evaluate(
      () =>
        new Promise((resolve) => {
          // What moves inside of the widget is its own affair.
          const moved = (entry: any) => entry.sources.some(({ node }: { node: Node | null }) => document.body.contains(node));
          new PerformanceObserver((list) => resolve(list.getEntries().filter(moved).length)).observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
        }),
    );
    expect(shifted).toBe(0);
  });

  test("with the panel open, the page keeps its focus, its caret, its selection and its keys", async ({ page, host, ringback }) => {
    const widget = await (await Widget.on(page, host, ringback)).open();
    const name = page.locator("#name");
    await name.click();
    await name.pressSequentially("Leyla");
    await page.keyboard.press("Home");
    await page.keyboard.type("x");
    await expect(name).toHaveValue("xLeyla");
    await page.keyboard.press("Escape");
    await expect(name).toBeFocused();
    await expect(widget.panel).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Last link" })).toBeFocused();
  });

  test("calls before the script has loaded are kept", async ({ page, host, ringback }) => {
    host.page(
      "/early.html",
      `<!doctype html><html lang="en"><head><title>Early</title></head><body><h1>Early</h1>
      <script>window.ringback=window.ringback||function(){(ringback.q=ringback.q||[]).push(arguments)};ringback("open",{screen:"callback"})</script>
      <script src="{{RINGBACK_URL}}/widget/v1/ringback.js" data-site="mobile" async></script></body></html>`,
    );
    const widget = await Widget.on(page, host, ringback);
    await page.goto(`${host.origin}/early.html`);
    await expect(widget.panel.getByLabel(widget.text("your_number"))).toBeVisible();
  });

  test("the page's own API takes nothing but its origin: no cookie is set and no referrer is needed", async ({ page, host, ringback, context }) => {
    await (await Widget.on(page, host, ringback)).open();
    expect(await context.cookies()).toEqual([]);
  });
});

test("the demo page embeds the widget from another origin", async ({ page, host, ringback }) => {
  await page.goto(`${host.origin}/`);
  await page.locator("[data-ringback]").getByRole("button").first().click();
  await expect(page.getByRole("dialog").getByRole("heading").first()).toBeVisible();
  expect(ringback.url).not.toContain(host.origin);
});
