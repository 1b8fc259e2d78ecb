import { describe, expect, it } from "vitest";
import type { CodeMatter, InviteMatter } from "../../src/conversation/role-matter.js";
import type { Invite, InviteId } from "../../src/people/invite.js";
import { codeOf } from "../support/builders.js";
import { buildBuilding, people } from "../support/context-builders.js";
import { atBuilding3, buildClaim, decideRole, spoken, stranger } from "../support/people-builders.js";

const secret = { salt: "s", hash: "h" };
const asWorker = { sender: people.worker };
const wish = (over: Partial<InviteMatter> = {}): InviteMatter => ({
  kind: "invite",
  said: { role: "landlord", place: "3栋" },
  at: atBuilding3(),
  fresh: { code: "K7M4PX9Q", secret },
  ...over,
});
const invite: Invite = {
  id: "i1" as InviteId,
  selector: "K7M",
  ...secret,
  role: "landlord",
  buildingCode: codeOf(3),
  createdBy: people.worker.id,
  createdAt: new Date("2026-11-25T09:00:00+08:00"),
  expiresAt: new Date("2026-12-02T09:00:00+08:00"),
  usesLeft: 1,
};
const written = (over: Partial<CodeMatter> = {}): CodeMatter => ({
  kind: "invite-code",
  tries: 0,
  waiting: [],
  invite,
  building: buildBuilding(3),
  inviter: people.worker,
  ...over,
});
const wrong: CodeMatter = { kind: "invite-code", tries: 0, waiting: [] };

describe("邀请 3栋 房东", () => {
  it("gives a code in a line that can be sent on, and keeps only its hash", () => {
    const changes = decideRole("邀请 3栋 房东", wish(), asWorker);
    expect(changes.people).toMatchObject([
      {
        kind: "invite",
        invite: { selector: "K7M", hash: "h", role: "landlord", buildingCode: codeOf(3), usesLeft: 1 },
      },
    ]);
    expect(JSON.stringify(changes.people)).not.toContain("K7M4PX9Q");
    expect(spoken(changes)[0]).toContain("7天内有效,只能用一次");
    expect(spoken(changes)[1]).toContain("邀请码 K7M4PX9Q");
  });

  it("is refused for another grid, an unknown building, and half an order", () => {
    const elsewhere = { ...atBuilding3(), building: { ...buildBuilding(3), code: "4403060180030600003" as never } };
    const lines = [
      wish({ at: elsewhere }),
      wish({ at: { kind: "none", said: "99栋" } }),
      { kind: "invite" } as const,
      { kind: "invite", said: { role: "grid_worker", place: "99网格" } } as const,
    ].map((matter) => {
      const changes = decideRole("", matter, asWorker);
      expect(changes.people).toEqual([]);
      return spoken(changes)[0];
    });
    expect(lines).toEqual([
      expect.stringContaining("不在您的网格"),
      expect.stringContaining("没找到“99栋”"),
      expect.stringContaining("这样说:邀请 3栋 房东"),
      expect.stringContaining("由社区或街道来做"),
    ]);
  });

  it("lets the community bring in a grid worker", () => {
    const { at: _, ...rest } = wish({ said: { role: "grid_worker", place: "05网格" }, area: "44030601800305" });
    const changes = decideRole("", rest, { sender: people.community });
    expect(changes.people).toMatchObject([{ invite: { role: "grid_worker", area: "44030601800305" } }]);
    expect(spoken(changes)[0]).toContain("05网格网格员的邀请码");
  });
});

describe("a code that somebody writes", () => {
  it("gives the role at once, uses up the code, hides it, and tells who made it", () => {
    const changes = decideRole("K7M4PX9Q", written({ waiting: [buildClaim()] }));
    expect(changes.people).toMatchObject([
      { kind: "use-invite", id: "i1" },
      { kind: "role", role: { personId: stranger.id, kind: "landlord", verified: { how: "邀请码" } } },
      { kind: "decide-claim", id: "c1", state: "confirmed" },
      { kind: "hide-text", text: "(邀请码)" },
    ]);
    expect(spoken(changes)).toEqual([
      expect.stringContaining("定了,您是3栋房东"),
      "direct:覃工: 阿强用了您给的邀请码,登记为3栋房东。不对就回:阿强不是3栋房东",
    ]);
  });

  it("is counted where it is wrong, and after five a day not looked at", () => {
    const changes = decideRole("K7M4PX9Q", wrong);
    expect(changes.people).toMatchObject([{ kind: "try", what: "invite", day: "2026-11-26" }, { kind: "hide-text" }]);
    expect(spoken(changes)[0]).toContain("今天还能试4次");
    const late = decideRole("K7M4PX9Q", { ...wrong, tries: 5 });
    expect(late.people).toMatchObject([{ kind: "hide-text" }]);
    expect(spoken(late)[0]).toContain("明天再试");
  });

  it("is not used up by somebody who has the role already", () => {
    const changes = decideRole("K7M4PX9Q", written(), { sender: people.landlord });
    expect(changes.people).toMatchObject([{ kind: "hide-text" }]);
    expect(spoken(changes)).toEqual([expect.stringContaining("您已经是3栋房东了")]);
  });

  it("makes a grid worker, without a word about a house", () => {
    const { buildingCode: _code, ...rest } = invite;
    const { building: _building, ...matter } = written({
      invite: { ...rest, role: "grid_worker", area: "44030601800305" },
    });
    const changes = decideRole("K7M4PX9Q", matter);
    expect(changes.people[1]).toMatchObject({ role: { kind: "grid_worker", area: "44030601800305" } });
    expect(spoken(changes)).toEqual([
      "direct:p1: 好,您是05网格网格员了。回 今日 看要办的,回 帮助 看怎么用。",
      "direct:覃工: 阿强用了您给的邀请码,登记为05网格网格员。",
    ]);
  });
});
