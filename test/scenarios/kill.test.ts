import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ChaosResult, killServe } from "../chaos/kill-serve.js";
import { createPostgresqlCopy } from "../support/database-template.js";
import { describeWithPostgres } from "../support/real-parts.js";
import { seededRandom } from "../support/seeded-random.js";

/** The whole run: twenty starts, and the answers to all that was accepted. */
const runMs = 600_000;

async function killIn(kills: number, databaseUrl?: string): Promise<ChaosResult> {
  const dataDir = await mkdtemp(join(tmpdir(), "louxin-kill-"));
  try {
    return await killServe({
      kills,
      dataDir,
      random: seededRandom(20_261_126),
      ...(databaseUrl ? { databaseUrl } : {}),
    });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

const kills = 20;

describe("kill -9 at random moments, on the embedded database", () => {
  it("loses no accepted message and says nothing twice", { timeout: runMs }, async () => {
    const result = await killIn(kills);
    expect(result).toMatchObject({ lost: 0, duplicates: 0, kills });
    expect(result.accepted).toBeGreaterThan(kills);
  });
});

describeWithPostgres("kill -9 at random moments, on PostgreSQL", (server) => {
  it("loses no accepted message and says nothing twice", { timeout: runMs }, async () => {
    const copy = await createPostgresqlCopy(server, true);
    try {
      const result = await killIn(kills, copy.url);
      expect(result).toMatchObject({ lost: 0, duplicates: 0, kills });
      expect(result.accepted).toBeGreaterThan(kills);
    } finally {
      await copy.drop();
    }
  });
});
