import { benchIngest } from "./ingest.js";
import { benchStars } from "./stars.js";
import { benchSweep } from "./sweep.js";
import { benchUnderstand } from "./understand.js";

const usage = `usage: npm run -s bench -- understand --json
       DATABASE_URL=postgresql://… npm run -s bench -- ingest [--seconds N] --json
       DATABASE_URL=postgresql://… npm run -s bench -- sweep [--cases N] --json
       DATABASE_URL=postgresql://… npm run -s bench -- stars [--buildings N] --json
The server must allow CREATE DATABASE: the benchmark makes a database of its own and drops it.
`;

/** What a benchmark on PostgreSQL found, and whether all was as it should be. */
interface Outcome {
  readonly figures: object;
  readonly isGood: boolean;
}

const benches: Readonly<Record<string, (server: string, option: Option) => Promise<Outcome>>> = {
  async ingest(server, option) {
    const figures = await benchIngest(server, option("--seconds", 20));
    return { figures, isGood: figures.check.isComplete };
  },
  async stars(server, option) {
    const figures = await benchStars(server, option("--buildings", 175_700));
    return { figures, isGood: figures.check.isComplete };
  },
  async sweep(server, option) {
    const figures = await benchSweep(server, option("--cases", 1_000_000));
    return { figures, isGood: figures.check.isComplete };
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

const print = (figures: object): void => void process.stdout.write(`${JSON.stringify(figures)}\n`);

/** `npm run -s bench -- NAME --json`: the last line of stdout is one JSON object. */
async function main(argv: readonly string[]): Promise<number> {
  const [name = ""] = argv;
  if (name === "understand") {
    print(benchUnderstand());
    return 0;
  }
  const server = process.env["DATABASE_URL"] ?? process.env["TEST_DATABASE_URL"];
  const bench = benches[name];
  if (!bench || server === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const { figures, isGood } = await bench(server, optionOf(argv));
  print(figures);
  return isGood ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
