import { describe, expect, it } from "vitest";
import type { RosterEntry } from "../../src/people/roster-entry.js";
import type { PersonId } from "../../src/shared/ids.js";
import { codeOf } from "../support/builders.js";
import { people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";
import { atBuilding3, buildClaim, claimMatter, decideRole, spoken, stranger } from "../support/people-builders.js";

const entry: RosterEntry = {
  personId: "陈伯" as PersonId,
  buildingCode: codeOf(3),
  role: "landlord",
  name: "陈伯",
  last4: "1234",
};

describe("somebody says what they are", () => {
  it("notes a home as the only one, unverified", () => {
    const changes = decideRole("我住3栋502", claimMatter("我住3栋502"));
    expect(changes.people).toEqual([
      {
        kind: "home",
        role: { personId: stranger.id, kind: "tenant", buildingCode: codeOf(3), room: "502" },
        at: new Date("2026-11-26T09:00:00+08:00"),
      },
    ]);
    expect(spoken(changes)).toEqual([expect.stringMatching(/^direct:p1: 记下了,您住3栋502。/u)]);
    expect(changes.tasks).toEqual([]);
  });

  it("notes a landlord unverified and lets the grid worker be asked", () => {
    const changes = decideRole("我是3栋房东", claimMatter("我是3栋房东"));
    expect(changes.people).toMatchObject([
      { kind: "role", role: { kind: "landlord", buildingCode: codeOf(3) } },
      { kind: "claim", claim: { personId: stranger.id, role: "landlord", askedId: people.worker.id } },
    ]);
    expect(changes.people[0]).not.toHaveProperty("role.verified");
    expect(changes.tasks).toMatchObject([{ kind: "ask-claims", subject: people.worker.id }]);
    expect(spoken(changes)).toEqual(["direct:p1: 收到。您是3栋房东,要网格员点个头,定了马上告诉您。"]);
  });

  it("takes a second owner of one building", () => {
    expect(decideRole("我是3栋房东", claimMatter("我是3栋房东")).people).toHaveLength(2);
  });

  it("asks the community about a claim of the grid worker's own, and says what to do where there is no staff", () => {
    const own = decideRole("我是3栋房东", claimMatter("我是3栋房东"), { sender: people.worker });
    expect(own.tasks).toMatchObject([{ subject: people.community.id }]);
    const at = atBuilding3({ gridWorkers: [], community: [] });
    const alone = decideRole("我是3栋房东", claimMatter("我是3栋房东", { at }));
    expect(alone.tasks).toEqual([]);
    expect(spoken(alone)[0]).toContain("请找社区工作站要一个邀请码");
  });

  it("says so where the role is verified already, waits already, or too many wait", () => {
    const known = decideRole("我是3栋房东", claimMatter("我是3栋房东"), { sender: people.landlord });
    expect(spoken(known)).toEqual(["direct:p1: 您已经是3栋房东了,不用再报。"]);
    const again = decideRole("我是3栋房东", claimMatter("我是3栋房东", { waiting: [buildClaim()] }));
    expect(again.people).toEqual([]);
    expect(spoken(again)[0]).toContain("还在等网格员点头");
    const waiting = [4, 5, 6].map((serial) => buildClaim({ buildingCode: codeOf(serial) }));
    const many = decideRole("我是3栋房东", claimMatter("我是3栋房东", { waiting }));
    expect(many.people).toEqual([]);
    expect(spoken(many)[0]).toContain("3个在等");
  });

  it("asks for name and digits where the building has a roster, and takes them along where they are given", () => {
    const asked = decideRole("我是3栋房东", claimMatter("我是3栋房东", { unlinked: [entry] }));
    expect(spoken(asked)[0]).toContain("3栋有名册");
    expect(asked.dialogs).toMatchObject([{ data: { kind: "roster-who", role: "landlord" } }]);
    const text = "我是3栋房东陈伯 尾号1234";
    const given = decideRole(text, claimMatter(text, { unlinked: [entry] }));
    expect(given.people[1]).toMatchObject({ claim: { samePersonId: "陈伯" } });
    expect(spoken(given)[0]).not.toContain("名册");
  });

  it("never takes a nickname alone for a person of the roster", () => {
    const changes = decideRole("我是3栋房东", claimMatter("我是3栋房东", { unlinked: [entry] }), {
      sender: { ...stranger, name: "陈伯" },
    });
    expect(changes.people[1]).not.toHaveProperty("claim.samePersonId");
  });

  it("asks what somebody is who names only a building, and takes a room for a home", () => {
    const changes = decideRole("绑定 3栋", claimMatter("绑定 3栋"));
    expect(changes.dialogs).toMatchObject([{ data: { kind: "which-role", buildingCode: codeOf(3) } }]);
    expect(decideRole("绑定 3栋502", claimMatter("绑定 3栋502")).people).toMatchObject([{ kind: "home" }]);
  });

  it("answers a place that it does not know only where an answer is wanted", () => {
    const none = { kind: "none", said: "99栋" } as const;
    expect(spoken(decideRole("我是99栋房东", claimMatter("我是99栋房东", { at: none })))[0]).toContain("没找到“99栋”");
    const several = { kind: "several", said: "3栋" } as const;
    expect(spoken(decideRole("绑定 3栋", claimMatter("绑定 3栋", { at: several })))[0]).toContain("好几栋");
    const inGroup = { message: buildAccepted({ text: "我是99栋房东" }) };
    expect(decideRole("", claimMatter("我是99栋房东", { at: none }), inGroup).lines).toEqual([]);
  });

  it("leaves the answer to a question about a report alone", () => {
    const dialog = {
      ref: { channel: "sandbox", account: "louxin-sandbox", chat: "direct:p1" },
      senderId: "p1",
      data: { kind: "whose-star" },
      expiresAt: new Date("2026-11-26T10:00:00+08:00"),
    } as const;
    expect(decideRole("我住3栋502", claimMatter("我住3栋502"), { dialog }).people).toEqual([]);
  });

  it("answers in private what is said in the group", () => {
    const changes = decideRole("", claimMatter("我是3栋房东"), { message: buildAccepted({ text: "我是3栋房东" }) });
    expect(changes.lines.map((line) => line.ref.chat)).toEqual(["direct:p1"]);
  });
});
