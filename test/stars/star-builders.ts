import type { BuildingFacts, RatedHazard } from "../../src/stars/building-facts.js";
import type { PersonId } from "../../src/shared/ids.js";
import type { StaffByLevel } from "../../src/stars/review-change.js";
import type { StarChange } from "../../src/stars/star-change.js";
import { loadStarRules } from "../../src/stars/star-rules.js";
import { codeOf } from "../support/builders.js";

/** The rules as they ship. */
export const rules = loadStarRules("templates/rules/stars.yaml");
/** The day of most ratings. */
export const today = "2026-11-26";

const instant = (text: string): Date => new Date(`${text}+08:00`);

/** A faultless building: five stars. */
export const buildFacts = (over: Partial<BuildingFacts> = {}): BuildingFacts => ({
  buildingCode: codeOf(3),
  metrics: { declaredRate: 0.99, archiveCompleteness: 1, patrolDays: 25, tenantRating: 0.9 },
  hasTrainedHead: true,
  hasStreetCheck: true,
  vetoes: [],
  findings: [],
  hazards: [],
  knownSince: "2025-01-01",
  hasPendingAppeal: false,
  ...over,
});

/** Found by an inspector on 20 November, due on the 23rd, still open. */
export const buildRatedHazard = (over: Partial<RatedHazard> = {}): RatedHazard => ({
  id: "h1",
  number: "1120-1",
  code: "E04",
  severity: "major",
  origin: "inspection",
  state: "notified",
  openedOn: "2026-11-20",
  dueAt: instant("2026-12-23T18:00:00"),
  isConfirmed: true,
  ...over,
});

/** What makes a hazard fixed and closed before its deadline. */
export const fixedInTime = {
  state: "closed",
  dueAt: instant("2026-11-23T18:00:00"),
  fixedAt: instant("2026-11-22T10:00:00"),
  closedAt: instant("2026-11-24T10:00:00"),
} as const;

/** What makes a hazard late: due on 23 November and nothing done. */
export const overdue = { dueAt: instant("2026-11-23T18:00:00") } as const;

/** The people around the building: one of each level. */
export const staff = {
  grid_worker: ["worker" as PersonId],
  community: ["community" as PersonId],
  street: ["street" as PersonId],
} as const satisfies StaffByLevel;
/** Nobody but the grid worker is on record: one word is enough. */
export const workerOnly = { ...staff, community: [], street: [] } as const satisfies StaffByLevel;

/** A downgrade from 4 to 3 that the machine proposed on 26 November at nine. */
export const buildChange = (over: Partial<StarChange> = {}): StarChange => ({
  id: "00000000-0000-7000-8000-0000000000c1",
  version: 0,
  steps: [],
  buildingCode: codeOf(3),
  kind: "down",
  fromStar: 4,
  toStar: 3,
  stage: "proposed",
  grounds: { asOf: today, score: 76, costs: ["用电安全:扣3分(1120-1)"], caps: [], rulesVersion: "test" },
  proposedAt: instant("2026-11-26T09:00:00"),
  hasPendingAppeal: false,
  ...over,
});
