import { describe, expect, it } from "vitest";
import type { ClaimId } from "../../src/people/claim.js";
import type { SaidOrder } from "../../src/people/said-order.js";
import { codeOf } from "../support/builders.js";
import { buildBuilding, people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";
import { atBuilding3, buildKnown, buildPerson, decideRole, spoken, stranger } from "../support/people-builders.js";

const asWorker = { sender: people.worker };
const known = buildKnown();
const other = {
  ...buildKnown({ id: "c2" as ClaimId, buildingCode: codeOf(5), role: "head" }),
  building: buildBuilding(5),
};

describe("the grid worker's nod", () => {
  it("verifies the role, tells the writer, and lets the next be asked", () => {
    const changes = decideRole("对", { kind: "nod", claims: [known] }, asWorker);
    expect(changes.people).toMatchObject([
      { kind: "decide-claim", id: "c1", state: "confirmed", by: people.worker.id },
      { kind: "role", role: { personId: stranger.id, kind: "landlord", verified: { by: people.worker.id } } },
    ]);
    expect(changes.tasks).toMatchObject([{ kind: "ask-claims", subject: people.worker.id }]);
    expect(spoken(changes)).toEqual([
      "direct:p1: 好,阿强是3栋房东,已告诉他。",
      expect.stringMatching(/^direct:阿强: 定了,您是3栋房东。/u),
    ]);
  });

  it("ends the role where the answer is no, and says kindly what to do", () => {
    const changes = decideRole("不是", { kind: "nod", claims: [known] }, asWorker);
    expect(changes.people).toMatchObject([{ state: "refused" }, { kind: "end-role", ended: { kind: "landlord" } }]);
    expect(spoken(changes)[1]).toContain("请带房产或租赁合同找网格员覃工看一下");
  });

  it("means the claim that was put last, the one of the building named, or the one quoted", () => {
    const claims = [other, known];
    const decidedOn = (text: string, quote?: string) =>
      decideRole(
        text,
        { kind: "nod", claims },
        {
          ...asWorker,
          message: buildAccepted({ isGroup: false, text, ...(quote === undefined ? {} : { quote: { text: quote } }) }),
        },
      ).people[0];
    expect(decidedOn("对")).toMatchObject({ id: "c2" });
    expect(decidedOn("对 3栋")).toMatchObject({ id: "c1" });
    expect(decidedOn("对", "阿强说是3栋房东,回 对 或 不是")).toMatchObject({ id: "c1" });
    expect(decidedOn("对", "今晚台风,请收好阳台物品")).toBeUndefined();
  });

  it("joins the writer with the person of the roster", () => {
    const linked = buildKnown({ samePersonId: people.landlord.id });
    expect(decideRole("对", { kind: "nod", claims: [linked] }, asWorker).people).toMatchObject([
      { kind: "decide-claim" },
      { kind: "role", role: { personId: people.landlord.id } },
      { kind: "same-person", from: stranger.id, to: people.landlord.id },
    ]);
  });

  it("wants a number or a name where the writer may be several people", () => {
    const options = [people.landlord, buildPerson("伟叔")];
    const who = buildKnown({ wish: "same-person", optionIds: options.map(({ id }) => id) }, options);
    const pick = (text: string) => decideRole(text, { kind: "nod", claims: [who] }, asWorker).people;
    expect(pick("2")).toMatchObject([{ state: "confirmed" }, { kind: "same-person", to: "伟叔" }]);
    expect(pick("兰姐")).toMatchObject([{ state: "confirmed" }, { to: "兰姐" }]);
    expect(pick("对")).toEqual([]);
    expect(pick("都不是")).toMatchObject([{ state: "refused" }]);
  });
});

describe("staff say who is what", () => {
  const order = (over: Partial<SaidOrder> = {}): SaidOrder => ({
    kind: "appoint",
    role: "landlord",
    place: "3栋",
    name: "阿强",
    ...over,
  });
  const say = (said: SaidOrder, over: { people?: readonly (typeof stranger)[]; claims?: readonly (typeof known)[] }) =>
    decideRole(
      "",
      { kind: "order", order: said, at: atBuilding3(), people: over.people ?? [], claims: over.claims ?? [] },
      asWorker,
    );

  it("appoints the one of that name, and tells them", () => {
    const changes = say(order(), { people: [stranger] });
    expect(changes.people).toMatchObject([{ kind: "role", role: { personId: stranger.id, kind: "landlord" } }]);
    expect(spoken(changes)).toEqual([
      "direct:p1: 好,阿强是3栋房东了。弄错了回:阿强不是3栋房东",
      "direct:阿强: 网格员覃工给您登记了:您是3栋房东。要整改的事我私下告诉您。不对就直接找他。",
    ]);
  });

  it("confirms the claim that waits for just this", () => {
    expect(say(order(), { people: [stranger], claims: [known] }).people[0]).toMatchObject({ state: "confirmed" });
  });

  it("asks which of several it is, and appoints by the number", () => {
    const listed = [buildPerson("1栋楼长阿强"), buildPerson("阿强仔")];
    const asked = say(order(), { people: listed });
    expect(asked.people).toEqual([]);
    expect(spoken(asked)[0]).toContain("1 1栋楼长阿强\n2 阿强仔");
    const matter = { kind: "which-person", order: order(), at: atBuilding3(), people: listed } as const;
    const pick = (text: string) => decideRole(text, matter, asWorker).people;
    expect(pick("2")).toMatchObject([{ kind: "role", role: { personId: "阿强仔" } }]);
    expect(pick("都不是")).toMatchObject([{ kind: "roster-person", entry: { name: "阿强" } }, { kind: "role" }]);
    expect(pick("谢谢")).toEqual([]);
  });

  it("notes a name that has never written, and says how they come in", () => {
    const changes = say(order({ name: "周大强" }), {});
    expect(changes.people).toMatchObject([{ kind: "roster-person", entry: { name: "周大强" } }, { kind: "role" }]);
    expect(spoken(changes)[0]).toContain("邀请 3栋 房东");
  });

  it("ends a role and names what is still on their hands; an unknown name ends nothing", () => {
    const changes = say(order({ kind: "dismiss", name: "兰姐" }), {});
    expect(changes.people).toMatchObject([{ kind: "end-role", ended: { personId: people.landlord.id } }]);
    expect(spoken(changes)).toHaveLength(2);
    const unknown = say(order({ kind: "dismiss", name: "阿炳" }), {});
    expect(unknown.people).toEqual([]);
    expect(spoken(unknown)[0]).toContain("现在登记的是:兰姐");
  });

  it("changes nothing in another grid", () => {
    const at = { ...atBuilding3(), building: { ...buildBuilding(3), code: codeOf(3).replace("305", "306") as never } };
    const changes = decideRole("", { kind: "order", order: order(), at, people: [stranger], claims: [] }, asWorker);
    expect(changes.people).toEqual([]);
    expect(spoken(changes)[0]).toContain("不在您的网格");
  });
});
