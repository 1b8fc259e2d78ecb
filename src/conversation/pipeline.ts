import type { AcceptedMessage } from "../archive/inbox.js";
import type { ReportedHazard } from "../hazards/hazard-store.js";
import { chatKey } from "../channels/channel.js";
import type { Clock } from "../shared/clock.js";
import type { Log } from "../shared/log.js";
import { mostInBatch, takeBatch } from "./batch.js";
import { createCaseBook } from "./case-book.js";
import { changes, type Decision } from "./changes.js";
import type { MessageContext } from "./context.js";
import { decide } from "./decide.js";
import type { DialogBook } from "./dialog-book.js";
import { closedSince, findCasesOfBatch } from "./find-cases.js";
import { type ContextSources, findStarsOfBatch, loadContext, readingOf } from "./load-context.js";
import { createFindNeighbourhood } from "./neighbourhood.js";
import { createRefinements, noRefinements, type Refinements, type Refining } from "./refinements.js";
import type { RecentTalk } from "./recent-talk.js";
import type { SendersUnderWay } from "./senders-under-way.js";
import { survey, type SurveyedMessage } from "./survey.js";
import { isActive, triage, type TriagedMessage } from "./triage.js";

/** What the pipeline needs. */
export interface PipelineDeps extends ContextSources {
  readonly clock: Clock;
  readonly log: Log;
  readonly dialogs: DialogBook;
  readonly recentTalk: RecentTalk;
  /** Kept up here, for the door to look at. */
  readonly sendersUnderWay: SendersUnderWay;
  /** Commits the decisions of a batch: effects, lines, and the end of the inbox rows, in one transaction. */
  readonly commit: (decisions: readonly Decision[], now: Date) => Promise<void>;
  /** Called after a commit that changed people, roles or groups: what is remembered of them may be wrong. */
  readonly forgetDirectory: () => void;
  /** Called after a commit that put lines or tasks into the tables. */
  readonly wake: () => void;
  /** Missing where no language model is set up. */
  readonly refining?: Refining;
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
  let isCalled = false;
  const start = (): void => {
    isCalled = true;
    if (!isStopped) running ??= run();
  };
  const refinements = deps.refining
    ? createRefinements({ ...deps.refining, taxonomy: deps.rules.taxonomy, log: deps.log, onSettled: start })
    : noRefinements;

  const run = async (): Promise<void> => {
    let failures = 0;
    // Where all that waits is held for a language model, the end of its time calls again.
    while (isCalled && waiting.length > 0 && !isStopped) {
      isCalled = false;
      try {
        // Two lines that want the same thing refuse a batch as often as it is decided: then the first goes alone.
        const taken = waiting.slice(0, failures > 0 ? 1 : 2 * mostInBatch);
        if (await handleSome({ ...deps, refinements }, waiting, taken)) isCalled = true;
        failures = 0;
      } catch (error) {
        // The database is away or the batch clashed with another process: nothing is lost, it stands in the inbox.
        deps.log.error({ err: error, waiting: waiting.length }, "a batch was not committed and will be tried again");
        isCalled = true;
        await pause(retryMs[Math.min(failures++, retryMs.length - 1)] ?? 0);
      }
    }
    running = undefined;
  };
  return {
    add: (message) =>
      new Promise((done) => {
        deps.sendersUnderWay.begin(message);
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

type HandlingDeps = PipelineDeps & { readonly refinements: Refinements };

/** Handles the first of those taken that need not wait; false where all of them must. */
async function handleSome(deps: HandlingDeps, waiting: Waiting[], taken: readonly Waiting[]): Promise<boolean> {
  const now = deps.clock.now();
  const messages = taken.map((one) => one.message);
  const all = await triage(deps, messages, now);
  const triaged = new Map(all.map((one) => [one.message.id, one]));
  const mayWait = createMayWait(all);
  const { batch } = takeBatch(
    messages,
    (message) => triaged.get(message.id)?.isActive !== false,
    (message) => deps.refinements.isAwaited(message) && mayWait(message),
  );
  if (batch.length === 0) return false;
  const decisions = await decideBatch(
    { ...deps, mayWait },
    batch.flatMap((message) => triaged.get(message.id) ?? []),
    now,
  );
  const committed = await commitOrSetAside(deps, decisions, now);
  for (const decision of committed) {
    deps.dialogs.end(decision.changes.endedDialogs);
    deps.dialogs.put(decision.changes.dialogs);
  }
  if (committed.some((one) => one.changes.policies.length > 0)) deps.forgetDirectory();
  if (committed.some((one) => one.changes.broadcasts.length > 0)) deps.broadcasts.forgetRecent();
  if (committed.some((one) => one.changes.lines.length > 0 || one.changes.tasks.length > 0)) deps.wake();
  const handled = new Set(decisions.map(({ message }) => message.id));
  // The line may have grown while the batch was under way: it is changed in place, never replaced.
  const kept = waiting.filter((one) => !handled.has(one.message.id));
  waiting.splice(0, waiting.length, ...kept);
  for (const one of taken.filter(({ message }) => handled.has(message.id))) {
    deps.sendersUnderWay.end(one.message);
    one.done();
  }
  return true;
}

/** A line may wait for a language model, unless an emergency of its chat would have to wait behind it. */
function createMayWait(triaged: readonly TriagedMessage[]): (message: AcceptedMessage) => boolean {
  const urgent = triaged.filter(({ reading }) => reading.emergency !== undefined);
  const urgentChats = new Set(urgent.map(({ message }) => chatKey(message.ref)));
  return (message) => !urgentChats.has(chatKey(message.ref));
}

/** What a decision rested on has changed: it is made again. */
const staleErrors: ReadonlySet<string> = new Set(["StaleHazardError", "StalePeopleError"]);

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
    if (error instanceof Error && staleErrors.has(error.name)) throw error;
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

/** The decisions on a batch, without those lines that now wait for a language model: each is the last of its chat here. */
async function decideBatch(
  deps: HandlingDeps & { readonly mayWait: (message: AcceptedMessage) => boolean },
  batch: readonly TriagedMessage[],
  now: Date,
): Promise<readonly Decision[]> {
  const active = batch.filter((one) => one.isActive);
  const surveyed = await Promise.all(active.map((one) => survey(deps, one)));
  const [known, stars] = await Promise.all([
    findCasesOfBatch(deps.hazards, surveyed, closedSince(deps.rules.sla, now)),
    findStarsOfBatch(deps.stars, surveyed),
  ]);
  const cases = createCaseBook(known);
  const how = { now, stars, findNeighbourhood: createFindNeighbourhood(deps.directory) };
  const load = (one: SurveyedMessage, near: readonly ReportedHazard[]): Promise<MessageContext> =>
    loadContext(deps, one, { ...how, cases: near });
  // Loaded side by side as if no message of the batch changed anything; the few that one did touch are loaded again.
  const loaded = await Promise.all(
    surveyed.map(async (one) => {
      const near = cases.near(one);
      return { surveyed: one, near, ...(isStillActive(one, near) ? { context: await load(one, near) } : {}) };
    }),
  );
  const byId = new Map(loaded.map((one) => [one.surveyed.message.id, one]));
  const decisions: Decision[] = [];
  for (const { message, reading } of batch) {
    const one = byId.get(message.id);
    const near = one ? cases.near(one.surveyed) : [];
    if (!one || !isStillActive(one.surveyed, near)) {
      decisions.push({ message, reading: one ? readingOf(one.surveyed, near) : reading, changes: changes({}) });
      continue;
    }
    const isUntouched = near.length === one.near.length && near.every((found, at) => found === one.near[at]);
    const context = (isUntouched ? one.context : undefined) ?? (await load(one.surveyed, near));
    if (deps.mayWait(message) && deps.refinements.begin(context)) continue;
    const decision = decideOne(deps, deps.refinements.refined(context));
    cases.remember(decision.changes);
    decisions.push(decision);
  }
  return decisions;
}

/** Whether the line may bring something about, now that it is known whether its writer has an open case. */
const isStillActive = (surveyed: SurveyedMessage, near: readonly ReportedHazard[]): boolean =>
  isActive(surveyed, readingOf(surveyed, near));

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
