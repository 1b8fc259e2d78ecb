import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Rules } from "./conversation/context.js";
import { parseRetentionRules } from "./archive/retention.js";
import { type FileRules, parseFileRules } from "./buildings/file-rules.js";
import { parseMannerRules } from "./conversation/manner-rules.js";
import { type DeliveryRules, parseDeliveryRules } from "./delivery/delivery-rules.js";
import { checkKinds, parseEmergencyRules } from "./emergencies/emergency-rules.js";
import { parsePhotoRules } from "./hazards/photo-rules.js";
import { parseSlaRules } from "./hazards/sla.js";
import { emergenciesOf, parseTaxonomy } from "./hazards/taxonomy.js";
import { readYaml } from "./shared/read-yaml.js";
import { loadStarRules } from "./stars/star-rules.js";
import type { StarRuleShelf } from "./stars/star-scheme.js";

/** The folder of the package, beside which `templates`, `prisma` and the built pages lie; the same for `src` and `dist`. */
export const packageRoot = fileURLToPath(new URL("..", import.meta.url));

/** A file or folder below `templates`. */
export const templatePath = (...parts: readonly string[]): string => join(packageRoot, "templates", ...parts);

/** Reads and checks all rule files. Throws an error that names the file and what is wrong in it. */
export function loadRules(): {
  readonly rules: Rules;
  readonly delivery: DeliveryRules;
  readonly fileRules: FileRules;
  /** The star rules of each scheme; `rules.stars` are those that hold while the district has set nothing. */
  readonly schemes: StarRuleShelf["present"];
} {
  const rule = (name: string): string => templatePath("rules", `${name}.yaml`);
  const schemes = { stars: loadStarRules(rule("stars")), "stars-graded": loadStarRules(rule("stars-graded")) };
  const taxonomy = readYaml(rule("hazards"), parseTaxonomy);
  return {
    rules: {
      taxonomy,
      sla: readYaml(rule("sla"), parseSlaRules),
      stars: schemes.stars,
      photos: readYaml(rule("photos"), parsePhotoRules),
      manners: readYaml(rule("manners"), parseMannerRules),
      emergencies: checkKinds(readYaml(rule("emergencies"), parseEmergencyRules), emergenciesOf(taxonomy)),
      retention: readYaml(rule("retention"), parseRetentionRules),
    },
    schemes,
    delivery: readYaml(rule("delivery"), parseDeliveryRules),
    fileRules: readYaml(rule("building-file"), parseFileRules),
  };
}
