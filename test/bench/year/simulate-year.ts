import { applyMigrations } from "../../../src/database/apply-migrations.prisma.js";
import type { OpenedDatabase } from "../../../src/database/database.prisma.js";
import { ensurePartitions } from "../../../src/database/ensure-partitions.prisma.js";
import { openDatabase } from "../../../src/database/open-database.prisma.js";
import { silentLog } from "../../../src/shared/log.js";
import { checkCalendar } from "./check-calendar.js";
import { checkCases } from "./check-cases.js";
import { checkEscalations, escalationsIn } from "./check-escalations.js";
import { checkLines } from "./check-lines.js";
import { checkReminders, remindersIn } from "./check-reminders.js";
import { type Evidence, gatherEvidence } from "./evidence.js";
import { liveYear } from "./live-year.js";
import type { YearPlan } from "./plan.js";
import { plantTown } from "./plant-town.js";
import { checkTimers, readTables } from "./tables.js";
import { buildTown } from "./town.js";
import { type Violation, type ViolationKind, violationKinds } from "./violations.js";
import type { ClockCheck, ServicePlace } from "./wire.js";

/** What the simulated year found. */
export interface YearFigures {
  readonly name: "year";
  readonly buildings: number;
  readonly days: number;
  readonly cases: number;
  /** Of those, how many are over. */
  readonly closed: number;
  /** Lines that people said, and lines that the network took. */
  readonly said: number;
  readonly sent: number;
  readonly reminders: number;
  readonly escalations: number;
  /** Events by kind. */
  readonly events: Readonly<Record<string, number>>;
  readonly violations: number;
  readonly violationsByKind: Readonly<Partial<Record<ViolationKind, number>>>;
  readonly examples: readonly string[];
  readonly restarts: number;
  readonly steps: number;
  readonly wallSeconds: number;
}

/** Plants a town, lives the plan's time in it, and checks what the tables and the network have of it. */
export async function simulateYear(plan: YearPlan, place: ServicePlace): Promise<YearFigures> {
  const startedAt = performance.now();
  const town = buildTown(plan.seed, plan.buildings);
  await withDatabase(place, async (database) => {
    await applyMigrations(database, silentLog);
    // The service is killed, never the server: what it has committed needs not be on the disk.
    if (database.engine === "postgresql")
      await database.prisma.$executeRawUnsafe(`ALTER DATABASE ${nameOf(place)} SET synchronous_commit = off`);
    await ensurePartitions(database, plan.from);
    await plantTown(database, town, plan.from);
  });
  const lived = await liveYear(town, plan, place);
  return withDatabase(place, async (database) => {
    const tables = await readTables(database);
    const evidence = gatherEvidence(town, { lived, tables, until: plan.until });
    const violations = [...checkAll(evidence), ...checkService(evidence, await checkTimers(database))];
    return figuresOf(plan, evidence, { violations, wallSeconds: (performance.now() - startedAt) / 1000 });
  });
}

const nameOf = ({ databaseUrl = "" }: ServicePlace): string => new URL(databaseUrl).pathname.slice(1);

async function withDatabase<T>(place: ServicePlace, work: (database: OpenedDatabase) => Promise<T>): Promise<T> {
  const database = await openDatabase({ ...place, log: silentLog });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const checkAll = (evidence: Evidence): readonly Violation[] =>
  [checkReminders, checkEscalations, checkCalendar, checkLines, checkCases].flatMap((check) => check(evidence));

/** What the service said of itself, and what the tables had each time it came back and at the end. */
function checkService({ lived, tables }: Evidence, atEnd: ClockCheck): readonly Violation[] {
  const { timers, troubles } = lived;
  const all = (kind: ViolationKind, whats: readonly string[]): readonly Violation[] =>
    whats.map((what) => ({ kind, what }));
  return [
    ...all("withoutTimer", [...timers.withoutTimer, ...atEnd.withoutTimer]),
    ...all("timerOfClosed", [...timers.timerOfClosed, ...atEnd.timerOfClosed]),
    ...all("timerMended", timers.mended > 0 ? [`${timers.mended} timers`] : []),
    ...all("unhandledLine", tables.unhandled > 0 ? [`${tables.unhandled} lines`] : []),
    ...all("serviceError", troubles),
  ];
}

const mostExamples = 40;

function figuresOf(
  plan: YearPlan,
  { lived, cases, sent }: Evidence,
  { violations, wallSeconds }: { readonly violations: readonly Violation[]; readonly wallSeconds: number },
): YearFigures {
  const countOf = (kind: ViolationKind): number => violations.filter((one) => one.kind === kind).length;
  return {
    name: "year",
    buildings: plan.buildings,
    days: Math.round((plan.until.getTime() - plan.from.getTime()) / 86_400_000),
    cases: cases.length,
    closed: cases.filter(({ hazard }) => hazard.closedAt !== undefined).length,
    said: lived.said,
    sent: sent.length,
    reminders: remindersIn(sent).length,
    escalations: escalationsIn(sent).length,
    events: countEvents(cases),
    violations: violations.length,
    violationsByKind: Object.fromEntries(
      violationKinds.flatMap((kind) => (countOf(kind) > 0 ? [[kind, countOf(kind)]] : [])),
    ),
    examples: firstOfEach(violations).map(({ kind, what }) => `${kind}: ${what}`),
    restarts: lived.restarts,
    steps: lived.steps,
    wallSeconds: Math.round(wallSeconds),
  };
}

function countEvents(cases: Evidence["cases"]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { events } of cases) for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Some of each kind, so that many of one do not hide the others. */
const firstOfEach = (violations: readonly Violation[]): readonly Violation[] =>
  violationKinds
    .flatMap((wanted) => violations.filter(({ kind }) => kind === wanted).slice(0, 5))
    .slice(0, mostExamples);
