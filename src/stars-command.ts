import { parseArgs } from "node:util";
import type { Config } from "./config.js";
import type { OpenedDatabase } from "./database/database.prisma.js";
import { asStartError, openExistingDatabase } from "./open-existing-database.js";
import { isArea } from "./buildings/building-code.js";
import { isDay } from "./shared/calendar-days.js";
import { systemClock } from "./shared/clock.js";
import type { Log } from "./shared/log.js";
import { shanghaiDay } from "./shared/working-calendar.js";
import { schemeOn, type StarScheme, starSchemes } from "./stars/star-scheme.js";
import type { StarCounts, StatisticsPeriod } from "./stars/star-statistics.js";
import { loadStarStatistics } from "./stars/star-statistics.prisma.js";
import { loadSchemeChanges, saveSchemeChange } from "./stars/star-scheme.prisma.js";

/** Where the command writes: `print` gets the answer, `tell` what is wrong. */
export interface StarsOutput {
  readonly print: (text: string) => Promise<void>;
  readonly tell: (line: string) => void;
  readonly log: Log;
}

const usage = `usage: louxin stars scheme [${starSchemes.join("|")} --from YYYY-MM-DD]
       louxin stars statistics --from YYYY-MM-DD --to YYYY-MM-DD [--area DIGITS] [--json]`;

type Wanted =
  | { readonly kind: "show-scheme" }
  | { readonly kind: "set-scheme"; readonly scheme: StarScheme; readonly from: string }
  | { readonly kind: "count"; readonly period: StatisticsPeriod; readonly isJson: boolean };

/**
 * `louxin stars scheme` tells by what buildings are graded; with a scheme and a day it sets it from that day on.
 * `louxin stars statistics` counts the stars that rose, fell and were withdrawn, by street and community. Returns the exit code: 0; 1 where the day is past; 2 with a word of usage. Throws DatabaseStartError where the database cannot
 * be opened or lacks tables.
 */
export async function runStars(argv: readonly string[], config: Config, output: StarsOutput): Promise<number> {
  const wanted = parseWanted(argv);
  if (!wanted) {
    output.tell(usage);
    return 2;
  }
  const database = await openExistingDatabase(config, { log: output.log, doing: "run this" });
  try {
    return await run(database, wanted, output);
  } catch (error) {
    throw asStartError(error, "run this");
  } finally {
    await database.close();
  }
}

function run(database: OpenedDatabase, wanted: Wanted, output: StarsOutput): Promise<number> {
  switch (wanted.kind) {
    case "show-scheme":
      return showScheme(database, output);
    case "set-scheme":
      return setScheme(database, wanted, output);
    case "count":
      return count(database, wanted, output);
  }
}

function parseWanted(argv: readonly string[]): Wanted | undefined {
  try {
    const text = { type: "string" } as const;
    const options = { from: text, to: text, area: text, json: { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [command, name, ...more] = positionals;
    const { from, to, area, json: isJson = false } = values;
    if (more.length > 0 || [from, to].some((day) => day !== undefined && !isDay(day))) return undefined;
    if (command === "statistics" && name === undefined && from !== undefined && to !== undefined && from <= to)
      return parseCount({ from, to, ...(area === undefined ? {} : { area }) }, isJson);
    if (command !== "scheme" || to !== undefined || area !== undefined || isJson) return undefined;
    if (name === undefined) return from === undefined ? { kind: "show-scheme" } : undefined;
    const scheme = starSchemes.find((one) => one === name);
    return scheme && from !== undefined ? { kind: "set-scheme", scheme, from } : undefined;
  } catch {
    return undefined; // an option that there is not, or one without its value: the usage says what there is
  }
}

const parseCount = (period: StatisticsPeriod, isJson: boolean): Wanted | undefined =>
  period.area === undefined || isArea(period.area) ? { kind: "count", period, isJson } : undefined;

async function showScheme(database: OpenedDatabase, { print }: StarsOutput): Promise<number> {
  const changes = await loadSchemeChanges(database);
  const today = shanghaiDay(systemClock.now());
  const later = changes.filter(({ from }) => from > today).map(({ scheme, from }) => `${from}起:${scheme}\n`);
  await print(`现在:${schemeOn(changes, today)}\n${later.join("")}`);
  return 0;
}

async function setScheme(
  database: OpenedDatabase,
  { scheme, from }: Extract<Wanted, { readonly kind: "set-scheme" }>,
  { print, tell }: StarsOutput,
): Promise<number> {
  const today = shanghaiDay(systemClock.now());
  if (from < today) {
    tell(`${from}已经过去了:请用${today}或以后的日子,已经评过的不改。`);
    return 1;
  }
  await saveSchemeChange(database, { scheme, from });
  await print(`${from}起按${scheme}评。正在运行的服务收到 SIGHUP 或重启后知道。\n`);
  return 0;
}

async function count(
  database: OpenedDatabase,
  { period, isJson }: Extract<Wanted, { readonly kind: "count" }>,
  { print }: StarsOutput,
): Promise<number> {
  const all = await loadStarStatistics(database, period);
  const { from, to, areas } = all;
  const lines = areas.map((area) => `${area.street}${area.community}:${sayCounts(area)}\n`);
  await print(isJson ? `${JSON.stringify(all)}\n` : `${from}至${to}:${sayCounts(all)}\n${lines.join("")}`);
  return 0;
}

const sayCounts = ({ up, down, withdrawn, restored, first }: StarCounts): string =>
  `升星${up}栋,降星${down}栋,摘牌${withdrawn}栋,恢复${restored}栋,首评${first}栋`;
