import { loadRules } from "../../../src/load-rules.js";
import { addMonths } from "../../../src/shared/calendar-days.js";
import type { BuildingCode } from "../../../src/shared/ids.js";
import { atShanghai } from "../../../src/shared/working-calendar.js";
import { seededRandom } from "../../support/seeded-random.js";
import { createDice } from "../year/life.js";
import { assumptions } from "./assumptions.js";
import { beginLife } from "./daily-life.js";
import { createHouse, type District } from "./house.js";
import { liveUnrated, liveUntil, putStarInForce } from "./live-house.js";
import { createTally, type LivedHouse, type Tally } from "./tally.js";
import type { Variation } from "./variations.js";

/** The days of the article: from the first of January 2021 to the day before it appeared. */
export const quarter = { from: "2021-01-01", until: "2021-04-12" } as const;

/** Stars are in force three months before, so that changes are on their way when the counting begins. */
const starsFrom = addMonths(quarter.from, -3);
/** By then a file has twelve months of cases. */
const knownSince = addMonths(starsFrom, -12);
const [known, starred, begin, end] = [
  atShanghai(knownSince, "00:00"),
  atShanghai(starsFrom, "00:00"),
  atShanghai(quarter.from, "00:00"),
  atShanghai("2021-04-13", "00:00"),
];

/** What is replayed. */
export interface ReplaySize extends Pick<Variation, "over" | "changeRules"> {
  readonly buildings: number;
  readonly seed: number;
}

/** Lives the quarter on made-up buildings, one after the other, by the rules as they ship. The same seed gives the same. */
export function replayQuarter({ buildings, seed, over, changeRules }: ReplaySize): Tally {
  const { stars, taxonomy } = loadRules().rules;
  const rules = changeRules?.(stars) ?? stars;
  const district = { assumed: { ...assumptions, ...over }, rules, taxonomy, knownSince };
  const tally = createTally(begin);
  for (let n = 0; n < buildings; n += 1) tally.add(liveQuarter(district, seed, n));
  return tally.total;
}

/** Lives one building; its chances are its own, so that it lives the same among any number of others. */
function liveQuarter(district: District, seed: number, n: number): LivedHouse {
  const house = createHouse(district, codeOf(n), createDice(seededRandom(seed * 1_000_003 + n)));
  beginLife(house, known);
  liveUnrated(house, starred);
  putStarInForce(house, starred);
  const first = house.current;
  liveUntil(house, begin);
  const atBegin = house.current;
  liveUntil(house, end);
  return { house, first, atBegin };
}

const codeOf = (n: number): BuildingCode => `44030601${String(n).padStart(11, "0")}` as BuildingCode;
