import type { ChatRef } from "../channels/channel.js";
import type { BuildingCode } from "../shared/ids.js";

/** A chat group that the bot lives in. */
export interface Group {
  readonly ref: ChatRef;
  readonly name: string;
  /** Grid code, 14 digits; missing while nobody has bound the group. */
  readonly grid?: string;
  /** The buildings that the group is for; empty for a group of the whole grid. */
  readonly buildingCodes: readonly BuildingCode[];
  readonly policy: GroupPolicy;
}

/** What people call a grid, by its code: 05网格. A community or a street is named by its digits. */
export const gridName = (code: string): string => `${code.length === 14 ? code.slice(12) : code}网格`;

/** What the group's keeper allows. */
export interface GroupPolicy {
  /** Archive and emergencies only. */
  readonly isSilent: boolean;
  /** Bot lines a day outside emergencies. */
  readonly linesPerDay: number;
}

/** What a group gets unless its keeper says otherwise. Source: chat manners of the district brief. */
export const defaultGroupPolicy: GroupPolicy = { isSilent: false, linesPerDay: 3 };
