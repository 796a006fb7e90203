import http from "node:http";
import { Webhook } from "standardwebhooks";
import { freePort } from "./ports.ts";

/** What an endpoint does with a webhook. */
export type Mode =
  /** Keeps it and says so. */
  | "ok"
  /** 500, nothing kept. */
  | "500"
  /** 410: nobody listens here any more. */
  | "410"
  /** Takes it and never answers. */
  | "hang"
  /** Keeps it, then cuts the connection before the answer. */
  | "cut";

/** A CloudEvent as it arrived. */
export interface Delivery {
  id: string;
  event: any;
}

/** A company's own endpoint: verifies each webhook as the Standard Webhooks specification says. */
export class Endpoint {
  mode: Mode = "ok";
  /** Everything that was kept, in order, repeats included. */
  readonly deliveries: Delivery[] = [];
  /** Requests of any outcome. */
  attempts = 0;
  readonly #webhook: Webhook;

  constructor(secret: string) {
    this.#webhook = secret.startsWith("whsec_") ? new Webhook(secret) : new Webhook(secret, { format: "raw" });
  }

  /** Events of one type, each id once. */
  events(type?: string): any[] {
    const byId = new Map(this.deliveries.map(({ id, event }) => [id, event]));
    return [...byId.values()].filter((event) => !type || event.type === type);
  }

  /** Answers one request; throws where it is not what a signed webhook must be. */
  answer(request: http.IncomingMessage, body: Buffer, response: http.ServerResponse): void {
    this.attempts += 1;
    if (request.method !== "POST") throw new Error(`${request.method} to a webhook`);
    const event: any = this.#webhook.verify(body, request.headers as Record<string, string>);
    if (event.id !== request.headers["webhook-id"]) throw new Error("webhook-id is not the event's id");
    const keep = () => this.deliveries.push({ id: event.id, event });
    switch (this.mode) {
      case "ok":
        keep();
        response.writeHead(204).end();
        break;
      case "500":
        response.writeHead(500).end();
        break;
      case "410":
        response.writeHead(410).end();
        break;
      case "hang":
        break;
      case "cut":
        keep();
        request.socket.destroy();
        break;
    }
  }
}

/** Everything outside of the machine: one server that answers by `Host`, and notes whatever nobody expects. */
export class Internet {
  /** Requests that no test expects: each fails its test. */
  readonly unexpected: string[] = [];
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #server: http.Server;

  private constructor(
    /** `host:port` for the runtime's configuration. */
    readonly address: string,
  ) {
    this.#server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => {
        const where = `${request.headers.host}${request.url}`;
        try {
          const endpoint = this.#endpoints.get(where);
          if (!endpoint) throw new Error("nobody expects this");
          endpoint.answer(request, Buffer.concat(chunks), response);
        } catch (error) {
          this.unexpected.push(`${request.method} ${where}: ${(error as Error).message}`);
          response.writeHead(400).end();
        }
      });
    });
  }

  static async open(): Promise<Internet> {
    const port = await freePort();
    const internet = new Internet(`127.0.0.1:${port}`);
    await new Promise<void>((resolve) => internet.#server.listen(port, "127.0.0.1", resolve));
    return internet;
  }

  /** The endpoint at this https URL. */
  endpoint(url: string, secret: string): Endpoint {
    const { host, pathname, search } = new URL(url);
    const endpoint = new Endpoint(secret);
    this.#endpoints.set(`${host}${pathname}${search}`, endpoint);
    return endpoint;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
