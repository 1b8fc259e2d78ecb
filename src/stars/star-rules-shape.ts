import { z } from "zod";
import { isDay } from "../shared/calendar-days.js";
import { type Consequence, consequenceWords } from "./consequence.js";
import { reviewLevels as allLevels } from "./star-change.js";

const points = z.number().min(0);
const star = z.number().int().min(1).max(5);
const months = z.number().int().positive();
const words = z.string().min(1);
const name = z.string().regex(/^[a-z][a-zA-Z0-9-]*$/);
const severity = z.enum(["minor", "major", "critical"]);
const origin = z.enum(["tenant", "self", "inspection", "department"]);
const perSeverity = <T extends z.ZodType>(value: T) => z.strictObject({ minor: value, major: value, critical: value });

const measure = z.strictObject({
  metric: name,
  whenMissing: points,
  unit: z.enum(["share", "days"]),
  hint: words,
  act: words.refine((text) => text.includes("{}"), "must contain {}").optional(),
  steps: z.array(z.strictObject({ from: z.number(), points })).min(1),
});

const item = z.strictObject({
  id: z.string().min(1),
  name: words,
  max: points,
  hazards: z.array(z.string().regex(/^[A-Z]\d{2}$/)),
  measure: measure.optional(),
});

const bonus = z.discriminatedUnion("kind", [
  z.strictObject({
    id: z.string(),
    name: words,
    kind: z.literal("declared-on-time"),
    origins: z.array(origin),
    points: perSeverity(points),
    cap: points,
  }),
  z.strictObject({ id: z.string(), name: words, kind: z.literal("finding"), finding: name, points, cap: points }),
  z.strictObject({ id: z.string(), name: words, kind: z.literal("no-overdue"), months, points, cap: points }),
]);

const capWhen = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("overdue"), severities: z.array(severity), atLeast: z.number().int().positive() }),
  z.strictObject({
    kind: z.literal("open-confirmed"),
    severities: z.array(severity),
    atLeast: z.number().int().positive(),
  }),
  z.strictObject({ kind: z.literal("finding"), finding: name, months }),
]);

const need = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("no-open-hazard"), words }),
  z.strictObject({ kind: z.literal("no-overdue-now"), words }),
  z.strictObject({ kind: z.literal("no-overdue"), months, words }),
  z.strictObject({ kind: z.literal("category-min"), category: z.string(), min: points, words }),
  z.strictObject({ kind: z.literal("metric-min"), metric: name, min: z.number(), words }),
  z.strictObject({ kind: z.literal("fact"), fact: z.enum(["hasTrainedHead", "hasStreetCheck"]), words, act: words }),
  z.strictObject({ kind: z.literal("no-finding"), finding: name, months, words }),
]);

const grades = z.strictObject({
  levels: z.array(z.strictObject({ star, name: words, covers: z.array(star) })).min(1),
  withdrawn: words,
});

const reviewLevel = z.enum(allLevels);
const reviewLevels = z
  .array(reviewLevel)
  .min(1)
  .refine((levels) => new Set(levels).size === levels.length, "each level once");

const consequence = z.strictObject({
  star: star.nullable(),
  patrolDays: z.number().int().positive(),
  kinds: z.array(z.enum(Object.keys(consequenceWords) as Consequence[])),
});

/** The shape of `templates/rules/stars.yaml`. Strict: a mistyped field is refused, not ignored. */
export const starRulesShape = z
  .strictObject({
    version: z.string().min(1),
    effectiveOn: z.string().refine(isDay, "must be a day, YYYY-MM-DD"),
    source: z.string(),
    scoreCap: z.number().positive(),
    bonusCap: points,
    minArchiveCompleteness: z.number().min(0).max(1),
    thresholds: z.array(z.strictObject({ star, min: z.number() })).min(1),
    categories: z
      .array(z.strictObject({ id: z.string().min(1), name: words, max: points, items: z.array(item).min(1) }))
      .min(1),
    hazards: z.strictObject({
      windowMonths: months,
      statesWithoutFinding: z.array(z.string()),
      declaredOrigins: z.array(origin),
      points: perSeverity(points),
      overdue: z.strictObject({ once: points, perDay: points, cap: points, item: z.string() }),
      relapse: z.strictObject({ windowDays: z.number().int().min(0), factor: z.number().min(1) }),
      expireMonths: perSeverity(months),
      halfBackAfterCleanMonths: months,
      onSpotExempt: z.strictObject({ isEnabled: z.boolean(), everyNthCounts: z.number().int().positive() }),
    }),
    findings: z.array(
      z.strictObject({ kind: name, name: words, item: z.string(), points, months, spillsOver: z.boolean() }),
    ),
    bonuses: z.array(bonus),
    caps: z.array(z.strictObject({ maxStar: star, words, when: capWhen })),
    gates: z.array(z.strictObject({ star, needs: z.array(need).min(1) })),
    grades: grades.optional(),
    consequences: z.array(consequence),
    patrols: z.strictObject({ unratedDays: z.number().int().positive(), countFromDays: z.number().int().min(0) }),
    vetoes: z.array(z.strictObject({ id: z.string().min(1), words })),
    procedure: z.strictObject({
      agreedBy: z.strictObject({
        first: reviewLevels,
        up: reviewLevels,
        down: reviewLevels,
        withdrawn: reviewLevels,
        restored: reviewLevels,
      }),
      declinedRestDays: z.number().int().min(1),
      appeals: z.array(z.strictObject({ level: reviewLevel, answerWorkingDays: z.number().int().positive() })).min(1),
      maxStepUp: z.number().int().min(1).max(5),
      hearingWorkingDays: z.number().int().positive(),
      publicityWorkingDays: z.number().int().positive(),
      adverseFirstStar: z.number().int().min(0).max(5),
      restoreCleanDays: z.number().int().min(0),
      restoreMaxStar: star,
      lowest: z.strictObject({ star, withdrawnAfterDays: z.number().int().min(1) }),
    }),
    advice: z.strictObject({
      mostCosts: z.number().int().positive(),
      mostActs: z.number().int().positive().max(4),
      mostCandidates: z.number().int().positive().max(20),
    }),
    // Versions that are kept from before have no such part.
    plate: z.strictObject({ showOpenHazards: z.boolean() }).default({ showOpenHazards: false }),
  })
  .readonly();
