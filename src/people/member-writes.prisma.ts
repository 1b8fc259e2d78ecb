import { isMember } from "../buildings/group-rows.prisma.js";
import type { ChatRef } from "../channels/channel.js";
import type { Tx } from "../database/database.prisma.js";
import type { Seat } from "./member-store.js";

/** People who came or went, as a network tells it. */
export interface Passage {
  readonly ref: ChatRef;
  readonly personIds: readonly string[];
  /** Who brought them in or took them out, by their id on the network. */
  readonly by?: string;
  readonly at: Date;
}

/** Notes people who came; returns those who were not there, or of whom nobody knew since when. Told twice it is one coming. */
export async function writeJoined(tx: Tx, { ref, personIds, by, at }: Passage): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO group_member AS m (channel, account, chat, external_id, joined_at, joined_by)
    SELECT ${ref.channel}, ${ref.account}, ${ref.chat}, id, ${at.toISOString()}::timestamptz, ${by ?? null}
    FROM unnest(${inOneOrder(personIds)}::text[]) AS id
    ON CONFLICT (channel, account, chat, external_id) DO UPDATE
    SET joined_at = EXCLUDED.joined_at, joined_by = EXCLUDED.joined_by
    WHERE (m.joined_at IS NULL OR NOT ${isMember}) AND (m.left_at IS NULL OR m.left_at < EXCLUDED.joined_at)
    RETURNING m.external_id AS id`;
  return rows.map((row) => row.id);
}

/** Notes people who went; returns those who were there, or of whom nobody knew. Told twice it is one going. */
export async function writeLeft(tx: Tx, { ref, personIds, by, at }: Passage): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO group_member AS m (channel, account, chat, external_id, left_at, left_by)
    SELECT ${ref.channel}, ${ref.account}, ${ref.chat}, id, ${at.toISOString()}::timestamptz, ${by ?? null}
    FROM unnest(${inOneOrder(personIds)}::text[]) AS id
    ON CONFLICT (channel, account, chat, external_id) DO UPDATE
    SET left_at = EXCLUDED.left_at, left_by = EXCLUDED.left_by
    WHERE ${isMember} AND (m.joined_at IS NULL OR m.joined_at <= EXCLUDED.left_at)
    RETURNING m.external_id AS id`;
  return rows.map((row) => row.id);
}

/**
 * Makes the table say what the network listed at that instant. Who came later than that stays; since when a person is
 * there whom the list shows for the first time is not known. Returns how many were added and marked as gone.
 */
export async function writeListing(
  tx: Tx,
  { ref, personIds, at }: Omit<Passage, "by">,
): Promise<{ readonly came: number; readonly left: number }> {
  const left = await tx.$executeRaw`
    UPDATE group_member m SET left_at = ${at.toISOString()}::timestamptz, left_by = NULL
    WHERE m.channel = ${ref.channel} AND m.account = ${ref.account} AND m.chat = ${ref.chat}
      AND m.external_id <> ALL(${[...personIds]}::text[]) AND ${isMember}
      AND (m.joined_at IS NULL OR m.joined_at < ${at.toISOString()}::timestamptz)`;
  const seats = inOneOrder(personIds).map((externalId) => ({ ...ref, externalId, at }));
  return { came: await writePresent(tx, seats), left };
}

/** Notes people who were seen in groups without having been seen coming; returns how many were not known to be there. */
export async function writePresent(
  client: Pick<Tx, "$queryRaw">,
  seats: readonly (Seat & { readonly at: Date })[],
): Promise<number> {
  const [row] = await client.$queryRaw<{ count: number }[]>`
    WITH seat AS (
      SELECT s->>'channel' AS channel, s->>'account' AS account, s->>'chat' AS chat, s->>'externalId' AS external_id,
        (s->>'at')::timestamptz AS at
      FROM jsonb_array_elements(${JSON.stringify(seats)}::jsonb) AS s
    ), back AS (
      UPDATE group_member m SET joined_at = seat.at, joined_by = NULL FROM seat
      WHERE m.channel = seat.channel AND m.account = seat.account AND m.chat = seat.chat
        AND m.external_id = seat.external_id AND NOT ${isMember} AND m.left_at < seat.at
      RETURNING m.external_id
    ), added AS (
      INSERT INTO group_member (channel, account, chat, external_id)
      SELECT channel, account, chat, external_id FROM seat ON CONFLICT DO NOTHING RETURNING external_id
    )
    SELECT ((SELECT count(*) FROM back) + (SELECT count(*) FROM added))::int AS count`;
  return row?.count ?? 0;
}

/** Each once, and in one order everywhere, so that two processes never wait for each other. */
const inOneOrder = (ids: readonly string[]): string[] => [...new Set(ids)].toSorted();
