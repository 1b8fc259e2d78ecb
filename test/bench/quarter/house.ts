import type { Taxonomy } from "../../../src/hazards/taxonomy.js";
import type { BuildingCode } from "../../../src/shared/ids.js";
import { addDays } from "../../../src/shared/calendar-days.js";
import { atShanghai, isWorkingDay, shanghaiDay } from "../../../src/shared/working-calendar.js";
import type { BuildingFacts, ConfirmedVeto, Finding, RatedHazard } from "../../../src/stars/building-facts.js";
import type { Appeal } from "../../../src/stars/appeal.js";
import type { CurrentStar, StarChange } from "../../../src/stars/star-change.js";
import type { StarRules } from "../../../src/stars/star-rules.js";
import type { Dice } from "../year/life.js";
import type { Assumptions } from "./assumptions.js";
import { createTimeline, type Timeline } from "./timeline.js";
import { binomial, exponential } from "./draws.js";

type Writable<T> = { -readonly [Part in keyof T]: T[Part] };
/** A case while it is lived: the rating reads it as it stands. */
export type Case = Writable<RatedHazard>;

/** What holds for all buildings. */
export interface District {
  readonly assumed: Assumptions;
  readonly rules: StarRules;
  readonly taxonomy: Taxonomy;
  /** The day on which the files begin (YYYY-MM-DD). */
  readonly knownSince: string;
}

/** One building as it is lived: its facts, its people's ways, and its star. */
export interface House extends District {
  readonly dice: Dice;
  readonly timeline: Timeline;
  /** What the rating reads: the same object all the time, whose parts change. */
  readonly facts: Writable<Omit<BuildingFacts, "metrics" | "hazards" | "vetoes" | "findings">> & {
    readonly metrics: Record<string, number>;
    readonly hazards: Case[];
    readonly vetoes: Writable<ConfirmedVeto>[];
    readonly findings: Finding[];
  };
  readonly isCareless: boolean;
  /** How much more is found here than elsewhere; 1 on average. */
  readonly proneness: number;
  readonly people: number;
  undeclared: number;
  readonly keepsPatrolLog: boolean;
  /** The star in force; missing while there is none. */
  current?: CurrentStar;
  /** The change on its way, and the objection that holds it. */
  pending?: StarChange;
  appeal?: Appeal;
  /** The night of the next rating, in milliseconds; infinity where nothing is to come. */
  ratedNextAt: number;
  /** Nights on which the building was rated. */
  ratings: number;
  /** What became of its changes, oldest first: effective or dropped. */
  readonly ended: EndedChange[];
}

/** A change that is over, and since when. */
export type EndedChange = StarChange & { readonly endedAt: Date };

/** Before the first rating a building is looked after like most of them. */
const usualStar: CurrentStar = { star: 4 };

/** Milliseconds of a day. */
export const dayMs = 86_400_000;

/** Makes a building whose file begins on the district's day; nothing has happened yet. */
export function createHouse(district: District, buildingCode: BuildingCode, dice: Dice): House {
  const { assumed, knownSince } = district;
  const isCareless = dice.chance(assumed.carelessShare);
  // Few buildings have most of the finds, few have most of the people: both as the sum of two waiting times.
  const proneness = (exponential(dice, 1) + exponential(dice, 1)) / 2;
  const people = 2 + Math.round(((exponential(dice, 1) + exponential(dice, 1)) / 2) * (assumed.people - 2));
  const keepsPatrolLog = dice.chance(assumed.keepsPatrolLog);
  const undeclared = binomial(dice, people, 0.005);
  return {
    ...district,
    dice,
    timeline: createTimeline(),
    isCareless,
    proneness,
    people,
    undeclared,
    keepsPatrolLog,
    current: usualStar,
    ratedNextAt: Number.POSITIVE_INFINITY,
    ratings: 0,
    ended: [],
    facts: {
      buildingCode,
      metrics: {
        declaredRate: 1 - undeclared / people,
        archiveCompleteness: firstCompleteness(dice, assumed),
        ...(keepsPatrolLog ? { patrolDays: Math.round(dice.between(5, 30)) } : {}),
      },
      hasTrainedHead: dice.chance(assumed.trainedHeads),
      hasStreetCheck: dice.chance(assumed.streetChecked),
      vetoes: [],
      findings: [],
      hazards: [],
      knownSince,
      hasPendingAppeal: false,
    },
  };
}

function firstCompleteness(dice: Dice, { thinFiles, wantingFiles }: Assumptions): number {
  if (dice.chance(thinFiles)) return dice.between(0.3, 0.6);
  return dice.chance(wantingFiles) ? dice.between(0.6, 0.95) : 1;
}

/** Something of the facts changed: the building is rated in the coming night. */
export function touch(house: House, now: Date): void {
  house.ratedNextAt = Math.min(house.ratedNextAt, nightAfter(now));
}

const nightAfter = (now: Date): number => {
  const tonight = atShanghai(shanghaiDay(now), "02:00").getTime();
  return tonight > now.getTime() ? tonight : tonight + dayMs;
};

/** The same time of day, on the first day from `at` on which people work. */
export function onWorkingDay(at: number): number {
  let on = at;
  while (!isWorkingDay(shanghaiDay(new Date(on)))) on += dayMs;
  return on;
}

/** In office hours of the first working day that lies so many days ahead. */
export const inOfficeHours = ({ dice }: House, now: Date, days: number): number =>
  onWorkingDay(
    atShanghai(addDays(shanghaiDay(now), Math.max(0, Math.round(days))), "09:00").getTime() +
      dice.between(0, 8) * 3_600_000,
  );
