import { Prisma } from "./client/client.js";
import type { Tx } from "./database.prisma.js";

/** Where a write goes whose count nobody needs: a transaction, or a sheet. */
export interface Writes {
  $executeRaw(query: TemplateStringsArray, ...values: readonly unknown[]): PromiseLike<unknown>;
}

/** Writes that are gathered and sent together. */
export interface WriteSheet extends Writes {
  /** Sends all that was written, and does nothing where that is nothing. */
  send(): Promise<void>;
}

/**
 * A sheet of a transaction. All writes are one statement and cost one round trip. They see what stood there before any
 * of them, and must not touch the same row; foreign keys are checked after all of them.
 */
export function createWriteSheet(tx: Tx): WriteSheet {
  const written: Prisma.Sql[] = [];
  return {
    $executeRaw(query, ...values) {
      written.push(Prisma.sql(query, ...values));
      return Promise.resolve();
    },
    async send() {
      if (written.length === 0) return;
      const parts = written.splice(0).map((write, at) => Prisma.sql`${Prisma.raw(`write_${at}`)} AS (${write})`);
      await tx.$executeRaw`WITH ${Prisma.join(parts)} SELECT 1`;
    },
  };
}
