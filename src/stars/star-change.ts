import type { BuildingCode, PersonId } from "../shared/ids.js";
import { newId } from "../shared/ids.js";
import type { Rating } from "./rating.js";
import type { StarRules } from "./star-rules.js";

/** 首评 (the first plate, 挂牌), 升星, 降星, 摘牌, 恢复挂牌. */
export type StarChangeKind = "first" | "up" | "down" | "withdrawn" | "restored";

/**
 * How far a change has come. A rise: proposed → confirmed by a person → effective. A fall: proposed → confirmed →
 * notified (the owner may be heard) → publicised → effective. Dropped: not true any more, or objected with success.
 */
export type StarChangeStage = "proposed" | "confirmed" | "notified" | "publicised" | "effective" | "dropped";

/** Why the change was proposed: from the rating of that day. Stored as JSON. */
export interface StarGrounds {
  readonly asOf: string;
  readonly score: number;
  /** What cost points, in Chinese, as in the rating. */
  readonly costs: readonly string[];
  /** The caps and vetoes that held, in Chinese. */
  readonly caps: readonly string[];
  readonly rulesVersion: string;
}

/** Who agrees to a change, one after the other: 网格员核验, 社区初评, 街道复核. */
export const reviewLevels = ["grid_worker", "community", "street"] as const;

/** One of them; the names are those of the roles. */
export type ReviewLevel = (typeof reviewLevels)[number];

/**
 * What happens to a change: `agreed` and `declined` by a level's person; `passed-over`: nobody is on record at the level;
 * `told-in-person`: staff told an owner whom the bot cannot reach; `heard`: the owner objects.
 */
export const starStepKinds = [
  "agreed",
  "passed-over",
  "declined",
  "notified",
  "told-in-person",
  "heard",
  "appeal-upheld",
  "appeal-rejected",
  "appeal-withdrawn",
  "publicised",
  "effective",
  "dropped",
] as const;

/** One step of a change: what, when, by whom and why. Appended, never altered. */
export interface StarChangeStep {
  readonly kind: (typeof starStepKinds)[number];
  readonly at: Date;
  /** Missing: the passing of time or the nightly rating. */
  readonly by?: PersonId;
  readonly level?: ReviewLevel;
  readonly why?: string;
}

/** A change of one building's star on its way; every step has who and when. */
export interface StarChange {
  readonly id: string;
  /** How often the stored change was altered before: who writes on an older one must decide again. */
  readonly version: number;
  readonly steps: readonly StarChangeStep[];
  readonly buildingCode: BuildingCode;
  readonly kind: StarChangeKind;
  /** null: not rated yet, or the plate was withdrawn. */
  readonly fromStar: number | null;
  /** null: the plate is withdrawn. */
  readonly toStar: number | null;
  readonly stage: StarChangeStage;
  readonly grounds: StarGrounds;
  readonly proposedAt: Date;
  /** Missing: the nightly rating. */
  readonly proposedBy?: PersonId;
  /** When the last of those who must agree did. */
  readonly confirmedAt?: Date;
  readonly confirmedBy?: PersonId;
  readonly noticeAt?: Date;
  /** The first instant at which the owner can no longer be heard. */
  readonly hearingUntil?: Date;
  readonly hearingText?: string;
  readonly publicityFrom?: Date;
  readonly publicityUntil?: Date;
  readonly effectiveAt?: Date;
  readonly plateNumber?: string;
  /** When a person declined it or upheld an objection to it. */
  readonly declinedAt?: Date;
  /** An objection is being looked at: nothing moves meanwhile. */
  readonly hasPendingAppeal: boolean;
}

/** The star in force and how it came about. */
export interface CurrentStar {
  /** null: the plate is withdrawn. */
  readonly star: number | null;
  /** When the star last rose; missing where it never did. */
  readonly raisedAt?: Date;
}

/** A change that people did not want: it is not proposed again for a while, unless it becomes a worse one. */
export type DeclinedChange = Pick<StarChange, "kind" | "toStar"> & { readonly declinedAt: Date };

/** The change with one more step. */
export const withStep = (change: StarChange, step: StarChangeStep): StarChange => ({
  ...change,
  steps: [...change.steps, step],
});

/** A new proposal of the nightly rating. */
export const proposeChange = (
  from: {
    readonly rating: Rating;
    readonly kind: StarChangeKind;
    readonly fromStar: number | null;
    readonly toStar: number | null;
  },
  now: Date,
): StarChange => ({
  id: newId(),
  version: 0,
  steps: [],
  buildingCode: from.rating.buildingCode,
  kind: from.kind,
  fromStar: from.fromStar,
  toStar: from.toStar,
  stage: "proposed",
  grounds: {
    asOf: from.rating.asOf,
    score: from.rating.score,
    costs: from.rating.costs,
    caps: [...from.rating.vetoes, ...from.rating.caps.map((cap) => cap.words)],
    rulesVersion: from.rating.rulesVersion,
  },
  proposedAt: now,
  hasPendingAppeal: false,
});

/**
 * Whether the owner must be told and heard first: a fall, a withdrawn plate, or a first rating that is bad. Source:
 * 深圳经济特区社会信用条例, prior notice before a bad evaluation is published.
 */
export function isAdverse(change: Pick<StarChange, "kind" | "toStar">, rules: StarRules): boolean {
  if (change.kind === "down" || change.kind === "withdrawn") return true;
  return change.kind === "first" && (change.toStar ?? 0) <= rules.procedure.adverseFirstStar;
}
