import type { Prisma, PrismaClient } from "./client/client.js";

/** One transaction's client. Inside a transaction nothing else may touch the database: PGlite has one session. */
export type Tx = Prisma.TransactionClient;

/** What every store is made of: the same client and the same SQL on both engines. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly engine: "postgresql" | "pglite";
  /**
   * Runs `work` in one transaction, committed when its promise resolves and rolled back when it rejects. On PGlite
   * transactions run one after the other, and using `prisma` or a second transaction inside `work` throws at once,
   * because it would wait for itself.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Ends all connections; a second call does nothing. */
  close(): Promise<void>;
}

/** A connection that takes whole scripts, which Prisma's client cannot: it prepares every statement. */
export interface SqlSession {
  /** One statement; its rows as objects. */
  query(sql: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Any number of statements, without values. */
  script(sql: string): Promise<void>;
}

/** A database as `openDatabase` gives it: with what migrations need besides. */
export interface OpenedDatabase extends Database {
  /** As `transaction`, on a connection of its own that takes whole scripts. */
  scriptTransaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
}
