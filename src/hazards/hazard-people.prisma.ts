import type { Writes } from "../database/write-sheet.prisma.js";
import type { HazardId, MediaId, PersonId } from "../shared/ids.js";

/** Adds reporters to cases; one who stands there already is left as is. */
export async function writeReporters(
  tx: Writes,
  reporters: readonly { readonly hazardId: HazardId; readonly personId: PersonId; readonly at: Date }[],
): Promise<void> {
  if (reporters.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO hazard_reporter (hazard_id, person_id, joined_at)
    SELECT (r->>'hazardId')::uuid, (r->>'personId')::uuid, (r->>'at')::timestamptz
    FROM jsonb_array_elements(${JSON.stringify(reporters)}::jsonb) AS r ON CONFLICT DO NOTHING`;
}

/** Adds pictures to cases; the same picture twice is one. */
export async function writeEvidence(
  tx: Writes,
  evidence: readonly {
    readonly hazardId: HazardId;
    readonly mediaId: MediaId;
    readonly phase: "before" | "after";
    readonly at: Date;
  }[],
): Promise<void> {
  if (evidence.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO evidence (hazard_id, media_id, phase, added_at)
    SELECT (e->>'hazardId')::uuid, (e->>'mediaId')::uuid, e->>'phase', (e->>'at')::timestamptz
    FROM jsonb_array_elements(${JSON.stringify(evidence)}::jsonb) AS e ON CONFLICT DO NOTHING`;
}
