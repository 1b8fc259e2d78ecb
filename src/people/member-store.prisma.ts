import { createCachedLookup } from "../buildings/cached-lookup.js";
import { isMember } from "../buildings/group-rows.prisma.js";
import { type ChatRef, chatKey } from "../channels/channel.js";
import type { Database } from "../database/database.prisma.js";
import type { PersonId } from "../shared/ids.js";
import type { Gone, MemberStore, Newcomer, Seat } from "./member-store.js";
import { writePresent } from "./member-writes.prisma.js";

type Client = Pick<Database, "prisma">;

/** How many writers are remembered as noted, and for how long: another process may see them leave. */
const mostWriters = 50_000;
const writerTtlMs = 3_600_000;
/** Whoever comes back within these days knows the group. */
const awayDays = 30;

/** Who is in which group, on PostgreSQL or PGlite. */
export function createMemberStore(database: Client): MemberStore {
  const writers = createCachedLookup({
    keyOf: (seat: Seat & { readonly at: Date }) => `${chatKey(seat)} ${seat.externalId}`,
    async load(seats) {
      await writePresent(database.prisma, seats);
      return new Map<string, true>();
    },
    max: mostWriters,
    ttlMs: writerTtlMs,
  });
  return {
    noteWriter: async (seat, at) => void (await writers.findMany([{ ...seat, at }])),
    forgetWriters: (ref) => writers.forget((key) => key.startsWith(`${chatKey(ref)} `)),
    findNewcomers: (ref, since) => findNewcomers(database, ref, since),
    findGone: (seats) => findGone(database, seats),
    findGroups: ({ channel, account }) => database.prisma.$queryRaw<ChatRef[]>`
      SELECT channel, account, chat FROM chat_group WHERE channel = ${channel} AND account = ${account} ORDER BY chat`,
  };
}

async function findNewcomers({ prisma }: Client, ref: ChatRef, since: Date): Promise<readonly Newcomer[]> {
  const rows = await prisma.$queryRaw<{ external_id: string; person_id: PersonId | null }[]>`
    SELECT m.external_id, coalesce(p.merged_into, p.id)::text AS person_id FROM group_member m
    LEFT JOIN identity i ON i.channel = m.channel AND i.account = m.account AND i.external_id = m.external_id
    LEFT JOIN person p ON p.id = i.person_id
    WHERE m.channel = ${ref.channel} AND m.account = ${ref.account} AND m.chat = ${ref.chat}
      AND m.joined_at >= ${since.toISOString()}::timestamptz
      AND (m.left_at IS NULL OR m.left_at < m.joined_at - make_interval(days => ${awayDays}::int))
    ORDER BY m.joined_at, m.external_id`;
  return rows.map((row) => ({
    externalId: row.external_id,
    ...(row.person_id === null ? {} : { personId: row.person_id }),
  }));
}

interface GoneRow extends Seat {
  readonly person_id: PersonId;
}

async function findGone({ prisma }: Client, seats: readonly Seat[]): Promise<readonly Gone[]> {
  const rows = await prisma.$queryRaw<GoneRow[]>`
    SELECT m.channel, m.account, m.chat, m.external_id AS "externalId", coalesce(p.merged_into, p.id)::text AS person_id
    FROM jsonb_array_elements(${JSON.stringify(seats)}::jsonb) AS s
    JOIN group_member m ON m.channel = s->>'channel' AND m.account = s->>'account' AND m.chat = s->>'chat'
      AND m.external_id = s->>'externalId'
    JOIN identity i ON i.channel = m.channel AND i.account = m.account AND i.external_id = m.external_id
    JOIN person p ON p.id = i.person_id
    WHERE NOT ${isMember} ORDER BY m.chat, m.external_id`;
  return rows.map(({ person_id: personId, ...seat }) => ({ seat, personId }));
}
