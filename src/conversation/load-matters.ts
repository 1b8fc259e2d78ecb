import type { MessageContext } from "./context.js";
import { type EmergencySources, loadEmergencyMatter } from "./load-emergency-matter.js";
import { isAskedFirst, loadMaliceMatter, type MaliceSources } from "./load-malice.js";

/** What is under way that the line may be about, beside reports: danger, malice, and whom to ask before a report is filed. */
export async function loadMatters(
  sources: EmergencySources & MaliceSources,
  known: Parameters<typeof loadEmergencyMatter>[1] & Parameters<typeof loadMaliceMatter>[1],
): Promise<Pick<MessageContext, "emergencyMatter" | "maliceMatter" | "isAskedFirst">> {
  const emergencyMatter = await loadEmergencyMatter(sources, known);
  const maliceMatter = await loadMaliceMatter(sources, known);
  return {
    ...(emergencyMatter ? { emergencyMatter } : {}),
    ...(maliceMatter ? { maliceMatter } : {}),
    ...((await isAskedFirst(sources, known)) ? { isAskedFirst: true } : {}),
  };
}
