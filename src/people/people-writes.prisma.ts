import { addRole, endOtherHomes, endRole } from "../buildings/role-writes.prisma.js";
import type { Tx } from "../database/database.prisma.js";
import { newId, type PersonId } from "../shared/ids.js";
import { writeClaim } from "./claim-rows.prisma.js";
import type { Duty, DutyId } from "./duty.js";
import { insertInvite, useInvite } from "./invite-rows.prisma.js";
import type { PeopleChange } from "./people-change.js";
import type { RosterEntry } from "./roster-entry.js";
import { joinPersons } from "./same-person.prisma.js";
import type { SecretHash } from "./secret.js";

/** Writes what a message or a due task changed about people, in order. Throws StalePeopleError; see the single changes. */
export async function writePeople(tx: Tx, changes: readonly PeopleChange[]): Promise<void> {
  for (const change of changes) await writeChange(tx, change);
}

async function writeChange(tx: Tx, change: PeopleChange): Promise<void> {
  switch (change.kind) {
    case "roster-person":
      return insertRosterPerson(tx, change.entry, change.at);
    case "role":
      return addRole(tx, change.role);
    case "home":
      await endOtherHomes(tx, { ...change.role, at: change.at });
      return addRole(tx, change.role);
    case "end-role":
      return endRole(tx, change.ended);
    case "claim":
    case "ask-claim":
    case "pass-claim":
    case "decide-claim":
    case "link-claim":
      return writeClaim(tx, change);
    case "same-person":
      return joinPersons(tx, change);
    case "invite":
      return insertInvite(tx, change.invite);
    case "use-invite":
      return useInvite(tx, change.id, change.at);
    default:
      return writeMore(tx, change);
  }
}

async function writeMore(
  tx: Tx,
  change: Extract<PeopleChange, { readonly kind: "bind-word" | "try" | "duty" | "end-duty" | "hide-text" }>,
): Promise<void> {
  switch (change.kind) {
    case "bind-word":
      return keepBindWord(tx, change);
    case "try":
      return countTry(tx, change);
    case "duty":
      return insertDuty(tx, change.duty);
    case "end-duty":
      return endDuty(tx, change.duty.id, change.at);
    case "hide-text": {
      const { id, chat, sentAt } = change.message;
      await tx.$executeRaw`
        UPDATE message SET text = ${change.text}
        WHERE chat = ${chat} AND sent_at = ${sentAt.toISOString()}::timestamptz AND id = ${id}::uuid`;
    }
  }
}

async function insertRosterPerson(tx: Tx, entry: RosterEntry, at: Date): Promise<void> {
  await tx.person.create({ data: { id: entry.personId, name: entry.name, createdAt: at } });
  await tx.rosterEntry.create({
    data: {
      id: newId<string>(),
      personId: entry.personId,
      buildingCode: entry.buildingCode,
      kind: entry.role,
      name: entry.name,
      room: entry.room ?? null,
      phoneLast4: entry.last4 ?? null,
      importedAt: at,
    },
  });
}

async function keepBindWord(
  tx: Tx,
  { personId, secret, at }: { readonly personId: PersonId; readonly secret: SecretHash; readonly at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO bind_word (person_id, salt, hash, set_at)
    VALUES (${personId}::uuid, ${secret.salt}, ${secret.hash}, ${at.toISOString()}::timestamptz)
    ON CONFLICT (person_id) DO UPDATE SET salt = EXCLUDED.salt, hash = EXCLUDED.hash, set_at = EXCLUDED.set_at`;
}

/** The counts of earlier days of the same subject are no longer needed. */
async function countTry(
  tx: Tx,
  { what, subject, day }: { readonly what: string; readonly subject: string; readonly day: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO try_count (kind, subject, day, count) VALUES (${what}, ${subject}, ${day}::date, 1)
    ON CONFLICT (kind, subject, day) DO UPDATE SET count = try_count.count + 1`;
  await tx.$executeRaw`
    DELETE FROM try_count WHERE kind = ${what} AND subject = ${subject} AND day < ${day}::date`;
}

async function insertDuty(tx: Tx, duty: Duty): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO duty (id, person_id, area, kind, for_person_id, starts_at, ends_at, created_by, created_at)
    VALUES (${duty.id}::uuid, ${duty.personId}::uuid, ${duty.area}, ${duty.kind}, ${duty.forPersonId ?? null}::uuid,
      ${duty.startsAt.toISOString()}::timestamptz, ${duty.endsAt.toISOString()}::timestamptz,
      ${duty.createdBy}::uuid, ${duty.createdAt.toISOString()}::timestamptz)`;
}

async function endDuty(tx: Tx, id: DutyId, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE duty SET ends_at = ${at.toISOString()}::timestamptz
    WHERE id = ${id}::uuid AND ends_at > ${at.toISOString()}::timestamptz`;
}
