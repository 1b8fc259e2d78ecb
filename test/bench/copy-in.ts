import { createReadStream } from "node:fs";
import type pg from "pg";

/** What of the protocol's connection copying needs; the types of `pg` leave it out. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): boolean;
  endCopyFrom(): void;
}

/** Runs `COPY … FROM STDIN` with a file's bytes, as fast as the server takes them. */
export function copyIn(client: pg.Client, sql: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const send = async (connection: CopyConnection): Promise<void> => {
      for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }))
        connection.sendCopyFromChunk(chunk as Buffer);
      connection.endCopyFrom();
    };
    client.query({
      submit: (connection: pg.Connection) => (connection as unknown as CopyConnection).query(sql),
      handleCopyInResponse: (connection: CopyConnection) => void send(connection).catch(reject),
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    } as pg.Submittable);
  });
}
