import fc from "fast-check";
import { addDays } from "../../src/shared/calendar-days.js";
import { atShanghai } from "../../src/shared/working-calendar.js";
import type { BuildingFacts, RatedHazard } from "../../src/stars/building-facts.js";
import { patrolWindowDays } from "../../src/stars/patrol-rules.js";
import { buildFacts, rules, today } from "./star-builders.js";

const codes = rules.categories.flatMap((category) => category.items.flatMap((item) => item.hazards));
const dayAgo = (days: number): string => addDays(today, -days);
/** Noon of a day. */
export const noon = (day: string): Date => atShanghai(day, "12:00");

/** Any hazard that was opened up to 800 days ago, fixed or not; `over` takes the place of its parts. */
export const anyHazard = (over: fc.Arbitrary<Partial<RatedHazard>> = fc.constant({})): fc.Arbitrary<RatedHazard> =>
  fc
    .record({
      id: fc.uuid(),
      code: fc.constantFrom(...codes),
      severity: fc.constantFrom("minor", "major", "critical"),
      origin: fc.constantFrom("tenant", "self", "inspection", "department"),
      opened: fc.integer({ min: 0, max: 800 }),
      limit: fc.integer({ min: 0, max: 20 }),
      fixed: fc.option(fc.integer({ min: 0, max: 60 })),
      isConfirmed: fc.boolean(),
      over,
    })
    .map(({ id, code, severity, origin, opened, limit, fixed, isConfirmed, over: changed }) => ({
      id,
      number: id.slice(0, 6),
      code,
      severity,
      origin,
      isConfirmed,
      openedOn: dayAgo(opened),
      dueAt: noon(addDays(dayAgo(opened), limit)),
      ...(fixed !== null && fixed <= opened
        ? { state: "closed", fixedAt: noon(dayAgo(opened - fixed)), closedAt: noon(dayAgo(opened - fixed)) }
        : { state: "notified" }),
      ...changed,
    }));

/** Any patrol log, with the days of the last month. */
const anyLog: fc.Arbitrary<NonNullable<BuildingFacts["patrols"]>> = fc
  .uniqueArray(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 30 })
  .map((ago) => ({
    firstOn: dayAgo(Math.max(...ago)),
    days: ago.filter((days) => days < patrolWindowDays).map(dayAgo),
  }));

/** Any building. */
export const anyFacts: fc.Arbitrary<BuildingFacts> = fc
  .record({
    metrics: fc.record(
      {
        declaredRate: fc.double({ min: 0, max: 1, noNaN: true }),
        archiveCompleteness: fc.double({ min: 0, max: 1, noNaN: true }),
        patrolDays: fc.integer({ min: 0, max: 31 }),
        tenantRating: fc.double({ min: 0, max: 1, noNaN: true }),
      },
      { requiredKeys: [] },
    ),
    hasTrainedHead: fc.boolean(),
    hasStreetCheck: fc.boolean(),
    hazards: fc.array(anyHazard(), { maxLength: 12 }),
    findings: fc.array(
      fc.record({
        kind: fc.constantFrom("fake-fix", "penalty", "safety-facility", "good-deed"),
        foundOn: fc.integer({ min: 0, max: 500 }).map(dayAgo),
      }),
      { maxLength: 3 },
    ),
    vetoes: fc.array(
      fc.record({ id: fc.constantFrom("V1", "V4"), confirmedOn: fc.integer({ min: 0, max: 500 }).map(dayAgo) }),
      { maxLength: 1 },
    ),
    knownSince: fc.integer({ min: 0, max: 900 }).map(dayAgo),
    patrols: fc.option(anyLog),
  })
  .map(({ patrols, ...over }) => buildFacts({ ...(over as Partial<BuildingFacts>), ...(patrols ? { patrols } : {}) }));
