import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { Log } from "../shared/log.js";
import { PrismaClient } from "./client/client.js";
import { DatabaseStartError } from "./database-start-error.js";
import type { OpenedDatabase, SqlSession } from "./database.prisma.js";
import { describeConnectionFailure, refuseOldServer } from "./postgresql-errors.js";
import { transactionLimits } from "./transaction-limits.js";

interface PostgresqlOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly log: Pick<Log, "warn">;
}

const createPool = ({ url, poolSize }: PostgresqlOptions): pg.Pool =>
  new pg.Pool({
    connectionString: url,
    max: poolSize,
    application_name: "louxin",
    connectionTimeoutMillis: transactionLimits.maxWait,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // Prisma's adapter writes instants without a zone and drops the zone when it reads them: both are right in UTC only,
    // and a server of this country is set to Asia/Shanghai.
    // oxlint-disable-next-line typescript/no-misused-promises -- pg-pool waits for it, though its types do not say so
    onConnect: async (client) => {
      await client.query("SET TIME ZONE 'UTC'");
    },
  });

async function askVersion(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ server_version: string }>("SHOW server_version");
  return rows[0]?.server_version ?? "0";
}

const sessionOf = (client: pg.PoolClient): SqlSession => ({
  query: async (sql, values = []) => (await client.query<Record<string, unknown>>(sql, [...values])).rows,
  script: async (sql) => {
    await client.query(sql);
  },
});

async function scriptTransaction<T>(pool: pg.Pool, work: (session: SqlSession) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const ignoreLoss = (): void => undefined; // the statement that runs rejects; without a listener the process would end
  client.on("error", ignoreLoss);
  let broken = true;
  try {
    await client.query("BEGIN");
    const value = await work(sessionOf(client));
    await client.query("COMMIT");
    broken = false;
    return value;
  } finally {
    if (!broken) client.off("error", ignoreLoss);
    client.release(broken); // a broken one is ended, which rolls back
  }
}

/**
 * Opens a pool of connections to PostgreSQL.
 * @throws DatabaseStartError when the server cannot be reached, lets us not in, or is too old
 */
export async function openPostgresql(options: PostgresqlOptions): Promise<OpenedDatabase> {
  if (!URL.canParse(options.url)) {
    throw new DatabaseStartError(
      "unreachable",
      "DATABASE_URL is not a URL such as postgresql://user:password@host:5432/louxin.",
    );
  }
  const pool = createPool(options);
  const onPoolError = (error: Error): void => options.log.warn({ err: error }, "an idle connection broke");
  pool.on("error", onPoolError);
  try {
    refuseOldServer(await askVersion(pool));
  } catch (error) {
    await pool.end();
    throw error instanceof DatabaseStartError ? error : describeConnectionFailure(options.url, error);
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: transactionLimits });
  let closed: Promise<void> | undefined;
  return {
    prisma,
    engine: "postgresql",
    transaction: (work) => prisma.$transaction(work),
    scriptTransaction: (work) => scriptTransaction(pool, work),
    close: () => (closed ??= prisma.$disconnect().then(() => pool.end())),
  };
}
