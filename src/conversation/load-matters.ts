import type { MessageContext } from "./context.js";
import { type ConsequenceSources, loadConsequence } from "./load-consequence.js";
import { type EmergencySources, loadEmergencyMatter } from "./load-emergency-matter.js";
import { isAskedFirst, loadMaliceMatter, type MaliceSources } from "./load-malice.js";
import { loadDuePatrols, loadPatrol, type PatrolSources } from "./load-patrol.js";

type Sources = EmergencySources & MaliceSources & PatrolSources & ConsequenceSources;
type Known = Parameters<typeof loadEmergencyMatter>[1] & Parameters<typeof loadMaliceMatter>[1];

/** What is under way that the line may be about, beside reports: danger, malice, whom to ask before a report is filed, patrols, and what a star asks of staff. */
export async function loadMatters(
  sources: Sources,
  known: Known,
): Promise<
  Pick<
    MessageContext,
    "emergencyMatter" | "maliceMatter" | "isAskedFirst" | "patrolMatter" | "patrolsDue" | "consequenceMatter"
  >
> {
  const emergencyMatter = await loadEmergencyMatter(sources, known);
  const maliceMatter = await loadMaliceMatter(sources, known);
  const patrolMatter = await loadPatrol(sources, known);
  const patrolsDue = await loadDuePatrols(sources, known);
  const consequenceMatter = await loadConsequence(sources, known);
  return {
    ...(emergencyMatter ? { emergencyMatter } : {}),
    ...(maliceMatter ? { maliceMatter } : {}),
    ...((await isAskedFirst(sources, known)) ? { isAskedFirst: true } : {}),
    ...(patrolMatter ? { patrolMatter } : {}),
    ...(patrolsDue ? { patrolsDue } : {}),
    ...(consequenceMatter ? { consequenceMatter } : {}),
  };
}
