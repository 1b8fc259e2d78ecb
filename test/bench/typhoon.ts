import { setTimeout as sleep } from "node:timers/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeCore, createCorePipeline } from "../../src/compose.js";
import type { Tx } from "../../src/database/database.prisma.js";
import { ensurePartitions } from "../../src/database/ensure-partitions.prisma.js";
import { openPostgresql } from "../../src/database/open-postgresql.prisma.js";
import { createDispatcher } from "../../src/delivery/dispatcher.js";
import { createDueTaskStore } from "../../src/delivery/due-task-store.prisma.js";
import { createMemoryPacer } from "../../src/delivery/pacer.memory.js";
import { createScheduler } from "../../src/delivery/scheduler.js";
import { deliveryHooks } from "../../src/delivery-hooks.js";
import { dueHandlers } from "../../src/due-handlers.js";
import { silentLog } from "../../src/shared/log.js";
import { createPostgresqlCopy } from "../support/database-template.js";
import { createFakeChannel } from "../support/fake-channel.js";
import { percentile } from "./percentile.js";
import { measureRawCommit } from "./raw-commit.js";
import { account, buildStreet, groupId } from "./street.js";
import { type ComingLine, typhoon, typhoonTalk } from "./typhoon-talk.js";

/** What the benchmark found. */
export interface TyphoonFigures {
  readonly name: "typhoon";
  /** p99 from the arrival of a line until all that it led to is committed: of all lines, chatter too. */
  readonly value: number;
  /** p99 of a bare row committed twice, in the same run. */
  readonly reference: number;
  readonly ratio: number;
  readonly unit: "ms";
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the reports alone. */
  readonly reportP50Ms: number;
  readonly reportP99Ms: number;
  readonly reports: number;
  readonly chatter: number;
  /** The five minutes took so many seconds. */
  readonly seconds: number;
  /** Lines of the bot in the group, until the next morning. */
  readonly linesInGroup: number;
  readonly privateReceipts: number;
  readonly cases: number;
  /** Lines not archived or not handled, reports without a case, and reporters who were not told a number. */
  readonly lost: number;
  readonly isComplete: boolean;
}

const evening = new Date("2026-11-26T19:00:00+08:00");
const minuteMs = 60_000;

/** A hundred reports and four hundred other lines in one group within five minutes, played in `seconds`. */
export async function benchTyphoon(server: string, seconds: number): Promise<TyphoonFigures> {
  const copy = await createPostgresqlCopy(server);
  const database = await openPostgresql({ url: copy.url, poolSize: 6, log: silentLog });
  try {
    await ensurePartitions(database, evening);
    await buildStreet(database);
    const before = await measureRawCommit(copy.url, "before");
    const night = createNight(database, (typhoon.minutes * 60) / seconds);
    const heard = await night.play(typhoonTalk(seconds));
    await night.passHours(14);
    const reference = percentile([...before, ...(await measureRawCommit(copy.url, "after"))], 0.99);
    const all = heard.map((one) => one.ms);
    const ofReports = heard.filter((one) => one.isReport).map((one) => one.ms);
    const value = percentile(all, 0.99);
    const end = await night.count();
    return {
      name: "typhoon",
      value,
      reference,
      ratio: Math.round((value / reference) * 100) / 100,
      unit: "ms",
      p50Ms: percentile(all, 0.5),
      p99Ms: value,
      reportP50Ms: percentile(ofReports, 0.5),
      reportP99Ms: percentile(ofReports, 0.99),
      reports: typhoon.reports,
      chatter: typhoon.chatter,
      seconds,
      ...end,
      isComplete: end.lost === 0 && end.linesInGroup <= 3,
    };
  } finally {
    await database.close();
    await copy.drop();
  }
}

interface Heard {
  readonly isReport: boolean;
  readonly ms: number;
}

/** The service around one channel, with a clock that runs `speed` times as fast as the real one. */
function createNight(database: Awaited<ReturnType<typeof openPostgresql>>, speed: number) {
  const startedAt = performance.now();
  let passedMs = 0;
  const now = (): Date => new Date(evening.getTime() + passedMs + (performance.now() - startedAt) * speed);
  const core = composeCore({
    database,
    clock: { now },
    log: { ...silentLog, error: (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`) },
    dataDir: join(tmpdir(), "louxin-bench"),
    pacer: createMemoryPacer(),
    botName: "楼小安",
  });
  const channel = { ...createFakeChannel({}, now), name: account.channel, account: account.account };
  const dispatcher = createDispatcher({ ...core, channel, rules: core.delivery, ...deliveryHooks(core) });
  const store = createDueTaskStore(database);
  const scheduler = createScheduler<Tx>({
    store,
    handlers: dueHandlers(core, channel),
    clock: core.clock,
    log: core.log,
  });
  return {
    async play(lines: readonly ComingLine[]): Promise<readonly Heard[]> {
      await dispatcher.start();
      const heard = await hearAll(core, { lines, wake: dispatcher.wake });
      await dispatcher.stop();
      return heard;
    },
    /** Quarter by quarter: what is due is done, what may go is sent. */
    async passHours(hours: number) {
      await dispatcher.start();
      for (let quarter = 0; quarter < 4 * hours; quarter += 1) {
        passedMs += 15 * minuteMs;
        await scheduler.runDue();
        await dispatcher.runDue();
      }
      await dispatcher.stop();
    },
    async count() {
      const { prisma } = database;
      const cases = await prisma.hazard.count();
      const archived = await prisma.message.count({ where: { channel: account.channel, isOwn: false } });
      const unhandled = await prisma.inbox.count();
      const told = await prisma.outboxLine.findMany({
        where: { kind: "receipt", state: { in: ["sent", "confirmed"] } },
        select: { causedBy: true, chat: true },
      });
      const reporters = new Set(told.map((line) => line.causedBy)).size;
      return {
        linesInGroup: channel.textsTo(groupId(0)).length,
        privateReceipts: told.filter((line) => line.chat !== groupId(0)).length,
        cases,
        lost: typhoon.reports + typhoon.chatter - archived + unhandled + 2 * typhoon.reports - cases - reporters,
      };
    },
  };
}

/** Lets the lines come at their times; resolves with how long each took until its commit. */
async function hearAll(
  core: ReturnType<typeof composeCore>,
  { lines, wake }: { readonly lines: readonly ComingLine[]; readonly wake: () => void },
): Promise<readonly Heard[]> {
  const pipeline = createCorePipeline(core, wake);
  const handled = new Map<string, () => void>();
  core.inbox.onAccepted((message, isSettled) => {
    const end = (): void => handled.get(message.externalId)?.();
    if (isSettled) end();
    else void pipeline.add(message).then(end);
  });
  const begunAt = performance.now();
  const hear = async ({ afterMs, isReport, ...line }: ComingLine): Promise<Heard> => {
    await sleep(Math.max(0, begunAt + afterMs - performance.now()));
    const arrivedAt = performance.now();
    const isHandled = new Promise<void>((resolve) => handled.set(line.externalId, resolve));
    const at = core.clock.now();
    await core.inbox.accept({ ...line, sentAt: at, receivedAt: at });
    await isHandled;
    return { isReport, ms: performance.now() - arrivedAt };
  };
  const heard = await Promise.all(lines.map(hear));
  await pipeline.stop();
  return heard;
}
