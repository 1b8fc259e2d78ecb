import type { PGlite } from "@electric-sql/pglite";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { toAdapterError } from "./adapter-error.prisma.js";
import { beginPgliteTransaction } from "./pglite-transaction.prisma.js";

/**
 * pglite-prisma-adapter with what it gets wrong put right: transactions (see there), and `executeScript`, which does not
 * wait for the script and loses its error.
 * @param dispose what to do when Prisma is done with it
 */
export async function connectPglite(pglite: PGlite, dispose: () => Promise<void>): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaPGlite(pglite).connect();
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (sql) => adapter.queryRaw(sql),
    executeRaw: (sql) => adapter.executeRaw(sql),
    executeScript: async (script) => {
      await pglite.exec(script).catch((error: unknown) => {
        throw toAdapterError(error);
      });
    },
    startTransaction: (level) => beginPgliteTransaction(pglite, level),
    getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
    dispose,
  };
}
