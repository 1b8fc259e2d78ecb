import type { Tx } from "../database/database.prisma.js";
import { newId } from "../shared/ids.js";
import type { EndedRole, NewRole } from "./role-change.js";

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

/** Ends a role; one that is over already stays as it ended. */
export async function endRole(tx: Tx, { personId, kind, buildingCode, at, by, how }: EndedRole): Promise<void> {
  await tx.$executeRaw`
    UPDATE role SET ended_at = ${at.toISOString()}::timestamptz, ended_by = ${by}::uuid, ended_how = ${how}
    WHERE person_id = ${personId}::uuid AND kind = ${kind} AND building_code = ${buildingCode}::bpchar AND ended_at IS NULL`;
}

/** A tenant lives in one place: ends the homes of the person but this one. */
export async function endOtherHomes(
  tx: Tx,
  { personId, buildingCode, room, at }: Pick<NewRole, "personId" | "buildingCode" | "room"> & { readonly at: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE role SET ended_at = ${at.toISOString()}::timestamptz, ended_by = ${personId}::uuid, ended_how = 'moved'
    WHERE person_id = ${personId}::uuid AND kind = 'tenant' AND ended_at IS NULL
      AND (building_code, room) IS DISTINCT FROM (${buildingCode ?? null}::bpchar, ${room ?? null}::text)`;
}
