import type { BuildingCode } from "../shared/ids.js";

/** A rating of one building on one day, with its evidence. Plain JSON: it is stored as it is. */
export interface Rating {
  readonly buildingCode: BuildingCode;
  /** YYYY-MM-DD. */
  readonly asOf: string;
  readonly rulesVersion: string;
  /** 1 to 5; null where the building is not rated or a veto stands. */
  readonly star: number | null;
  readonly isVetoed: boolean;
  /** The vetoes in force, in Chinese. */
  readonly vetoes: readonly string[];
  /** The day on which the last veto was cleared, where there was one and none is left. */
  readonly vetoClearedOn?: string;
  /** An appeal is pending: the star is shown with 异议处理中 and does not change. */
  readonly isFrozen: boolean;
  /** 0 to 100, one decimal; the score is there for an unrated building too. */
  readonly score: number;
  readonly bonus: number;
  readonly categories: readonly CategoryScore[];
  readonly items: readonly ItemScore[];
  readonly gates: readonly GateResult[];
  /** The caps that hold now, the strictest first. */
  readonly caps: readonly AppliedCap[];
  /** What cost points, dearest first: short Chinese, such as `消防器材:扣3分(1103-2)`. */
  readonly costs: readonly string[];
  /** The shortest list of acts found that would raise the star, or else the score: short Chinese. Empty: nothing would. */
  readonly raises: readonly string[];
  /** The star after all of `raises`, where it is higher. */
  readonly raisesTo?: number;
  /** Why there is no star although no veto stands, in Chinese. */
  readonly whyNotRated?: string;
}

/** A rating, and the first day on which another one may follow by time alone. */
export interface DatedRating {
  readonly rating: Rating;
  /** YYYY-MM-DD; missing: none while nothing happens. */
  readonly dueOn?: string;
}

/** The points of a category. */
export interface CategoryScore {
  readonly id: string;
  readonly name: string;
  readonly points: number;
  readonly max: number;
}

/** The points of an item and the numbers of the hazards that cost some. */
export interface ItemScore extends CategoryScore {
  readonly category: string;
  readonly evidence: readonly string[];
}

/** One need of a star. */
export interface GateResult {
  readonly star: number;
  readonly words: string;
  readonly isMet: boolean;
}

/** A cap that holds. */
export interface AppliedCap {
  readonly maxStar: number;
  readonly words: string;
}
