import type { BuildingCode } from "../shared/ids.js";
import type { ConsequenceEntry } from "./consequence-entry.js";

/** What follows from stars, as stored. */
export interface ConsequenceStore {
  /** What holds or is to be done at a building: not ended, not done. Oldest first. */
  findOpen(code: BuildingCode): Promise<readonly ConsequenceEntry[]>;
  /** What staff were asked to do in these areas (prefixes of building codes): open, or done since then. Oldest first. */
  findAsked(areas: readonly string[], doneSince: Date): Promise<readonly ConsequenceEntry[]>;
}
