import { describe, expect, it } from "vitest";
import { type ConsequenceTurn, decideConsequenceTurn } from "../../src/conversation/due-consequences.js";
import type { Consequence } from "../../src/stars/consequence.js";
import type { ConsequenceEntry } from "../../src/stars/consequence-entry.js";
import { loadStarRules } from "../../src/stars/star-rules.js";
import { codeOf } from "../support/builders.js";
import { people } from "../support/context-builders.js";
import { spoken } from "../support/people-builders.js";
import { buildChange, rules } from "../stars/star-builders.js";

const at = (time: string): Date => new Date(`2026-${time}:00+08:00`);
const change = buildChange({ kind: "down", toStar: 2, stage: "effective", effectiveAt: at("12-11T00:00") });
const buildEntry = (kind: Consequence): ConsequenceEntry => ({
  id: `e-${kind}`,
  buildingCode: codeOf(3),
  changeId: change.id,
  kind,
  grantedAt: at("12-11T00:00"),
});
const decide = (over: Partial<ConsequenceTurn>) =>
  decideConsequenceTurn({
    change,
    building: "3栋",
    contacts: {
      landlords: [people.landlord],
      heads: [],
      sublandlords: [],
      gridWorkers: [people.worker],
      community: [people.community],
      street: [],
    },
    open: [],
    isGranted: false,
    rules,
    now: at("12-11T00:00"),
    ...over,
  });
const told = (over: Partial<ConsequenceTurn>): readonly string[] =>
  spoken(decide({ isGranted: true, now: at("12-11T08:00"), ...over }).changes);

describe("what follows from a change", () => {
  it.each([
    ["in the night: the same morning", "12-11T00:00", "12-11T08:00"],
    ["by day: the next morning", "12-10T15:00", "12-11T08:00"],
    ["on a Friday: on Monday", "12-11T15:00", "12-14T08:00"],
    ["on a Saturday: on Monday", "12-12T00:00", "12-14T08:00"],
    ["before a holiday: after it", "09-30T20:00", "10-08T08:00"],
  ])("is granted at once and told %s", (...[, now, next]) => {
    const decided = decide({ now: at(now) });
    expect(decided.changes.consequences).toMatchObject([{ kind: "granted", entry: { kind: "interview" } }]);
    expect(decided.changes.lines).toEqual([]);
    expect(decided.next).toEqual(at(next));
  });

  it("needs no word where nobody is asked to act", () => {
    const rise = buildChange({ kind: "up", toStar: 5, stage: "effective", effectiveAt: at("12-11T10:00") });
    const decided = decide({ change: rise });
    expect(decided.changes.consequences).toHaveLength(2);
    expect(decided.next).toBeUndefined();
  });

  it("is one line to the grid worker, with the words that close it", () => {
    expect(told({ open: [buildEntry("interview")] })).toEqual([
      'direct:覃工: 3栋降为2星,要约谈房东。约谈好了回"3栋约谈了"',
    ]);
    const first = { ...change, kind: "first" as const, fromStar: null, toStar: 1 };
    expect(told({ change: first, open: [buildEntry("interview"), buildEntry("supervision-order")] })).toEqual([
      'direct:覃工: 3栋评为1星,要约谈房东、督办。约谈好了回"3栋约谈了",督办好了回"3栋督办了"',
    ]);
    const withdrawn = { ...change, kind: "withdrawn" as const, toStar: null };
    expect(told({ change: withdrawn, open: [buildEntry("referral")] })).toEqual([
      'direct:覃工: 3栋摘牌,要把有违法情形的移交主管部门。移交好了回"3栋移交了",没有违法情形回"3栋不用移交"',
    ]);
    const graded = loadStarRules("templates/rules/stars-graded.yaml");
    expect(told({ change: withdrawn, rules: graded, open: [buildEntry("supervision-order")] })[0]).toContain(
      "3栋评为禁止,要督办。",
    );
  });

  it("is told the community where no grid worker can be reached", () => {
    const contacts = {
      landlords: [],
      heads: [],
      sublandlords: [],
      gridWorkers: [],
      street: [],
      community: [people.community],
    };
    expect(told({ contacts, open: [buildEntry("interview")] })[0]).toMatch(/^direct:麻布社区: /u);
  });

  it("is told nobody once it is done, asked before, or where nothing lasts but a grant", () => {
    expect(told({ open: [] })).toEqual([]);
    expect(told({ open: [{ ...buildEntry("interview"), changeId: "earlier" }, buildEntry("green-lane")] })).toEqual([]);
  });

  it("waits for the morning where the look comes late", () => {
    const late = decide({ isGranted: true, open: [buildEntry("interview")], now: at("12-12T09:00") });
    expect([late.changes.lines, late.next]).toEqual([[], at("12-14T08:00")]);
  });
});
