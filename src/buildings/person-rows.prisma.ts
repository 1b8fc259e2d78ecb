import { directChat } from "../channels/channel.js";
import { Prisma } from "../database/client/client.js";
import type { Database } from "../database/database.prisma.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { Person, Role, RoleKind } from "./person.js";

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly {
    readonly kind: RoleKind;
    readonly code: string | null;
    readonly room: string | null;
    readonly area: string | null;
    readonly verified: boolean;
    readonly duty: boolean;
  }[];
  readonly identity: { readonly channel: string; readonly account: string; readonly externalId: string } | null;
}

/**
 * People with their present roles, those of the duty roster last; the private chat is that of the identity bound last. A
 * person found to be somebody else is reached there.
 */
export async function loadPeople(
  { prisma }: Pick<Database, "prisma">,
  ids: readonly PersonId[],
  now: Date,
): Promise<ReadonlyMap<PersonId, Person>> {
  const rows = await prisma.$queryRaw<PersonRow[]>`
    SELECT p.id::text, p.name,
      (SELECT coalesce(json_agg(json_build_object('kind', r.kind, 'code', r.building_code, 'room', r.room, 'area', r.area,
          'verified', r.verified, 'duty', r.duty) ORDER BY r.duty, r.id), '[]'::json)
        FROM (
          SELECT r.id, r.kind, r.building_code, r.room, r.area, r.verified_at IS NOT NULL AS verified, false AS duty
          FROM role r WHERE r.person_id = p.id AND ${isPresent(now)}
          UNION ALL
          SELECT d.id, 'grid_worker', NULL, NULL, d.area, true, true FROM duty d WHERE d.person_id = p.id AND ${isOn(now)}
        ) AS r) AS roles,
      (SELECT json_build_object('channel', i.channel, 'account', i.account, 'externalId', i.external_id)
        FROM identity i WHERE i.person_id = coalesce(p.merged_into, p.id) ORDER BY i.bound_at DESC, i.external_id LIMIT 1) AS identity
    FROM person p WHERE p.id = ANY(${[...ids]}::uuid[])`;
  return new Map(rows.map((row) => [row.id as PersonId, toPerson(row)]));
}

/** Whether a role `r` has not ended. */
export const isPresent = (now: Date): Prisma.Sql =>
  Prisma.sql`(r.ended_at IS NULL OR r.ended_at > ${now.toISOString()}::timestamptz)`;

/** Whether a duty `d` lasts now. */
export const isOn = (now: Date): Prisma.Sql =>
  Prisma.sql`(d.starts_at <= ${now.toISOString()}::timestamptz AND d.ends_at > ${now.toISOString()}::timestamptz)`;

function toPerson({ id, name, roles, identity }: PersonRow): Person {
  const person = { id: id as PersonId, name, roles: roles.map(toRole) };
  if (!identity) return person;
  const { channel, account, externalId } = identity;
  return { ...person, direct: { channel, account, chat: directChat(externalId) } };
}

const toRole = ({ kind, code, room, area, verified, duty }: PersonRow["roles"][number]): Role => ({
  kind,
  ...(code === null ? {} : { buildingCode: code as BuildingCode }),
  ...(room === null ? {} : { room }),
  ...(area === null ? {} : { area: area.trimEnd() }),
  isVerified: verified,
  ...(duty ? { isDuty: true } : {}),
});
