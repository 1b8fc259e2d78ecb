import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { addressOf } from "./public-url.js";

/** A server that listens. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:3000`; with the real port where 0 was asked for. */
  readonly url: string;
  /** Takes no more requests, lets running ones end for a second, then cuts the rest off (live pages never end by themselves). */
  close(): Promise<void>;
}

const graceMs = 1000;

/** Starts to listen. Rejects where the port is taken or the address is not this machine's, naming both. */
export async function startServer(
  app: RequestListener,
  at: { readonly port: number; readonly host: string },
): Promise<RunningServer> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(new Error(`cannot listen on ${at.host}:${at.port}: ${cause.message}`, { cause })),
    );
    server.listen(at.port, at.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: addressOf({ host: at.host, port }),
    close: () =>
      new Promise((resolve) => {
        const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cutOff);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
