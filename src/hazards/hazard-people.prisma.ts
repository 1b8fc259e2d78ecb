import type { Writes } from "../database/write-sheet.prisma.js";
import type { HazardId, MediaId, PersonId } from "../shared/ids.js";
import type { PhotoFlag } from "./photo-flags.js";

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

/** Adds pictures to cases; the same picture twice is one. Where they were taken is forgotten: it has been looked at. */
export async function writeEvidence(
  tx: Writes,
  evidence: readonly {
    readonly hazardId: HazardId;
    readonly mediaId: MediaId;
    readonly phase: "before" | "after";
    readonly at: Date;
    readonly flags?: readonly PhotoFlag[];
  }[],
): Promise<void> {
  if (evidence.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO evidence (hazard_id, media_id, phase, added_at, flags)
    SELECT (e->>'hazardId')::uuid, (e->>'mediaId')::uuid, e->>'phase', (e->>'at')::timestamptz, coalesce(e->'flags', '[]')
    FROM jsonb_array_elements(${JSON.stringify(evidence)}::jsonb) AS e ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    UPDATE media SET taken_lat = NULL, taken_lon = NULL
    WHERE id = ANY(${evidence.map((one) => one.mediaId)}::uuid[]) AND taken_lat IS NOT NULL`;
}
