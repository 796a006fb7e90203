import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test as base } from "@playwright/test";
import { expectAccessible } from "../drivers/axe.ts";
import { root } from "../drivers/project.ts";
import { Report } from "../drivers/report.ts";

const test = base.extend<{ report: Report }>({
  /** The page of the mobile operator, in a browser without a network. */
  report: async ({ page, context }, use) => {
    const asked: string[] = [];
    const noise: string[] = [];
    await context.setOffline(true);
    page.on("request", (request) => {
      if (!/^(file|data|blob):/.test(request.url())) asked.push(request.url());
    });
    page.on("console", (message) => noise.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
    const report = new Report(page, "mobile");
    await report.open();
    await use(report);
    report.close();
    expect(asked, "requests").toEqual([]);
    expect(noise, "console").toEqual([]);
  },
});

/** Wrong in one place: the step that key 2 leads to. */
const misspelt = (text: string) => text.replace('"go_to": "tariffs"', '"go_to": "tarifs"');

test("A call is played by its keys, and the picture shows where it is", async ({ report }) => {
  await report.call("2026-11-24T11:00");
  await expect(report.status).toHaveText(/^Waits 5 s for/);
  await report.press("3", "1");
  await expect(report.phone.locator(".bubble.hears[lang=en]", { hasText: "To check your balance, dial star, 1, 0, 0, hash." })).toBeVisible();
  await expect(report.picture.locator(".ringing .name")).toHaveText("balance");
  await report.press("1");
  await expect(report.status).toHaveText("The call is over");
  await report.phone.getByRole("button", { name: "Back" }).click();
  await expect(report.picture.locator(".ringing .name")).toHaveText("balance");
});

test("On New Year's Eve at 23:50 a caller hears that nobody works", async ({ report }) => {
  await report.phone.getByText("Who calls, when, and how busy it is").click();
  await report.phone.getByRole("button", { name: "New Year's Eve, 23:50" }).click();
  await report.call();
  await report.press("3");
  await expect(report.picture.locator(".ringing .name")).toHaveText("night");
});

test("A queue is told as it was set", async ({ report }) => {
  await report.phone.getByText("Who calls, when, and how busy it is").click();
  const queue = report.phone.getByRole("group", { name: "care" });
  await queue.getByLabel("waiting").fill("12");
  await queue.getByLabel("operators").fill("3");
  await queue.getByLabel("s a call").fill("240");
  await report.phone.getByLabel("Day and time there").fill("2026-11-24T11:00");
  await report.call();
  await report.press("3", "0", "1");
  await expect(report.status).toHaveText("In the queue care");
  await expect(report.phone.locator(".bubble.hears", { hasText: /minutes/ }).first()).toBeVisible();
  await report.phone.getByRole("button", { name: "Wait 30 s" }).click();
  await expect(report.phone.locator(".bubble.act").last()).toHaveText("(waits 30 s)");
});

test("A broken menu is told with its line, its words and what was meant, while one types", async ({ report, page }) => {
  await report.call("2026-11-24T11:00");
  await report.press("3");
  await report.edit("menu.json", misspelt);
  const line = misspelt(report.read("menu.json")).split("\n").findIndex((text) => text.includes('"tarifs"')) + 1;
  const problem = page.locator("#problems .problems > li.error").first();
  await expect(problem).toContainText("Did you mean “tariffs”?");
  await expect(problem.locator(".place")).toHaveText(`menu.json, line ${line}`);
  await expect(problem.locator("mark")).toHaveText('"tarifs"');
  await expect(page.locator("#gutter i.error").first()).toHaveText(String(line));
  await expect(page.locator("#verdict")).toHaveText(/^Errors: 1/);
  await expect(report.picture.getByText("2 → tarifs").first()).toBeVisible();
  await expect(report.status).toHaveText(/last version without errors/);
  await problem.locator(".place").click();
  expect(await report.text.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd))).toBe('"tarifs"');
  await page.getByRole("button", { name: "Русский" }).click();
  await expect(problem).toContainText("Может быть, «tariffs»?");
});

test("The call under way follows the edited text", async ({ report }) => {
  await report.call("2026-11-24T11:00");
  await report.press("3", "1");
  await report.edit("menu.json", (text) => text.replace("To check your balance, dial", "For what is left on your account, dial"));
  await expect(report.phone.locator(".bubble.hears", { hasText: "For what is left on your account, dial star, 1, 0, 0, hash." })).toBeVisible();
});

test("Edits and the call survive a reload, and are downloaded as files", async ({ report, page }) => {
  await report.call("2026-11-24T11:00");
  await report.press("3");
  await report.edit("menu.json", misspelt);
  await expect(page.locator("#verdict")).toHaveText(/Changed files: 1/);
  await page.reload();
  await report.isReady();
  await expect(report.text).toHaveValue(misspelt(report.read("menu.json")));
  await expect(page.locator("#verdict")).toHaveText(/^Errors: 1.*Changed files: 1/);
  await expect(report.phone.locator(".bubble.act")).toHaveText(["3"]);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download what changed" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("menu.json");
  expect(readFileSync(await download.path(), "utf8")).toBe(misspelt(report.read("menu.json")));
  page.on("dialog", (dialog) => dialog.accept());
  await page.getByRole("button", { name: "Back to the report's files" }).click();
  await expect(page.locator("#verdict")).not.toHaveText(/Changed files/);
});

test("Another site's folder can be opened in the page", async ({ report, page }) => {
  await page.locator("#pick-folder").setInputFiles(join(root, "sites/bank"));
  await expect(page.locator("#picture svg")).toHaveCount(1);
  await expect(page.locator("#overview")).toContainText("+44");
  await report.call("2026-11-24T11:00");
  await expect(report.heard).toBeVisible();
});

test("A step is looked at with the keyboard: what is said in every language, and where it leads", async ({ report, page }) => {
  await report.picture.getByRole("link", { name: /^balance/ }).focus();
  await page.keyboard.press("Enter");
  const chosen = page.locator("#chosen");
  await expect(chosen.getByRole("heading", { name: /^balance/ })).toBeFocused();
  for (const [lang, words] of [["en", "To check your balance"], ["ru", "Чтобы узнать баланс"], ["az", "Balansı öyrənmək"], ["ro", "Pentru a afla soldul"]]) {
    await expect(chosen.locator(`dd[lang=${lang}]`)).toContainText(words!);
  }
  await chosen.getByRole("link", { name: "operator" }).click();
  await expect(chosen.getByRole("heading", { name: /^operator/ })).toBeVisible();
});

test("What a file says never becomes part of the page", async ({ report, page }) => {
  await report.edit("menu.json", (text) => text.replace("Example Mobile. Welcome!", "<img src=x onerror=document.title='caught'></script>"));
  await expect(page.locator("#verdict")).toHaveText(/Changed files: 1/);
  await report.call();
  await expect(page.locator("img")).toHaveCount(0);
  expect(await page.title()).not.toBe("caught");
});

for (const [name, options] of [
  ["on a desktop, light", { viewport: { width: 1440, height: 900 }, colorScheme: "light" }],
  ["on a desktop, dark", { viewport: { width: 1440, height: 900 }, colorScheme: "dark" }],
  ["on a phone, dark", { viewport: { width: 375, height: 812 }, colorScheme: "dark" }],
] as const) {
  test.describe(name, () => {
    test.use(options);
    test(`The page is accessible ${name}, and nothing is cut off`, async ({ report, page }) => {
      await expectAccessible(page, "at the start");
      await report.call("2026-11-24T11:00");
      await report.press("3");
      await report.edit("menu.json", misspelt);
      await expect(page.locator("#verdict")).toHaveText(/^Errors: 1/);
      await report.picture.getByRole("link", { name: /^main/ }).click();
      await expectAccessible(page, "with a problem");
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    });
  });
}
