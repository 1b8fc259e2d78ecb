import type { BuildingCode, MessageId, PersonId } from "../shared/ids.js";

/** 早巡, 午巡, 晚巡: in which part of the day somebody looked a building over (三查一巡). */
export type PatrolPart = "morning" | "noon" | "evening";

/** For whom: the house's own people (head, landlord, sub-landlord), or staff of its grid. */
export type PatrolSide = "house" | "staff";

/** One look at one building, as it was told. */
export interface PatrolEntry {
  readonly id: string;
  readonly buildingCode: BuildingCode;
  readonly personId: PersonId;
  readonly side: PatrolSide;
  /** Shanghai day, YYYY-MM-DD. */
  readonly day: string;
  readonly part: PatrolPart;
  readonly isNormal: boolean;
  /** The line as the archive keeps it, at most 200 characters. */
  readonly words: string;
  readonly messageId: MessageId;
  readonly at: Date;
}

/** What makes two reports one, for one person. */
export type PatrolKey = Pick<PatrolEntry, "buildingCode" | "side" | "day" | "part" | "isNormal">;

/** What people call it. */
export const partWords: Readonly<Record<PatrolPart, string>> = { morning: "早巡", noon: "午巡", evening: "晚巡" };
