import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPostgresqlCopy } from "../../support/database-template.js";
import { planOf, type YearSize } from "./plan.js";
import { simulateYear, type YearFigures } from "./simulate-year.js";

/** Lives a year on a database of its own, embedded or on the server, and takes it away afterwards. */
export async function benchYear(size: YearSize, server: string | undefined): Promise<YearFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), "louxin-year-"));
  const copy = server === undefined ? undefined : await createPostgresqlCopy(server);
  try {
    return await simulateYear(planOf(size), { dataDir, ...(copy ? { databaseUrl: copy.url } : {}) });
  } finally {
    await copy?.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
