import http from "node:http";

/** A response, read to its end. */
export interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
  /** The body as JSON; fails where it is none. */
  json: any;
}

export interface Sent {
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** How long the whole exchange may take. */
  withinMs?: number;
}

/**
 * Sends one request on a connection of its own, exactly as told: no header is added but `Host` and `Content-Length`,
 * no URL is rewritten, and a killed server leaves no stale connection behind.
 *
 * Every response of the suite passes here, so what must hold for all of them is checked here.
 */
export function send(method: string, url: string, { headers = {}, body, withinMs = 10_000 }: Sent = {}): Promise<Reply> {
  const at = /^http:\/\/([^/:]+):(\d+)(.*)$/.exec(url);
  if (!at) throw new Error(`tests speak plain HTTP to this machine only: ${url}`);
  const [, hostname, port, path] = at;
  const payload = body === undefined ? undefined : Buffer.from(body);
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        method,
        hostname,
        port,
        path: path || "/",
        agent: false,
        headers: { ...headers, ...(payload ? { "content-length": String(payload.length) } : {}) },
        signal: AbortSignal.timeout(withinMs),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const bytes = Buffer.concat(chunks);
          const reply = {
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes,
            text: bytes.toString("utf8"),
            get json() {
              return JSON.parse(this.text);
            },
          };
          const ambient = ["set-cookie", "access-control-allow-credentials"].filter((name) => name in response.headers);
          if (ambient.length > 0) reject(new Error(`${method} ${path}: nothing here may rest on ${ambient.join(", ")}`));
          else resolve(reply);
        });
      },
    );
    request.on("error", (error) => reject(new Error(`${method} ${url}: ${error.message}`)));
    request.end(payload);
  });
}
