import { describe, expect, it } from "vitest";
import { defaultGroupPolicy } from "../../src/buildings/group.js";
import { decideHello, decideWelcome, type WelcomeScene, welcomeTask } from "../../src/conversation/decide-welcome.js";
import { buildContext } from "../support/context-builders.js";

const at = (text: string): Date => new Date(`2026-12-${text}:00+08:00`);
const { group } = buildContext();
if (!group) throw new Error("the context has a group");

const welcome = (over: Partial<WelcomeScene> = {}) =>
  decideWelcome({
    group,
    newcomers: ["zhang", "wei"],
    since: at("01T09:00"),
    now: at("01T09:10"),
    isQuietHour: false,
    isSaidToday: false,
    linesToday: 0,
    mayWriteFirst: true,
    ...over,
  });
const said = ({ changes }: ReturnType<typeof welcome>) =>
  changes.lines.map((line) => `${line.ref.chat} ${line.template}`);
const silent = { ...group, policy: { ...defaultGroupPolicy, isSilent: true } };

describe("what newcomers are told", () => {
  it("waits ten minutes for others, and is one line for all of them", () => {
    expect(welcomeTask(group.ref, at("01T09:00")).dueAt).toEqual(at("01T09:10"));
    expect(said(welcome())).toEqual(["g1 welcome"]);
    expect(welcome().againAt).toBeUndefined();
  });

  it("waits for the morning at night, after the line of today, and where the group has heard enough", () => {
    const night = welcome({ now: at("01T22:30"), isQuietHour: true });
    expect(night).toMatchObject({ againAt: at("02T08:00"), changes: { lines: [] } });
    expect(welcome({ isSaidToday: true }).againAt).toEqual(at("02T08:00"));
    expect(welcome({ linesToday: 3 })).toMatchObject({ againAt: at("02T08:00"), changes: { lines: [] } });
  });

  it("says nothing where all have left again, or nobody looks after the group", () => {
    expect(said(welcome({ newcomers: [] }))).toEqual([]);
    expect(said(welcome({ group: undefined }))).toEqual([]);
    const { grid: _, ...unbound } = group;
    expect(said(welcome({ group: unbound }))).toEqual([]);
  });

  it("goes in private only where the group is silent, and only where the bot may write first", () => {
    expect(said(welcome({ group: silent }))).toEqual(["direct:zhang welcome-private", "direct:wei welcome-private"]);
    expect(said(welcome({ group: silent, mayWriteFirst: false }))).toEqual([]);
    const many = Array.from({ length: 50 }, (_, index) => `n${index}`);
    expect(said(welcome({ group: silent, newcomers: many }))).toHaveLength(20);
  });

  it("gives up after a week without room for it", () => {
    expect(welcome({ now: at("09T09:10"), isSaidToday: true }).againAt).toBeUndefined();
  });
});

describe("the bot's own first line", () => {
  it("names the grid, and takes the day's place of the line to newcomers", () => {
    const [hello] = decideHello(group, at("01T09:00"), false);
    expect(hello).toMatchObject({ template: "join", variables: { grid: "05网格" }, urgency: "group" });
    expect(hello?.dedupeKey).toBe(welcome().changes.lines[0]?.dedupeKey);
  });

  it("waits for the morning, and is that day's line", () => {
    const [hello] = decideHello(group, at("01T23:00"), true);
    expect(hello).toMatchObject({ notBefore: at("02T08:00"), dedupeKey: expect.stringContaining("2026-12-02") });
  });

  it("is not said in a silent group, nor in one that nobody knows", () => {
    expect(decideHello(silent, at("01T09:00"), false)).toEqual([]);
    expect(decideHello(undefined, at("01T09:00"), false)).toEqual([]);
  });
});
