import { mkdir } from "node:fs/promises";
import { leaseMs } from "../../../src/delivery/task-lease.js";
import type { Kill } from "./plan.js";
import type { TownNetwork } from "./network.js";
import { type Done, forkService, type ServiceProcess } from "./service-process.js";
import type { Order, SaidLine, ServicePlace } from "./wire.js";

/** A time in which there was no service, and the time after it in which what the dead one held is still held. */
export interface Outage {
  readonly from: Date;
  readonly until: Date;
}

/** What was noted of the service while it lived. */
export interface ServiceRecord {
  readonly restarts: number;
  readonly outages: readonly Outage[];
  readonly troubles: readonly string[];
  readonly timers: {
    readonly mended: number;
    readonly withoutTimer: readonly string[];
    readonly timerOfClosed: readonly string[];
  };
}

/** The service, which is killed now and then and comes back on the same tables. */
export interface MortalService {
  /** When the next thing falls due by itself. */
  nextDueAt(): Date | undefined;
  /** Lets the clock stand at `at` and everything happen that is due. Returns the instant after it, later where it died. */
  wait(at: Date): Promise<Date>;
  /** The same, with lines that people say at that instant; those that were not accepted are offered again. */
  hear(at: Date, lines: readonly SaidLine[]): Promise<Date>;
  stop(at: Date): Promise<void>;
  record(): ServiceRecord;
}

/** Starts the service for the first time. */
export async function createMortalService(
  { place, network, from }: { readonly place: ServicePlace; readonly network: TownNetwork; readonly from: Date },
  kills: readonly Kill[],
): Promise<MortalService> {
  await mkdir(place.dataDir, { recursive: true });
  const notes = createNotes();
  const planned = [...kills];
  let isLineFatal = false;
  let dying: Promise<void> | undefined;
  let nextDueAt: Date | undefined;
  const fork = (): ServiceProcess =>
    forkService({
      place,
      answer(call) {
        if (dying) return "keep-silent";
        const answer = network.answer(call);
        if (!isLineFatal || call.kind !== "send" || answer.kind !== "receipts") return answer;
        dying = service.kill();
        return "keep-silent";
      },
      onTrouble: ({ level, text }) => level === "error" && !isPlanned(text) && notes.troubles.push(text),
      onAudited: ({ figures }) => (notes.mended += figures.mended),
    });
  let service = fork();
  const note = (done: Done): void => {
    nextDueAt = done.nextDueAt;
    notes.withoutTimer.push(...done.clock.withoutTimer);
    notes.timerOfClosed.push(...done.clock.timerOfClosed);
  };
  const startAgain = async (at: Date): Promise<void> => {
    const done = await service.order({ kind: "start", at, ...place });
    if (done === "killed") throw new Error("the service was killed while it started");
    note(done);
  };
  const revive = async (at: Date, { awayMs }: Kill): Promise<Date> => {
    await dying;
    [dying, isLineFatal] = [undefined, false];
    const back = new Date(at.getTime() + awayMs);
    notes.outages.push({ from: at, until: new Date(back.getTime() + leaseMs) });
    notes.restarts += 1;
    service = fork();
    await startAgain(back);
    return back;
  };
  const carryOut = async (order: Order): Promise<Date> => {
    const kill = planned[0] && planned[0].from <= order.at ? planned[0] : undefined;
    if (kill?.moment === "line-taken") isLineFatal = true;
    const underWay = service.order(order);
    if (kill?.moment === "at-work") dying = killAfter(service, 2 + (order.at.getTime() % 23));
    const done = await underWay;
    if (done !== "killed") note(done);
    if (kill?.moment === "at-rest") dying = service.kill();
    if (!kill || (done !== "killed" && !dying)) return order.at;
    planned.shift();
    const back = await revive(order.at, kill);
    if (done === "killed" && order.kind === "say") await offerAgain(service, { ...order, at: back }, note);
    return back;
  };
  await startAgain(from);
  return {
    nextDueAt: () => nextDueAt,
    wait: (at) => carryOut({ kind: "run", at }),
    hear: (at, lines) => carryOut({ kind: "say", at, lines }),
    async stop(at) {
      isLineFatal = false;
      await service.order({ kind: "run", at });
      await service.order({ kind: "stop", at });
    },
    record: () => ({
      restarts: notes.restarts,
      outages: notes.outages,
      troubles: notes.troubles,
      timers: { mended: notes.mended, withoutTimer: notes.withoutTimer, timerOfClosed: notes.timerOfClosed },
    }),
  };
}

/** What is logged of the plan's own doing: lines that the network refuses are judged by their rows, and nobody must answer a call. */
const isPlanned = (text: string): boolean =>
  (text.startsWith("a line could not be sent") && text.includes("SendRejected")) ||
  text.startsWith("an emergency was called out in vain");

const createNotes = () => ({
  restarts: 0,
  mended: 0,
  outages: [] as Outage[],
  troubles: [] as string[],
  withoutTimer: [] as string[],
  timerOfClosed: [] as string[],
});

async function killAfter(service: ServiceProcess, ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  await service.kill();
}

async function offerAgain(service: ServiceProcess, order: Order, note: (done: Done) => void): Promise<void> {
  const done = await service.order(order);
  if (done !== "killed") note(done);
}
