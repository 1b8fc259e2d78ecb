import { describe, expect, it } from "vitest";
import type { Changes } from "../../src/conversation/changes.js";
import type { MessageContext } from "../../src/conversation/context.js";
import { decide } from "../../src/conversation/decide.js";
import type { EmergencyMatter } from "../../src/conversation/emergency-matter.js";
import type { EmergencyCall } from "../../src/emergencies/emergency-call.js";
import type { HazardId } from "../../src/shared/ids.js";
import type { Reading } from "../../src/understanding/reading.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { buildBuilding, buildContext, buildReading, people } from "../support/context-builders.js";
import { buildCall } from "../support/emergency-builders.js";
import { buildAccepted } from "../support/message-builders.js";

const spoken = (changes: Changes): readonly string[] =>
  changes.lines.map((line) => `${line.template}@${line.ref.chat}`);
const head = {
  ...people.landlord,
  name: "伟叔",
  id: "伟叔",
  direct: { ...people.landlord.direct, chat: "direct:伟叔" },
};
const withHead = (context: MessageContext): MessageContext => {
  const own = context.contacts.get(codeOf(3));
  if (!own) throw new Error("the builder knows building 3");
  return { ...context, contacts: new Map([[codeOf(3), { ...own, heads: [head as never] }]]) };
};
const danger = (code: string, places: Reading["places"] = [{ building: "3栋" }]): Reading =>
  buildReading({ intent: "emergency", zone: "speak", emergency: { code, phrase: "着火" }, places });
const said = (text: string, over: Partial<MessageContext> = {}): MessageContext =>
  withHead(buildContext({ message: buildAccepted({ text }), reading: danger("X01"), ...over }));
const matterOf = (...calls: readonly EmergencyCall[]): EmergencyMatter => ({
  calls,
  drills: [],
  people: new Map([people.worker, people.community, people.tenant].map((one) => [one.id, one])),
  buildings: new Map([[codeOf(3), buildBuilding(3)]]),
  groupNames: new Map(),
});

describe("danger that is new", () => {
  it("calls the grid worker and the building head at once, and sets the chain going", () => {
    const decided = decide(said("3栋着火了"));
    expect(spoken(decided)).toEqual(["emergency-x01@g1", "emergency-duty@direct:覃工", "emergency-beside@direct:伟叔"]);
    expect(decided.lines.every((line) => line.urgency === "emergency")).toBe(true);
    expect(decided.steps.map(({ event }) => event.kind)).toEqual(["reported", "escalated", "escalated"]);
    expect(decided.calls).toMatchObject([
      {
        kind: "opened",
        call: { code: "X01", buildingCode: codeOf(3), calls: [{ level: "grid_worker" }, { level: "beside" }] },
      },
    ]);
    expect(decided.tasks.map(({ kind }) => kind)).toEqual([
      "emergency-follow-up",
      "emergency-call-out",
      "emergency-call-out",
      "emergency-call",
    ]);
    expect(decided.tasks.at(-1)?.dueAt).toEqual(new Date("2026-11-26T09:02:00+08:00"));
  });

  it("calls the next level at once where there is no grid worker", () => {
    const context = said("3栋着火了");
    const own = context.contacts.get(codeOf(3));
    const contacts = new Map([[codeOf(3), { ...own, gridWorkers: [], heads: [] } as never]]);
    expect(decide({ ...context, contacts }).tasks.at(-1)).toMatchObject({ kind: "emergency-call", dueAt: context.now });
  });

  it("calls people where nobody knows the building: no case, but a chain", () => {
    const stranger = { ...people.tenant, roles: [] };
    const message = buildAccepted({ text: "着火了着火了", senderName: "路人" });
    const decided = decide(said("", { sender: stranger, message, reading: danger("X01", []) }));
    expect(spoken(decided)).toEqual(["emergency-x01@g1", "emergency-duty@direct:覃工"]);
    expect(decided.lines[1]?.variables["building"]).toBe("楼栋没说清");
    expect(decided.steps).toEqual([]);
    expect(decided.calls).toMatchObject([{ kind: "opened", call: { area: "44030601800305" } }]);
    expect(decided.tasks.some(({ kind }) => kind === "emergency-call")).toBe(true);
  });

  it("keeps violence and despair out of the group and from the house, and names who despairs to staff alone", () => {
    for (const code of ["X06", "X07"]) {
      const decided = decide(said("有人打架", { reading: danger(code) }));
      const template = `emergency-${code.toLowerCase()}`;
      expect(spoken(decided)).toEqual([`${template}@direct:p1`, "emergency-duty@direct:覃工"]);
      const duty = decided.lines[1]?.variables;
      expect(duty).toMatchObject({ hush: expect.stringContaining("别在群里") });
      expect(duty?.["who"]).toBe(code === "X07" ? people.tenant.name : undefined);
    }
  });

  it("is known where one of the staff writes it: the house is told, nobody is called further", () => {
    const decided = decide(said("3栋着火了", { sender: people.worker }));
    expect(spoken(decided)).toEqual(["emergency-x01@g1", "emergency-beside@direct:伟叔"]);
    expect(decided.steps.at(-1)?.hazard.marks).toMatchObject({ acknowledgedBy: people.worker.id });
    expect(decided.tasks.some(({ kind }) => kind === "emergency-call")).toBe(false);
  });
});

describe("danger that is known", () => {
  const { hazardId } = buildCall();
  const hazard = buildHazard({ id: hazardId as HazardId, code: "X01", severity: "emergency", state: "reported" });
  const cases = [{ hazard, reporterIds: [] }];

  it("is joined by others without a new chain, in every group with one safety line", () => {
    const first = decide(said("3栋着火了", { cases, emergencyMatter: matterOf(buildCall()) }));
    expect(spoken(first)).toEqual(["emergency-x01@g1"]);
    expect(first.lines[0]?.dedupeKey).toBe(`emergency:${buildCall().key}:safety:g1`);
    expect(first.steps.map(({ event }) => event.kind)).toEqual(["joined"]);
    expect(first.calls).toEqual([]);
  });

  it("gets its case, its house called and those called told, when the building becomes known", () => {
    const { hazardId: _, buildingCode: __, ...lost } = buildCall();
    const decided = decide(said("是3栋着火", { emergencyMatter: matterOf(lost) }));
    expect(spoken(decided)).toEqual([
      "emergency-x01@g1",
      "emergency-placed@direct:覃工",
      "emergency-beside@direct:伟叔",
    ]);
    expect(decided.calls.map(({ kind }) => kind)).toEqual(["placed", "called"]);
    expect(decided.steps.map(({ event }) => event.kind)).toEqual(["reported", "escalated"]);
    expect(decided.tasks.map(({ kind }) => kind)).not.toContain("emergency-call");
  });

  it("begins anew after half an hour", () => {
    const old = buildCall({ startedAt: new Date("2026-11-26T08:29:00+08:00") });
    const decided = decide(said("3栋着火了", { emergencyMatter: matterOf(old) }));
    expect(decided.calls).toMatchObject([{ kind: "opened" }]);
  });
});

describe("what the reporter says next", () => {
  const { hazardId } = buildCall();
  const hazard = buildHazard({ id: hazardId as HazardId, code: "X01", severity: "emergency", state: "reported" });
  const talk = (text: string, call: EmergencyCall, over: Partial<Reading> = {}): Changes =>
    decide(
      said(text, {
        message: buildAccepted({ text, isGroup: false, ref: { ...call.ref, chat: "direct:p1" } }),
        reading: buildReading(over),
        cases: [{ hazard: { ...hazard, code: call.code }, reporterIds: [people.tenant.id] }],
        emergencyMatter: matterOf(call),
        dialog: {
          ref: { ...call.ref, chat: "direct:p1" },
          senderId: "p1",
          data: { kind: "emergency", key: call.key, code: call.code },
          expiresAt: new Date("2026-11-26T10:00:00+08:00"),
        },
      }),
    );

  it("is noted and told where it is over, and closes nothing", () => {
    const decided = talk("没事了,火灭了", buildCall());
    expect(spoken(decided)).toEqual(["emergency-safe@direct:覃工", "emergency-safe-thanks@direct:p1"]);
    expect(decided.steps.map(({ event }) => event.kind)).toEqual(["supplemented"]);
    expect(decided.steps[0]?.hazard.state).toBe("reported");
    expect(decided.calls).toEqual([]);
  });

  it("is passed on to who took over, as it was said", () => {
    const answer = { by: people.community.id, at: new Date("2026-11-26T09:01:00+08:00") };
    expect(spoken(talk("不安全,还在5楼", buildCall({ answer })))).toEqual([
      "emergency-said@direct:麻布社区",
      "emergency-said-thanks@direct:p1",
    ]);
    expect(talk("谢谢", buildCall()).lines).toEqual([]);
  });

  it("names who wants to be called only after their 1", () => {
    const decided = talk("1", buildCall({ code: "X06" }), { intent: "command", command: { kind: "yes" } });
    expect(spoken(decided)).toEqual(["emergency-contact-thanks@direct:p1", "emergency-contact@direct:覃工"]);
    expect(decided.lines[1]?.variables["who"]).toBe(people.tenant.name);
  });
});
