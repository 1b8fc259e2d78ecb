import type { SandboxApi } from "../sandbox-api.js";
import type { SandboxLine } from "../sandbox-types.js";
import { catchUpFrom, isSameHistory } from "./line-book.js";
import type { SandboxStore } from "./sandbox-store.js";

/** Brings the store up to the service's state. Both calls reject when the service refuses. */
export interface CatchUp {
  /** Fetches what is new since the last known line; everything at first and after a reset that nobody told of. */
  readonly catchUp: () => Promise<void>;
  /** Fetches everything anew, after a reset. */
  readonly startOver: () => Promise<void>;
}

type LoadingApi = Pick<SandboxApi, "world" | "lines" | "now">;

/** Makes the fetching half of the store. */
export function createCatchUp(deps: { readonly store: SandboxStore; readonly api: LoadingApi }): CatchUp {
  const { store, api } = deps;
  // What was asked for before a reset must not be written into the history after it.
  let epoch = 0;
  let first: Promise<void> | undefined;
  const load = async (isReturning: boolean) => {
    const current = (epoch += 1);
    const [world, lines, now] = await Promise.all([api.world(), linesAfter(api, 0), api.now()]);
    if (current === epoch) store.replace({ world, lines, now }, { isReturning });
  };
  const loadFirst = () =>
    load(true).finally(() => {
      first = undefined;
    });
  const catchUp = async () => {
    if (!store.snapshot().world && !first) return (first = loadFirst());
    await first;
    const current = epoch;
    const [lines, now] = await Promise.all([linesAfter(api, catchUpFrom(store.snapshot().book)), api.now()]);
    if (current !== epoch) return undefined;
    if (!isSameHistory(store.snapshot().book, lines)) return load(false);
    store.write({ kind: "arrived", lines });
    return store.setClock(now);
  };
  return { catchUp, startOver: () => load(false) };
}

/** All lines after a `seq`, page by page. */
async function linesAfter(api: Pick<SandboxApi, "lines">, after: number): Promise<readonly SandboxLine[]> {
  const all: SandboxLine[] = [];
  for (let from = after; ;) {
    const page = await api.lines(from);
    const last = page.at(-1);
    if (last === undefined || last.seq <= from) return all;
    all.push(...page);
    from = last.seq;
  }
}
