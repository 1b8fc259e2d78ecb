import { describe, expect, it } from "vitest";
import type { MessageContext } from "../../src/conversation/context.js";
import type { DutyMatter, RoleMatter } from "../../src/conversation/role-matter.js";
import type { Duty, DutyId } from "../../src/people/duty.js";
import { readDuty, type SaidArrangement } from "../../src/people/said-duty.js";
import { buildHazard } from "../support/builders.js";
import { people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";
import { buildPerson, decideRole, spoken } from "../support/people-builders.js";

const now = new Date("2026-11-26T09:00:00+08:00");
const grid = "44030601800305";
const { worker, community } = people;
const mei = buildPerson("王小梅", { kind: "grid_worker", area: "44030601800306", isVerified: true });
const wang = buildPerson("小王", { kind: "grid_worker", area: "44030601800307", isVerified: true });

const buildDuty = (over: Partial<Duty> = {}): Duty => ({
  id: "d1" as DutyId,
  personId: mei.id,
  area: grid,
  kind: "substitute",
  forPersonId: worker.id,
  startsAt: new Date("2026-11-28T00:00:00+08:00"),
  endsAt: new Date("2026-12-01T00:00:00+08:00"),
  createdBy: worker.id,
  createdAt: now,
  ...over,
});

function matterOf(text: string, over: Partial<DutyMatter> = {}): DutyMatter {
  const said = readDuty(text, now) as SaidArrangement;
  const known = new Map([worker, mei, wang].map((one) => [one.id, one]));
  return { kind: "duty", said, workers: [worker], named: [mei], duties: [], people: known, ...over };
}
const decide = (matter: RoleMatter, over: Partial<MessageContext> = {}) =>
  decideRole("请假", matter, { sender: worker, now, ...over });
const leave = "请假 11月28日到11月30日 小王代班";

describe("a leave", () => {
  it("is confirmed with its days, written, and told to who stands in, with what is open", () => {
    const cases = [{ hazard: buildHazard({ state: "awaiting-recheck" }), reporterIds: [] }];
    const decided = decide(matterOf(leave), { cases });
    expect(spoken(decided)).toEqual([
      "direct:p1: 好,11月28日(周六)到11月30日(周一)由王小梅代您,我会告诉王小梅,到点再提醒。提前回来就说 我回来了,不请了说 取消请假",
      "direct:王小梅: 覃工请假,11月28日(周六)到11月30日(周一)由您代。覃工手上有1件,待复查1件。到点我再告诉您;代不了请直接跟覃工说。",
    ]);
    const { id: _, ...duty } = buildDuty();
    expect(decided.people).toEqual([{ kind: "duty", duty: { ...duty, id: expect.anything() } }]);
    expect(decided.tasks).toMatchObject([{ kind: "duty", dueAt: duty.startsAt, data: { with: [] } }]);
  });

  it("covers each grid of the worker, with one task and one line", () => {
    const second = { kind: "grid_worker", area: "44030601800304", isVerified: true } as const;
    const sender = { ...worker, roles: [...worker.roles, second] };
    const decided = decide(matterOf(leave, { workers: [sender] }), { sender });
    expect(decided.people.map((change) => change.kind === "duty" && change.duty.area)).toEqual([grid, second.area]);
    expect(decided.tasks).toMatchObject([{ data: { with: [expect.anything()] } }]);
    expect(decided.lines).toHaveLength(2);
  });

  it("that begins before people may be written to is told when it begins", () => {
    const at = new Date("2026-11-26T23:00:00+08:00");
    const tomorrow = matterOf(leave);
    const said = {
      ...tomorrow.said,
      period: { from: new Date("2026-11-27T00:00:00+08:00"), until: buildDuty().endsAt },
    };
    const decided = decide({ ...tomorrow, said }, { now: at, isQuietHour: true });
    expect(decided.lines.map(({ ref }) => ref.chat)).toEqual(["direct:p1"]);
    expect(decide(matterOf(leave), { now: at, isQuietHour: true }).lines).toHaveLength(2);
  });

  it("asks for what is missing and keeps what was said", () => {
    const both = decide(matterOf("我要请假", { named: [] }));
    expect(spoken(both)[0]).toContain("从哪天到哪天,谁来代您?");
    const days = decide(matterOf("请假,小王替我"));
    expect(spoken(days)[0]).toContain("从哪天到哪天?");
    expect(days.dialogs).toMatchObject([{ data: { kind: "duty", said: { name: "小王" }, personIds: [] } }]);
    const who = decide(matterOf("我明天请假", { named: [] }));
    expect(spoken(who)[0]).toContain("谁来代您?");
    expect(who.dialogs).toMatchObject([{ data: { period: { from: "2026-11-26T16:00:00.000Z" } } }]);
    expect([both, days, who].flatMap((one) => one.people)).toEqual([]);
  });

  it("asks by number where several have the name, and says so where nobody has", () => {
    const several = decide(matterOf(leave, { named: [mei, wang] }));
    expect(spoken(several)).toEqual(["direct:p1: 叫“小王”的有:\n1 王小梅\n2 小王\n回数字;都不是就写全名"]);
    expect(several.dialogs).toMatchObject([{ data: { personIds: [mei.id, wang.id] } }]);
    const none = decide(matterOf(leave, { named: [] }));
    expect(spoken(none)[0]).toContain("没对上叫“小王”的同事");
    expect(none.dialogs).toMatchObject([
      { data: { said: { kind: "substitute" }, period: { from: expect.anything() } } },
    ]);
    expect(none.dialogs[0]?.data).not.toHaveProperty("said.name");
  });

  it("is silent in a group where the name fits nobody, or several", () => {
    const message = buildAccepted({ text: leave });
    expect(decide(matterOf(leave, { named: [] }), { message }).lines).toEqual([]);
    expect(decide(matterOf(leave, { named: [mei, wang] }), { message }).lines).toEqual([]);
    expect(decide(matterOf(leave), { message }).lines.map(({ ref }) => ref.chat)).toEqual([
      "direct:p1",
      "direct:王小梅",
    ]);
  });

  it.each([
    { what: "oneself", over: { named: [worker] }, words: "自己不能代自己", mayNameAnother: true },
    {
      what: "another leave then",
      over: { duties: [buildDuty()] },
      words: "您11月28日(周六)到11月30日(周一)已经请了假,由王小梅代",
      mayNameAnother: false,
    },
    {
      what: "standing in for another then",
      over: { duties: [buildDuty({ personId: worker.id, forPersonId: wang.id })] },
      words: "您11月28日(周六)到11月30日(周一)要代小王,不能同时请假。请先让小王换一位代他。",
      mayNameAnother: false,
    },
    {
      what: "the substitute's own leave",
      over: { duties: [buildDuty({ personId: wang.id, forPersonId: mei.id })] },
      words: "王小梅11月28日(周六)到11月30日(周一)自己请假,代不了。请回别人的名字。",
      mayNameAnother: true,
    },
    {
      what: "a substitute whom the bot cannot reach",
      over: { named: [{ id: mei.id, name: mei.name, roles: mei.roles }] },
      words: "王小梅还没跟我说过话",
      mayNameAnother: true,
    },
  ])("is refused for $what", ({ over, words, mayNameAnother }) => {
    const decided = decide(matterOf(leave, over));
    expect(spoken(decided)).toEqual([expect.stringContaining(words)]);
    expect(decided.people).toEqual([]);
    expect(decided.dialogs).toHaveLength(mayNameAnother ? 1 : 0);
  });

  it("may follow another one that is over when it begins", () => {
    const before = buildDuty({ endsAt: buildDuty().startsAt, startsAt: now });
    expect(decide(matterOf(leave, { duties: [before] })).people).toHaveLength(1);
  });

  it("may be arranged by the community, and both are told", () => {
    const decided = decide(matterOf("覃工下周请假,小王代"), { sender: community });
    expect(spoken(decided)).toEqual([
      expect.stringContaining("由王小梅代覃工"),
      expect.stringContaining("direct:王小梅: 覃工请假"),
      "direct:覃工: 麻布社区给您记了请假:11月30日(周一)到12月6日(周日),由王小梅代。",
    ]);
    const unclear = decide(matterOf("小李下周请假,小王代", { workers: [mei, wang] }), { sender: community });
    expect(spoken(unclear)[0]).toContain("对得上的有:王小梅、小王");
  });
});

describe("a duty beside the others", () => {
  it("is the writer's own where nobody is named", () => {
    const decided = decide(matterOf("我今晚值班", { named: [worker] }));
    expect(spoken(decided)).toEqual([
      "direct:p1: 好,11月26日(周四)18点到11月27日(周五)8点由您值班,网格里的事先找您。不值了说 取消值班",
    ]);
    expect(decided.people).toMatchObject([{ duty: { kind: "duty", personId: worker.id } }]);
    expect(decided.people[0]).not.toHaveProperty("duty.forPersonId");
  });

  it("is told to whom it is given, and refused twice", () => {
    expect(spoken(decide(matterOf("今晚小王值班")))[1]).toContain("direct:王小梅: 覃工排了您值班");
    const { forPersonId: _, ...own } = buildDuty({ kind: "duty", startsAt: now });
    expect(spoken(decide(matterOf("今晚小王值班", { duties: [own] })))).toEqual([
      expect.stringContaining("王小梅现在到11月30日(周一)已经排了值班"),
    ]);
  });
});

describe("the end", () => {
  const lasting = buildDuty({ startsAt: new Date("2026-11-25T00:00:00+08:00") });
  const end = (wish: "back" | "cancel", duties: readonly Duty[], over: Partial<MessageContext> = {}) =>
    decide({ kind: "duty-end", wish, duties, closed: 3, people: new Map([[mei.id, mei]]) }, over);

  it("comes early when the worker is back", () => {
    const decided = end("back", [lasting], { cases: [{ hazard: buildHazard(), reporterIds: [] }] });
    expect(decided.people).toEqual([{ kind: "end-duty", duty: lasting, at: now }]);
    expect(decided.endedTasks).toEqual([{ kind: "duty", subject: lasting.id }]);
    expect(spoken(decided)).toEqual([
      "direct:王小梅: 覃工提前回来了,代班到此结束,他的网格又归他管。辛苦了!",
      "direct:p1: 您回来了。王小梅代您的这些天办结3件,现在手上有1件,今天到期1件。回 今日 看清单。",
    ]);
  });

  it("leaves what has not begun to 取消请假", () => {
    expect(end("back", [buildDuty()]).people).toEqual([]);
    expect(spoken(end("back", [buildDuty()]))[0]).toContain("您的假还没开始");
    const off = end("cancel", [buildDuty()]);
    expect(spoken(off)).toEqual([
      "direct:王小梅: 覃工不请假了,11月28日(周六)到11月30日(周一)不用您代了。",
      "direct:p1: 好,11月28日(周六)到11月30日(周一)的取消了。",
    ]);
    expect(off.withdrawn).toEqual(["duty:d1"]);
  });

  it("says nothing in a group, and nothing of somebody who only came back from lunch", () => {
    const message = buildAccepted({ text: "我回来了" });
    expect(end("back", [buildDuty()], { message }).lines).toEqual([]);
    expect(end("cancel", [], { message }).lines).toEqual([]);
    expect(spoken(end("cancel", []))).toEqual(["direct:p1: 没有排着的请假或值班。"]);
  });
});
