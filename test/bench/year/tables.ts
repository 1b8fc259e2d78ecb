import { auditKind } from "../../../src/conversation/due-audit.prisma.js";
import type { Database } from "../../../src/database/database.prisma.js";
import { createHazardStore } from "../../../src/hazards/hazard-store.prisma.js";
import type { Hazard, HazardEvent } from "../../../src/hazards/hazard.js";
import type { HazardId } from "../../../src/shared/ids.js";
import type { ClockCheck } from "./wire.js";

/** A case as it is stored, and its log. */
export interface StoredCase {
  readonly hazard: Hazard;
  readonly events: readonly HazardEvent[];
}

/** A row of the outbox. */
export interface StoredLine {
  readonly id: string;
  readonly chat: string;
  readonly kind: string;
  readonly urgency: string;
  readonly state: string;
  readonly text: string;
  readonly dedupeKey: string;
  readonly providerId?: string;
  readonly mergedInto?: string;
  readonly isExplained: boolean;
}

/** What the year left in the tables. */
export interface YearTables {
  readonly cases: readonly StoredCase[];
  readonly lines: readonly StoredLine[];
  /** Accepted lines that nobody handled. */
  readonly unhandled: number;
}

/** Reads everything that the checks look at. */
export async function readTables(database: Database): Promise<YearTables> {
  const { prisma } = database;
  const rows = await prisma.hazard.findMany({ orderBy: { openedAt: "asc" } });
  const store = createHazardStore(database);
  const cases: StoredCase[] = [];
  for (let from = 0; from < rows.length; from += 500) {
    const ids = rows.slice(from, from + 500).map(({ id }) => id as HazardId);
    const hazards = await store.findByIds(ids);
    for (const id of ids) {
      const hazard = hazards.get(id);
      if (hazard) cases.push({ hazard, events: await store.findEvents(id) });
    }
  }
  return { cases, lines: await readLines(prisma), unhandled: await prisma.inbox.count() };
}

async function readLines(prisma: Database["prisma"]): Promise<readonly StoredLine[]> {
  const rows = await prisma.outboxLine.findMany({ orderBy: { id: "asc" } });
  return rows.map(({ id, chat, kind, urgency, state, text, dedupeKey, ...row }) => ({
    id: String(id),
    chat,
    kind,
    urgency,
    state,
    text,
    dedupeKey,
    isExplained: row.causedBy !== null || row.subject !== null,
    ...(row.providerId === null ? {} : { providerId: row.providerId }),
    ...(row.mergedInto === null ? {} : { mergedInto: String(row.mergedInto) }),
  }));
}

/** Reads from the tables which open cases with a deadline stand on no list of time, and which timers are of cases that are over. */
export async function checkTimers({ prisma }: Pick<Database, "prisma">): Promise<ClockCheck> {
  const withoutTimer = await prisma.$queryRaw<{ number: string }[]>`
    SELECT number FROM hazard h WHERE due_at IS NOT NULL AND severity <> 'emergency'
      AND state IN ('reported', 'accepted', 'notified', 'rectifying')
      AND NOT EXISTS (SELECT FROM due_task t WHERE t.kind = 'hazard-ladder' AND t.subject = h.id::text)`;
  const timerOfClosed = await prisma.$queryRaw<{ number: string }[]>`
    SELECT number FROM hazard h JOIN due_task t ON t.subject = h.id::text AND t.kind = 'hazard-ladder'
    WHERE state IN ('closed', 'false-alarm', 'duplicate', 'withdrawn')`;
  const numbers = (rows: readonly { readonly number: string }[]): readonly string[] => rows.map(({ number }) => number);
  return { withoutTimer: numbers(withoutTimer), timerOfClosed: numbers(timerOfClosed) };
}

/**
 * When something falls due by itself. The hourly audit is not waited for, it runs along with whatever else is due: most of
 * a year's hours have nothing for it.
 */
export async function findNextDue({ prisma }: Pick<Database, "prisma">): Promise<Date | undefined> {
  const [row] = await prisma.$queryRaw<{ at: Date | null }[]>`
    SELECT least((SELECT min(due_at) FROM due_task WHERE kind <> ${auditKind}),
      (SELECT min(not_before) FROM outbox_line WHERE state = 'queued')) AS at`;
  return row?.at ?? undefined;
}
