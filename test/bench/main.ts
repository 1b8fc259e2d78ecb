import { benchIngest } from "./ingest.js";
import { benchUnderstand } from "./understand.js";

const usage = `usage: npm run -s bench -- understand --json
       DATABASE_URL=postgresql://… npm run -s bench -- ingest [--seconds N] --json
The server must allow CREATE DATABASE: the benchmark makes a database of its own and drops it.
`;
const print = (figures: object): void => void process.stdout.write(`${JSON.stringify(figures)}\n`);

/** `npm run -s bench -- ingest|understand --json`: the last line of stdout is one JSON object. */
async function main(argv: readonly string[]): Promise<number> {
  const [name] = argv;
  if (name === "understand") {
    print(benchUnderstand());
    return 0;
  }
  const server = process.env["DATABASE_URL"] ?? process.env["TEST_DATABASE_URL"];
  const at = argv.indexOf("--seconds");
  const seconds = at < 0 ? 20 : Number(argv[at + 1]);
  if (name !== "ingest" || server === undefined || !(seconds > 0)) {
    process.stderr.write(usage);
    return 2;
  }
  const figures = await benchIngest(server, seconds);
  print(figures);
  return figures.check.isComplete ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
