#!/usr/bin/env node
import { createLog } from "./create-log.js";
import { type Config, ConfigError, loadConfig } from "./config.js";
import { DatabaseStartError } from "./database/database-start-error.js";
import { RulesChangedError } from "./hazards/rule-versions.prisma.js";

const usage = `louxin serve            serve everything on one port
louxin eval --set FILE.jsonl | --chat FILE.txt [--json]
                        measure the understanding of texts
louxin export labels [--since YYYY-MM-DD] [--out FILE]
                        write what staff decided about readings, for the next training
louxin import buildings|units|roster FILE [--dry-run] …
                        take in buildings with their files, units, or who is landlord, head or tenant; all rows or none
louxin import template buildings|units FILE.xlsx
                        write an empty table to fill in
louxin import rollback BATCH
                        take an import of buildings or units back
louxin invite --role ROLE --building NAME|CODE | --area DIGITS [--days 7] [--uses 1]
                        make a code that gives a verified role, and the line to send
louxin plates token CODE [--renew]
                        tell the address and the code of a building's plate, or replace them
louxin plates list --area DIGITS [--csv]
                        all plates of an area with what is printed on them
louxin rate [--as-of YYYY-MM-DD] [--rules FILE.yaml] [--json]
                        tell whose star a rating or other rules would change, and why; writes nothing
louxin stars scheme [stars|stars-graded --from YYYY-MM-DD]
                        tell or set by what buildings are graded
louxin stars statistics --from YYYY-MM-DD --to YYYY-MM-DD [--area DIGITS] [--json]
                        count the stars that rose, fell and were withdrawn, by street and community
`;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Resolves when the text is out, so that a long result does not pile up before a slow reader. */
const printText = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });

/** Of a command: its result on the standard output, all else beside it. */
const commandOutput = () => ({
  print: printText,
  tell: (line: string) => void process.stderr.write(`${line}\n`),
  log: createLog("warn", 2),
});

async function serve(config: Config): Promise<number> {
  const [{ startService }, { startServer }] = [await import("./serve.js"), await import("./http/start-server.js")];
  const log = createLog(config.logLevel);
  const service = await startService(config, log);
  const server = await startServer(service.app, config);
  // A district changes a deadline or a number: the service takes it up without a pause.
  process.on("SIGHUP", () => void service.reloadRules());
  print(`\n楼信已启动:${server.url}\n`);
  await new Promise((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });
  await server.close();
  await service.stop();
  return 0;
}

/** Each command loads its own parts only: the service's own, with its channels and pages, take some 100 MB. */
async function main([command = "serve", ...rest]: readonly string[]): Promise<number> {
  switch (command) {
    case "serve":
      return serve(loadConfig());
    case "eval":
      return (await import("./understanding/eval-command.js")).runEval(rest, print);
    case "export":
      return (await import("./export-command.js")).runExport(rest, loadConfig(), commandOutput());
    case "import":
      return (await import("./import-command.js")).runImport(rest, loadConfig(), commandOutput());
    case "invite":
      return (await import("./invite-command.js")).runInvite(rest, loadConfig(), commandOutput());
    case "plates":
      return (await import("./plates-command.js")).runPlates(rest, loadConfig(), commandOutput());
    case "rate":
      return (await import("./rate-command.js")).runRate(rest, loadConfig(), commandOutput());
    case "stars":
      return (await import("./stars-command.js")).runStars(rest, loadConfig(), commandOutput());
    default:
      process.stderr.write(usage);
      return 2;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isExpected =
    error instanceof ConfigError || error instanceof DatabaseStartError || error instanceof RulesChangedError;
  process.stderr.write(
    `${isExpected ? error.message : String(error instanceof Error ? (error.stack ?? error.message) : error)}\n`,
  );
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}
