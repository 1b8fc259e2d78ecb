import type { RoleKind } from "../buildings/person.js";
import type { Database, Tx } from "../database/database.prisma.js";
import type { BuildingCode, PersonId } from "../shared/ids.js";
import { hiddenCode, type Invite, type InviteId } from "./invite.js";
import { StalePeopleError } from "./stale-people.js";

interface InviteRow {
  readonly id: InviteId;
  readonly selector: string;
  readonly salt: string;
  readonly hash: string;
  readonly kind: RoleKind;
  readonly building_code: BuildingCode | null;
  readonly area: string | null;
  readonly created_by: PersonId | null;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly uses_left: number;
}

/** Invitations that a code with this beginning may be for: neither used up nor out of date. */
export async function findInvites(
  { prisma }: Pick<Database, "prisma">,
  selector: string,
  now: Date,
): Promise<readonly Invite[]> {
  const rows = await prisma.$queryRaw<InviteRow[]>`
    SELECT id::text, selector, salt, hash, kind, building_code, area, created_by::text, created_at, expires_at, uses_left
    FROM role_invite
    WHERE selector = ${selector}::bpchar AND uses_left > 0 AND expires_at > ${now.toISOString()}::timestamptz`;
  return rows.map(({ kind, building_code, area, created_by, created_at, expires_at, uses_left, ...row }) => ({
    ...row,
    role: kind,
    ...(building_code ? { buildingCode: building_code } : {}),
    ...(area ? { area } : {}),
    ...(created_by ? { createdBy: created_by } : {}),
    createdAt: created_at,
    expiresAt: expires_at,
    usesLeft: uses_left,
  }));
}

/** Keeps an invitation. */
export async function insertInvite(tx: Tx, invite: Invite): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO role_invite (id, selector, salt, hash, kind, building_code, area, created_by, created_at, expires_at,
      uses_left)
    VALUES (${invite.id}::uuid, ${invite.selector}::bpchar, ${invite.salt}, ${invite.hash}, ${invite.role},
      ${invite.buildingCode ?? null}::bpchar, ${invite.area ?? null}::text, ${invite.createdBy ?? null}::uuid,
      ${invite.createdAt.toISOString()}::timestamptz, ${invite.expiresAt.toISOString()}::timestamptz, ${invite.usesLeft})`;
}

/** Takes one use of an invitation. Throws StalePeopleError where none is left. */
export async function useInvite(tx: Tx, id: InviteId, at: Date): Promise<void> {
  const used = await tx.$executeRaw`
    UPDATE role_invite SET uses_left = uses_left - 1
    WHERE id = ${id}::uuid AND uses_left > 0 AND expires_at > ${at.toISOString()}::timestamptz`;
  if (used !== 1) throw new StalePeopleError(`invitation ${id} was used up meanwhile`);
}

/** Takes the codes out of lines that went out and are known to have: they were only for their reader. */
export async function hideSentCodes({ prisma }: Pick<Database, "prisma">): Promise<void> {
  await prisma.$executeRaw`
    UPDATE outbox_line SET text = regexp_replace(text, '(邀请码\\s*)[A-Z0-9]{8}', ${`\\1${hiddenCode}`})
    WHERE kind = 'invite-forward' AND state IN ('confirmed', 'withdrawn', 'failed') AND text ~ '邀请码\\s*[A-Z0-9]{8}'`;
}
