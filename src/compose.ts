import { createInbox } from "./archive/inbox.prisma.js";
import { createConversationArchive } from "./archive/conversation-archive.prisma.js";
import { createMediaFiles } from "./archive/media-files.js";
import { createMediaStore } from "./archive/media-store.prisma.js";
import { createRetention } from "./archive/retention.prisma.js";
import { createBroadcastStore } from "./broadcasts/broadcast-store.prisma.js";
import { rememberBroadcasts } from "./broadcasts/remember-broadcasts.js";
import { createBuildingFileStore } from "./buildings/file-store.prisma.js";
import { createDirectory } from "./buildings/directory.prisma.js";
import { channelHandlers } from "./channel-handlers.js";
import type { Channel } from "./channels/channel.js";
import { commitChanges, commitDecisions } from "./conversation/commit-changes.prisma.js";
import type { AuditFigures } from "./conversation/due-audit.prisma.js";
import { createDialogBook } from "./conversation/dialog-book.js";
import { loadDialogs } from "./conversation/dialog-store.prisma.js";
import { createFindSettled } from "./conversation/find-settled.js";
import { createPipeline, type Pipeline } from "./conversation/pipeline.js";
import type { Refining } from "./conversation/refinements.js";
import { createRecentTalk } from "./conversation/recent-talk.js";
import { createSendersUnderWay } from "./conversation/senders-under-way.js";
import type { OpenedDatabase, Tx } from "./database/database.prisma.js";
import { isQuietHour } from "./delivery/departure.js";
import { createDispatcher } from "./delivery/dispatcher.js";
import { createDueTaskStore } from "./delivery/due-task-store.prisma.js";
import { findGathering } from "./delivery/find-gathering.prisma.js";
import { createOutbox } from "./delivery/outbox-store.prisma.js";
import type { Pacer } from "./delivery/pacer.js";
import { createScheduler } from "./delivery/scheduler.js";
import type { CallOut } from "./emergencies/call-out.js";
import { createEmergencyStore } from "./emergencies/emergency-store.prisma.js";
import { createHazardStore } from "./hazards/hazard-store.prisma.js";
import { createPhotoStore } from "./hazards/photo-store.prisma.js";
import { deliveryHooks } from "./delivery-hooks.js";
import { dueHandlers } from "./due-handlers.js";
import { loadRules, templatePath } from "./load-rules.js";
import { loadTemplates } from "./message-templates/templates.js";
import { createMemberStore } from "./people/member-store.prisma.js";
import { createPatrolStore } from "./patrols/patrol-store.prisma.js";
import { createPeopleStore } from "./people/people-store.prisma.js";
import { staleAfter } from "./people/stale-people.js";
import type { Clock } from "./shared/clock.js";
import type { MessageId } from "./shared/ids.js";
import type { Log } from "./shared/log.js";
import { ensureStanding } from "./standing-tasks.js";
import { createRuleBook } from "./rule-book.js";
import { createConsequenceStore } from "./stars/consequence-store.prisma.js";
import { createFindStandings } from "./stars/find-standings.js";
import { createStarStore } from "./stars/star-store.prisma.js";
import type { Understand } from "./understanding/reading.js";
import type { Refine } from "./understanding/refiner.js";
import { createShippedUnderstand } from "./understanding/shipped-understand.js";

/** A line that took longer than this to reach us is filed and not answered. */
const lateAfterMs = 10 * 60_000;

/** What the service is composed from. */
export interface ServiceParts {
  readonly database: OpenedDatabase;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataDir: string;
  readonly pacer: Pacer;
  readonly botName: string;
  /** Where people reach the pages, for links; missing where that is not known. */
  readonly publicUrl?: string;
  /** A language model's second opinion; missing where none is set up. */
  readonly refine?: Refine;
  /** Rings people by phone or SMS in an emergency; missing where no gateway is set up. */
  readonly callOut?: CallOut;
  /** Told of emergencies that nobody answered, and of people whom the gateway would not ring, for the metrics. */
  readonly emergencyMetrics?: { readonly onUnanswered: () => void; readonly onFailed: () => void };
  /** Told what each audit of the cases found, for the metrics. */
  readonly onAudited?: (figures: AuditFigures) => void;
}

/** The service without its channels and pages. */
export type Core = ReturnType<typeof composeCore>;

/** Wires everything between the inbox and the outbox. */
export function composeCore(parts: ServiceParts) {
  const { database, clock, log, dataDir } = parts;
  const { delivery, fileRules } = loadRules();
  const ruleBook = createRuleBook(parts);
  const { rules } = ruleBook;
  const templates = loadTemplates(templatePath("messages"));
  const directory = createDirectory(database, clock);
  const files = createMediaFiles(dataDir);
  const media = createMediaStore({ database, files, clock });
  const broadcasts = rememberBroadcasts(createBroadcastStore(database), clock);
  const understand: Understand = createShippedUnderstand(templatePath("understanding"), rules.taxonomy);
  const door = {
    ...parts,
    directory,
    broadcasts,
    understand,
    dialogs: createDialogBook(),
    recentTalk: createRecentTalk(),
    sendersUnderWay: createSendersUnderWay(),
  };
  const inbox = createInbox({
    database,
    media,
    clock,
    lateAfterMs,
    findSettled: createFindSettled(door),
    onPictureLost: (lost) => log.warn({ lost }, "a picture was not stored"),
  });
  const stars = createStarStore(database);
  const commit = (tx: Tx, changes: Parameters<typeof commitChanges>[1], now: Date): Promise<void> =>
    commitChanges(tx, changes, { render: templates.render, now });
  return {
    ...door,
    rules,
    ruleBook,
    delivery,
    templates,
    media,
    inbox,
    stars,
    commit,
    ...createStores(database, clock),
    fileRules,
    files: createBuildingFileStore(database, fileRules),
    retention: createRetention({ database, files, rules }),
    isQuietHour: (now: Date) => isQuietHour(delivery, now),
    ensureStanding: () => ensureStanding(database, clock.now()),
  };
}

const createStores = (database: OpenedDatabase, clock: Clock) => ({
  people: createPeopleStore(database, clock),
  members: createMemberStore(database),
  hazards: createHazardStore(database),
  emergencies: createEmergencyStore(database),
  photos: createPhotoStore(database),
  patrols: createPatrolStore(database),
  consequences: createConsequenceStore(database),
  archive: createConversationArchive(database),
  outbox: createOutbox(database),
});

/** The running parts of the service. */
export interface RunningCore {
  /** Whether every accepted line is handled, nothing is due and nothing is under way. */
  isIdle(): Promise<boolean>;
  /** Runs all that is due, then sends: lines to one person that came due together go out as one. */
  runDue(): Promise<void>;
  /** When the next task or waiting line falls due; undefined where there is none. */
  nextDueAt(): Promise<Date | undefined>;
  /** Holds everything still while `work` runs: for a reset of the sandbox. */
  pause(work: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the way in, the way out and the clockwork around a channel. */
export async function startCore(core: Core, channel: Channel): Promise<RunningCore> {
  const { clock, log, database, dialogs, inbox } = core;
  const dispatcher = createDispatcher({ ...core, channel, rules: core.delivery, ...deliveryHooks(core) });
  let isHeld = false;
  const scheduler = createScheduler<Tx>({
    store: createDueTaskStore(database),
    handlers: dueHandlers(core, channel),
    clock,
    log,
    onRan: () => {
      if (!isHeld) dispatcher.wake();
    },
  });
  const pipeline = createCorePipeline(core, () => dispatcher.wake());
  await core.ruleBook.reload();
  await core.ensureStanding();
  dialogs.replaceAll(await loadDialogs(database, clock.now()));
  await takeUpLeftOver(core, pipeline);
  inbox.onAccepted((message, isSettled) => void (isSettled || pipeline.add(message)));
  await channel.start(channelHandlers(core, channel, dispatcher));
  await dispatcher.start();
  scheduler.start();
  return {
    isIdle: async () =>
      inbox.isIdle() && pipeline.isIdle() && (await scheduler.isIdle()) && (await dispatcher.isIdle()),
    async runDue() {
      isHeld = true;
      try {
        await scheduler.runDue();
      } finally {
        isHeld = false;
      }
      await dispatcher.runDue();
    },
    nextDueAt: async () => earliest([await scheduler.nextDueAt(), await dispatcher.nextDueAt()]),
    async pause(work) {
      await dispatcher.stop();
      await scheduler.stop();
      await work();
      await dispatcher.start();
      scheduler.start();
    },
    async stop() {
      await channel.stop();
      await pipeline.stop();
      await scheduler.stop();
      await dispatcher.stop();
    },
  };
}

const earliest = (instants: readonly (Date | undefined)[]): Date | undefined =>
  instants.filter((at) => at !== undefined).toSorted((a, b) => a.getTime() - b.getTime())[0];

/** The way of accepted messages, wired; `wake` is called when lines wait to go. */
export const createCorePipeline = (core: Core, wake: () => void): Pipeline =>
  createPipeline({
    ...core,
    stars: {
      ...core.stars,
      findStandings: createFindStandings({ store: core.stars, clock: core.clock }),
    },
    findGathering: (ref, now) => findGathering({ ...core, rules: core.delivery.receipts }, ref, now),
    async commit(decisions, now) {
      await core.database.transaction((tx) => commitDecisions(tx, decisions, { render: core.templates.render, now }));
      const stale = staleAfter(decisions.flatMap((one) => one.changes.people));
      if (stale) core.directory.forget(stale);
    },
    wake,
    forgetDirectory: core.directory.invalidate,
    ...(core.refine ? { refining: { refine: core.refine, onRefined: logRefinement(core.log) } } : {}),
  });

/** Where labels are kept for now. The line itself is not logged: its id leads to it. */
const logRefinement =
  (log: Log): Refining["onRefined"] =>
  (messageId, refinement) =>
    log.info({ messageId, ...refinement }, "a language model labelled a line");

const leftOverPage = 1000;

/** What a dead process accepted and did not handle comes first, in its order. */
async function takeUpLeftOver({ inbox }: Core, pipeline: Pipeline): Promise<void> {
  for (let after: MessageId | undefined; ;) {
    const page = await inbox.findPending(leftOverPage, after);
    for (const message of page) void pipeline.add(message);
    after = page.at(-1)?.id;
    if (page.length < leftOverPage) return;
  }
}
