import type { BuildingCode } from "../shared/ids.js";
import type { CategoryScore } from "../stars/rating.js";
import type { PlateKey, PlateToken } from "./plate-key.js";

/** All that a plate's pages are drawn from; what of it anybody sees is decided by `publicPlate`. */
export interface PlateFile {
  readonly building: PlateBuilding;
  readonly shortCode: string;
  /** The newest change in effect; missing: never rated. */
  readonly standing?: PlateStanding;
  /** An objection to any change of the building is being looked at. */
  readonly isUnderObjection: boolean;
  /** The rating that the star rests on, of the day of its effect; where none is that old, the first after it. */
  readonly rating?: {
    /** YYYY-MM-DD. */
    readonly asOf: string;
    readonly categories: readonly CategoryScore[];
  };
  /** Of verified building heads, as they stand in the directory. */
  readonly headNames: readonly string[];
  /** Cases that are neither closed nor a false alarm. */
  readonly openHazards: number;
}

/** The building of a plate. */
export interface PlateBuilding {
  readonly code: BuildingCode;
  readonly name: string;
  readonly estate: string;
  readonly address: string;
  readonly street: string;
  readonly community: string;
}

/** The star in force. */
export interface PlateStanding {
  /** null: the plate is withdrawn. */
  readonly star: number | null;
  readonly effectiveAt: Date;
  readonly plateNumber?: string;
}

/** A building with its key, as a list for printing shows it. */
export interface KeyedBuilding {
  readonly building: PlateBuilding;
  readonly standing?: PlateStanding;
  readonly key: PlateKey;
}

/** The keys of plates, and what stands behind them. */
export interface PlateStore {
  /** Undefined for a token that was never given, or was replaced. */
  findPlate(token: PlateToken, now: Date): Promise<PlateFile | undefined>;
  /** The key of a building, made where it has none yet; undefined where the building is not known. */
  keyOf(code: BuildingCode, now: Date): Promise<PlateKey | undefined>;
  /** Another key in place of the present one, whose page is then gone; undefined where the building is not known. */
  renewKey(code: BuildingCode, now: Date): Promise<PlateKey | undefined>;
  /** Up to `limit` buildings whose code begins with `area`, those after `after`, in order; who has no key gets one. */
  listKeyed(wanted: {
    readonly area: string;
    readonly after: string;
    readonly limit: number;
    readonly now: Date;
  }): Promise<readonly KeyedBuilding[]>;
}
