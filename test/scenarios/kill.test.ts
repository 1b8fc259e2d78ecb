import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { killServe } from "../chaos/kill-serve.js";
import { createPostgresqlCopy } from "../support/database-template.js";
import { describeWithPostgres } from "../support/real-parts.js";
import { seededRandom } from "../support/seeded-random.js";

/** The whole run: twenty starts, and the answers to all that was accepted. */
const runMs = 600_000;

async function killIn(kills: number, databaseUrl?: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "louxin-kill-"));
  try {
    const result = await killServe({ kills, dataDir, random: seededRandom(20_261_126), ...(databaseUrl ? { databaseUrl } : {}) });
    expect(result).toMatchObject({ lost: 0, duplicates: 0, kills });
    expect(result.accepted).toBeGreaterThan(kills);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

describe("kill -9 at random moments", () => {
  it("loses no accepted message and says nothing twice on the embedded database", { timeout: runMs }, () => killIn(20));
});

describeWithPostgres("kill -9 at random moments", (server) => {
  it("loses no accepted message and says nothing twice on PostgreSQL", { timeout: runMs }, async () => {
    const copy = await createPostgresqlCopy(server, true);
    try {
      await killIn(20, copy.url);
    } finally {
      await copy.drop();
    }
  });
});
