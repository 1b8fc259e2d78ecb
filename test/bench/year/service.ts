/**
 * The service of the simulated year in a process of its own, so that it can be killed. It takes orders from its parent,
 * which holds the clock and is the network.
 */
import type { ChannelHandlers, IncomingMessage } from "../../../src/channels/channel.js";
import { composeCore, type RunningCore, startCore } from "../../../src/compose.js";
import type { OpenedDatabase } from "../../../src/database/database.prisma.js";
import { openDatabase } from "../../../src/database/open-database.prisma.js";
import { createMemoryPacer } from "../../../src/delivery/pacer.memory.js";
import { type Log, silentLog } from "../../../src/shared/log.js";
import { checkTimers, findNextDue } from "./tables.js";
import { createRemoteChannel } from "./remote-channel.js";
import { network, type NetworkAnswer, type News, type Order, type SaidLine, type ServicePlace } from "./wire.js";

let now = new Date(0);
const clock = { now: () => now };

const tell = (news: News): void => void process.send?.(news);

const trouble =
  (level: "warn" | "error"): Log["warn"] =>
  (fields, message) => {
    const error = (fields as { readonly err?: unknown }).err;
    const detail = error instanceof Error ? (error.stack ?? error.message) : "";
    tell({ kind: "trouble", level, text: `${message} ${JSON.stringify({ ...fields, err: undefined })} ${detail}` });
  };

const log: Log = { ...silentLog, warn: trouble("warn"), error: trouble("error") };

interface Running {
  readonly database: OpenedDatabase;
  readonly core: RunningCore;
}

/** Here from the beginning: the start itself asks the network for what the dead process left in doubt. */
const channel = createRemoteChannel(clock);

async function start({ dataDir, databaseUrl }: ServicePlace): Promise<Running> {
  const database = await openDatabase({ dataDir, databaseUrl, log: silentLog });
  const core = composeCore({
    database,
    clock,
    log,
    dataDir,
    pacer: createMemoryPacer(),
    botName: "楼小安",
    onAudited: (figures) => tell({ kind: "audited", figures }),
  });
  return { database, core: await startCore(core, channel) };
}

let running: Running | undefined;

async function obey(order: Order): Promise<void> {
  now = order.at;
  if (order.kind === "start") running = await start(order);
  if (!running) throw new Error("the service was not started");
  const { core, database } = running;
  if (order.kind === "stop") {
    await core.stop();
    await database.close();
    tell({ kind: "done", clock: { withoutTimer: [], timerOfClosed: [] } });
    process.disconnect();
    return;
  }
  if (order.kind === "say")
    await Promise.all(order.lines.map((line) => channel.handlers().onMessage(incomingOf(line))));
  else await core.runDue();
  await settle(core);
  const nextDueAt = await findNextDue(database);
  const timers = order.kind === "start" ? await checkTimers(database) : { withoutTimer: [], timerOfClosed: [] };
  tell({ kind: "done", clock: timers, ...(nextDueAt ? { nextDueAt } : {}) });
}

async function settle(core: RunningCore): Promise<void> {
  while (!(await core.isIdle())) await new Promise((resolve) => setTimeout(resolve, 1));
}

const incomingOf = ({ chat, photo, ...line }: SaidLine): Parameters<ChannelHandlers["onMessage"]>[0] => ({
  ...line,
  ref: { ...network, chat },
  isGroup: !chat.startsWith("direct:"),
  kind: photo === undefined ? "text" : ("image" satisfies IncomingMessage["kind"]),
  media: photo === undefined ? [] : [{ name: "photo.png", load: async () => Buffer.from(photo, "base64") }],
  receivedAt: now,
});

process.on("disconnect", () => process.exit());

let obeying = Promise.resolve();

process.on("message", (message: Order | NetworkAnswer) => {
  if (message.kind === "receipts" || message.kind === "refused") {
    channel.answered(message);
    return;
  }
  obeying = obeying
    .then(() => obey(message))
    .catch((error: unknown) => tell({ kind: "failed", error: error instanceof Error ? (error.stack ?? "") : "" }));
});
