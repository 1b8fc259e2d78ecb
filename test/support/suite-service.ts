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

type Start<T> = () => Promise<T>;

/** Starts the built service when it is first asked for and ends it, with its folder, after the suite. */
function startForSuite(databaseUrl?: () => Promise<string>): Start<SuiteService> {
  let service: RunningService | undefined;
  let folder = "";
  let starting: Promise<SuiteService> | undefined;
  afterAll(async () => {
    await service?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const begin = async (): Promise<SuiteService> => {
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
  return () => (starting ??= begin());
}

function describeEmbedded(suite: (start: Start<SuiteService>) => void): void {
  describe("on the embedded database", () => suite(startForSuite()));
}

const describeOnServer = (suite: (start: Start<SuiteService>) => void): void =>
  describeWithPostgres("on PostgreSQL", (server) => {
    const copy = createPostgresqlCopy(server, true);
    afterAll(async () => (await copy).drop());
    suite(startForSuite(async () => (await copy).url));
  });

const baseOf =
  (start: Start<SuiteService>): Start<string> =>
  async () =>
    (await start()).base;

/**
 * Tells many stories to one service, which is started once: starting costs as much as several stories. Each test plants
 * the village anew. One suite for each engine, so that the two run side by side.
 */
export const tellOnEmbedded = (tell: (start: Start<string>) => void): void =>
  describeEmbedded((start) => tell(baseOf(start)));

/** The same on PostgreSQL, where there is one. */
export const tellOnPostgresql = (tell: (start: Start<string>) => void): void =>
  describeOnServer((start) => tell(baseOf(start)));

/** Tells a story to services of its own, on the embedded database and, where there is one, on PostgreSQL. */
export function describeOnBoth(name: string, tell: (name: string, start: Start<string>) => void): void {
  describeKillable(name, (told, start) => tell(told, baseOf(start)));
}

/** The same, for a story in which the service is killed. */
export function describeKillable(name: string, tell: (name: string, start: Start<SuiteService>) => void): void {
  describeEmbedded((start) => tell(name, start));
  describeOnServer((start) => tell(name, start));
}
