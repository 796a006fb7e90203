import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * A port that nothing listens on now. It lies below those that the kernel gives to outgoing connections (32768 and up):
 * one of those could be taken by any connection of the tests before the Worker listens on it, or while it is restarted.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
