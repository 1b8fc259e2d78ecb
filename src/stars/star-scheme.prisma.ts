import { z } from "zod";
import type { Database } from "../database/database.prisma.js";
import { isDay } from "../shared/calendar-days.js";
import type { Log } from "../shared/log.js";
import { parseStarRules, type StarRules } from "./star-rules.js";
import { type SchemeChange, type StarRuleShelf, type StarScheme, starSchemes } from "./star-scheme.js";

type Client = Pick<Database, "prisma">;

const key = "star-scheme";
const stored = z.array(z.object({ scheme: z.enum(starSchemes), from: z.string().refine(isDay) }));

/** The changes of the scheme that the district set. Throws where the stored setting is none. */
export async function loadSchemeChanges({ prisma }: Client): Promise<readonly SchemeChange[]> {
  const setting = await prisma.setting.findUnique({ where: { key } });
  return stored.parse(setting?.value ?? []);
}

/** Sets the scheme from a day on; a change of the same day is replaced. */
export async function saveSchemeChange({ prisma }: Client, change: SchemeChange): Promise<void> {
  const others = (await loadSchemeChanges({ prisma })).filter(({ from }) => from !== change.from);
  const value = [...others, change].map(({ scheme, from }) => ({ scheme, from }));
  await prisma.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

/** The scheme and the versions of the rules, as the database has them beside the files as they are. Writes nothing. */
export async function loadStarRuleShelf(
  { prisma }: Client,
  present: StarRuleShelf["present"],
  log: Pick<Log, "warn">,
): Promise<StarRuleShelf> {
  const rows = await prisma.ruleVersion.findMany({
    where: { name: { in: [...starSchemes] } },
    orderBy: { adoptedAt: "desc" },
  });
  const earlier = (scheme: StarScheme): readonly StarRules[] =>
    rows.filter(({ name }) => name === scheme).flatMap((row) => parsed(row, log));
  return {
    present,
    changes: await loadSchemeChanges({ prisma }),
    earlier: { stars: earlier("stars"), "stars-graded": earlier("stars-graded") },
  };
}

/** A version that this program no longer understands is left out. */
function parsed(
  row: { readonly name: string; readonly version: string; readonly content: unknown },
  log: Pick<Log, "warn">,
) {
  const { name, version, content } = row;
  try {
    return [parseStarRules(content, `${name} ${version}`)];
  } catch (error) {
    log.warn({ err: error, name, version }, "an earlier version of the star rules is no longer understood");
    return [];
  }
}
