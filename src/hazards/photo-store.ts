import type { BuildingCode, HazardId, MediaId, PersonId } from "../shared/ids.js";

/** That a picture, or one that looks the same, was evidence before. */
export interface EarlierUse {
  readonly hazardId: HazardId;
  readonly number: string;
  readonly phase: "before" | "after";
  readonly addedAt: Date;
  /** The same file to the bit; otherwise it looks the same. */
  readonly isExact: boolean;
}

/** What is known of a picture beside what is on it. */
export interface PhotoFacts {
  /** By the camera's clock; missing where the network took it out, as WeChat mostly does. */
  readonly takenAt?: Date;
  /** Metres from the buildings that were asked about; without those whose or whose picture's place is not known. */
  readonly metresFrom: ReadonlyMap<BuildingCode, number>;
  /** Oldest first, at most 20. */
  readonly earlier: readonly EarlierUse[];
}

/** Pictures, and where they are looked for again. */
export interface PhotoQuery {
  readonly mediaIds: readonly MediaId[];
  /** What looks the same is looked for in these buildings and among the cases of this person; the same file anywhere. */
  readonly buildingCodes: readonly BuildingCode[];
  readonly responsibleId: PersonId;
}

/** Reads what is known of pictures. */
export interface PhotoStore {
  /** The facts of the pictures that are stored; the pictures asked about are no earlier uses of each other. */
  findFacts(query: PhotoQuery): Promise<ReadonlyMap<MediaId, PhotoFacts>>;
}
