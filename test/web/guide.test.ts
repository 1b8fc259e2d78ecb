import { describe, expect, test } from "vitest";
import { exampleLines } from "../../src/web/sandbox/example-lines.js";
import { guideSteps, stepsDone } from "../../src/web/sandbox/guide.js";
import { peopleByRole, personCaption, roleOrder, shortBuilding, storyCast } from "../../src/web/sandbox/people.js";
import { formatRoute, parseRoute } from "../../src/web/sandbox/route.js";
import { lineToPost } from "../../src/web/sandbox/draft.js";
import { chatsOf } from "../../src/web/sandbox/chats.js";
import type { SandboxPerson } from "../../src/web/sandbox-types.js";
import { buildLine } from "./build-line.js";
import { fakeWorld } from "./fake-world.js";

const buildPerson = (over: Partial<SandboxPerson> = {}): SandboxPerson => ({
  id: "t1",
  name: "阿芳",
  role: "tenant",
  ...over,
});

describe("the guide", () => {
  test("leads from a tenant's report to the same building's landlord and the grid worker", () => {
    expect(guideSteps(fakeWorld).map((step) => [step.person.id, step.chatId])).toEqual([
      ["t1", "grp-3"],
      ["l1", "direct:l1"],
      ["g1", "direct:g1"],
    ]);
  });

  test("chooses a building whose tenant and landlord are both there", () => {
    const people = [buildPerson({ building: "1栋" }), ...fakeWorld.people.slice(2)];
    expect(storyCast({ ...fakeWorld, people })?.tenant.id).toBe("t3");
  });

  test("is left out where there is no grid worker", () => {
    const people = fakeWorld.people.filter((person) => person.role !== "grid_worker");
    expect(guideSteps({ ...fakeWorld, people })).toEqual([]);
  });

  test("goes on only when the right person writes in the right chat, in order", () => {
    const steps = guideSteps(fakeWorld);
    const report = buildLine({ seq: 11 });
    const fixed = buildLine({ seq: 12, chat: "direct:l1", from: "l1" });
    expect(stepsDone(steps, [buildLine({ seq: 3 })], 10)).toBe(0);
    expect(stepsDone(steps, [buildLine({ seq: 11, from: "t2" })], 10)).toBe(0);
    expect(stepsDone(steps, [fixed, buildLine({ seq: 13 })], 10)).toBe(1);
    expect(stepsDone(steps, [report, fixed], 10)).toBe(2);
  });
});

describe("people", () => {
  test("stand under their roles in the page's order", () => {
    expect(peopleByRole(fakeWorld).map((section) => section.role)).toEqual(roleOrder);
  });

  test.each([
    [{ building: "华侨新村3栋", room: "301" }, "租客 · 3栋 301"],
    [{ building: "3栋" }, "租客 · 3栋"],
    [{ building: "4403060180030500003" }, "租客"],
    [{}, "租客"],
  ])("are captioned with role and home: %o", (home, caption) => {
    expect(personCaption(buildPerson(home))).toBe(caption);
  });

  test("have examples for every role in a group and in private, with their building filled in", () => {
    for (const person of fakeWorld.people) {
      for (const kind of ["group", "direct"] as const) {
        const lines = exampleLines(person, kind);
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.every((line) => !line.text.includes("{"))).toBe(true);
      }
    }
    expect(exampleLines(buildPerson({ building: "华侨新村5栋" }), "group")[0]?.text).toMatch(/^5栋/u);
    expect(shortBuilding(buildPerson({ building: "八巷12号" }))).toBe("12号");
  });
});

test("the address keeps identity and chat through a reload", () => {
  const route = { personId: "t 1", chatId: "direct:t 1&2" };
  expect(parseRoute(formatRoute(route))).toEqual(route);
  expect(parseRoute("")).toEqual({});
});

describe("a line to be posted", () => {
  const [group, direct] = chatsOf(fakeWorld, "t1");
  if (!group || !direct) throw new Error("the fake world gives t1 a group and a private chat");
  const draft = { text: " @楼小安 几星 ", photo: { name: "a.jpg", dataUrl: "data:image/jpeg;base64,QUJD" }, quote: 4 };

  test("goes into the group with picture, quotation and mentions", () => {
    expect(lineToPost(draft, { world: fakeWorld, chat: group, personId: "t1" })).toEqual({
      from: "t1",
      group: "grp-3",
      text: "@楼小安 几星",
      image: { name: "a.jpg", base64: "QUJD" },
      quote: 4,
      mentions: ["bot"],
    });
  });

  test("goes to the bot in private, without empty fields", () => {
    expect(lineToPost({ text: "对" }, { world: fakeWorld, chat: direct, personId: "t1" })).toEqual({
      from: "t1",
      to: "bot",
      text: "对",
    });
  });
});
