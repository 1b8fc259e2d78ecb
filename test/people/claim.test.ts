import { describe, expect, it } from "vitest";
import { type Claim, type ClaimId, nextAsking, readNod } from "../../src/people/claim.js";
import { matchEntry, type RosterEntry } from "../../src/people/roster-entry.js";
import type { PersonId } from "../../src/shared/ids.js";
import { codeOf } from "../support/builders.js";

const now = new Date("2026-12-01T09:00:00+08:00");
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const claim = (id: string, over: Partial<Claim> = {}): Claim =>
  ({
    id: id as ClaimId,
    personId: "p" as PersonId,
    wish: "role",
    role: "landlord",
    buildingCode: codeOf(3),
    claimedAt: hoursAgo(1),
    askedTimes: 0,
    ...over,
  }) as Claim;

describe("nextAsking", () => {
  it("asks the oldest claim first", () => {
    const asking = nextAsking([claim("b", { claimedAt: hoursAgo(1) }), claim("a", { claimedAt: hoursAgo(2) })], now);
    expect(asking).toMatchObject({ ask: { id: "a" }, lapsed: [] });
  });

  it("asks nothing while a question is open, and looks again when it is a day old", () => {
    const open = claim("a", { askedAt: hoursAgo(3), askedTimes: 1 });
    expect(nextAsking([open, claim("b")], now)).toEqual({ lapsed: [], nextAt: hoursAgo(-21) });
  });

  it("asks again after a day, and lets it lapse after the third", () => {
    const open = claim("a", { askedAt: hoursAgo(25), askedTimes: 2 });
    expect(nextAsking([open, claim("b")], now).ask?.id).toBe("a");
    const last = { ...open, askedTimes: 3 };
    expect(nextAsking([last, claim("b")], now)).toMatchObject({ ask: { id: "b" }, lapsed: [{ id: "a" }] });
    expect(nextAsking([last], now)).toEqual({ lapsed: [last] });
  });

  it("has nothing to do where nothing waits", () => {
    expect(nextAsking([], now)).toEqual({ lapsed: [] });
  });
});

describe("readNod", () => {
  it.each([
    ["对", { isYes: true }],
    ["不是", { isYes: false }],
    ["对 3栋", { isYes: true, place: "3栋" }],
    ["好的", undefined],
    ["行", undefined],
    ["1", undefined],
    ["确认", undefined],
    ["对 3栋 没错", undefined],
    ["没有", undefined],
  ])("%s", (line, nod) => {
    expect(readNod(line)).toEqual(nod);
  });
});

describe("matchEntry", () => {
  const entry = (name: string, last4?: string): RosterEntry => ({
    personId: `${name}${last4 ?? ""}` as PersonId,
    buildingCode: codeOf(3),
    role: "landlord",
    name,
    ...(last4 === undefined ? {} : { last4 }),
  });
  it("wants name and digits where the roster has digits", () => {
    const entries = [entry("陈伯", "1234"), entry("陈伯", "5678")];
    expect(matchEntry(entries, { name: "陈伯", last4: "5678", nickname: "" })).toBe(entries[1]);
    expect(matchEntry(entries, { name: "陈伯", last4: "0000", nickname: "陈伯" })).toBeUndefined();
    expect(matchEntry(entries, { nickname: "陈伯(28号房东)" })).toBeUndefined();
  });
  it("takes the name alone where there are no digits and only one fits", () => {
    expect(matchEntry([entry("周大强")], { nickname: "周大强3栋" })?.name).toBe("周大强");
    expect(matchEntry([entry("周大强"), entry("周")], { nickname: "周大强3栋" })).toBeUndefined();
  });
});
