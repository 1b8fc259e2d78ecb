import type { AcceptedMessage } from "../archive/inbox.js";
import { chatKey, senderKey } from "../channels/channel.js";
import type { Clock } from "../shared/clock.js";
import type { Log } from "../shared/log.js";
import type { Reading } from "../understanding/reading.js";
import { mostInBatch, takeBatch } from "./batch.js";
import { createCaseOverlay } from "./case-overlay.js";
import { changes, type Decision } from "./changes.js";
import type { MessageContext } from "./context.js";
import { decide } from "./decide.js";
import type { DialogBook } from "./dialog-book.js";
import { casesOf, findCasesOfBatch } from "./find-cases.js";
import { type ContextSources, loadContext, type PlacedMessage, survey } from "./load-context.js";
import { isIdleTalk, readLine } from "./read-line.js";

/** What the pipeline needs. */
export interface PipelineDeps extends ContextSources {
  readonly clock: Clock;
  readonly log: Log;
  readonly dialogs: DialogBook;
  /** Commits the decisions of a batch: effects, lines, and the end of the inbox rows, in one transaction. */
  readonly commit: (decisions: readonly Decision[], now: Date) => Promise<void>;
  /** Called after a commit that put lines or tasks into the tables. */
  readonly wake: () => void;
}

/** The way of accepted messages: per-chat order, understand, decide, commit. */
export interface Pipeline {
  /** Adds an accepted message. Resolves when its effects are committed. */
  add(message: AcceptedMessage): Promise<void>;
  /** Whether every added message is handled. */
  isIdle(): boolean;
  /** Resolves when nothing is under way any more; what waits stays in the inbox table. */
  stop(): Promise<void>;
}

const dayMs = 86_400_000;

interface Waiting {
  readonly message: AcceptedMessage;
  readonly done: () => void;
}

/** Milliseconds before a batch that the database refused is tried again, doubling up to the last. */
const retryMs = [50, 200, 1000, 5000] as const;

/** Creates the pipeline; one batch is under way at a time. */
export function createPipeline(deps: PipelineDeps): Pipeline {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let isStopped = false;

  const run = async (): Promise<void> => {
    let failures = 0;
    while (waiting.length > 0 && !isStopped) {
      try {
        await handleSome(deps, waiting);
        failures = 0;
      } catch (error) {
        // The database is away or the batch clashed with another process: nothing is lost, it stands in the inbox.
        deps.log.error({ err: error, waiting: waiting.length }, "a batch was not committed and will be tried again");
        await pause(retryMs[Math.min(failures++, retryMs.length - 1)] ?? 0);
      }
    }
    running = undefined;
  };
  const start = (): void => {
    if (!isStopped) running ??= run();
  };
  return {
    add: (message) =>
      new Promise((done) => {
        waiting.push({ message, done });
        start();
      }),
    isIdle: () => waiting.length === 0,
    async stop() {
      isStopped = true;
      await running;
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function handleSome(deps: PipelineDeps, waiting: Waiting[]): Promise<void> {
  const now = deps.clock.now();
  const taken = waiting.slice(0, 2 * mostInBatch);
  const messages = taken.map((one) => one.message);
  const placed = await place(deps, messages, now);
  const firstReadings = new Map(placed.map((one) => [one.message.id, firstReading(deps, one)]));
  const byId = new Map(placed.map((one) => [one.message.id, one]));
  const answered = await findAnsweredGroups(deps, messages, firstReadings);
  const isActive = (message: AcceptedMessage): boolean => {
    const reading = firstReadings.get(message.id);
    const isAwaited = byId.get(message.id)?.dialog !== undefined;
    if (reading?.intent === "acknowledgement" && answered.has(chatKey(message.ref))) return true;
    return isAwaited || reading === undefined || !isIdleTalk(message, reading);
  };
  const { batch } = takeBatch(messages, isActive);
  const decisions = await decideBatch(
    deps,
    batch.flatMap((message) => byId.get(message.id) ?? []),
    { now, firstReadings, isActive },
  );
  const committed = await commitOrSetAside(deps, decisions, now);
  for (const decision of committed) {
    deps.dialogs.end(decision.changes.endedDialogs);
    deps.dialogs.put(decision.changes.dialogs);
  }
  if (committed.some((one) => one.changes.broadcasts.length > 0)) deps.broadcasts.forgetRecent();
  if (committed.some((one) => one.changes.lines.length > 0 || one.changes.tasks.length > 0)) deps.wake();
  const handled = new Set(batch.map((message) => message.id));
  taken.filter((one) => handled.has(one.message.id)).forEach((one) => one.done());
  // The line may have grown while the batch was under way: it is changed in place, never replaced.
  const kept = waiting.filter((one) => !handled.has(one.message.id));
  waiting.splice(0, waiting.length, ...kept);
}

/** The groups in which a 收到 would answer a broadcast: only there is it more than idle talk. */
async function findAnsweredGroups(
  deps: PipelineDeps,
  messages: readonly AcceptedMessage[],
  readings: ReadonlyMap<string, Reading>,
): Promise<ReadonlySet<string>> {
  const refs = messages.flatMap((message) =>
    message.isGroup && readings.get(message.id)?.intent === "acknowledgement" ? [message.ref] : [],
  );
  return new Set((await deps.broadcasts.findRecentByChat(refs)).keys());
}

/**
 * Commits a batch. Where it is refused each message is tried alone, so that one cannot hold up the others; one that is
 * refused alone too is decided anew by the caller's next try, unless even its bare end in the inbox can be written: then
 * it stays archived without effects, and the fault is logged.
 */
async function commitOrSetAside(
  deps: PipelineDeps,
  decisions: readonly Decision[],
  now: Date,
): Promise<readonly Decision[]> {
  try {
    await deps.commit(decisions, now);
    return decisions;
  } catch (error) {
    if (error instanceof Error && error.name === "StaleHazardError") throw error;
    deps.log.warn({ err: error, count: decisions.length }, "a batch was refused; its messages are tried one by one");
  }
  const committed: Decision[] = [];
  for (const decision of decisions) {
    try {
      await deps.commit([decision], now);
      committed.push(decision);
    } catch (error) {
      await deps.commit([{ ...decision, changes: changes({}) }], now);
      deps.log.error(
        { err: error, messageId: decision.message.id },
        "a message's effects were refused: it is archived only",
      );
    }
  }
  return committed;
}

async function place(
  deps: PipelineDeps,
  messages: readonly AcceptedMessage[],
  now: Date,
): Promise<readonly PlacedMessage[]> {
  const [people, groups] = await Promise.all([
    deps.directory.findSenders(messages.map((one) => ({ ...one.ref, externalId: one.senderId, name: one.senderName }))),
    deps.directory.findGroups(messages.filter((one) => one.isGroup).map((one) => one.ref)),
  ]);
  return messages.map((message) => {
    const sender = people.get(senderKey({ ...message.ref, externalId: message.senderId }));
    if (!sender) throw new Error(`no person for sender ${message.senderId}`);
    const group = groups.get(chatKey(message.ref));
    const dialog = deps.dialogs.find(message, now);
    return { message, sender, ...(group ? { group } : {}), ...(dialog ? { dialog } : {}) };
  });
}

/** A reading that takes an open case for granted, which only the database knows: what is idle even so is idle. */
const firstReading = (deps: PipelineDeps, { message, sender, dialog }: PlacedMessage): Reading =>
  readLine(deps.understand, message, {
    sender,
    hasOpenQuestion: dialog !== undefined,
    hasOpenCase: true,
    botName: deps.botName,
  });

async function decideBatch(
  deps: PipelineDeps,
  placed: readonly PlacedMessage[],
  how: {
    readonly now: Date;
    readonly firstReadings: ReadonlyMap<string, Reading>;
    readonly isActive: (message: AcceptedMessage) => boolean;
  },
): Promise<readonly Decision[]> {
  const active = placed.filter((one) => how.isActive(one.message));
  const surveyed = await Promise.all(active.map((one) => survey(deps.directory, one)));
  const closedSince = new Date(how.now.getTime() - deps.rules.sla.reopenDays * dayMs);
  const cases = await findCasesOfBatch(deps.hazards, surveyed, closedSince);
  // Loaded side by side as if no message of the batch changed anything; the few that one did touch are loaded again.
  const loaded = await Promise.all(
    surveyed.map(async (one) => ({
      surveyed: one,
      context: await loadContext(deps, one, { now: how.now, cases: casesOf(one, cases) }),
    })),
  );
  const byId = new Map(loaded.map((one) => [one.surveyed.message.id, one]));
  const overlay = createCaseOverlay();
  const decisions: Decision[] = [];
  for (const { message } of placed) {
    const one = byId.get(message.id);
    const reading = how.firstReadings.get(message.id);
    if (!one && reading) {
      decisions.push({ message, reading, changes: changes({}) });
      continue;
    }
    if (!one) throw new Error(`message ${message.id} was neither read nor surveyed`);
    const nearby = casesOf(one.surveyed, overlay.apply(cases));
    const isUntouched =
      nearby.length === one.context.cases.length && nearby.every((found, at) => found === one.context.cases[at]);
    const context = isUntouched ? one.context : await loadContext(deps, one.surveyed, { now: how.now, cases: nearby });
    const decision = decideOne(deps, context);
    overlay.remember(decision.changes);
    decisions.push(decision);
  }
  return decisions;
}

function decideOne(deps: PipelineDeps, context: MessageContext): Decision {
  const { message, reading } = context;
  try {
    return { message, reading, changes: decide(context) };
  } catch (error) {
    // A bug in a decision must not hold up the chat: the line is kept, the fault is logged with its message.
    deps.log.error({ err: error, messageId: message.id }, "a message could not be decided and was only archived");
    return { message, reading, changes: changes({ notes: ["处理出错,只归档"] }) };
  }
}
