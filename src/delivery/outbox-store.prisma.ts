import type { SendReceipt } from "../channels/channel.js";
import { Prisma } from "../database/client/client.js";
import type { Database, Tx } from "../database/database.prisma.js";
import type { Writes } from "../database/write-sheet.prisma.js";
import { claimLines } from "./claim-lines.prisma.js";
import { confirmLine } from "./confirm-line.prisma.js";
import { lanes, type LineDraft, type LineState } from "./line.js";
import { assembleLines, type OutboxRow, outboxColumns } from "./outbox-rows.prisma.js";
import type { ClaimedLine, LineSelection, Outbox } from "./outbox.js";

/** A line that was put into the outbox. */
export interface EnqueuedLine {
  /** Order of commit; bigint as decimal string. */
  readonly id: string;
  readonly dedupeKey: string;
}

/**
 * Puts lines into the outbox, in their order, in the transaction of their cause. Returns those that are new: a dedupe key
 * that stands there already is left as it is.
 */
export async function enqueueLines(tx: Tx, lines: readonly LineDraft[], now: Date): Promise<readonly EnqueuedLine[]> {
  if (lines.length === 0) return [];
  const rows = await tx.$queryRaw<
    { id: bigint; dedupe_key: string }[]
  >`${insertion(lines, now)} RETURNING id, dedupe_key`;
  return rows.map((row) => ({ id: String(row.id), dedupeKey: row.dedupe_key }));
}

/** As `enqueueLines`, where nobody asks which lines are new. */
export async function writeLines(writes: Writes, lines: readonly LineDraft[], now: Date): Promise<void> {
  if (lines.length > 0) await writes.$executeRaw`${insertion(lines, now)}`;
}

function insertion(lines: readonly LineDraft[], now: Date): Prisma.Sql {
  const of = <T>(pick: (line: LineDraft) => T): T[] => lines.map(pick);
  return Prisma.sql`
    INSERT INTO outbox_line (channel, account, chat, kind, urgency, lane, text, media_id, dedupe_key, merge_key, not_before,
      expires_at, state, caused_by, subject, created_at)
    SELECT channel, account, chat, kind, urgency, lane, text, media_id, dedupe_key, merge_key, not_before, expires_at, 'queued',
      caused_by, subject, ${now}
    FROM unnest(
      ${of((one) => one.ref.channel)}::text[], ${of((one) => one.ref.account)}::text[], ${of((one) => one.ref.chat)}::text[],
      ${of((one) => one.kind)}::text[], ${of((one) => one.urgency)}::text[], ${of((one) => lanes[one.urgency])}::smallint[],
      ${of((one) => one.text)}::text[], ${of((one) => one.mediaId ?? null)}::uuid[], ${of((one) => one.dedupeKey)}::text[],
      ${of((one) => one.mergeKey ?? null)}::text[], ${of((one) => (one.notBefore ?? now).toISOString())}::timestamptz[],
      ${of((one) => one.expiresAt?.toISOString() ?? null)}::timestamptz[], ${of((one) => one.causedBy ?? null)}::uuid[],
      ${of((one) => one.subject ?? null)}::text[]
    ) WITH ORDINALITY AS line(channel, account, chat, kind, urgency, lane, text, media_id, dedupe_key, merge_key, not_before,
      expires_at, caused_by, subject, position)
    ORDER BY position
    ON CONFLICT (dedupe_key) DO NOTHING`;
}

/** Whether a line with the key was ever put into the outbox, whatever became of it. */
export async function hasLine({ prisma }: Pick<Database, "prisma">, dedupeKey: string): Promise<boolean> {
  const [row] = await prisma.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT FROM outbox_line WHERE dedupe_key = ${dedupeKey}) AS found`;
  return row?.found ?? false;
}

/** Takes back lines that the network has not got yet, in the transaction of the cause; returns how many. */
export const withdrawLines = (
  client: Tx | Database["prisma"],
  which: LineSelection,
  reason: string,
): Promise<number> => client.$executeRaw`
  UPDATE outbox_line SET state = 'withdrawn', error = ${reason.slice(0, mostError)}
  WHERE state IN ('queued', 'sending') AND sending_at IS NULL AND ${selected(which)}`;

function selected(which: LineSelection): Prisma.Sql {
  if ("subject" in which) return Prisma.sql`subject = ${which.subject}`;
  if ("causedBy" in which) return Prisma.sql`caused_by = ${which.causedBy}::uuid`;
  return Prisma.sql`id = ANY(${which.ids.map(BigInt)})`;
}

/** So much of an error is kept with the line. */
const mostError = 500;

/** The outbox on PostgreSQL or PGlite. */
export function createOutbox(database: Database): Outbox {
  return {
    claim: (request) => claimLines(database, request),
    depart: async (line, now) => (await change(database, line, Prisma.sql`sending_at = ${now}`)) === line.parts.length,
    markSent: (line, receipt) => markSent(database, line, receipt),
    markInDoubt: async (line, error) => (await change(database, line, ended("in-doubt", error))) > 0,
    markFailed: async (line, error) => (await change(database, line, ended("failed", error))) > 0,
    drop: async (line, reason) => (await change(database, line, ended("withdrawn", reason))) > 0,
    async requeue(line, notBefore, { error, keepsAttempt }) {
      const set = Prisma.sql`state = 'queued', merged_into = NULL, sending_at = NULL, not_before = ${notBefore},
        error = ${error?.slice(0, mostError) ?? null}, attempts = o.attempts - ${keepsAttempt ? 0 : 1}`;
      return (await change(database, line, set)) > 0;
    },
    withdraw: (which, reason) => withdrawLines(database.prisma, which, reason),
    confirm: (ref, seen) => confirmLine(database.prisma, ref, seen),
    ...createQuestions(database),
  };
}

function createQuestions({
  prisma,
}: Database): Pick<Outbox, "findAbandoned" | "findKnownProviderIds" | "countHeard" | "hasWork" | "nextDueAt"> {
  return {
    async findAbandoned({ channel, account }) {
      const rows = await prisma.$queryRaw<OutboxRow[]>`
        SELECT ${outboxColumns} FROM outbox_line o
        WHERE o.channel = ${channel} AND o.account = ${account} AND o.state = 'sending' ORDER BY o.id`;
      const ids = new Set(rows.map((row) => row.id));
      // A part whose head was withdrawn at the last moment stands alone.
      const isPart = (row: OutboxRow): boolean => row.merged_into !== null && ids.has(row.merged_into);
      return assembleLines(rows.map((row) => (isPart(row) ? row : { ...row, merged_into: null })));
    },
    async findKnownProviderIds(ref, ids) {
      const rows = await prisma.$queryRaw<{ provider_id: string }[]>`
        SELECT provider_id FROM outbox_line WHERE provider_id = ANY(${[...ids]})
          AND channel = ${ref.channel} AND account = ${ref.account} AND chat = ${ref.chat}`;
      return new Set(rows.map((row) => row.provider_id));
    },
    async countHeard(ref, since) {
      const [row] = await prisma.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM outbox_line
        WHERE channel = ${ref.channel} AND account = ${ref.account} AND chat = ${ref.chat} AND sending_at >= ${since}
          AND lane > ${lanes.emergency} AND merged_into IS NULL AND state IN ('sending', 'sent', 'confirmed', 'in-doubt')`;
      return row?.count ?? 0;
    },
    async hasWork({ channel, account }, now) {
      const [row] = await prisma.$queryRaw<{ busy: boolean }[]>`
        SELECT EXISTS (SELECT 1 FROM outbox_line WHERE state = 'queued' AND not_before <= ${now}
          AND channel = ${channel} AND account = ${account}) OR EXISTS (SELECT 1 FROM outbox_line
          WHERE state = 'sending' AND channel = ${channel} AND account = ${account}) AS busy`;
      return row?.busy ?? false;
    },
    async nextDueAt({ channel, account }) {
      const [row] = await prisma.$queryRaw<{ at: Date | null }[]>`
        SELECT min(not_before) AS at FROM outbox_line
        WHERE state = 'queued' AND channel = ${channel} AND account = ${account}`;
      return row?.at ?? undefined;
    },
  };
}

const ended = (state: LineState, error: string): Prisma.Sql =>
  Prisma.sql`state = ${state}, error = ${error.slice(0, mostError)}`;

/**
 * Changes a held line with its parts; the head's state and number of claims tell whether it is still held. Returns how
 * many rows were changed: fewer than parts where some were withdrawn meanwhile, and then the others are set free.
 */
async function change({ prisma }: Database, line: ClaimedLine, set: Prisma.Sql): Promise<number> {
  const changed = await prisma.$executeRaw`
    UPDATE outbox_line o SET ${set} FROM outbox_line head
    WHERE head.id = ${BigInt(line.id)} AND head.state = 'sending' AND head.attempts = ${line.attempts}
      AND o.id = ANY(${idsOf(line)}) AND o.state = 'sending'`;
  if (changed < line.parts.length && line.parts.length > 1) await setFree(prisma, line);
  return changed;
}

const setFree = (prisma: Database["prisma"], line: ClaimedLine): Promise<number> => prisma.$executeRaw`
  UPDATE outbox_line o SET state = 'queued', merged_into = NULL, sending_at = NULL, attempts = o.attempts - 1
  FROM outbox_line head
  WHERE head.id = ${BigInt(line.id)}
    AND (head.state = 'withdrawn' OR head.state = 'sending' AND head.attempts = ${line.attempts})
    AND o.id = ANY(${idsOf(line)}) AND o.state = 'sending' AND (o.id = head.id OR o.merged_into = head.id)`;

/** In doubt or confirmed meanwhile: what we know now is more, or the same. */
async function markSent({ prisma }: Database, line: ClaimedLine, receipt: SendReceipt): Promise<boolean> {
  const changed = await prisma.$executeRaw`
    UPDATE outbox_line o SET state = CASE WHEN o.state = 'confirmed' THEN o.state ELSE 'sent' END, error = NULL,
      sent_at = ${receipt.sentAt}, provider_id = coalesce(${receipt.externalId ?? null}, o.provider_id)
    FROM outbox_line head
    WHERE head.id = ${BigInt(line.id)} AND head.state IN ('sending', 'in-doubt', 'confirmed') AND head.attempts = ${line.attempts}
      AND o.id = ANY(${idsOf(line)}) AND o.state IN ('sending', 'in-doubt', 'confirmed')`;
  return changed > 0;
}

const idsOf = (line: ClaimedLine): bigint[] => line.parts.map((part) => BigInt(part.id));
