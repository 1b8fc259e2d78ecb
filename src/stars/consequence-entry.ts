import type { BuildingCode, MessageId, PersonId } from "../shared/ids.js";
import type { Consequence } from "./consequence.js";

/** Something that follows from a change of star, as it stands on record. */
export interface ConsequenceEntry {
  readonly id: string;
  readonly buildingCode: BuildingCode;
  /** The change that it follows from; one entry of a kind for each. */
  readonly changeId: string;
  readonly kind: Consequence;
  readonly grantedAt: Date;
  /** It no longer follows from the star in force. */
  readonly endedAt?: Date;
  /** Who did what it asks for, and when. */
  readonly doneAt?: Date;
  readonly doneBy?: PersonId;
}

/** One write about what follows from stars, made in the transaction of its cause. */
export type ConsequenceWrite =
  | { readonly kind: "granted"; readonly entry: ConsequenceEntry }
  | { readonly kind: "ended"; readonly id: string; readonly at: Date }
  | {
      readonly kind: "done";
      readonly id: string;
      readonly by: PersonId;
      readonly at: Date;
      readonly messageId: MessageId;
      /** There was nothing to do, such as no violation to refer. */
      readonly isWaived: boolean;
    };
