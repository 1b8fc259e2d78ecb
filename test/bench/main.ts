import { benchBlocks } from "./blocks.js";
import { benchImport } from "./import.js";
import { benchIngest } from "./ingest.js";
import { benchQuarter } from "./quarter/bench-quarter.js";
import { benchStars } from "./stars.js";
import { benchSweep } from "./sweep.js";
import { benchTyphoon } from "./typhoon.js";
import { benchUnderstand } from "./understand.js";
import { benchYear } from "./year/bench-year.js";

const usage = `usage: npm run -s bench -- understand --json
       npm run -s bench -- quarter [--buildings N] [--seed N] --json
       npm run -s bench -- year [--buildings N] [--days N] [--seed N] [--reports N] --json
       DATABASE_URL=postgresql://… npm run -s bench -- ingest [--seconds N] --json
       DATABASE_URL=postgresql://… npm run -s bench -- sweep [--cases N] --json
       DATABASE_URL=postgresql://… npm run -s bench -- typhoon [--seconds N] --json
       DATABASE_URL=postgresql://… npm run -s bench -- import [--rows N] --json
       DATABASE_URL=postgresql://… npm run -s bench -- stars [--buildings N] --json
       DATABASE_URL=postgresql://… npm run -s bench -- blocks [--buildings N] --json
The year lives on the embedded database where DATABASE_URL is missing. The server must allow CREATE DATABASE: the
benchmark makes a database of its own and drops it.
`;

/** What a benchmark found, and whether all was as it should be. */
interface Outcome {
  readonly figures: object;
  readonly isGood: boolean;
}

const onPostgresql: Readonly<Record<string, (server: string, option: Option) => Promise<Outcome>>> = {
  async ingest(server, option) {
    const figures = await benchIngest(server, option("--seconds", 20));
    return { figures, isGood: figures.check.isComplete };
  },
  async import(server, option) {
    const figures = await benchImport(server, option("--rows", 175_700));
    return { figures, isGood: figures.check.isComplete };
  },
  async stars(server, option) {
    const figures = await benchStars(server, option("--buildings", 175_700));
    return { figures, isGood: figures.check.isComplete };
  },
  async blocks(server, option) {
    const figures = await benchBlocks(server, option("--buildings", 175_700));
    return { figures, isGood: figures.check.isComplete };
  },
  async sweep(server, option) {
    const figures = await benchSweep(server, option("--cases", 1_000_000));
    return { figures, isGood: figures.check.isComplete };
  },
  async typhoon(server, option) {
    const figures = await benchTyphoon(server, option("--seconds", 60));
    return { figures, isGood: figures.isComplete };
  },
};

const anywhere: Readonly<Record<string, (server: string | undefined, option: Option) => Promise<Outcome>>> = {
  understand: async () => ({ figures: benchUnderstand(), isGood: true }),
  async quarter(_, option) {
    const figures = benchQuarter({ buildings: option("--buildings", 90_100), seed: option("--seed", 1) });
    return { figures, isGood: figures.breaches.length === 0 };
  },
  async year(server, option) {
    const size = { buildings: option("--buildings", 500), days: option("--days", 365), seed: option("--seed", 1) };
    const figures = await benchYear({ ...size, reports: option("--reports", 8) }, server);
    return { figures, isGood: figures.violations === 0 };
  },
};

/** The number after a flag. */
type Option = (flag: string, fallback: number) => number;

const optionOf =
  (argv: readonly string[]): Option =>
  (flag, fallback) => {
    const at = argv.indexOf(flag);
    const value = at < 0 ? fallback : Number(argv[at + 1]);
    if (!(value > 0)) throw new Error(`${flag} wants a number above 0`);
    return value;
  };

/** `npm run -s bench -- NAME --json`: the last line of stdout is one JSON object. */
async function main([name = "", ...argv]: readonly string[]): Promise<number> {
  const server = process.env["DATABASE_URL"];
  const outcome = await run(name, server, optionOf(argv));
  if (!outcome) {
    process.stderr.write(usage);
    return 2;
  }
  process.stdout.write(`${JSON.stringify(outcome.figures)}\n`);
  return outcome.isGood ? 0 : 1;
}

async function run(name: string, url: string | undefined, option: Option): Promise<Outcome | undefined> {
  const bench = anywhere[name];
  if (bench) return bench(url, option);
  const server = url ?? process.env["TEST_DATABASE_URL"];
  return server === undefined ? undefined : onPostgresql[name]?.(server, option);
}

process.exitCode = await main(process.argv.slice(2));
