import { LRUCache } from "lru-cache";

/** Look-ups: known answers come from memory, the others of one moment with one query. */
export interface CachedLookup<Item, Key, Value> {
  /** What is known about the items, by key; an item without an answer is missing. */
  findMany(items: readonly Item[]): Promise<ReadonlyMap<Key, Value>>;
  /** Forgets some answers, and keeps none that is on its way now. */
  forget(isStale: (key: Key, value: Value | undefined) => boolean): void;
  /** Forgets all; answers that are on their way now are given out but not kept. */
  clear(): void;
}

/** What a look-up asks and how long it remembers. */
export interface LookupOptions<Item, Key, Value> {
  readonly keyOf: (item: Item) => Key;
  /** Called with each item once. */
  readonly load: (items: readonly Item[]) => Promise<ReadonlyMap<Key, Value>>;
  /** The most answers that are remembered. */
  readonly max: number;
  /** Milliseconds; another process may change a row meanwhile. */
  readonly ttlMs: number;
}

/** That there is no answer is remembered too. */
interface Answer<Value> {
  readonly value: Value | undefined;
}

/** Creates a look-up. */
export function createCachedLookup<Item, Key extends string, Value>(
  options: LookupOptions<Item, Key, Value>,
): CachedLookup<Item, Key, Value> {
  const cache = new LRUCache<Key, Answer<Value>>({ max: options.max, ttl: options.ttlMs });
  let generation = 0;
  const ask = gatherAsked(async (asked: ReadonlyMap<Key, Item>) => {
    const begun = generation;
    const loaded = await options.load([...asked.values()]);
    if (begun === generation) for (const key of asked.keys()) cache.set(key, { value: loaded.get(key) });
    return loaded;
  });
  return {
    async findMany(items) {
      const found = new Map<Key, Value>();
      const missing = new Map<Key, Item>();
      for (const item of items) {
        const key = options.keyOf(item);
        const answer = cache.get(key);
        if (!answer) missing.set(key, item);
        else if (answer.value !== undefined) found.set(key, answer.value);
      }
      if (missing.size === 0) return found;
      const answers = await ask(missing);
      for (const key of missing.keys()) {
        const value = answers.get(key);
        if (value !== undefined) found.set(key, value);
      }
      return found;
    },
    forget(isStale) {
      generation += 1;
      for (const [key, { value }] of cache.entries()) if (isStale(key, value)) cache.delete(key);
    },
    clear() {
      generation += 1;
      cache.clear();
    },
  };
}

/** Puts what is asked in one moment into one call. */
function gatherAsked<Key, Item, Answers>(
  load: (asked: ReadonlyMap<Key, Item>) => Promise<Answers>,
): (missing: ReadonlyMap<Key, Item>) => Promise<Answers> {
  let open: { readonly asked: Map<Key, Item>; readonly answers: Promise<Answers> } | undefined;
  const begin = (): NonNullable<typeof open> => {
    const asked = new Map<Key, Item>();
    const answers = Promise.resolve().then(() => {
      open = undefined;
      return load(asked);
    });
    return { asked, answers };
  };
  return (missing) => {
    open ??= begin();
    for (const [key, item] of missing) open.asked.set(key, item);
    return open.answers;
  };
}
