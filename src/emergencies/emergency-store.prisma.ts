import { isMember } from "../buildings/group-rows.prisma.js";
import { isOn, isPresent } from "../buildings/person-rows.prisma.js";
import type { Database } from "../database/database.prisma.js";
import type { PersonId } from "../shared/ids.js";
import { callOf, drillOf } from "./emergency-rows.prisma.js";
import type { EmergencyStore } from "./emergency-store.js";

/** More incidents than this at once are no list for anybody. */
const mostCalls = 20;

/** Calls and drills on PostgreSQL or PGlite. */
export function createEmergencyStore({ prisma }: Pick<Database, "prisma">): EmergencyStore {
  return {
    async findCall(key) {
      const ofCase = isUuid(key) ? [{ hazardId: key }] : [];
      const [row] = await prisma.emergencyCall.findMany({
        where: { OR: [{ key }, ...ofCase] },
        orderBy: { startedAt: "desc" },
        take: 1,
      });
      return row && callOf(row);
    },
    async findRecent({ ref, hazardIds, since }) {
      const rows = await prisma.emergencyCall.findMany({
        where: {
          startedAt: { gte: since },
          OR: [{ channel: ref.channel, account: ref.account, chat: ref.chat }, { hazardId: { in: [...hazardIds] } }],
        },
        orderBy: { startedAt: "desc" },
        take: mostCalls,
      });
      return rows.map(callOf);
    },
    async findAnswerable({ personId, areas, since }) {
      const rows = await prisma.$queryRaw<{ key: string }[]>`
        SELECT key FROM emergency_call WHERE started_at >= ${since.toISOString()}::timestamptz
          AND (area LIKE ANY(${areas.map((area) => `${area}%`)}) OR calls @> ${JSON.stringify([{ to: [personId] }])}::jsonb)
        ORDER BY started_at DESC LIMIT ${mostCalls}`;
      if (rows.length === 0) return [];
      const found = await prisma.emergencyCall.findMany({
        where: { key: { in: rows.map(({ key }) => key) } },
        orderBy: { startedAt: "desc" },
      });
      return found.map(callOf);
    },
    async findDrills(now) {
      const rows = await prisma.drill.findMany({
        where: { endedAt: null, endsAt: { gt: now } },
        orderBy: { startsAt: "asc" },
      });
      return rows.map(drillOf);
    },
    findColleagues: (grid, now) => findColleagues({ prisma }, grid, now),
    findGridOfMember: (person) => findGridOfMember({ prisma }, person),
  };
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(text);

/** Digits of a grid's code that name its community. */
const communityDigits = 12;

/** Whoever has a substitute now is left out; the substitute is on duty in that grid. */
async function findColleagues(
  { prisma }: Pick<Database, "prisma">,
  grid: string,
  now: Date,
): Promise<readonly PersonId[]> {
  const community = grid.slice(0, communityDigits);
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT person_id::text AS id FROM (
      SELECT r.person_id, r.area FROM role r
      WHERE r.kind = 'grid_worker' AND r.verified_at IS NOT NULL AND r.area LIKE ${`${community}%`} AND ${isPresent(now)}
        AND NOT EXISTS (SELECT FROM duty d WHERE d.for_person_id = r.person_id AND d.area = r.area AND ${isOn(now)})
      UNION ALL
      SELECT d.person_id, d.area FROM duty d WHERE d.area LIKE ${`${community}%`} AND ${isOn(now)}
    ) AS worker
    WHERE rtrim(area) <> ${grid} AND length(rtrim(area)) = 14
    GROUP BY person_id ORDER BY min(abs(rtrim(area)::bigint - ${grid}::bigint)), person_id`;
  return rows.map(({ id }) => id as PersonId);
}

async function findGridOfMember({ prisma }: Pick<Database, "prisma">, person: PersonId): Promise<string | undefined> {
  const [row] = await prisma.$queryRaw<{ grid: string }[]>`
    SELECT g.grid FROM identity i
    JOIN group_member m ON m.channel = i.channel AND m.account = i.account AND m.external_id = i.external_id
    JOIN chat_group g ON g.channel = m.channel AND g.account = m.account AND g.chat = m.chat
    WHERE i.person_id = ${person}::uuid AND ${isMember} AND g.grid IS NOT NULL
    ORDER BY m.joined_at DESC NULLS LAST, g.grid LIMIT 1`;
  return row?.grid.trimEnd();
}
