import type { BuildingCode } from "../shared/ids.js";
import type { Result } from "../shared/result.js";
import type { Appeal } from "./appeal.js";
import type { StarChange, StarChangeKind, StarChangeStage } from "./star-change.js";

/** Which changes are wanted; what is missing narrows nothing. */
export interface ChangesWanted {
  /** Shanghai days, YYYY-MM-DD, both included, of `ListedChange.at`. */
  readonly from?: string;
  readonly to?: string;
  readonly kind?: StarChangeKind;
  readonly stage?: StarChangeStage;
  /** Beginning of the buildings' codes. */
  readonly area?: string;
  readonly building?: BuildingCode;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
}

/** A change as a list shows it. */
export interface ListedChange {
  readonly change: StarChange;
  /** When it took effect, or else moved last. */
  readonly at: Date;
  readonly building: ChangedBuilding;
  /** Without who and what they said. Oldest first. */
  readonly objections: readonly Pick<Appeal, "state" | "level" | "filedAt" | "answerBy" | "decidedAt">[];
}

/** The building of a change. */
export interface ChangedBuilding {
  readonly code: BuildingCode;
  readonly name: string;
  readonly estate: string;
  readonly address: string;
  readonly street: string;
  readonly community: string;
  readonly grid: string;
}

/** A page of changes, newest first; `nextCursor` is missing on the last one. */
export interface ChangePage {
  readonly changes: readonly ListedChange[];
  readonly nextCursor?: string;
}

/** Reads changes for lists. */
export interface StarChangeList {
  /** Refuses a cursor that no page gave. */
  findChanges(wanted: ChangesWanted): Promise<Result<ChangePage, "bad-cursor">>;
}
