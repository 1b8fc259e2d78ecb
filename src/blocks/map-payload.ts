import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { BlockBoard, BlockState } from "./block-board.js";
import { encodeMap } from "./encode-map.js";

/** A payload as it is served. */
export interface MapPayload {
  /** Of the uncompressed bytes; the same bytes have the same hash in every process. */
  readonly hash: string;
  readonly raw: Uint8Array;
  readonly gzip: Uint8Array;
  readonly brotli: Uint8Array;
}

/** The payload of all buildings with a position. */
export interface MapPayloads {
  /** The payload that stands. The first request waits for it; later ones never do, and see a change by the next request. */
  current(): Promise<MapPayload>;
}

/** Hard enough for a third of the size, quick enough to be done for each change; measured in docs/blocks.md. */
const gzipLevel = 6;
const brotliQuality = 7;
const [compressGzip, compressBrotli] = [promisify(gzip), promisify(brotliCompress)];

/** Payloads from a board. */
export function createMapPayloads(deps: {
  readonly board: BlockBoard;
  readonly kinds: readonly string[];
  /** The least time between two looks for changes. */
  readonly restMs: number;
  readonly now: () => Date;
  /** Told why a payload could not be renewed; the one before stands. */
  readonly onFailed: (error: unknown) => void;
}): MapPayloads {
  let standing: MapPayload | undefined;
  let renewing: Promise<MapPayload> | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const renew = (): Promise<MapPayload> => {
    lookedAt = deps.now().getTime();
    renewing = makePayload(deps, standing)
      .then((payload) => (standing = payload))
      .finally(() => (renewing = undefined));
    return renewing;
  };
  // Either way: the sandbox's clock may also be set back.
  const hasRested = (): boolean => Math.abs(deps.now().getTime() - lookedAt) >= deps.restMs;
  return {
    async current() {
      if (!standing) return renewing ?? renew();
      if (!renewing && hasRested()) renew().catch(deps.onFailed);
      return standing;
    },
  };
}

async function makePayload(
  { board, kinds }: Pick<Parameters<typeof createMapPayloads>[0], "board" | "kinds">,
  before: MapPayload | undefined,
): Promise<MapPayload> {
  const raw = encodeState(await board.read(), kinds);
  const hash = createHash("sha256").update(raw).digest("base64url").slice(0, 22);
  if (hash === before?.hash) return before;
  const [zipped, brotli] = await Promise.all([
    compressGzip(raw, { level: gzipLevel }),
    compressBrotli(raw, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
        [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      },
    }),
  ]);
  return { hash, raw, gzip: zipped, brotli };
}

const encodeState = ({ grids, pointsAt }: BlockState, kinds: readonly string[]): Uint8Array<ArrayBuffer> =>
  encodeMap(
    grids.flatMap(({ encoded }) => encoded ?? []),
    { dataAt: pointsAt, kinds },
  );
