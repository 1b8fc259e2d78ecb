import { describe, expect, it } from "vitest";
import { atShanghai } from "../../src/shared/working-calendar.js";
import type { PersonId } from "../../src/shared/ids.js";
import type { StarRules } from "../../src/stars/star-rules.js";
import { buildChange } from "../stars/star-builders.js";
import { findBreaches } from "./quarter/check-changes.js";
import { replayQuarter } from "./quarter/replay.js";

const size = { buildings: 300, seed: 3 };
const replayed = replayQuarter(size);
const sum = (counts: object): number => Object.values(counts).reduce((all: number, count: number) => all + count, 0);

describe("the replayed quarter", () => {
  it("keeps the rules of procedure while stars rise, fall and are given for the first time", () => {
    expect(replayed.breaches).toEqual([]);
    expect(replayed.changes.up).toBeGreaterThan(20);
    expect(replayed.changes.down).toBeGreaterThan(20);
    expect(replayed.dropped).toBeGreaterThan(5);
  });

  it("counts every building at the beginning and at the end", () => {
    expect(sum(replayed.spread.begin)).toBe(size.buildings);
    expect(sum(replayed.spread.end)).toBe(size.buildings);
  });

  it("begins with all of the stars that people know", () => {
    const { begin } = replayed.spread;
    expect(Math.min(begin[5], begin[4], begin[3], begin[2])).toBeGreaterThan(0);
    expect(begin[4]).toBeGreaterThan(begin[2]);
  });

  it("is the same again by the same seed, and another one by another", () => {
    expect(replayQuarter(size)).toEqual(replayed);
    expect(replayQuarter({ ...size, seed: 4 }).changes).not.toEqual(replayed.changes);
  });

  it("takes plates away where authorities find causes, and gives them back", () => {
    const over = { findsPerCheck: 0.6, refusesAuthority: 1, curesAfterNotice: 0, vetoDays: 40 };
    const { changes, breaches } = replayQuarter({ ...size, over });
    expect(breaches).toEqual([]);
    expect(changes.withdrawn).toBeGreaterThan(replayed.changes.withdrawn + 3);
    expect(changes.restored).toBeGreaterThan(0);
  });

  it("finds the breach where owners are given a day less to be heard", () => {
    const changeRules = (rules: StarRules): StarRules => ({
      ...rules,
      procedure: { ...rules.procedure, hearingWorkingDays: 4 },
    });
    const { breaches } = replayQuarter({ ...size, buildings: 100, changeRules });
    expect(breaches[0]).toContain("working days after the notice");
  });

  it("moves no star where nothing happens", () => {
    const over = {
      findsPerCheck: 1e-9,
      refusedEntryPerCheck: 0,
      tenantCasesPerMonth: 1e-9,
      selfCasesPerMonth: 1e-9,
      movesInPerMonth: 0,
      declaredLater: 0,
      keepsPatrolLog: 0,
      trainedPerMonth: 0,
      headsLeavePerMonth: 0,
      streetChecksPerMonth: 0,
      filledPerMonth: 0,
    };
    const { changes, spread } = replayQuarter({ ...size, over });
    expect(sum(changes)).toBe(0);
    expect(spread.end).toEqual(spread.begin);
  });
});

describe("findBreaches", () => {
  const at = (day: string): Date => atShanghai(day, "10:00");
  const fall = buildChange({
    stage: "effective",
    noticeAt: at("2021-02-05"),
    confirmedBy: "00000000-0000-7000-8000-00000000a001" as PersonId,
    // The Spring Festival lies between; Sunday the 7th and Saturday the 20th of February are worked, 11 to 17 are free.
    effectiveAt: at("2021-02-25"),
  });
  const rise = buildChange({ ...fall, kind: "up", fromStar: 3, toStar: 4 });

  it("finds nothing in a fall after ten working days and a rise in the next quarter", () => {
    expect(findBreaches(4, [fall, { ...rise, effectiveAt: at("2021-04-02") }])).toEqual([]);
  });

  it.each([
    ["a fall a day too early", [{ ...fall, effectiveAt: at("2021-02-24") }]],
    ["a fall without a word to the owner", [buildChange({ ...fall, noticeAt: undefined } as never)]],
    ["a fall that nobody confirmed", [buildChange({ ...fall, confirmedBy: undefined } as never)]],
    ["a rise of two stars", [{ ...rise, fromStar: 4, toStar: 6 }]],
    [
      "a second rise in the quarter",
      [
        { ...rise, fromStar: 4, toStar: 5 },
        { ...rise, fromStar: 5, toStar: 6 },
      ],
    ],
    ["a change from a star that was not in force", [{ ...fall, fromStar: 5 }]],
  ])("finds %s", (...[, changes]) => {
    expect(findBreaches(4, changes)).toHaveLength(1);
  });
});
