import { createBlockBoard } from "../../src/blocks/block-board.js";
import { sumFigures } from "../../src/blocks/block-figures.js";
import { createBlockStore } from "../../src/blocks/block-store.prisma.js";
import { decodeMap } from "../../src/blocks/decode-map.js";
import { createMapPayloads, type MapPayload } from "../../src/blocks/map-payload.js";
import { openPostgresql } from "../../src/database/open-postgresql.prisma.js";
import { silentLog } from "../../src/shared/log.js";
import { createPostgresqlCopy } from "../support/database-template.js";
import { changeTwoInAHundred, plantBlockDistrict } from "./block-district.js";
import { measureRawBlockReading } from "./raw-block-reading.js";

/** What the benchmark found. */
export interface BlockBenchFigures {
  readonly name: "blocks";
  /** Seconds until a new process serves the map's payload, compressed, of grids that are all to be counted. */
  readonly value: number;
  /** Seconds in which the rows that it follows from are only read, in the same run. */
  readonly reference: number;
  readonly ratio: number;
  readonly unit: "s";
  readonly buildings: number;
  readonly grids: number;
  /** What of `value` was counting in the database, loading and encoding the grids, and compressing. */
  readonly parts: { readonly count: number; readonly load: number; readonly compress: number };
  /** The same where the grids are counted already, as after a restart. */
  readonly restartSeconds: number;
  /** After a case was closed in two of a hundred buildings: all buildings of some grids, or every fiftieth building. */
  readonly refresh: { readonly grids: Refresh; readonly everywhere: Refresh };
  /** A look that finds nothing changed, milliseconds. */
  readonly unchangedMs: number;
  readonly bytes: { readonly raw: number; readonly gzip: number; readonly brotli: number };
  /** The payload read by the page's own decoder. */
  readonly decodeMs: number;
  readonly check: { readonly onMap: number; readonly isSameAfterRebuild: boolean; readonly isComplete: boolean };
}

interface Refresh {
  /** Until the figures are right, and until the payload is. */
  readonly figuresSeconds: number;
  readonly payloadSeconds: number;
  readonly gridsCounted: number;
}

const now = new Date("2026-11-26T10:00:00+08:00");
const kinds = ["urban-village", "estate", "dormitory", "public-rental", "other"];
const mostBytes = 1_300_000;

/** How long a district's block figures and map take: all of it, and what follows a change. */
export async function benchBlocks(server: string, buildings: number): Promise<BlockBenchFigures> {
  const copy = await createPostgresqlCopy(server);
  const database = await openPostgresql({ url: copy.url, poolSize: 3, log: silentLog });
  try {
    await plantBlockDistrict(copy.url, { buildings, night: now });
    const store = createBlockStore(database, kinds);
    await measureRawBlockReading(copy.url, now);
    const reference = await measureRawBlockReading(copy.url, now);
    const first = await timeAll(store);
    const restart = await timeAll(store);
    const open = openProcess(store);
    const before = await open.map.current();
    const unchanged = await timed(() => open.board.read());
    const refresh = {
      grids: await timeRefresh(copy.url, store, "grids"),
      everywhere: await timeRefresh(copy.url, store, "everywhere"),
    };
    const kept = await openProcess(store).map.current();
    await store.rebuild(now);
    const rebuilt = await openProcess(store).map.current();
    const decoded = await timed(async () => decodeMap(before.raw));
    const isSame = withoutTime(kept).equals(withoutTime(rebuilt)) && kept.hash !== before.hash;
    const onMap = decoded.value.count;
    return {
      name: "blocks",
      value: round2(first.seconds),
      reference: round2(reference),
      ratio: round2(first.seconds / reference),
      unit: "s",
      buildings,
      grids: decoded.value.grids.length,
      parts: first.parts,
      restartSeconds: round2(restart.seconds),
      refresh,
      unchangedMs: Math.round(unchanged.seconds * 10_000) / 10,
      bytes: { raw: before.raw.length, gzip: before.gzip.length, brotli: before.brotli.length },
      decodeMs: Math.round(decoded.seconds * 1000),
      check: {
        onMap,
        isSameAfterRebuild: isSame,
        isComplete: isSame && onMap === buildings && before.gzip.length <= mostBytes,
      },
    };
  } finally {
    await database.close();
    await copy.drop();
  }
}

type Store = ReturnType<typeof createBlockStore>;

/** A process that knows nothing yet. */
function openProcess(store: Store) {
  const board = createBlockBoard({ store, now: () => now });
  const onFailed = (error: unknown): never => {
    throw error;
  };
  return { board, map: createMapPayloads({ board, kinds, restMs: 0, now: () => now, onFailed }) };
}

async function timeAll(store: Store) {
  const startedAt = performance.now();
  const seconds = (): number => (performance.now() - startedAt) / 1000;
  await store.refresh(now);
  const counted = seconds();
  const { board, map } = openProcess(store);
  await board.read();
  const loaded = seconds();
  await map.current();
  const all = seconds();
  const parts = { count: round2(counted), load: round2(loaded - counted), compress: round2(all - loaded) };
  return { seconds: all, parts };
}

/** What a running process has to do after the change. */
async function timeRefresh(url: string, store: Store, where: "grids" | "everywhere"): Promise<Refresh> {
  const { board, map } = openProcess(store);
  const old = await map.current();
  const run = await store.refresh(now);
  await changeTwoInAHundred(url, { where, now });
  const figures = await timed(() => board.read());
  const payload = await timed(async () => {
    let found = await map.current();
    for (; found.hash === old.hash; found = await map.current()) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  const gridsCounted = (await store.loadChanged(run)).length;
  if (sumFigures(figures.value.grids.map((grid) => grid.figures)).closed30 === 0) throw new Error("nothing was closed");
  return {
    figuresSeconds: round2(figures.seconds),
    payloadSeconds: round2(figures.seconds + payload.seconds),
    gridsCounted,
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const startedAt = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - startedAt) / 1000 };
}

/** Where the header says when the data changed. */
const timeBytes = [40, 48] as const;
const withoutTime = ({ raw }: MapPayload): Buffer => Buffer.from(raw).fill(0, ...timeBytes);

const round2 = (value: number): number => Math.round(value * 100) / 100;
