import { benchIngest } from "./ingest.js";

/** `npm run -s bench -- ingest --json [--seconds N]`: the last line of stdout is one JSON object. */
async function main(argv: readonly string[]): Promise<number> {
  const [name] = argv;
  const server = process.env["DATABASE_URL"] ?? process.env["TEST_DATABASE_URL"];
  const at = argv.indexOf("--seconds");
  const seconds = at < 0 ? 20 : Number(argv[at + 1]);
  if (name !== "ingest" || server === undefined || !(seconds > 0)) {
    process.stderr.write(
      "usage: DATABASE_URL=postgresql://… npm run -s bench -- ingest [--seconds N] --json\n" +
        "The server must allow CREATE DATABASE: the benchmark makes a database of its own and drops it.\n",
    );
    return 2;
  }
  const figures = await benchIngest(server, seconds);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  return figures.check.isComplete ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
