import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeCore } from "../../src/compose.js";
import { ladderTaskKind } from "../../src/conversation/ladder-task.js";
import type { Database, Tx } from "../../src/database/database.prisma.js";
import { openPostgresql } from "../../src/database/open-postgresql.prisma.js";
import { createDueTaskStore } from "../../src/delivery/due-task-store.prisma.js";
import { createMemoryPacer } from "../../src/delivery/pacer.memory.js";
import { createScheduler } from "../../src/delivery/scheduler.js";
import { dueHandlers } from "../../src/due-handlers.js";
import { rulesVersionOf } from "../../src/hazards/case-rules.js";
import { loadRules } from "../../src/load-rules.js";
import { silentLog } from "../../src/shared/log.js";
import { createPostgresqlCopy } from "../support/database-template.js";
import { createFakeChannel } from "../support/fake-channel.js";
import { casesOfBuilding, plantDistrict } from "./district.js";
import { percentile } from "./percentile.js";
import { measureRawSweep } from "./raw-sweep.js";

/** What the benchmark found. */
export interface SweepFigures {
  readonly name: "sweep";
  /** Reminders a second that are committed to the outbox, with the case's log and its next time. */
  readonly value: number;
  /** Outbox rows inserted and due rows updated a second, in batches of the same size, in the same run. */
  readonly reference: number;
  readonly ratio: number;
  readonly unit: "reminders/s";
  readonly cases: number;
  readonly batch: number;
  /** A look of the scheduler that finds nothing due among all tasks: before the reminders, and right after them. */
  readonly tickMs: { readonly p50: number; readonly p95: number; readonly afterP50: number; readonly afterP95: number };
  /** Claims of one batch while so many are due. */
  readonly claimMs: { readonly due: number; readonly p50: number; readonly p95: number };
  readonly seconds: number;
  readonly check: Check;
}

interface Check {
  readonly due: number;
  readonly lines: number;
  readonly reminded: number;
  readonly stillDue: number;
  readonly isComplete: boolean;
}

const nine = new Date("2026-11-26T09:00:00+08:00");
const later = (ms: number): Date => new Date(nine.getTime() + ms);
const minuteMs = 60_000;
const ticks = 300;

/** How long it takes to find what is due among a million cases, and to put its reminders into the outbox. */
export async function benchSweep(server: string, cases: number): Promise<SweepFigures> {
  const copy = await createPostgresqlCopy(server);
  const database = await openPostgresql({ url: copy.url, poolSize: 6, log: silentLog });
  try {
    const first = Math.min(10_000, Math.floor(cases / casesOfBuilding / 3));
    const due = 3 * first;
    await plantDistrict(copy.url, {
      cases,
      due: [
        { count: first, at: nine },
        { count: due - first, at: later(2 * minuteMs) },
      ],
      rawTasks: due,
      rulesVersion: rulesVersionOf(loadRules().rules),
    });
    return await measure(database, { cases, due, url: copy.url });
  } finally {
    await database.close();
    if (!process.env.KEEP) await copy.drop();
  }
}

async function measure(
  database: Awaited<ReturnType<typeof openPostgresql>>,
  { cases, due, url }: { readonly cases: number; readonly due: number; readonly url: string },
): Promise<SweepFigures> {
  const bench = createSweep(database);
  const before = await bench.ticks(later(-minuteMs));
  const claims = await bench.claims(nine);
  const raw = { rows: due / 2, rowsOfBatch: bench.batch };
  const firstReference = await measureRawSweep(url, { ...raw, from: 1 });
  const seconds = await bench.runDue(later(2 * minuteMs));
  const reference = (firstReference + (await measureRawSweep(url, { ...raw, from: 1 + due / 2 }))) / 2;
  const after = await bench.ticks(later(2 * minuteMs));
  const check = await countAll(database, { due, now: later(2 * minuteMs) });
  const value = check.lines / seconds;
  return {
    name: "sweep",
    value: Math.round(value),
    reference: Math.round(reference),
    ratio: Math.round((value / reference) * 1000) / 1000,
    unit: "reminders/s",
    cases,
    batch: bench.batch,
    tickMs: {
      p50: percentile(before, 0.5),
      p95: percentile(before, 0.95),
      afterP50: percentile(after, 0.5),
      afterP95: percentile(after, 0.95),
    },
    claimMs: { due: due / 3, p50: percentile(claims, 0.5), p95: percentile(claims, 0.95) },
    seconds: Math.round(seconds * 100) / 100,
    check,
  };
}

/** The scheduler as it is composed, with a clock that stands still. */
function createSweep(database: Awaited<ReturnType<typeof openPostgresql>>) {
  let now = nine;
  const clock = { now: () => now };
  const log = {
    ...silentLog,
    error: (fields: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  };
  const parts = { database, clock, log, pacer: createMemoryPacer(), botName: "楼小安" };
  const handlers = dueHandlers(composeCore({ ...parts, dataDir: join(tmpdir(), "louxin-bench") }), createFakeChannel());
  const batch = handlers[ladderTaskKind].atMost;
  const store = createDueTaskStore(database);
  const scheduler = createScheduler<Tx>({ store, handlers, clock, log });
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const startedAt = performance.now();
    await work();
    return performance.now() - startedAt;
  };
  return {
    batch,
    async ticks(at: Date) {
      now = at;
      const times: number[] = [];
      for (let tick = 0; tick < ticks; tick += 1) times.push(await timed(() => scheduler.runDue()));
      return times;
    },
    /** Claims all that is due, for a minute. */
    async claims(at: Date) {
      const times: number[] = [];
      for (let found = 1; found > 0;) {
        const claim = async (): Promise<void> => {
          const until = new Date(at.getTime() + minuteMs);
          found = (await store.claim({ now: at, until, atMost: { [ladderTaskKind]: batch } })).length;
        };
        times.push(await timed(claim));
      }
      return times.slice(0, -1);
    },
    async runDue(at: Date) {
      now = at;
      return (await timed(() => scheduler.runDue())) / 1000;
    },
  };
}

async function countAll(
  { prisma }: Pick<Database, "prisma">,
  { due, now }: { readonly due: number; readonly now: Date },
): Promise<Check> {
  const lines = await prisma.outboxLine.count({ where: { channel: "bench", kind: "reminder" } });
  const reminded = await prisma.hazardEvent.count({ where: { kind: "reminded" } });
  const stillDue = await prisma.dueTask.count({ where: { dueAt: { lte: now } } });
  return { due, lines, reminded, stillDue, isComplete: reminded === due && stillDue === 0 && lines === due };
}
