import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { createPostgresqlCopy } from "./database-template.js";
import { describeWithPostgres } from "./real-parts.js";
import { freePort, type RunningService, startService } from "./running-service.js";

/** Starts the built service and ends it, with its folder, after the suite. Resolves to its address. */
function startForSuite(databaseUrl?: () => Promise<string>): () => Promise<string> {
  let service: RunningService | undefined;
  let folder = "";
  afterAll(async () => {
    await service?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    folder = await mkdtemp(join(tmpdir(), "louxin-suite-"));
    const url = await databaseUrl?.();
    service = await startService({ port: await freePort(), dataDir: folder, ...(url ? { databaseUrl: url } : {}) });
    return service.base;
  };
}

/** Tells a story against a running service on the embedded database and, where there is one, on PostgreSQL. */
export function describeOnBoth(name: string, tell: (name: string, start: () => Promise<string>) => void): void {
  describe("on the embedded database", () => tell(name, startForSuite()));
  describeWithPostgres("on PostgreSQL", (server) => {
    const copy = createPostgresqlCopy(server, true);
    afterAll(async () => (await copy).drop());
    tell(
      name,
      startForSuite(async () => (await copy).url),
    );
  });
}
