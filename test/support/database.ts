import { afterAll, describe } from "vitest";
import { deleteAllRows } from "../../src/database/delete-all-rows.prisma.js";
import type { Database, OpenedDatabase } from "../../src/database/database.prisma.js";
import { openPgliteCopy, openPostgresqlCopy } from "./database-template.js";
import { describeWithPostgres } from "./real-parts.js";

type Open = () => Promise<OpenedDatabase>;

/** What opens databases and closes them all at the end of the suite. */
function closingAfterwards(open: Open): Open {
  const opened: OpenedDatabase[] = [];
  afterAll(async () => {
    await Promise.all(opened.map((database) => database.close()));
  }, 60_000);
  return async () => {
    const database = await open();
    opened.push(database);
    return database;
  };
}

/**
 * Runs a suite on an in-memory PGlite, and on PostgreSQL where TEST_DATABASE_URL names a server. Each `open()` gives a
 * migrated database of its own without rows, which takes about half a second on PGlite: open one in `beforeAll` and
 * call `emptyDatabase` between the tests. All are closed and dropped after the suite.
 */
export function describeOnEachDatabase(name: string, suite: (open: Open) => void): void {
  describe(`${name} (PGlite)`, () => suite(closingAfterwards(openPgliteCopy)));
  describeWithPostgres(`${name} (PostgreSQL)`, (server) => suite(closingAfterwards(() => openPostgresqlCopy(server))));
}

/** Deletes all rows and starts the counters again. */
export const emptyDatabase = (database: Pick<Database, "transaction">): Promise<void> => deleteAllRows(database);
