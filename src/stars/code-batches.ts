import type { BuildingCode } from "../shared/ids.js";
import type { StarStore } from "./star-store.js";

/** The codes, so many at a time. */
export async function* inBatches(
  codes: readonly BuildingCode[],
  size: number,
): AsyncGenerator<readonly BuildingCode[]> {
  for (let from = 0; from < codes.length; from += size) yield codes.slice(from, from + size);
}

/** All buildings in the order of their codes, so many at a time. */
export async function* codeBatches<Tx>(
  store: Pick<StarStore<Tx>, "listCodes">,
  size: number,
): AsyncGenerator<readonly BuildingCode[]> {
  for (let after = ""; ;) {
    const batch = await store.listCodes(after, size);
    const last = batch.at(-1);
    if (last === undefined) return;
    yield batch;
    after = last;
  }
}
