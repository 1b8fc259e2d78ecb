import type { Tx } from "../database/database.prisma.js";
import { type BuildingCode, newId, type PersonId } from "../shared/ids.js";
import type { RoleKind } from "./person.js";

/** A role that somebody gets. */
export interface NewRole {
  readonly personId: PersonId;
  readonly kind: RoleKind;
  readonly buildingCode?: BuildingCode;
  readonly room?: string;
  /** For staff: 14, 12 or 9 digits. */
  readonly area?: string;
  /** Who vouched, how and when; missing: the role is only claimed. */
  readonly verified?: { readonly by?: PersonId; readonly how: string; readonly at: Date };
}

/** Gives a role. The same present role is not given twice; it is verified when this one is and it was not. */
export async function addRole(tx: Tx, role: NewRole): Promise<void> {
  const { personId, kind, buildingCode = null, room = null, area = null, verified } = role;
  const by = verified?.by ?? null;
  const how = verified?.how ?? null;
  const at = verified?.at.toISOString() ?? null;
  await tx.$executeRaw`
    WITH present AS (
      SELECT id FROM role WHERE person_id = ${personId}::uuid AND kind = ${kind} AND ended_at IS NULL
        AND building_code IS NOT DISTINCT FROM ${buildingCode}::bpchar AND room IS NOT DISTINCT FROM ${room}::text
        AND area IS NOT DISTINCT FROM ${area}::text
    ), vouched AS (
      UPDATE role SET verified_by = ${by}::uuid, verified_how = ${how}::text, verified_at = ${at}::timestamptz
      FROM present WHERE role.id = present.id AND role.verified_at IS NULL
    )
    INSERT INTO role (id, person_id, kind, building_code, room, area, verified_by, verified_how, verified_at)
    SELECT ${newId<string>()}::uuid, ${personId}::uuid, ${kind}, ${buildingCode}::bpchar, ${room}::text, ${area}::text,
      ${by}::uuid, ${how}::text, ${at}::timestamptz
    WHERE NOT EXISTS (SELECT FROM present)`;
}
