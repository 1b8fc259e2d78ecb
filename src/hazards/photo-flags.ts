import type { HazardId } from "../shared/ids.js";
import type { Hazard } from "./hazard.js";
import type { PhotoRules } from "./photo-rules.js";
import type { EarlierUse, PhotoFacts } from "./photo-store.js";

/** What the grid worker should look at in a photo of a fix. A hint, never a verdict. Stored as JSON with the evidence. */
export type PhotoFlag =
  /** It is, or looks just like, a photo of the case from before the fix. */
  | { readonly kind: "same-as-before"; readonly isExact: boolean }
  /** It is, or looks just like, a photo that was evidence before. */
  | { readonly kind: "used"; readonly isExact: boolean; readonly hazardId: HazardId; readonly number: string }
  /** It was taken long ago, or before the report. `days` is a whole number, 0 for today. */
  | { readonly kind: "old"; readonly days: number }
  /** It was taken so many metres from the building. */
  | { readonly kind: "far"; readonly metres: number };

/** What a photo is compared with. */
export interface PhotoOccasion {
  readonly hazard: Pick<Hazard, "id" | "buildingCode" | "openedAt">;
  readonly now: Date;
  readonly rules: PhotoRules;
  /** Photos of the fix that came since then belong to the same round: one may show what another shows. */
  readonly roundSince?: Date;
}

const hourMs = 3_600_000;

/** What is worth a remark about one photo of a fix; nothing where nothing is known of it. Source: rules/photos.yaml. */
export function photoFlags(facts: PhotoFacts | undefined, occasion: PhotoOccasion): readonly PhotoFlag[] {
  if (!facts) return [];
  return [reuseOf(facts, occasion), ageOf(facts, occasion), distanceOf(facts, occasion)].filter(
    (flag) => flag !== undefined,
  );
}

function reuseOf({ earlier }: PhotoFacts, { hazard, roundSince }: PhotoOccasion): PhotoFlag | undefined {
  const isOwn = (use: EarlierUse): boolean => use.hazardId === hazard.id;
  const before = surest(earlier.filter((use) => isOwn(use) && use.phase === "before"));
  if (before) return { kind: "same-as-before", isExact: before.isExact };
  const isSameRound = (use: EarlierUse): boolean => isOwn(use) && roundSince !== undefined && use.addedAt >= roundSince;
  const used = surest(earlier.filter((use) => !isSameRound(use)));
  return used && { kind: "used", isExact: used.isExact, hazardId: used.hazardId, number: used.number };
}

const surest = (uses: readonly EarlierUse[]): EarlierUse | undefined => uses.find((use) => use.isExact) ?? uses[0];

function ageOf({ takenAt }: PhotoFacts, { hazard, now, rules }: PhotoOccasion): PhotoFlag | undefined {
  if (!takenAt) return undefined;
  const ageMs = now.getTime() - takenAt.getTime();
  const isBeforeReport = takenAt.getTime() < hazard.openedAt.getTime() - rules.clockMinutes * 60_000;
  return ageMs > rules.oldHours * hourMs || isBeforeReport
    ? { kind: "old", days: Math.floor(ageMs / (24 * hourMs)) }
    : undefined;
}

function distanceOf({ metresFrom }: PhotoFacts, { hazard, rules }: PhotoOccasion): PhotoFlag | undefined {
  const metres = metresFrom.get(hazard.buildingCode);
  return metres !== undefined && metres > rules.farMetres ? { kind: "far", metres: Math.round(metres) } : undefined;
}
