import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killServe } from "./kill-serve.js";
import { seededRandom } from "../support/seeded-random.js";

/** `npm run -s chaos -- serve --json [--kills 20] [--seed 1]`: the last line of stdout is one JSON object. */
async function main(argv: readonly string[]): Promise<number> {
  const [name] = argv;
  const option = (flag: string, fallback: string): string => argv[argv.indexOf(flag) + 1 || argv.length] ?? fallback;
  if (name !== "serve") {
    process.stderr.write("usage: npm run -s chaos -- serve [--kills N] [--seed N] --json\n");
    return 2;
  }
  const dataDir = await mkdtemp(join(tmpdir(), "louxin-chaos-"));
  try {
    const result = await killServe({
      kills: Number(option("--kills", "20")),
      dataDir,
      random: seededRandom(Number(option("--seed", "1"))),
      ...(process.env["DATABASE_URL"] ? { databaseUrl: process.env["DATABASE_URL"] } : {}),
    });
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return result.lost === 0 && result.duplicates === 0 ? 0 : 1;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.slice(2));
