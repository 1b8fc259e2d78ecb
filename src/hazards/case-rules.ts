import type { Hazard } from "./hazard.js";
import type { SlaRules } from "./sla.js";
import type { Taxonomy } from "./taxonomy.js";

/** The rules that a case lives under. */
export interface CaseRules {
  readonly taxonomy: Taxonomy;
  readonly sla: SlaRules;
}

/** The rules in force, and those of earlier versions under which cases are still open. */
export interface VersionedCaseRules extends CaseRules {
  /** By the version of the file; the present one may be missing. */
  readonly earlier?: {
    readonly taxonomies: ReadonlyMap<string, Taxonomy>;
    readonly slas: ReadonlyMap<string, SlaRules>;
  };
}

const between = "/";

/** What a new case is opened under: `2026-11/2026-11`, the versions of the taxonomy and of the deadlines. */
export const rulesVersionOf = ({ taxonomy, sla }: CaseRules): string => `${taxonomy.version}${between}${sla.version}`;

/** The rules that the case was opened under; those in force where its version is not known or lacks its code by now. */
export function rulesOfCase(rules: VersionedCaseRules, hazard: Pick<Hazard, "rulesVersion" | "code">): CaseRules {
  const [taxonomyVersion = "", slaVersion = ""] = hazard.rulesVersion.split(between);
  const taxonomy = rules.earlier?.taxonomies.get(taxonomyVersion) ?? rules.taxonomy;
  return {
    // Staff may have given the case a kind that its own version did not have.
    taxonomy: taxonomy.kinds.has(hazard.code) ? taxonomy : rules.taxonomy,
    sla: rules.earlier?.slas.get(slaVersion) ?? rules.sla,
  };
}
