import type { Channel, ChannelStatus, ChatRef, OwnEcho, SendReceipt } from "../channels/channel.js";
import { type Clock, systemClock } from "../shared/clock.js";
import type { MediaId } from "../shared/ids.js";
import type { Log } from "../shared/log.js";
import type { DeliveryRules } from "./delivery-rules.js";
import { createFlights, type Flights } from "./flights.js";
import { accountOf, type ClaimedLine, type Outbox } from "./outbox.js";
import type { Pacer } from "./pacer.js";
import { settleAbandoned } from "./settle-abandoned.js";
import { createWakeLoop } from "./wake-loop.js";

/** Where a kill test ends the process: the line is claimed; handed over next; taken by the network; filed, marked next. */
export type CrashPoint = "claimed" | "before-send" | "after-send" | "before-mark";

/** What the dispatcher needs. */
export interface DispatcherDeps {
  readonly outbox: Outbox;
  readonly channel: Channel;
  readonly pacer: Pacer;
  readonly clock: Clock;
  readonly log: Log;
  readonly rules: DeliveryRules;
  /** What the group's keeper allows: lines a day outside emergencies, and whether any at all. */
  readonly policyOf: (ref: ChatRef) => Promise<{ readonly linesPerDay: number; readonly isSilent: boolean }>;
  readonly loadImage: (id: MediaId) => Promise<{ readonly name: string; readonly bytes: Buffer } | undefined>;
  /** Files a line that went out, once for each line and receipt; a failure here never sends the line again. */
  readonly archiveOwn: (line: ClaimedLine, receipt: SendReceipt) => Promise<void>;
  /** Real time, for the pace; the machine's where missing. */
  readonly paceClock?: Clock;
  /** Waits in real time; resolves at once when the signal is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Called at the named points of a delivery; a promise that never settles stands for the end of the process. */
  readonly crashPoint?: (name: CrashPoint) => void | Promise<void>;
}

/** Sends what stands in the outbox of one account: many chats at once, one line at a time in each. */
export interface Dispatcher {
  /** Settles what a dead process left under way, then sends until stopped. */
  start(): Promise<void>;
  /** There may be something to send. Does nothing before `start`. */
  wake(): void;
  /** Sends all that may go now and resolves when nothing is under way: for a clock that was moved. Nothing after `stop`. */
  runDue(): Promise<void>;
  /** Whether no line could go now and none is under way. */
  isIdle(): Promise<boolean>;
  /** When the next waiting line may go; undefined where none waits. */
  nextDueAt(): Promise<Date | undefined>;
  /** Nothing is claimed unless the account is ready; before the first call it counts as ready. */
  onStatus(status: ChannelStatus): void;
  onEcho(echo: OwnEcho): Promise<void>;
  /** Lines that wait for their pace go back to the queue; resolves when those handed over are settled. */
  stop(): Promise<void>;
}

/** As many chats are written to side by side. */
const mostInFlight = 50;
/** And so many more for emergencies only. */
const mostEmergencies = 10;
/** How often lines are looked for that nobody holds, in real time. */
const sweepEveryMs = 60_000;
/** A line handed over longer ago than this is not being sent any more: networks are given far less time to answer. */
const longestSendMs = 120_000;

/** Creates the dispatcher of one account. */
export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { outbox, clock, log } = deps;
  const account = accountOf(deps.channel);
  const flights = createFlights(deps, () => loop.wake());
  const claiming = createClaiming(deps, flights);
  const loop = createWakeLoop(claiming.look, { log, what: `outbox of ${account.channel} ${account.account}` });
  return {
    async start() {
      flights.open();
      await claiming.adopt();
      loop.start();
    },
    wake: loop.wake,
    async runDue() {
      for (let before = -1; before !== flights.begun();) {
        before = flights.begun();
        await loop.run();
        await flights.landed();
      }
    },
    isIdle: async () => !loop.isRunning() && flights.count() === 0 && !(await outbox.hasWork(account, clock.now())),
    nextDueAt: () => outbox.nextDueAt(account),
    onStatus(status) {
      claiming.hold(status !== "ready");
      loop.wake();
    },
    onEcho: (echo) => takeEcho(deps, echo),
    async stop() {
      flights.close();
      await loop.stop();
      await flights.landed();
    },
  };
}

interface Claiming {
  /** Claims as long as there is something due and a hand free. */
  look(shouldEnd: () => boolean): Promise<void>;
  /** Takes over what a dead process left; what the network cannot tell yet is asked again at each look. */
  adopt(): Promise<void>;
  hold(isHeld: boolean): void;
}

function createClaiming(deps: DispatcherDeps, flights: Flights): Claiming {
  const { outbox, clock, rules } = deps;
  const account = accountOf(deps.channel);
  const paceClock = deps.paceClock ?? systemClock;
  let abandoned: readonly ClaimedLine[] = [];
  let isHeld = false;
  let sweepAtMs = 0;

  const claimMore = async (): Promise<number> => {
    const free = mostInFlight - flights.count();
    const limit = free > 0 ? free : free + mostEmergencies;
    if (limit <= 0) return 0;
    const how = { now: clock.now(), limit, mergeLimit: rules.mergeAtMost, onlyEmergencies: free <= 0 };
    const lines = await outbox.claim({ ...account, ...how });
    lines.forEach(flights.begin);
    return lines.length;
  };
  /** The last claim of a dead process may be committed after its successor looked: such lines are found by this. */
  const sweep = async (): Promise<void> => {
    if (paceClock.now().getTime() < sweepAtMs) return;
    sweepAtMs = paceClock.now().getTime() + sweepEveryMs;
    const mayBeSending = (line: ClaimedLine): boolean =>
      line.sendingAt !== undefined && clock.now().getTime() - line.sendingAt.getTime() < longestSendMs;
    const known = new Set(abandoned.map((line) => line.id));
    const found = (await outbox.findAbandoned(account)).filter((line) => !flights.holds(line) && !mayBeSending(line));
    abandoned = [...abandoned, ...found.filter((line) => !known.has(line.id))];
  };
  return {
    async look(shouldEnd) {
      await sweep();
      if (abandoned.length > 0) abandoned = await settleAbandoned(deps, abandoned);
      while (!isHeld && !flights.isClosed() && !shouldEnd() && (await claimMore()) > 0);
    },
    async adopt() {
      abandoned = await settleAbandoned(deps, await outbox.findAbandoned(account));
      sweepAtMs = paceClock.now().getTime() + sweepEveryMs;
    },
    hold(wants) {
      isHeld = wants;
    },
  };
}

async function takeEcho({ outbox, clock, rules, archiveOwn }: DispatcherDeps, echo: OwnEcho): Promise<void> {
  const now = clock.now();
  const since = new Date(now.getTime() - rules.echoMinutes * 60_000);
  const line = await outbox.confirm(echo.ref, { externalId: echo.externalId, text: echo.text, at: now, since });
  // Under way or in doubt until now: whoever sent it may be gone.
  if (line) await archiveOwn(line, { externalId: echo.externalId, sentAt: echo.sentAt });
}
