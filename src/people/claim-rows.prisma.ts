import { Prisma } from "../database/client/client.js";
import type { Database, Tx } from "../database/database.prisma.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import type { Claim, ClaimId } from "./claim.js";
import type { WaitingWhere } from "./claim-query.js";
import type { PeopleChange } from "./people-change.js";
import type { HouseRole } from "./role-words.js";

interface ClaimRow {
  readonly id: ClaimId;
  readonly person_id: PersonId;
  readonly wish: "role" | "same-person";
  readonly kind: HouseRole | null;
  readonly building_code: BuildingCode;
  readonly same_person_id: PersonId | null;
  readonly option_ids: readonly PersonId[];
  readonly claimed_at: Date;
  readonly asked_id: PersonId | null;
  readonly asked_at: Date | null;
  readonly asked_times: number;
}

/** Claims that wait for an answer, oldest first. */
export async function findWaiting(
  { prisma }: Pick<Database, "prisma">,
  where: WaitingWhere,
): Promise<readonly Claim[]> {
  const rows = await prisma.$queryRaw<ClaimRow[]>`
    SELECT id::text, person_id::text, wish, kind, building_code, same_person_id::text, option_ids::text[], claimed_at, asked_id::text,
      asked_at, asked_times
    FROM role_claim c WHERE state = 'waiting' AND ${conditionOf(where)} ORDER BY claimed_at, id`;
  return rows.map(toClaim);
}

function conditionOf(where: WaitingWhere): Prisma.Sql {
  if ("of" in where) return Prisma.sql`c.person_id = ${where.of}::uuid`;
  if ("askedOf" in where) return Prisma.sql`c.asked_id = ${where.askedOf}::uuid`;
  return Prisma.sql`EXISTS (
    SELECT FROM unnest(${[...where.areas]}::text[]) AS area WHERE starts_with(c.building_code, area))`;
}

function toClaim(row: ClaimRow): Claim {
  const base = {
    id: row.id,
    personId: row.person_id,
    buildingCode: row.building_code,
    claimedAt: row.claimed_at,
    askedTimes: row.asked_times,
    ...(row.asked_id ? { askedId: row.asked_id } : {}),
    ...(row.asked_at ? { askedAt: row.asked_at } : {}),
    ...(row.same_person_id ? { samePersonId: row.same_person_id } : {}),
  };
  return row.kind === null
    ? { ...base, wish: "same-person", optionIds: row.option_ids }
    : { ...base, wish: "role", role: row.kind };
}

type ClaimChange = Extract<
  PeopleChange,
  { readonly kind: "claim" | "ask-claim" | "pass-claim" | "decide-claim" | "link-claim" }
>;

/** Writes one change of a claim. One that was decided meanwhile stays as it was decided. */
export async function writeClaim(tx: Tx, change: ClaimChange): Promise<void> {
  switch (change.kind) {
    case "claim":
      return insertClaim(tx, change.claim);
    case "ask-claim":
      await tx.$executeRaw`
        UPDATE role_claim SET asked_id = ${change.askedId}::uuid, asked_at = ${change.at.toISOString()}::timestamptz,
          asked_times = asked_times + 1
        WHERE id = ${change.id}::uuid AND state = 'waiting'`;
      return;
    case "pass-claim":
      await tx.$executeRaw`
        UPDATE role_claim SET asked_id = ${change.askedId}::uuid, asked_at = NULL
        WHERE id = ${change.id}::uuid AND state = 'waiting'`;
      return;
    case "link-claim":
      await tx.$executeRaw`
        UPDATE role_claim SET same_person_id = ${change.samePersonId}::uuid
        WHERE id = ${change.id}::uuid AND state = 'waiting'`;
      return;
    case "decide-claim":
      await tx.$executeRaw`
        UPDATE role_claim SET state = ${change.state}, decided_at = ${change.at.toISOString()}::timestamptz,
          decided_by = ${change.by ?? null}::uuid
        WHERE id = ${change.id}::uuid AND state = 'waiting'`;
  }
}

async function insertClaim(tx: Tx, claim: Claim): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO role_claim (id, person_id, wish, kind, building_code, same_person_id, option_ids, claimed_at, asked_id,
      state)
    VALUES (${claim.id}::uuid, ${claim.personId}::uuid, ${claim.wish}, ${claim.wish === "role" ? claim.role : null},
      ${claim.buildingCode}::bpchar, ${claim.samePersonId ?? null}::uuid,
      ${claim.wish === "role" ? [] : [...claim.optionIds]}::uuid[], ${claim.claimedAt.toISOString()}::timestamptz,
      ${claim.askedId ?? null}::uuid, 'waiting')
    ON CONFLICT DO NOTHING`;
}
