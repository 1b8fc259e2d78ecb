import { systemClock } from "../shared/clock.js";
import { deliverLine } from "./deliver-line.js";
import type { DispatcherDeps } from "./dispatcher.js";
import type { ClaimedLine } from "./outbox.js";
import { sleep } from "./sleep.js";
import { createTurnstile } from "./turnstile.js";

/** The deliveries of one account that are under way. */
export interface Flights {
  open(): void;
  begin(line: ClaimedLine): void;
  /** Whether the line is under way here. */
  holds(line: ClaimedLine): boolean;
  /** Lines that are not handed over yet go back to the queue. */
  close(): void;
  isClosed(): boolean;
  /** Under way now. */
  count(): number;
  /** Begun so far. */
  begun(): number;
  landed(): Promise<unknown>;
}

/** None is under way; it is open. `onLanded` is called whenever a delivery has ended. */
export function createFlights(deps: DispatcherDeps, onLanded: () => void): Flights {
  const underWay = new Map<string, Promise<void>>();
  let begun = 0;
  let closing = new AbortController();
  let deliver = createDelivery(deps, closing.signal);
  return {
    open() {
      closing = new AbortController();
      deliver = createDelivery(deps, closing.signal);
    },
    begin(line) {
      begun += 1;
      const delivery = deliver(line)
        .catch((error: unknown) => deps.log.error({ err: error, lineId: line.id }, "a delivery broke off"))
        .finally(() => {
          underWay.delete(line.id);
          onLanded();
        });
      underWay.set(line.id, delivery);
    },
    holds: (line) => underWay.has(line.id),
    close: () => closing.abort(),
    isClosed: () => closing.signal.aborted,
    count: () => underWay.size,
    begun: () => begun,
    landed: () => Promise.all(underWay.values()),
  };
}

/** What delivers a line, until the signal; the lines of the account share one turnstile. */
function createDelivery(deps: DispatcherDeps, signal: AbortSignal): (line: ClaimedLine) => Promise<void> {
  const { channel, pacer } = deps;
  const paceClock = deps.paceClock ?? systemClock;
  const wait = deps.sleep ?? sleep;
  const reserve = (key: string, gapMs: number): Promise<number> => pacer.reserve(key, gapMs, paceClock.now().getTime());
  const key = `${channel.name} ${channel.account}`;
  const gapMs = channel.capabilities.rate.perAccountMs;
  const turnstile = createTurnstile({ reserve: () => reserve(key, gapMs), sleep: wait, signal });
  return (line) => deliverLine({ ...deps, sleep: wait, reserve, turnstile, signal }, line);
}
