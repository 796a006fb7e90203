import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, type Locator, type Page } from "@playwright/test";
import { cli, root } from "./project.ts";

/** The report of a demo site, opened as a file. */
export class Report {
  readonly file: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "ringback-report-"));

  constructor(
    readonly page: Page,
    readonly site: string,
    lang = "en",
  ) {
    this.file = join(this.#folder, `${site}.html`);
    execFileSync(cli(), ["report", join(root, "sites", site), "--out", this.file, "--lang", lang], { stdio: "pipe" });
  }

  async open(): Promise<void> {
    await this.page.goto(pathToFileURL(this.file).href);
    await this.isReady();
  }

  async isReady(): Promise<void> {
    await expect(this.page.locator("html")).toHaveAttribute("data-state", "ready");
  }

  /** A file of the demo site as it lies on disk. */
  read(name: string): string {
    return readFileSync(join(root, "sites", this.site, name), "utf8");
  }

  get phone(): Locator {
    return this.page.getByRole("complementary", { name: "The phone" });
  }

  /** What was heard last. */
  get heard(): Locator {
    return this.phone.locator(".bubble.hears").last();
  }

  get status(): Locator {
    return this.page.locator("#phone-line");
  }

  get picture(): Locator {
    return this.page.locator("#picture svg");
  }

  get text(): Locator {
    return this.page.getByRole("textbox", { name: "Text of the file" });
  }

  async call(at?: string): Promise<void> {
    if (at) {
      await this.phone.getByText("Who calls, when, and how busy it is").click();
      await this.phone.getByLabel("Day and time there").fill(at);
    }
    await this.phone.getByRole("button", { name: "Call", exact: true }).click();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.phone.locator(`[data-key="${key}"]`).click();
  }

  /** Changes a file in the editor; what is checked then is what stands there. */
  async edit(file: string, change: (text: string) => string): Promise<void> {
    await this.page.getByRole("tab", { name: file }).click();
    const before = await this.text.inputValue();
    const after = change(before);
    if (after === before) throw new Error(`${file} was not changed`);
    await this.text.fill(after);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
