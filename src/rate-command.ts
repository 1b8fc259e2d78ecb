import { parseArgs } from "node:util";
import { loadBuildings } from "./buildings/building-rows.prisma.js";
import type { Config } from "./config.js";
import type { OpenedDatabase } from "./database/database.prisma.js";
import { loadRules } from "./load-rules.js";
import { asStartError, openExistingDatabase } from "./open-existing-database.js";
import { isDay } from "./shared/calendar-days.js";
import { systemClock } from "./shared/clock.js";
import type { Log } from "./shared/log.js";
import { shanghaiDay } from "./shared/working-calendar.js";
import { type Preview, type PreviewInput, type PreviewMove, previewRating } from "./stars/preview-rating.js";
import { countAreas, countTransitions, type PlacedMove } from "./stars/preview-summary.js";
import { loadStarRules, type StarRules, StarRulesError } from "./stars/star-rules.js";
import { loadStarRuleShelf } from "./stars/star-scheme.prisma.js";
import { starRulesOn } from "./stars/star-scheme.js";
import { createStarStore } from "./stars/star-store.prisma.js";

/** Where the command writes: `print` gets the preview, `tell` what is wrong. */
export interface RateOutput {
  readonly print: (text: string) => Promise<void>;
  readonly tell: (line: string) => void;
  readonly log: Log;
}

const usage = "usage: louxin rate [--as-of YYYY-MM-DD] [--rules FILE.yaml] [--json]";
/** Buildings whose names are looked up in one go. */
const batchSize = 1000;

/**
 * `louxin rate [--as-of YYYY-MM-DD] [--rules FILE.yaml] [--json]`: tells which buildings would get another star than the
 * one in force, or with --rules another than by the rules in force, and why. Writes nothing. Returns the exit code: 0; 1
 * with each place and its cure where the rule file cannot be used; 2 with a word of usage. Throws DatabaseStartError
 * where the database cannot be opened or lacks tables.
 */
export async function runRate(argv: readonly string[], config: Config, output: RateOutput): Promise<number> {
  const wanted = parseWanted(argv);
  if (!wanted) {
    output.tell(usage);
    return 2;
  }
  const tried = wanted.file === undefined ? undefined : readRules(wanted.file, output.tell);
  if (wanted.file !== undefined && !tried) return 1;
  const database = await openExistingDatabase(config, { log: output.log, doing: "rate" });
  try {
    const shelf = await loadStarRuleShelf(database, loadRules().schemes, output.log);
    const input = { asOf: wanted.asOf, rules: starRulesOn(shelf, wanted.asOf), ...(tried ? { tried } : {}) };
    const preview = await previewRating(createStarStore(database), input);
    const moves = await place(database, preview.moves);
    await output.print(
      wanted.isJson ? `${JSON.stringify(asJson(preview, moves, input))}\n` : asText(preview, moves, input),
    );
    return 0;
  } catch (error) {
    throw asStartError(error, "rate");
  } finally {
    await database.close();
  }
}

interface Wanted {
  readonly asOf: string;
  readonly file?: string;
  readonly isJson: boolean;
}

function parseWanted(argv: readonly string[]): Wanted | undefined {
  try {
    const options = { "as-of": { type: "string" }, rules: { type: "string" }, json: { type: "boolean" } } as const;
    const { values } = parseArgs({ args: [...argv], options });
    const { "as-of": asOf = shanghaiDay(systemClock.now()), rules: file, json: isJson = false } = values;
    return isDay(asOf) ? { asOf, isJson, ...(file === undefined ? {} : { file }) } : undefined;
  } catch {
    return undefined; // an option that there is not, or one without its value: the usage says what there is
  }
}

function readRules(file: string, tell: (line: string) => void): StarRules | undefined {
  try {
    return loadStarRules(file);
  } catch (error) {
    if (!(error instanceof StarRulesError)) throw error;
    for (const fault of error.faults) tell(`${file}: ${fault}`);
    return undefined;
  }
}

async function place(database: OpenedDatabase, moves: readonly PreviewMove[]): Promise<readonly PlacedMove[]> {
  const placed: PlacedMove[] = [];
  for (let from = 0; from < moves.length; from += batchSize) {
    const batch = moves.slice(from, from + batchSize);
    const buildings = await loadBuildings(
      database,
      batch.map(({ code }) => code),
    );
    for (const move of batch) {
      const { name = "", street = "", community = "" } = buildings.get(move.code) ?? {};
      placed.push({ ...move, name, street, community });
    }
  }
  return placed;
}

const asJson = ({ rated }: Preview, moves: readonly PlacedMove[], { asOf, rules, tried }: PreviewInput) => ({
  asOf,
  rules: tried?.version ?? rules.version,
  comparedWith: tried ? rules.version : "in-force",
  rated,
  moved: moves.length,
  transitions: countTransitions(moves),
  areas: countAreas(moves),
  buildings: moves,
});

function asText({ rated }: Preview, moves: readonly PlacedMove[], { asOf, rules, tried }: PreviewInput): string {
  const compared = tried ? `规则${tried.version}和${rules.version}比` : "和现在挂的星级比";
  return [
    `${asOf},${compared}:${rated}栋里${moves.length}栋会变。这是预览,什么都没有写入。`,
    ...countTransitions(moves).map(({ from, to, buildings }) => `${sayStar(from)}→${sayStar(to)}:${buildings}栋`),
    ...countAreas(moves).map(
      ({ street, community, moved, up, down }) => `${street}${community}:${moved}栋(升${up},降${down})`,
    ),
    ...moves.map(
      ({ code, name, community, from, to, why }) =>
        `${code} ${community}${name} ${sayStar(from)}→${sayStar(to)} ${why.join(";")}`,
    ),
    "",
  ].join("\n");
}

const sayStar = (star: number | null): string => (star === null ? "无星" : `${star}星`);
