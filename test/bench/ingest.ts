import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IncomingMessage } from "../../src/channels/channel.js";
import { composeCore, createCorePipeline } from "../../src/compose.js";
import type { Database } from "../../src/database/database.prisma.js";
import { ensurePartitions } from "../../src/database/ensure-partitions.prisma.js";
import { openPostgresql } from "../../src/database/open-postgresql.prisma.js";
import { createMemoryPacer } from "../../src/delivery/pacer.memory.js";
import { systemClock } from "../../src/shared/clock.js";
import { silentLog } from "../../src/shared/log.js";
import { createPostgresqlCopy } from "../support/database-template.js";
import { lineOf, mix } from "./group-talk.js";
import { percentile } from "./percentile.js";
import { measureRawInsert } from "./raw-reference.js";
import { account, buildStreet, groupId, street, tenantId } from "./street.js";

/** What the benchmark found. */
export interface IngestFigures {
  readonly name: "ingest";
  /** Messages a second whose effects are committed. */
  readonly value: number;
  /** Rows a second of the raw insert in the same run. */
  readonly reference: number;
  readonly ratio: number;
  readonly unit: "messages/s";
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly producers: number;
  /** Seconds measured, after the warm-up. */
  readonly seconds: number;
  /** Messages accepted in those seconds. */
  readonly accepted: number;
  readonly mix: typeof mix;
  /** Counted in the tables at the end, over warm-up and measurement. */
  readonly check: Check;
}

interface Check {
  readonly accepted: number;
  /** Of those, how many stand in `message`. */
  readonly archived: number;
  /** Of those, how many are left in `inbox`. */
  readonly left: number;
  readonly cases: number;
  /** Further people who reported a case that was open already. */
  readonly joined: number;
  readonly outboxLines: number;
  readonly isComplete: boolean;
}

const producers = 256;
const warmUpSeconds = 5;
const referenceSeconds = 8;

/** Messages accepted, archived, understood, decided and their lines committed, beside a raw insert in the same run. */
export async function benchIngest(server: string, seconds: number): Promise<IngestFigures> {
  const copy = await createPostgresqlCopy(server);
  const database = await openPostgresql({ url: copy.url, poolSize: 6, log: silentLog });
  try {
    await ensurePartitions(database, systemClock.now());
    await buildStreet(database);
    const core = composeCore({
      database,
      clock: systemClock,
      log: { ...silentLog, error: (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`) },
      dataDir: join(tmpdir(), "louxin-bench"),
      pacer: createMemoryPacer(),
      botName: "楼小安",
    });
    const before = await measureRawInsert(copy.url, referenceSeconds);
    const run = createRun(core);
    await run.talk(warmUpSeconds);
    const measured = await run.talk(seconds);
    const after = await measureRawInsert(copy.url, referenceSeconds);
    const reference = (before + after) / 2;
    const value = measured.latencies.length / measured.seconds;
    return {
      name: "ingest",
      value: Math.round(value),
      reference: Math.round(reference),
      ratio: Math.round((value / reference) * 1000) / 1000,
      unit: "messages/s",
      p50Ms: percentile(measured.latencies, 0.5),
      p99Ms: percentile(measured.latencies, 0.99),
      producers,
      seconds,
      accepted: measured.latencies.length,
      mix,
      check: await countAll(database, run.accepted()),
    };
  } finally {
    await database.close();
    await copy.drop();
  }
}

async function countAll({ prisma }: Pick<Database, "prisma">, accepted: number): Promise<Check> {
  const archived = await prisma.message.count({ where: { channel: account.channel } });
  const left = await prisma.inbox.count();
  const cases = await prisma.hazard.count();
  return {
    accepted,
    archived,
    left,
    cases,
    joined: (await prisma.hazardReporter.count()) - cases,
    outboxLines: await prisma.outboxLine.count(),
    isComplete: archived === accepted && left === 0,
  };
}

interface Talk {
  readonly latencies: readonly number[];
  readonly seconds: number;
}

function createRun(core: ReturnType<typeof composeCore>): { talk(seconds: number): Promise<Talk>; accepted(): number } {
  const pipeline = createCorePipeline(core, () => {});
  const handled = new Map<string, () => void>();
  const end = (externalId: string): void => handled.get(externalId)?.();
  core.inbox.onAccepted((message, isSettled) => {
    if (isSettled) end(message.externalId);
    else void pipeline.add(message).then(() => end(message.externalId));
  });
  let count = 0;
  const sayOne = async (): Promise<number> => {
    const n = count++;
    const startedAt = performance.now();
    const done = new Promise<void>((resolve) => handled.set(String(n), resolve));
    await core.inbox.accept(messageOf(n));
    await done;
    handled.delete(String(n));
    return performance.now() - startedAt;
  };
  return {
    accepted: () => count,
    async talk(seconds) {
      const startedAt = performance.now();
      const until = startedAt + seconds * 1000;
      const latencies: number[] = [];
      const produce = async (): Promise<void> => {
        while (performance.now() < until) latencies.push(await sayOne());
      };
      await Promise.all(Array.from({ length: producers }, produce));
      return { latencies, seconds: (performance.now() - startedAt) / 1000 };
    },
  };
}

function messageOf(n: number): IncomingMessage {
  const group = n % street.groups;
  const at = systemClock.now();
  const { text, isChatter } = lineOf(n);
  const senderId = tenantId(group, speakerOf(Math.floor(n / street.groups), isChatter));
  return {
    ref: { ...account, chat: groupId(group) },
    isGroup: true,
    senderId,
    senderName: senderId,
    externalId: String(n),
    kind: "text",
    text,
    media: [],
    mentionsBot: false,
    sentAt: at,
    receivedAt: at,
  };
}

/**
 * The first of a group's tenants report and ask, the others chat: at this pace everybody speaks every few seconds, and
 * what a reporter says within half a minute would count as part of the report.
 */
function speakerOf(turn: number, isChatter: boolean): number {
  const others = street.tenantsOfGroup - street.reportersOfGroup;
  return isChatter ? street.reportersOfGroup + (turn % others) : turn % street.reportersOfGroup;
}
