import type { BuildingCode } from "../shared/ids.js";
import type { AppealCounts, FoundAppeal } from "../stars/appeal.js";
import type { StarChange } from "../stars/star-change.js";
import type { StarAudience } from "./star-talk.js";

/** A change of star of a building that the sender answers for. */
export interface OwnStarChange {
  readonly change: StarChange;
  readonly earlier: AppealCounts;
  /** The objection that holds it. */
  readonly appeal?: FoundAppeal;
}

/** What a line about a change of star, or about an objection to one, needs to be decided. */
export interface StarMatter {
  /** Changes that wait for the word of the sender's level: those furthest on their way first, then the oldest. */
  readonly proposals: readonly StarChange[];
  /** The change that the sender was asked about, where it does not wait for them any more. */
  readonly answered?: StarChange;
  /** Changes in the sender's area of which the owner could not be told by the bot. */
  readonly untold: readonly StarChange[];
  /** Objections that the sender may decide, oldest first. */
  readonly appeals: readonly FoundAppeal[];
  /** The sender's own buildings. */
  readonly own: readonly OwnStarChange[];
  /** Whom the lines about the buildings of all these go to. */
  readonly around: ReadonlyMap<BuildingCode, StarAudience>;
}
