import { describe, expect, it } from "vitest";
import {
  checkDrill,
  type DangerLine,
  type Drill,
  drillCodes,
  drillHours,
  isCovered,
} from "../../src/emergencies/drill.js";
import { codeOf } from "../support/builders.js";
import { shippedEmergencies } from "../support/emergency-builders.js";

const at = (time: string): Date => new Date(`2026-11-26T${time}:00+08:00`);
const ref = { channel: "sandbox", account: "louxin-sandbox", chat: "g1" };
const drill = {
  area: "44030601800305",
  codes: ["X01"],
  startsAt: at("15:00"),
  endsAt: at("15:30"),
} as unknown as Drill;
const line: DangerLine = {
  ref,
  code: "X01",
  at: at("15:10"),
  area: "44030601800305",
  groupBuildings: [1, 2, 3].map(codeOf),
};

describe("a drill", () => {
  it.each([
    ["its kind, hours and grid", drill, line, true],
    ["another kind of danger", drill, { ...line, code: "X05" }, false],
    ["a line before it begins", drill, { ...line, at: at("14:59") }, false],
    ["a line at its end", drill, { ...line, at: at("15:30") }, false],
    ["a building of its grid", drill, { ...line, buildingCode: codeOf(9) }, true],
    ["another grid", drill, { ...line, area: "44030601800306" }, false],
    ["a group of which no grid is known", drill, { ...line, area: undefined }, false],
    ["another group than its own", { ...drill, ref: { ...ref, chat: "g2" } }, line, false],
    ["its own building", { ...drill, buildingCode: codeOf(3) }, { ...line, buildingCode: codeOf(3) }, true],
    ["another building", { ...drill, buildingCode: codeOf(3) }, { ...line, buildingCode: codeOf(5) }, false],
    ["a group that serves its building", { ...drill, buildingCode: codeOf(3) }, line, true],
    ["a group that does not", { ...drill, buildingCode: codeOf(9) }, line, false],
    ["a group of the whole grid", { ...drill, buildingCode: codeOf(9) }, { ...line, groupBuildings: [] }, true],
  ])("and %s", (...[, one, said, isExpected]) => {
    expect(isCovered(one, said as DangerLine)).toBe(isExpected);
  });

  it("may not be over, nor last for hours, nor be weeks away", () => {
    const check = (from: string, until: string, now: string) =>
      checkDrill({ from: at(from), until: at(until) }, shippedEmergencies, new Date(now));
    expect(check("15:00", "15:30", "2026-11-26T09:00:00+08:00").ok).toBe(true);
    expect(check("15:00", "15:30", "2026-11-26T16:00:00+08:00")).toEqual({ ok: false, refusal: "over" });
    expect(check("08:00", "20:00", "2026-11-26T07:00:00+08:00")).toEqual({ ok: false, refusal: "too-long" });
    expect(check("15:00", "15:30", "2026-10-26T09:00:00+08:00")).toEqual({ ok: false, refusal: "too-far" });
  });

  it("is of the kind that its announcement names, of fire where it names none", () => {
    expect(drillCodes(shippedEmergencies, "演练 3栋 15:00-15:30")).toEqual(["X01"]);
    expect(drillCodes(shippedEmergencies, "燃气演练 3栋 15:00-15:30")).toEqual(["X02"]);
    expect(drillHours(drill)).toBe("15:00–15:30");
  });
});
