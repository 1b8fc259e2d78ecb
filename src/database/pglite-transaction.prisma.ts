import type { PGlite } from "@electric-sql/pglite";
import type { IsolationLevel, Transaction } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { toAdapterError } from "./adapter-error.prisma.js";

const rolledBack = new Error("rolled back as asked");

/**
 * Begins a transaction. In place of pglite-prisma-adapter's own (0.7.2), which reports a commit that failed as done and
 * sets the isolation level before the transaction begins, where it means nothing.
 * @throws DriverAdapterError when it cannot begin; `commit` throws it when the commit fails
 */
export function beginPgliteTransaction(pglite: PGlite, level?: IsolationLevel): Promise<Transaction> {
  return new Promise((resolve, reject) => {
    const ended = pglite.transaction(async (tx) => {
      if (level) await tx.exec(`SET TRANSACTION ISOLATION LEVEL ${level}`);
      // The adapter calls `query` only, which a transaction has as well.
      const statements = await new PrismaPGlite(tx as unknown as PGlite).connect();
      await new Promise<void>((commit, rollBack) => {
        resolve({
          provider: statements.provider,
          adapterName: statements.adapterName,
          options: { usePhantomQuery: true },
          queryRaw: (query) => statements.queryRaw(query),
          executeRaw: (query) => statements.executeRaw(query),
          commit: async () => {
            commit();
            await settled();
          },
          rollback: async () => {
            rollBack(rolledBack);
            await settled();
          },
        });
      });
    });
    const settled = (): Promise<void> =>
      ended.catch((error: unknown) => {
        if (error !== rolledBack) throw toAdapterError(error);
      });
    settled().catch(reject); // once it has begun, this changes nothing and whoever ends it gets the error
  });
}
