import { isDeepStrictEqual } from "node:util";
import type { Database } from "../database/database.prisma.js";
import type { Prisma } from "../database/client/client.js";

/** A rule file as it is now: its content, read from YAML. */
export interface RuleFile {
  /** Such as `hazards` or `sla`. */
  readonly name: string;
  readonly version: string;
  readonly content: unknown;
}

/** A rule file was changed without a new version. */
export class RulesChangedError extends Error {
  override readonly name = "RulesChangedError";
  constructor({ name, version }: Pick<RuleFile, "name" | "version">) {
    super(
      `templates/rules/${name}.yaml was changed but still calls itself version ${version}: give it a new version, since what was decided under a version must stay explicable by it`,
    );
  }
}

/**
 * Keeps the file as a version that is in force, and returns every version there ever was, oldest first. Throws RulesChangedError where the
 * content differs from what was kept under the same version: open cases would be judged by other rules than they were
 * opened under.
 */
export async function adoptRules(
  { prisma }: Pick<Database, "prisma">,
  file: RuleFile,
  now: Date,
): Promise<readonly RuleFile[]> {
  const content = JSON.parse(JSON.stringify(file.content)) as Prisma.InputJsonValue;
  const { name, version } = file;
  await prisma.ruleVersion.createMany({ data: [{ name, version, content, adoptedAt: now }], skipDuplicates: true });
  const kept = await prisma.ruleVersion.findMany({ where: { name }, orderBy: { adoptedAt: "asc" } });
  const same = kept.find((one) => one.version === version);
  if (same && !isDeepStrictEqual(same.content, content)) throw new RulesChangedError(file);
  return kept.map((one) => ({ name, version: one.version, content: one.content }));
}
