/** Gathers what waits into batches, without ever waiting for more. */
export interface Batcher<T> {
  add(item: T): void;
  /** Whether nothing waits and no batch is under way. */
  isIdle(): boolean;
}

/** How batches are made and what is done with one. */
export interface BatcherOptions<T> {
  /** How many batches may be under way at once. */
  readonly lanes: number;
  /** The most items of a batch. */
  readonly batchSize: number;
  /** Items with the same key keep their order: they are in one batch or in batches one after the other. */
  readonly keyOf: (item: T) => string;
  /** Must not reject: the failure of a batch is told to its items. */
  readonly run: (batch: readonly T[]) => Promise<void>;
}

/**
 * A free lane takes all that waits, up to the batch size. One item alone goes at once, and under load the batches grow
 * by themselves. Source: storage reference, micro-batching without a linger.
 */
export function createBatcher<T>({ lanes, batchSize, keyOf, run }: BatcherOptions<T>): Batcher<T> {
  let waiting: T[] = [];
  let freeLanes = lanes;
  const busyKeys = new Set<string>();

  const begin = (batch: readonly T[], keys: ReadonlySet<string>): void => {
    freeLanes -= 1;
    for (const key of keys) busyKeys.add(key);
    const end = (): void => {
      freeLanes += 1;
      for (const key of keys) busyKeys.delete(key);
      beginWaiting();
    };
    void run(batch).finally(end);
  };
  const beginWaiting = (): void => {
    while (freeLanes > 0 && waiting.length > 0) {
      const { batch, keys, rest } = takeBatch(waiting, { busyKeys, batchSize, keyOf });
      if (batch.length === 0) return;
      waiting = rest;
      begin(batch, keys);
    }
  };
  return {
    add(item) {
      const key = keyOf(item);
      // While a lane is free, whatever waits has a busy key: only the new item can begin.
      if (freeLanes > 0 && !busyKeys.has(key)) begin([item], new Set([key]));
      else waiting.push(item);
    },
    isIdle: () => freeLanes === lanes && waiting.length === 0,
  };
}

function takeBatch<T>(
  waiting: readonly T[],
  limits: Pick<BatcherOptions<T>, "batchSize" | "keyOf"> & { readonly busyKeys: ReadonlySet<string> },
): { readonly batch: readonly T[]; readonly keys: ReadonlySet<string>; readonly rest: T[] } {
  const batch: T[] = [];
  const rest: T[] = [];
  const keys = new Set<string>();
  for (const item of waiting) {
    const key = limits.keyOf(item);
    if (batch.length >= limits.batchSize || limits.busyKeys.has(key)) {
      rest.push(item);
      continue;
    }
    keys.add(key);
    batch.push(item);
  }
  return { batch, keys, rest };
}
