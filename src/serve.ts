import { join } from "node:path";
import type { Express } from "express";
import { Redis } from "ioredis";
import { sandboxAccount, sandboxChannelName } from "./channels/sandbox/sandbox-account.js";
import { createSandboxChannel } from "./channels/sandbox/sandbox-channel.js";
import { createSandboxRouter } from "./channels/sandbox/sandbox.routes.js";
import type { SandboxLine } from "./channels/sandbox/sandbox-line.js";
import { parseVillage } from "./channels/sandbox/village.js";
import { createWorldStore } from "./channels/sandbox/world-store.prisma.js";
import { createSandboxWorld, type SandboxWorld } from "./channels/sandbox/world.js";
import { type Core, composeCore, type RunningCore, startCore } from "./compose.js";
import type { Config } from "./config.js";
import { explainLine, findCauses } from "./conversation/explain-line.prisma.js";
import { applyMigrations } from "./database/apply-migrations.prisma.js";
import type { OpenedDatabase } from "./database/database.prisma.js";
import { ensurePartitions } from "./database/ensure-partitions.prisma.js";
import { openDatabase } from "./database/open-database.prisma.js";
import { createMemoryPacer } from "./delivery/pacer.memory.js";
import { createRedisPacer } from "./delivery/pacer.redis.js";
import type { Pacer } from "./delivery/pacer.js";
import { createApp } from "./http/create-app.js";
import { createAuditMetrics } from "./http/audit-metrics.js";
import { createEmergencyMetrics } from "./http/emergency-metrics.js";
import { createMetrics } from "./http/metrics.js";
import { publicUrlOf } from "./http/public-url.js";
import { packageRoot, templatePath } from "./load-rules.js";
import { openCallOut } from "./open-call-out.js";
import { openBuildings } from "./open-buildings.js";
import { openPapers } from "./open-papers.js";
import { openPlates } from "./open-plates.js";
import { openStars } from "./open-stars.js";
import { openRefine } from "./open-refine.js";
import {
  isEmpty,
  loadClock,
  openingTime,
  peopleOfVillage,
  plantVillage,
  replantVillage,
  type SandboxControlDeps,
  saveClock,
} from "./sandbox-control.js";
import { createMovableClock, type MovableClock, systemClock } from "./shared/clock.js";
import type { Log } from "./shared/log.js";
import { readYaml } from "./shared/read-yaml.js";
import { rateSample } from "./rate-sample.js";
import { stepTo } from "./step-clock.js";
import { lineOfAnybody } from "./understanding/reading-input.js";

/** The bot's name in groups. */
const botName = "楼小安";
const dayMs = 86_400_000;
/** An untouched sandbox may be taken back so far, to play a day of the past. */
const mostDaysBack = 30;

/** A service that runs: its pages, and how it is ended. */
export interface Service {
  readonly app: Express;
  /** Reads the rule files anew; what is wrong with one is logged, and the rules in force stay. */
  reloadRules(): Promise<void>;
  /** Lets what is under way end, then closes the database. */
  stop(): Promise<void>;
}

/** Opens the database, plants the sample village where there is nothing yet, and starts every part. */
export async function startService(config: Config, log: Log): Promise<Service> {
  const database = await openDatabase({ ...config, poolSize: config.databasePoolSize, log });
  try {
    await applyMigrations(database, log);
    const clock = createMovableClock();
    await loadClock(database, clock);
    await ensurePartitions(database, clock.now());
    return await startOn(database, { config, log, clock });
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Around {
  readonly config: Config;
  readonly log: Log;
  readonly clock: MovableClock;
}

async function startOn(database: OpenedDatabase, { config, log, clock }: Around): Promise<Service> {
  const { pacer, closePacer } = openPacer(config, log);
  const refining = await openRefine(config, { clock, log });
  const metrics = createMetrics();
  const onAudited = createAuditMetrics(metrics);
  const emergencyMetrics = createEmergencyMetrics(metrics);
  const callOut = openCallOut(config, { log });
  const parts = { database, clock, log, dataDir: config.dataDir, pacer, botName, ...publicUrlOf(config) };
  const core = composeCore({ ...parts, onAudited, emergencyMetrics, ...refining, ...callOut });
  const sandbox = config.isSandboxOn ? await openSandbox(core, clock) : undefined;
  if (!sandbox) log.warn({}, "the sandbox is off and no other channel is set up: only the API is served");
  const app = createApp({
    routers: [
      ...(sandbox ? [sandbox.router] : []),
      ...openBuildings(core),
      openStars(core),
      openPlates(core),
      openPapers(core),
    ],
    log,
    webDir: join(packageRoot, "dist", "web"),
    isReady: async () => (await database.prisma.$queryRaw`SELECT 1`) !== undefined,
    metrics,
  });
  return {
    app,
    reloadRules: core.ruleBook.reloadOrKeep,
    async stop() {
      await sandbox?.running.stop();
      await closePacer();
      await database.close();
    },
  };
}

interface OpenSandbox {
  readonly running: RunningCore;
  readonly router: ReturnType<typeof createSandboxRouter>;
}

/** The sandbox: its world, planted where the database is empty, its channel and its API. */
async function openSandbox(core: Core, clock: MovableClock): Promise<OpenSandbox> {
  const { database, dataDir, log } = core;
  const village = readYaml(templatePath("sample", "village.yaml"), parseVillage);
  const mediaFolder = join(dataDir, "sandbox-media");
  const store = createWorldStore(database, { folder: mediaFolder, botId: village.bot.id });
  const world = createSandboxWorld({ ...village.bot, name: core.botName }, store);
  world.settle(...peopleOfVillage(village));
  const control: SandboxControlDeps = {
    database,
    world,
    village,
    rules: core.rules,
    clock,
    mediaFolder,
    rateSample: () => rateSample(core),
  };
  await plantIfNew(control);
  const running = await startCore(core, createSandboxChannel({ world, clock, log }));
  await offerLeftOver(world, log);
  return { running, router: sandboxRouter(core, running, control) };
}

function openPacer(config: Config, log: Log): { readonly pacer: Pacer; readonly closePacer: () => Promise<void> } {
  const memory = createMemoryPacer();
  if (config.redisUrl === undefined) return { pacer: memory, closePacer: async () => {} };
  const redis = new Redis(config.redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
  redis.on("error", (error) => log.warn({ err: error }, "Redis is away"));
  return { pacer: createRedisPacer(redis, memory, log), closePacer: async () => redis.disconnect() };
}

async function plantIfNew(control: SandboxControlDeps): Promise<void> {
  if (!(await isEmpty(control.database))) return;
  const real = systemClock.now();
  control.clock.setOffset(openingTime(real).getTime() - real.getTime());
  await plantVillage(control, true);
}

/** What a crash left between the sandbox's network and the inbox is offered again, oldest first. */
async function offerLeftOver(world: SandboxWorld, log: Log): Promise<void> {
  await world.offerLeftOver((line, error) =>
    log.error({ err: error, lineId: line.id }, "a line was not accepted again"),
  );
}

function sandboxRouter(
  core: Core,
  running: RunningCore,
  control: SandboxControlDeps,
): ReturnType<typeof createSandboxRouter> {
  const { database, clock, world } = control;
  const replant = (how: Parameters<typeof replantVillage>[1]): Promise<void> =>
    resetAll(core, running, { control, how });
  return createSandboxRouter({
    world,
    clock,
    log: core.log,
    isIdle: () => running.isIdle(),
    causeOf: (ids) => findCauses(database, sandboxRef, ids),
    async explain(line) {
      const cause = line.from === world.botId ? await causeOfLine(control, line.id) : line;
      if (!cause) return undefined;
      const deps = { database, directory: core.directory, taxonomy: core.rules.taxonomy, readAgain: readAgain(core) };
      return explainLine(deps, { ...sandboxRef, chat: cause.chat }, cause.id);
    },
    reset: ({ isEmpty: wantsEmpty, at }) => replant({ hasHistory: !wantsEmpty, ...(at ? { at } : {}) }),
    async moveClock(to) {
      if (to >= clock.now()) {
        await ensurePartitions(database, to);
        await stepTo(to, running, clock);
        await saveClock(database, clock);
        return "moved";
      }
      if (!(await mayGoBack(control, to))) return "backwards";
      await replant({ hasHistory: true, at: to });
      return "moved";
    },
  });
}

const sandboxRef = { channel: sandboxChannelName, account: sandboxAccount } as const;

/** The line of a person that led to a line of the bot; undefined where time did. */
async function causeOfLine({ database, world }: SandboxControlDeps, id: string): Promise<SandboxLine | undefined> {
  const cause = (await findCauses(database, sandboxRef, [id])).get(id);
  return cause === undefined ? undefined : world.store.find(cause);
}

const readAgain =
  (core: Core) =>
  (text: string): ReturnType<Core["understand"]> =>
    core.understand(lineOfAnybody(text));

/** Only where nobody has said anything yet: time must never run backwards over what was written. */
async function mayGoBack({ database, clock }: SandboxControlDeps, to: Date): Promise<boolean> {
  if (clock.now().getTime() - to.getTime() > mostDaysBack * dayMs) return false;
  return (await database.prisma.sandboxLine.count({ where: { NOT: { id: { startsWith: "sample-" } } } })) === 0;
}

async function resetAll(
  core: Core,
  running: RunningCore,
  { control, how }: { readonly control: SandboxControlDeps; readonly how: Parameters<typeof replantVillage>[1] },
): Promise<void> {
  await running.pause(async () => {
    await replantVillage(control, how);
    core.directory.invalidate();
    core.dialogs.replaceAll([]);
    core.broadcasts.forgetRecent();
    core.recentTalk.clear();
  });
}
