import type { Locator, Page } from "@playwright/test";
import type { Host } from "./host.ts";
import type { Ringback } from "./ringback.ts";
import type { Locale, SiteId } from "./sites.ts";

/** The widget on a company's page, found as a visitor finds things: by role and name. */
export class Widget {
  private constructor(
    readonly page: Page,
    /** What the Worker tells the widget: its own words by key, the menu, the survey. */
    readonly data: any,
  ) {}

  /** A page of the company in this language, with the one-line snippet. */
  static async on(page: Page, host: Host, ringback: Ringback, locale: Locale = "en", site: SiteId = "mobile"): Promise<Widget> {
    host.page(
      `/${locale}.html`,
      `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>A company</title></head><body>
      <h1>A company</h1><p><a href="#first">First link</a></p><label>Name <input id="name"></label><p><a href="#last">Last link</a></p>
      <script src="{{RINGBACK_URL}}/widget/v1/ringback.js" data-site="${site}" async></script></body></html>`,
    );
    const { json } = await ringback.visitor("GET", `/v1/sites/${site}/widget?locale=${locale}`);
    const widget = new Widget(page, json);
    await page.goto(`${host.origin}/${locale}.html`);
    return widget;
  }

  /** One of the widget's own words, with its places filled in. */
  text(key: string, values: Record<string, string | number> = {}): string {
    const text: string = this.data.text[key] ?? `no text ${key}`;
    return text.replaceAll(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
  }

  get launcher(): Locator {
    return this.page.getByRole("button", { name: this.text("help"), exact: true });
  }

  get panel(): Locator {
    return this.page.getByRole("dialog");
  }

  /** Opens the panel by the launcher. */
  async open(): Promise<this> {
    await this.launcher.click();
    await this.heading(this.text("greeting")).waitFor();
    return this;
  }

  heading(name: string | RegExp): Locator {
    return this.panel.getByRole("heading", { name });
  }

  /** A button by the key of its text. */
  button(key: string): Locator {
    return this.panel.getByRole("button", { name: this.text(key), exact: true });
  }

  /** A topic or an option by its name. */
  option(name: string): Locator {
    return this.panel.getByRole("button", { name });
  }

  /** The queue in which one waits for a person, by its name. */
  get queue(): Locator {
    return this.option(this.data.queues[0].name);
  }

  get searchField(): Locator {
    return this.panel.getByRole("textbox", { name: this.text("search") });
  }

  /** Answers the question that is shown, by its kind, and goes on. */
  async answer(question: any, value: boolean | number | string): Promise<void> {
    await this.panel.getByText(question.ask).first().waitFor();
    if (question.kind === "text") await this.panel.getByRole("textbox").fill(String(value));
    else {
      const name = value === true ? this.text("yes") : value === false ? this.text("no") : (question.options.find(([id]: string[]) => id === value)?.[1] ?? new RegExp(`^${value}\\b`));
      await this.panel.getByRole("radio", { name, exact: true }).check({ force: true });
    }
    await this.panel.getByRole("button", { name: new RegExp(`^(${this.text("next")}|${this.text("send")})$`) }).click();
  }
}
