import type { Tx } from "../database/database.prisma.js";
import type { PersonId } from "../shared/ids.js";

/**
 * Makes two persons one: the ids on the networks, present roles, waiting claims and the bind word of `from` become those
 * of `to`, or of whom `to` turned out to be; a role that they have already ends. Does nothing where the two are one already.
 */
export async function joinPersons(
  tx: Tx,
  { from, to: wanted, at }: { readonly from: PersonId; readonly to: PersonId; readonly at: Date },
): Promise<void> {
  const [found] = await tx.$queryRaw<{ id: PersonId }[]>`
    SELECT coalesce(merged_into, id)::text AS id FROM person WHERE id = ${wanted}::uuid`;
  if (!found || found.id === from) return;
  const to = found.id;
  await tx.$executeRaw`
    UPDATE person SET merged_into = ${to}::uuid WHERE id = ${from}::uuid OR merged_into = ${from}::uuid`;
  await tx.$executeRaw`
    UPDATE identity SET person_id = ${to}::uuid, bound_at = ${at.toISOString()}::timestamptz
    WHERE person_id = ${from}::uuid`;
  await moveRoles(tx, { from, to, at });
  await tx.$executeRaw`
    UPDATE role_claim SET person_id = ${to}::uuid WHERE person_id = ${from}::uuid AND state = 'waiting'
      AND NOT EXISTS (SELECT FROM role_claim same WHERE same.person_id = ${to}::uuid AND same.state = 'waiting')`;
  await tx.$executeRaw`
    UPDATE bind_word SET person_id = ${to}::uuid WHERE person_id = ${from}::uuid
      AND NOT EXISTS (SELECT FROM bind_word kept WHERE kept.person_id = ${to}::uuid)`;
}

async function moveRoles(
  tx: Tx,
  { from, to, at }: { readonly from: PersonId; readonly to: PersonId; readonly at: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE role r SET person_id = ${to}::uuid WHERE r.person_id = ${from}::uuid AND r.ended_at IS NULL
      AND NOT EXISTS (
        SELECT FROM role same WHERE same.person_id = ${to}::uuid AND same.ended_at IS NULL AND same.kind = r.kind
          AND same.building_code IS NOT DISTINCT FROM r.building_code AND same.area IS NOT DISTINCT FROM r.area)`;
  await tx.$executeRaw`
    UPDATE role SET ended_at = ${at.toISOString()}::timestamptz, ended_how = 'joined'
    WHERE person_id = ${from}::uuid AND ended_at IS NULL`;
}
