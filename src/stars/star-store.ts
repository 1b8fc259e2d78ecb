import type { BuildingCode } from "../shared/ids.js";
import type { Appeal, AppealCounts, FoundAppeal } from "./appeal.js";
import type { BuildingFacts } from "./building-facts.js";
import type { DatedRating, Rating } from "./rating.js";
import type { CurrentStar, DeclinedChange, StarChange } from "./star-change.js";

/** The ratings and star changes as stored; `Tx` is a transaction of the database. Bulk look-ups: a thousand buildings cost a handful of queries. */
export interface StarStore<Tx> {
  /** What the ratings of these buildings follow from; the newest metric on or before `asOf` (YYYY-MM-DD) counts. */
  loadFacts(codes: readonly BuildingCode[], asOf: string): Promise<readonly BuildingFacts[]>;
  /** Codes after this one in order, for going through all buildings. */
  listCodes(after: string, limit: number): Promise<readonly BuildingCode[]>;
  /**
   * The buildings that may be rated otherwise than at `since`, in order: something happened to them, the day of
   * `saveRatings` has come, or they were never rated.
   */
  listChangedCodes(between: { readonly since: Date; readonly now: Date }): Promise<readonly BuildingCode[]>;
  /** Stores the ratings that differ from the newest one of their building; a second one of a day takes its place. */
  saveRatings(rated: readonly DatedRating[], computedAt: Date): Promise<void>;
  /** The newest changes in effect of each building, newest first, at most so many. */
  findHistory(codes: readonly BuildingCode[], most: number): Promise<ReadonlyMap<BuildingCode, readonly StarChange[]>>;
  /** By grid (14 digits): the mean star in force, one decimal, and of how many buildings; grids without any are missing. */
  meanStarsOfGrids(
    grids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly star: number; readonly buildings: number }>>;
  /** The star in force: the `toStar` of the newest change in effect, null after a withdrawal, with its last rise. Missing: never rated. */
  findCurrent(codes: readonly BuildingCode[]): Promise<ReadonlyMap<BuildingCode, CurrentStar>>;
  /** The newest stored rating, with those items and needs only that are not as they should be. */
  latestRating(code: BuildingCode): Promise<Rating | undefined>;
  findChange(id: string): Promise<StarChange | undefined>;
  /** The change on its way; a building has at most one. */
  findOpenChange(code: BuildingCode): Promise<StarChange | undefined>;
  /** Of several buildings, the oldest first. */
  findOpenChanges(codes: readonly BuildingCode[]): Promise<ReadonlyMap<BuildingCode, StarChange>>;
  /** Proposals in these areas (prefixes of building codes): those furthest on their way first, then the oldest. */
  findProposals(of: { readonly areas: readonly string[]; readonly limit: number }): Promise<readonly StarChange[]>;
  /** The oldest proposals of every grid, so many at each step of their way. */
  findProposalsPerGrid(limit: number): Promise<readonly StarChange[]>;
  /** Changes in these areas that all agreed to and of which the owner could not be told, oldest first. */
  findUntold(areas: readonly string[]): Promise<readonly StarChange[]>;
  /** The newest change of each building that people did not want. */
  findDeclined(codes: readonly BuildingCode[]): Promise<ReadonlyMap<BuildingCode, DeclinedChange>>;
  findAppeal(id: string): Promise<FoundAppeal | undefined>;
  /** Objections that wait for an answer in these areas (prefixes of building codes), oldest first. */
  findFiledAppeals(areas: readonly string[]): Promise<readonly FoundAppeal[]>;
  /** How many objections there were, by change. */
  countAppeals(changeIds: readonly string[]): Promise<ReadonlyMap<string, AppealCounts>>;
  /** False where the building has a change on its way already: then nothing is written. */
  insertChange(tx: Tx, change: StarChange): Promise<boolean>;
  /** As `insertChange`, for different buildings; returns the changes that were written. */
  insertChanges(tx: Tx, changes: readonly StarChange[]): Promise<readonly StarChange[]>;
  /** Throws StaleStarChangeError when the change is over already, or was written by somebody else since it was read. */
  updateChange(tx: Tx, change: StarChange): Promise<void>;
  /** Inserts or replaces the objection. */
  saveAppeal(tx: Tx, appeal: Appeal): Promise<void>;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** The change came to its end between reading and writing; the cause is to be decided again. */
export class StaleStarChangeError extends Error {
  override readonly name = "StaleStarChangeError";
  constructor(id: string) {
    super(`star change ${id} is over`);
  }
}
