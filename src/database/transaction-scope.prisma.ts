import { AsyncLocalStorage } from "node:async_hooks";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";

/** Knows whether the running code was called from inside a transaction that is still open. */
export interface TransactionScope {
  /** Runs `work` as the inside of a transaction. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** @throws Error when called from inside a transaction */
  refuseInside(): void;
}

/** A scope of its own for each database. */
export function createTransactionScope(): TransactionScope {
  const storage = new AsyncLocalStorage<{ isOpen: boolean }>();
  return {
    run: async (work) => {
      const scope = { isOpen: true };
      try {
        return await storage.run(scope, async () => {
          const value = await work(); // awaited in here, because a query of Prisma begins when it is awaited
          return value;
        });
      } finally {
        scope.isOpen = false;
      }
    },
    refuseInside: () => {
      if (storage.getStore()?.isOpen) {
        throw new Error(
          "inside a transaction only its own client may be used: on PGlite anything else waits for itself",
        );
      }
    },
  };
}

/** The adapter, refusing what is asked of it from inside a transaction of the scope. */
export const guardAdapter = (adapter: SqlDriverAdapter, scope: TransactionScope): SqlDriverAdapter => {
  const outside =
    <A extends unknown[], R>(method: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      scope.refuseInside();
      return method.apply(adapter, args);
    };
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: outside(adapter.queryRaw),
    executeRaw: outside(adapter.executeRaw),
    executeScript: outside(adapter.executeScript),
    startTransaction: outside(adapter.startTransaction),
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: true },
    dispose: () => adapter.dispose(),
  };
};
