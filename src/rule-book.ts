import type { Rules } from "./conversation/context.js";
import type { Database } from "./database/database.prisma.js";
import { adoptRules, type RuleFile } from "./hazards/rule-versions.prisma.js";
import { parseSlaRules } from "./hazards/sla.js";
import { parseTaxonomy } from "./hazards/taxonomy.js";
import { loadRules, templatePath } from "./load-rules.js";
import type { Clock } from "./shared/clock.js";
import type { Log } from "./shared/log.js";
import { shanghaiDay } from "./shared/working-calendar.js";
import { loadStarRuleShelf } from "./stars/star-scheme.prisma.js";
import { type StarRuleShelf, starRulesOn, starSchemes } from "./stars/star-scheme.js";
import { readYaml } from "./shared/read-yaml.js";

/** The rules in force, which can be read anew while the service runs. */
export interface RuleBook {
  /** Always the present rules, though the object stays the same. */
  readonly rules: Rules;
  /**
   * Reads the rule files of hazards, deadlines, stars, photos, manners, emergencies and retention anew. Throws, and keeps what is in force, where one is wrong or
   * was changed without a new version.
   */
  reload(): Promise<void>;
  /** As `reload`; what is wrong is logged. */
  reloadOrKeep(): Promise<void>;
}

/** A rule book on the files as they are, without earlier versions until `reload` has been called once. */
export function createRuleBook(deps: {
  readonly database: Pick<Database, "prisma">;
  readonly clock: Clock;
  readonly log: Log;
}): RuleBook {
  const { log } = deps;
  let current: CurrentRules = filesAsTheyAre();
  const reload = async (): Promise<void> => {
    current = await readAll(deps);
  };
  return {
    reload,
    async reloadOrKeep() {
      try {
        await reload();
        log.info({ hazards: current.taxonomy.version, sla: current.sla.version }, "the rule files were read anew");
      } catch (error) {
        log.error({ err: error }, "the rule files were not taken up: what was in force stays");
      }
    },
    rules: {
      get taxonomy() {
        return current.taxonomy;
      },
      get sla() {
        return current.sla;
      },
      get stars() {
        return starRulesOn(current.shelf, shanghaiDay(deps.clock.now()));
      },
      get photos() {
        return current.photos;
      },
      get manners() {
        return current.manners;
      },
      get emergencies() {
        return current.emergencies;
      },
      get retention() {
        return current.retention;
      },
      get earlier() {
        return current.earlier;
      },
    } as Rules,
  };
}

/** Which star rules are in force is a question of the day. */
type CurrentRules = Omit<Rules, "stars"> & { readonly shelf: StarRuleShelf };

function filesAsTheyAre(): CurrentRules {
  const { rules, schemes } = loadRules();
  return { ...rules, shelf: { changes: [], present: schemes, earlier: { stars: [], "stars-graded": [] } } };
}

async function readAll({ database, clock, log }: Parameters<typeof createRuleBook>[0]): Promise<CurrentRules> {
  const { rules, schemes } = loadRules();
  const [taxonomies, slas] = await Promise.all([
    adoptRules(database, fileOf("hazards", rules.taxonomy.version), clock.now()),
    adoptRules(database, fileOf("sla", rules.sla.version), clock.now()),
  ]);
  for (const name of starSchemes) {
    const content = schemes[name];
    await adoptRules(database, { name, version: content.version, content }, clock.now());
  }
  return {
    ...rules,
    shelf: await loadStarRuleShelf(database, schemes, log),
    earlier: { taxonomies: parsed(taxonomies, parseTaxonomy, log), slas: parsed(slas, parseSlaRules, log) },
  };
}

const fileOf = (name: string, version: string): RuleFile => ({
  name,
  version,
  content: readYaml(templatePath("rules", `${name}.yaml`), (content) => content),
});

/** A version that this program no longer understands is left out: its cases then live under the rules in force. */
function parsed<T>(files: readonly RuleFile[], parse: (content: unknown) => T, log: Log): ReadonlyMap<string, T> {
  const read = new Map<string, T>();
  for (const { name, version, content } of files) {
    try {
      read.set(version, parse(content));
    } catch (error) {
      log.warn({ err: error, name, version }, "an earlier version of a rule file is no longer understood");
    }
  }
  return read;
}
