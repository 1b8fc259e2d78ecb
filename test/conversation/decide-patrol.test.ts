import { describe, expect, it } from "vitest";
import type { MessageContext } from "../../src/conversation/context.js";
import { decide } from "../../src/conversation/decide.js";
import { listToday } from "../../src/conversation/list-today.js";
import { allNormal, meantBuildings } from "../../src/conversation/meant-buildings.js";
import type { PatrolReport } from "../../src/conversation/patrol-matter.js";
import { patrolTalk } from "../../src/conversation/patrol-talk.js";
import type { PatrolKey } from "../../src/patrols/patrol.js";
import { readPatrol } from "../../src/patrols/said-patrol.js";
import type { MessageId } from "../../src/shared/ids.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { buildBuilding, buildContext, buildReading, buildReport, people } from "../support/context-builders.js";
import { buildAccepted, buildDirect } from "../support/message-builders.js";
import { spoken } from "../support/people-builders.js";

const now = new Date("2026-11-26T09:00:00+08:00");
const candidates = [1, 2, 3, 4, 5].map(buildBuilding);
const { landlord, worker, tenant } = people;
const logged = (over: Partial<PatrolKey> = {}): PatrolKey => ({
  buildingCode: codeOf(3),
  side: "house",
  day: "2026-11-26",
  part: "morning",
  isNormal: true,
  ...over,
});

function matterOf(
  line: string,
  { house = [3], area = [] }: { readonly house?: readonly number[]; readonly area?: readonly number[] },
  over: Partial<PatrolReport> = {},
): PatrolReport {
  const said = readPatrol(line, now);
  if (!said) throw new Error(`${line} is no patrol`);
  const around = { house: house.map(buildBuilding), area: area.map(buildBuilding), candidates };
  return {
    kind: "patrol",
    part: said.part,
    day: said.day,
    trouble: said.trouble,
    meant: meantBuildings({ ...said, isAll: false }, around),
    houseCodes: new Set(house.map(codeOf)),
    areaCodes: new Set(area.map(codeOf)),
    logged: [],
    report: { messageId: "m1" as MessageId, words: line },
    ...over,
  };
}

const decidePatrol = (matter: PatrolReport, over: Partial<MessageContext> = {}) =>
  decide(
    buildContext({
      message: buildDirect({ text: matter.report.words }),
      sender: landlord,
      now,
      patrolMatter: matter,
      ...over,
    }),
  );

describe("a patrol", () => {
  it("is logged for the house, and answered in private in one line", () => {
    const decided = decidePatrol(matterOf("早巡完 3栋正常", {}));
    expect(spoken(decided)).toEqual(["direct:p1: 早巡记下了:3栋正常。本月第1天。"]);
    expect(decided.patrols).toEqual([
      { ...logged(), id: expect.anything(), personId: landlord.id, messageId: "m1", words: "早巡完 3栋正常", at: now },
    ]);
    expect(decided.links).toMatchObject([{ buildingCode: codeOf(3) }]);
  });

  it("of all that the writer answers for, where none is named", () => {
    const decided = decidePatrol(matterOf("晚查过了都正常", { house: [1, 3] }));
    expect(spoken(decided)).toEqual(["direct:p1: 晚巡记下了:1栋、3栋正常。本月第1天。"]);
  });

  it("counts the days of the month, and says what was logged before", () => {
    const before = [logged({ day: "2026-11-01" }), logged({ day: "2026-11-02", part: "noon" })];
    expect(spoken(decidePatrol(matterOf("早巡完 3栋正常", {}, { logged: before })))).toEqual([
      "direct:p1: 早巡记下了:3栋正常。本月第3天。",
    ]);
    const again = [...before, logged()];
    expect(spoken(decidePatrol(matterOf("早巡完 3栋正常", {}, { logged: again })))).toEqual([
      "direct:p1: 早巡已经记过了:3栋正常。本月第3天。",
    ]);
  });

  it("of one who answers for the house and works in its grid is both", () => {
    const decided = decidePatrol(matterOf("早巡完 3栋4栋正常", { house: [3], area: [3, 4] }));
    expect(decided.patrols.map(({ buildingCode, side }) => [buildingCode, side])).toEqual([
      [codeOf(3), "house"],
      [codeOf(3), "staff"],
      [codeOf(4), "staff"],
    ]);
  });

  it("opens the case that its words name, at the building that is not well, as declared", () => {
    const reading = buildReport({ places: [{ building: "3栋" }] });
    const decided = decidePatrol(matterOf("早巡完 1栋正常 3栋楼梯口停了两台电鸡", { house: [1, 3] }, { reading }));
    expect(decided.steps[0]?.hazard).toMatchObject({
      buildingCode: codeOf(3),
      origin: "self",
      summary: "3栋 楼梯口停了两台电鸡",
    });
    expect(decided.patrols.map(({ buildingCode, isNormal }) => [buildingCode, isNormal])).toEqual([
      [codeOf(1), true],
      [codeOf(3), false],
    ]);
    const own = decided.lines.filter(({ ref }) => ref.chat === "direct:p1");
    expect(own.map(({ template, mergeKey }) => [template, mergeKey])).toEqual([
      ["patrol-noted", expect.stringContaining("patrol:")],
      ["receipt-self", own[0]?.mergeKey],
    ]);
  });

  it("of what was fixed goes with its case, and is well again", () => {
    const hazard = buildHazard({ responsibleId: landlord.id, state: "notified" });
    const reading = buildReading({ intent: "feedback", zone: "speak", feedback: { isDone: true } });
    const matter = matterOf("晚巡 3栋 楼梯口的电鸡推走了", {}, { reading });
    const decided = decidePatrol(
      { ...matter, meant: allNormal(matter.meant) },
      { cases: [{ hazard, reporterIds: [] }] },
    );
    expect(decided.steps.map(({ event }) => event.kind)).toEqual(["fixed"]);
    expect(decided.patrols).toMatchObject([{ isNormal: true }]);
    expect(decided.lines[0]?.variables).toMatchObject({ buildings: "3栋正常", more: "" });
  });

  it("of something that is no hazard says how to report one", () => {
    const decided = decidePatrol(matterOf("晚巡 3栋 不太正常", {}, { reading: buildReading() }));
    expect(spoken(decided)).toEqual([
      "direct:p1: 晚巡记下了:3栋有情况。本月第1天。要登记隐患,请说一下哪里、是什么,最好拍张照。",
    ]);
  });

  it("of a building that is not the writer's is refused kindly, beside those that are", () => {
    expect(spoken(decidePatrol(matterOf("早巡完 3栋5栋9栋正常", {})))).toEqual([
      "direct:p1: 早巡记下了:3栋正常。本月第1天。5栋不是您管的,没记。9栋没对上是哪栋,没记。",
    ]);
    const foreign = decidePatrol(matterOf("早巡完 5栋正常", {}));
    expect(spoken(foreign)[0]).toContain("5栋不是您管的,没记");
    expect(foreign.patrols).toEqual([]);
  });

  it("of a worker who names none is asked about, and never guessed", () => {
    const asked = decidePatrol(matterOf("三查一巡 今天都看过了", { house: [], area: [3, 4] }), { sender: worker });
    expect(spoken(asked)[0]).toContain("早巡的是哪几栋?");
    expect(asked.patrols).toEqual([]);
    expect(asked.dialogs).toMatchObject([
      { data: { kind: "patrol", part: "morning", day: "2026-11-26", trouble: "" } },
    ]);
    const only = decidePatrol(matterOf("三查一巡 今天都看过了", { house: [], area: [4] }), { sender: worker });
    expect(spoken(only)).toEqual(["direct:p1: 早巡记下了:4栋正常。本月第1天。"]);
  });
});

describe("patrolTalk", () => {
  const talk = (text: string, sender: MessageContext["sender"], isGroup: boolean) =>
    patrolTalk({ message: (isGroup ? buildAccepted : buildDirect)({ text }), sender });

  it("is of who answers for a building or works in a grid, and in a group only what can be nothing else", () => {
    expect(talk("早巡完 3栋正常", landlord, true)).toBeDefined();
    expect(talk("早巡完 3栋正常", worker, true)).toBeDefined();
    expect(talk("早巡完 3栋正常", tenant, false)).toBeUndefined();
    expect(talk("早巡完 3栋正常", people.community, false)).toBeUndefined();
    expect(talk("巡了", landlord, false)).toBeDefined();
    expect(talk("巡了", landlord, true)).toBeUndefined();
  });
});

describe("the patrols of the day", () => {
  const due = (...serials: readonly number[]): NonNullable<MessageContext["patrolsDue"]> =>
    serials.map((serial) => ({ code: codeOf(serial), name: `${serial}栋`, dueOn: "2026-11-25" }));
  const today = (patrolsDue: NonNullable<MessageContext["patrolsDue"]>): readonly string[] =>
    spoken(listToday(buildContext({ message: buildDirect({ text: "今日" }), sender: worker, patrolsDue })));

  it("stand in the list of the day, a few by name", () => {
    expect(today([])).toEqual(["direct:p1: 现在没有等您处理的。"]);
    expect(today(due(3, 5))).toEqual(['direct:p1: 现在没有等您处理的。今天该巡:3栋、5栋,巡完回"3栋巡过了"。']);
    expect(today(due(1, 2, 3, 4, 5))[0]).toContain("今天该巡:1栋、2栋、3栋等5栋,");
  });
});
