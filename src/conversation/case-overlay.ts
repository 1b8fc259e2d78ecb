import type { ReportedHazard } from "../hazards/hazard-store.js";
import type { HazardId } from "../shared/ids.js";
import type { Changes } from "./changes.js";

/** The cases as earlier decisions of the same batch left them, over what the database still says. */
export interface CaseOverlay {
  apply(cases: readonly ReportedHazard[]): readonly ReportedHazard[];
  remember(changes: Changes): void;
}

/** An overlay that knows nothing yet. */
export function createCaseOverlay(): CaseOverlay {
  const changed = new Map<HazardId, ReportedHazard>();
  return {
    apply(cases) {
      if (changed.size === 0) return cases;
      const known = new Set(cases.map(({ hazard }) => hazard.id));
      const fresh = [...changed.values()].filter((found) => !known.has(found.hazard.id));
      return [...fresh, ...cases.map((found) => changed.get(found.hazard.id) ?? found)];
    },
    remember(changes) {
      for (const { hazard } of changes.steps) {
        const before = changed.get(hazard.id)?.reporterIds ?? [];
        const joined = changes.reporters.filter((one) => one.hazardId === hazard.id).map((one) => one.personId);
        changed.set(hazard.id, { hazard, reporterIds: [...new Set([hazard.reporterId, ...before, ...joined])] });
      }
    },
  };
}
