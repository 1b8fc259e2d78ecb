import { type SenderRef, senderKey } from "../channels/channel.js";
import type { Database } from "../database/database.prisma.js";
import { newId, type PersonId } from "../shared/ids.js";

/** A sender and the name that the network shows. */
export interface NamedSender extends SenderRef {
  readonly name: string;
}

interface IdentityRow {
  readonly channel: string;
  readonly account: string;
  readonly external_id: string;
  readonly person_id: string;
}

/**
 * Whose identity a sender is, by `senderKey`. A sender never seen gets a new person without roles; when two processes
 * meet the same sender at once, both get the same person.
 */
export async function findOrAddSenders(
  database: Pick<Database, "prisma">,
  senders: readonly NamedSender[],
  now: Date,
): Promise<ReadonlyMap<string, PersonId>> {
  const known = await findIdentities(database, senders);
  // In one order everywhere, so that two processes never wait for each other.
  const strangers = senders
    .filter((sender) => !known.has(senderKey(sender)))
    .toSorted((a, b) => (senderKey(a) < senderKey(b) ? -1 : 1));
  if (strangers.length === 0) return known;
  await addStrangers(database, strangers, now);
  return new Map([...known, ...(await findIdentities(database, strangers))]);
}

async function findIdentities(
  { prisma }: Pick<Database, "prisma">,
  senders: readonly SenderRef[],
): Promise<ReadonlyMap<string, PersonId>> {
  const rows = await prisma.$queryRaw<IdentityRow[]>`
    SELECT i.channel, i.account, i.external_id, i.person_id::text
    FROM unnest(${senders.map((one) => one.channel)}::text[], ${senders.map((one) => one.account)}::text[],
      ${senders.map((one) => one.externalId)}::text[]) AS wanted(channel, account, external_id)
    JOIN identity i USING (channel, account, external_id)`;
  return new Map(
    rows.map((row) => [
      senderKey({ channel: row.channel, account: row.account, externalId: row.external_id }),
      row.person_id as PersonId,
    ]),
  );
}

/** The identity decides who comes first; only its winner gets a person. The foreign key is checked after both. */
async function addStrangers(
  { prisma }: Pick<Database, "prisma">,
  strangers: readonly NamedSender[],
  now: Date,
): Promise<void> {
  await prisma.$executeRaw`
    WITH stranger AS (
      SELECT * FROM unnest(${strangers.map(() => newId<PersonId>())}::uuid[], ${strangers.map((one) => one.channel)}::text[],
        ${strangers.map((one) => one.account)}::text[], ${strangers.map((one) => one.externalId)}::text[],
        ${strangers.map((one) => one.name)}::text[]) AS t(id, channel, account, external_id, name)
    ), added AS (
      INSERT INTO identity (channel, account, external_id, person_id, nickname, bound_at)
      SELECT channel, account, external_id, id, name, ${now.toISOString()}::timestamptz FROM stranger
      ON CONFLICT DO NOTHING RETURNING person_id
    )
    INSERT INTO person (id, name, created_at)
    SELECT id, name, ${now.toISOString()}::timestamptz FROM stranger JOIN added ON added.person_id = stranger.id`;
}
