import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { createPostgresqlCopy } from "../support/database-template.js";
import { describeWithPostgres } from "../support/real-parts.js";
import { freePort, type RunningService, startService } from "../support/running-service.js";
import { tellTheStory } from "./story.js";

/** Starts the built service and ends it, with its folder, after the suite. */
function startForSuite(databaseUrl?: () => Promise<string>): () => Promise<string> {
  let service: RunningService | undefined;
  let folder = "";
  afterAll(async () => {
    await service?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    folder = await mkdtemp(join(tmpdir(), "louxin-story-"));
    const url = await databaseUrl?.();
    service = await startService({ port: await freePort(), dataDir: folder, ...(url ? { databaseUrl: url } : {}) });
    return service.base;
  };
}

describe("on the embedded database", () => tellTheStory("the story", startForSuite()));

describeWithPostgres("on PostgreSQL", (server) => {
  const copy = createPostgresqlCopy(server, true);
  afterAll(async () => (await copy).drop());
  tellTheStory(
    "the story",
    startForSuite(async () => (await copy).url),
  );
});
