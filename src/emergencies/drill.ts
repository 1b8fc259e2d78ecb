import type { ChatRef } from "../channels/channel.js";
import type { Branded, BuildingCode, PersonId } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";
import type { EmergencyRules } from "./emergency-rules.js";

/** Our id of a drill (UUIDv7). */
export type DrillId = Branded<"DrillId">;

/** A time in which words of danger of some kinds are first asked about, because people practise. */
export interface Drill {
  readonly id: DrillId;
  /** Prefix of the codes of the buildings that practise. */
  readonly area: string;
  readonly buildingCode?: BuildingCode;
  /** Only this group; missing: all groups of the area. */
  readonly ref?: ChatRef;
  readonly codes: readonly string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly createdBy: PersonId;
}

/** What happens to drills. */
export type DrillChange =
  | { readonly kind: "registered"; readonly drill: Drill; readonly at: Date }
  | { readonly kind: "ended"; readonly id: DrillId; readonly at: Date; readonly by: PersonId };

/** A line that speaks of danger. */
export interface DangerLine {
  readonly ref: ChatRef;
  readonly code: string;
  readonly at: Date;
  /** Where the danger is, if known. */
  readonly buildingCode?: BuildingCode;
  /** The grid of the group, if known, and the buildings that it is for: none where it is for the whole grid. */
  readonly area?: string;
  readonly groupBuildings: readonly BuildingCode[];
}

/** Whether the line may belong to the drill: its kind, its time, its group, and no other building. */
export function isCovered(drill: Drill, line: DangerLine): boolean {
  if (!drill.codes.includes(line.code) || line.at < drill.startsAt || line.at >= drill.endsAt) return false;
  if (drill.ref && drill.ref.chat !== line.ref.chat) return false;
  if (line.buildingCode !== undefined)
    return drill.buildingCode === undefined
      ? line.buildingCode.startsWith(drill.area)
      : line.buildingCode === drill.buildingCode;
  const isOfGroup = line.groupBuildings.length === 0 || line.groupBuildings.some((code) => code === drill.buildingCode);
  return (drill.buildingCode === undefined || isOfGroup) && (line.area?.startsWith(drill.area) ?? false);
}

/** Why a drill cannot be registered. */
export type DrillRefusal = "over" | "too-long" | "too-far";

/** The kinds of danger and the time of a drill, if it may be held then. */
export function checkDrill(
  { from, until }: { readonly from: Date; readonly until: Date },
  { drills }: Pick<EmergencyRules, "drills">,
  now: Date,
): Result<undefined, DrillRefusal> {
  if (until <= now) return err("over");
  if (until.getTime() - from.getTime() > drills.mostMinutes * 60_000) return err("too-long");
  return from.getTime() - now.getTime() > drills.mostDaysAhead * 86_400_000 ? err("too-far") : ok(undefined);
}

/** What is practised, by the words of the announcement. */
export const drillCodes = ({ drills }: Pick<EmergencyRules, "drills">, text: string): readonly string[] =>
  (drills.kinds.find(({ words }) => words.some((word) => text.includes(word))) ?? drills.kinds[0])?.codes ?? [];

/** What somebody sees if it is no drill. */
export const seenInDrill = ({ drills }: Pick<EmergencyRules, "drills">, code: string): string =>
  drills.kinds.find(({ codes }) => codes.includes(code))?.seen ?? "看到危险";

const timeOfDay = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** 15:00–15:30, in Shanghai. */
export const drillHours = ({ startsAt, endsAt }: Pick<Drill, "startsAt" | "endsAt">): string =>
  `${timeOfDay.format(startsAt)}–${timeOfDay.format(endsAt)}`;
