import { setImmediate } from "node:timers/promises";
import { figureNames } from "./block-figures.js";
import type { BlockRun, BlockStore, StoredBlock } from "./block-store.js";
import { type EncodedGrid, encodeGrid } from "./encode-map.js";

/** A grid as this process knows it. */
export interface BlockGrid extends Omit<StoredBlock, "points"> {
  /** Missing where no building has a position. */
  readonly encoded?: EncodedGrid;
}

/** All grids with buildings in the order of their codes, as they were at an instant. */
export interface BlockState {
  readonly asOf: Date;
  /** When the last of the points changed that the map draws. */
  readonly pointsAt: Date;
  readonly grids: readonly BlockGrid[];
}

/** The figures of all grids, held in memory and brought up to date by what changed. */
export interface BlockBoard {
  /** The state as it is now; many who ask at once wait for the same look at the database. */
  read(): Promise<BlockState>;
}

/** A board on a store; nothing is read before somebody asks. */
export function createBlockBoard(deps: {
  readonly store: Pick<BlockStore, "refresh" | "loadChanged">;
  readonly now: () => Date;
}): BlockBoard {
  const known: Known = { grids: new Map() };
  return { read: shareRuns(() => look(deps, known)) };
}

/** A district's grids take a fifth of a second to encode: whatever else the process does comes in between. */
const gridsAtOnce = 200;

interface Known {
  run?: BlockRun;
  grids: Map<string, BlockGrid>;
  state?: BlockState;
}

async function look({ store, now }: Parameters<typeof createBlockBoard>[0], known: Known): Promise<BlockState> {
  const asOf = now();
  const run = await store.refresh(asOf);
  const before = known.run;
  if (before && known.state && before.epoch === run.epoch && before.version === run.version)
    return (known.state = { ...known.state, asOf });
  const changed = await store.loadChanged(before);
  if (before?.epoch !== run.epoch) known.grids = new Map();
  for (const [at, block] of changed.entries()) {
    if (at % gridsAtOnce === gridsAtOnce - 1) await setImmediate();
    known.grids.set(block.grid, toGrid(block));
  }
  known.run = run;
  const all = [...known.grids.values()];
  return (known.state = {
    asOf,
    pointsAt: new Date(all.reduce((latest, { pointsAt }) => Math.max(latest, pointsAt.getTime()), 0)),
    grids: all.filter(hasBuildings).toSorted((a, b) => (a.grid < b.grid ? -1 : 1)),
  });
}

const hasBuildings = ({ figures }: BlockGrid): boolean => (figures[figureNames.indexOf("buildings")] ?? 0) > 0;

function toGrid({ points, ...block }: StoredBlock): BlockGrid {
  const encoded = encodeGrid(block.grid, points);
  return encoded ? { ...block, encoded } : block;
}

/**
 * Runs one at a time. Who asks during a run shares the next one with all others who do: the running one may have looked
 * before what they wait for was written.
 */
function shareRuns<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  const start = (): Promise<T> => {
    next = undefined;
    const run = work().finally(() => {
      if (running === run) running = undefined;
    });
    return (running = run);
  };
  return () => {
    if (!running) return start();
    return (next ??= running.then(start, start));
  };
}
