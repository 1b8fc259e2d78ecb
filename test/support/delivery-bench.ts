import type { Database } from "../../src/database/database.prisma.js";
import { createDispatcher, type Dispatcher, type DispatcherDeps } from "../../src/delivery/dispatcher.js";
import type { LineDraft } from "../../src/delivery/line.js";
import { createOutbox, enqueueLines } from "../../src/delivery/outbox-store.prisma.js";
import { createMemoryPacer } from "../../src/delivery/pacer.memory.js";
import { silentLog } from "../../src/shared/log.js";
import { testDeliveryRules } from "./delivery-rules.js";
import { createFakeChannel, type FakeChannel } from "./fake-channel.js";

/** An outbox with a fake network and a clock that stands still. */
export interface DeliveryBench {
  now: Date;
  readonly database: Database;
  readonly channel: FakeChannel;
  /** External ids of what was filed, as often as it was filed. */
  readonly filed: string[];
  put(...lines: LineDraft[]): Promise<unknown>;
  dispatcher(over?: Partial<DispatcherDeps>): Dispatcher;
  /** Text to state, by the order of commit; equal texts as `text#2`. */
  states(): Promise<Readonly<Record<string, string>>>;
}

/** Sets up a bench at nine in the morning. */
export function createDeliveryBench(
  database: Database,
  capabilities: Partial<FakeChannel["capabilities"]> = {},
): DeliveryBench {
  const bench: DeliveryBench = {
    now: new Date("2026-11-26T09:00:00+08:00"),
    database,
    channel: createFakeChannel(capabilities, () => bench.now),
    filed: [],
    put: (...lines) => database.transaction((tx) => enqueueLines(tx, lines, bench.now)),
    dispatcher: (over) =>
      createDispatcher({
        outbox: createOutbox(database),
        channel: bench.channel,
        pacer: createMemoryPacer(),
        clock: { now: () => bench.now },
        paceClock: { now: () => bench.now },
        log: silentLog,
        rules: testDeliveryRules,
        policyOf: async () => ({ linesPerDay: 3, isSilent: false }),
        loadImage: async () => undefined,
        archiveOwn: async (line, receipt) => void bench.filed.push(receipt.externalId ?? `outbox:${line.id}`),
        sleep: async () => {},
        ...over,
      }),
    async states() {
      const rows = await database.prisma.outboxLine.findMany({ orderBy: { id: "asc" } });
      const states: Record<string, string> = {};
      for (const row of rows) {
        let name = row.text;
        for (let count = 2; name in states; count += 1) name = `${row.text}#${count}`;
        states[name] = row.state;
      }
      return states;
    },
  };
  return bench;
}
