import type { PGlite, Transaction } from "@electric-sql/pglite";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaClient } from "./client/client.js";
import type { OpenedDatabase, SqlSession } from "./database.prisma.js";
import { connectPglite } from "./pglite-adapter.prisma.js";
import { openPgliteDirectory } from "./pglite-directory.prisma.js";
import { transactionLimits } from "./transaction-limits.js";
import { createTransactionScope, guardAdapter, type TransactionScope } from "./transaction-scope.prisma.js";
import { createTurns } from "./turns.js";

const sessionOf = (tx: Transaction): SqlSession => ({
  query: async (sql, values = []) => (await tx.query<Record<string, unknown>>(sql, [...values])).rows,
  script: async (sql) => {
    await tx.exec(sql);
  },
});

const createFactory = (pglite: PGlite, scope: TransactionScope): SqlDriverAdapterFactory => ({
  provider: "postgres",
  adapterName: "pglite-prisma-adapter",
  connect: async () => guardAdapter(await connectPglite(pglite, async () => undefined), scope),
});

/**
 * A database over a PGlite that is open already; `release` is called once, after it was closed. Transactions take turns
 * here and not in Prisma, whose limit on waiting would otherwise run while others work.
 */
export function createPgliteDatabase(pglite: PGlite, release: () => Promise<void>): OpenedDatabase {
  const scope = createTransactionScope();
  const turns = createTurns();
  const adapter = createFactory(pglite, scope);
  const prisma = new PrismaClient({ adapter, transactionOptions: transactionLimits });
  let closed: Promise<void> | undefined;
  return {
    prisma,
    engine: "pglite",
    transaction: async (work) => {
      scope.refuseInside();
      return turns(() => prisma.$transaction((tx) => scope.run(() => work(tx))));
    },
    scriptTransaction: async (work) => {
      scope.refuseInside();
      return turns(() => pglite.transaction((tx) => scope.run(() => work(sessionOf(tx)))));
    },
    close: () =>
      (closed ??= turns(async () => {
        await prisma.$disconnect();
        await pglite.close();
        await release();
      })),
  };
}

/**
 * Opens the embedded database in a directory, making it where there is none.
 * @throws DatabaseStartError when another process has it open
 */
export async function openPglite(directory: string): Promise<OpenedDatabase> {
  const { pglite, release } = await openPgliteDirectory(directory);
  return createPgliteDatabase(pglite, release);
}
