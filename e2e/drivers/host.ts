import { readFileSync } from "node:fs";
import http from "node:http";
import { extname, join, normalize } from "node:path";
import { freePort } from "./ports.ts";
import { root } from "./project.ts";

const TYPES: Record<string, string> = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png" };

/** A company's website, on an origin of its own: the demo pages, and pages that a test writes. */
export class Host {
  readonly #pages = new Map<string, string>();
  readonly #server: http.Server;
  #headers: Record<string, string> = {};
  #ringback = "";

  private constructor(
    /** Another name than the Worker's, so that it is another site too, not only another port. */
    readonly origin: string,
  ) {
    this.#server = http.createServer((request, response) => {
      const path = normalize(new URL(request.url ?? "/", "http://host").pathname);
      const name = path.endsWith("/") ? `${path}index.html` : path;
      try {
        const type = TYPES[extname(name)];
        if (name === "/favicon.ico") return response.writeHead(204).end();
        if (!type) throw new Error("no such page");
        const page = this.#pages.get(name) ?? readFileSync(join(root, "widget/demo", name), type.startsWith("text/") ? "utf8" : null);
        const body = typeof page === "string" ? page.replaceAll("{{RINGBACK_URL}}", this.#ringback) : page;
        response.writeHead(200, { "content-type": type, ...this.#headers }).end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
  }

  static async open(): Promise<Host> {
    const port = await freePort();
    const host = new Host(`http://localhost:${port}`);
    await new Promise<void>((resolve) => host.#server.listen(port, "127.0.0.1", resolve));
    return host;
  }

  /** Which Worker the pages embed. */
  embed(ringbackUrl: string): void {
    this.#ringback = ringbackUrl;
  }

  /** Adds a page; `{{RINGBACK_URL}}` in it is the Worker's address. */
  page(path: string, html: string): void {
    this.#pages.set(path, html);
  }

  /** Headers of every page from now on. */
  headers(headers: Record<string, string>): void {
    this.#headers = headers;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
