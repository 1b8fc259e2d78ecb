import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { createPostgresqlCopy } from "./database-template.js";
import { describeWithPostgres } from "./real-parts.js";
import { freePort, type RunningService, startService } from "./running-service.js";

/** A service that a suite may kill at any moment. */
export interface SuiteService {
  readonly base: string;
  /** kill -9, and a new process on the same port and data. */
  restart(): Promise<void>;
}

/** Starts the built service and ends it, with its folder, after the suite. */
function startForSuite(databaseUrl?: () => Promise<string>): () => Promise<SuiteService> {
  let service: RunningService | undefined;
  let folder = "";
  afterAll(async () => {
    await service?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    folder = await mkdtemp(join(tmpdir(), "louxin-suite-"));
    const url = await databaseUrl?.();
    const at = { port: await freePort(), dataDir: folder, ...(url ? { databaseUrl: url } : {}) };
    service = await startService(at);
    return {
      base: service.base,
      async restart() {
        await service?.kill();
        service = await startService(at);
      },
    };
  };
}

/** Tells a story against a running service on the embedded database and, where there is one, on PostgreSQL. */
export function describeOnBoth(name: string, tell: (name: string, start: () => Promise<string>) => void): void {
  describeKillable(name, (told, start) => tell(told, async () => (await start()).base));
}

/** The same, for a story in which the service is killed. */
export function describeKillable(name: string, tell: (name: string, start: () => Promise<SuiteService>) => void): void {
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
