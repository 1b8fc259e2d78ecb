import { describe, expect, it } from "vitest";
import type { Person } from "../../src/buildings/person.js";
import type { MessageContext } from "../../src/conversation/context.js";
import { decideStarAnswer } from "../../src/conversation/decide-star-answer.js";
import type { StarMatter } from "../../src/conversation/star-matter.js";
import type { StarAudience } from "../../src/conversation/star-talk.js";
import type { PersonId } from "../../src/shared/ids.js";
import type { StarChange } from "../../src/stars/star-change.js";
import { buildChange } from "../stars/star-builders.js";
import { codeOf } from "../support/builders.js";
import { buildBuilding, buildContext, buildReading, people } from "../support/context-builders.js";
import { buildAccepted } from "../support/message-builders.js";

const street: Person = { ...people.community, id: "street" as PersonId, name: "西乡街道" };

const audience = (serial: number, over: Partial<StarAudience["contacts"]> = {}): StarAudience => ({
  building: buildBuilding(serial),
  contacts: {
    landlords: [people.landlord],
    heads: [],
    sublandlords: [],
    gridWorkers: [people.worker],
    community: [people.community],
    street: [],
    ...over,
  },
  groups: [],
});

const rise = (serial: number): StarChange =>
  buildChange({ id: `rise-${serial}`, buildingCode: codeOf(serial), kind: "up", fromStar: 3, toStar: 4 });

const matter = (over: Partial<StarMatter> = {}): StarMatter => ({
  proposals: [],
  untold: [],
  appeals: [],
  own: [],
  around: new Map([3, 4, 5].map((serial) => [codeOf(serial), audience(serial)])),
  ...over,
});

const asked = (changeId: string): NonNullable<MessageContext["dialog"]> => ({
  ref: { channel: "sandbox", account: "louxin-sandbox", chat: "direct:覃工" },
  senderId: "覃工",
  data: { kind: "star-change", changeId },
  expiresAt: new Date("2026-12-01T09:00:00+08:00"),
});

function say(text: string, over: Partial<MessageContext>) {
  const decided = decideStarAnswer(
    buildContext({
      sender: people.worker,
      message: buildAccepted({ text, isGroup: false, senderId: "覃工" }),
      reading: buildReading(),
      ...over,
    }),
  );
  return {
    changed: decided?.starChanges.map(({ change }) => [change.buildingCode, change.stage]) ?? [],
    lines: decided?.lines.map(({ template }) => template) ?? [],
    tasks: decided?.tasks ?? [],
    decided,
  };
}

describe("decideStarAnswer", () => {
  it("takes 都确认 for all that harms nobody, and asks the next level about one of them", () => {
    const fall = buildChange({ id: "fall", buildingCode: codeOf(5) });
    const { changed, lines, decided } = say("都确认", {
      starMatter: matter({ proposals: [rise(3), rise(4), fall] }),
      dialog: asked("rise-3"),
    });
    expect(changed).toEqual([
      [codeOf(3), "proposed"],
      [codeOf(4), "proposed"],
    ]);
    // One line for all, one question to the community, and the fall that is left.
    expect(lines).toEqual(["star-agreed-all", "star-ask-up", "star-ask-down"]);
    expect(decided?.dialogs.map(({ senderId, data }) => [senderId, data])).toEqual([
      ["麻布社区", { kind: "star-change", changeId: "rise-3" }],
      ["覃工", { kind: "star-change", changeId: "fall" }],
    ]);
  });

  it("tells nobody in private where the owner cannot be reached, tries again, and reminds to tell them", () => {
    const alone = audience(3, { landlords: [], community: [] });
    const { changed, lines, tasks } = say("同意", {
      starMatter: matter({ proposals: [buildChange()], around: new Map([[codeOf(3), alone]]) }),
      dialog: asked(buildChange().id),
    });
    expect(changed).toEqual([[codeOf(3), "confirmed"]]);
    expect(lines).toEqual(["star-owner-unreachable"]);
    expect(tasks).toMatchObject([{ kind: "star-change", dueAt: new Date("2026-11-27T09:00:00+08:00") }]);
  });

  it("begins the hearing when the grid worker told the owner face to face, of the building that they name", () => {
    const untold = buildChange({ stage: "confirmed", confirmedAt: new Date("2026-11-25T09:00:00+08:00") });
    const named = buildReading({ places: [{ building: "3栋" }] });
    const { changed, lines, tasks } = say("3栋告知了", { starMatter: matter({ untold: [untold] }), reading: named });
    expect(changed).toEqual([[codeOf(3), "notified"]]);
    expect(lines).toEqual(["star-told"]);
    expect(tasks).toMatchObject([{ kind: "star-change", dueAt: new Date("2026-12-04T00:00:00+08:00") }]);
    expect(say("告知了", { starMatter: matter({ untold: [untold] }) }).changed).toEqual([]);
  });

  it("lets those who agreed before hear what became of it", () => {
    const agreed = buildChange({
      steps: [
        { kind: "agreed", at: new Date("2026-11-25T09:00:00+08:00"), by: people.worker.id, level: "grid_worker" },
      ],
    });
    const { changed, decided } = say("不同意 现场已经清了", {
      sender: people.community,
      starMatter: matter({ proposals: [agreed] }),
      dialog: asked(agreed.id),
    });
    expect(changed).toEqual([[codeOf(3), "dropped"]]);
    expect(decided?.lines).toMatchObject([
      { template: "star-declined", ref: people.worker.direct, variables: { why: "现场已经清了" } },
      { template: "star-dropped" },
    ]);
  });

  it("asks the street when the community agreed, and says nothing to the owner before", () => {
    const agreed = buildChange({
      steps: [
        { kind: "agreed", at: new Date("2026-11-25T09:00:00+08:00"), by: people.worker.id, level: "grid_worker" },
      ],
    });
    const { lines } = say("确认", {
      sender: people.community,
      reading: buildReading({ command: { kind: "confirm" } }),
      starMatter: matter({ proposals: [agreed], around: new Map([[codeOf(3), audience(3, { street: [street] })]]) }),
      dialog: asked(agreed.id),
    });
    expect(lines).toEqual(["star-agreed", "star-ask-down"]);
  });

  it("says so where a colleague has answered meanwhile", () => {
    const { changed, decided } = say("确认", {
      reading: buildReading({ command: { kind: "confirm" } }),
      starMatter: matter({ answered: rise(3) }),
      dialog: asked("rise-3"),
    });
    expect(changed).toEqual([]);
    expect(decided?.lines).toMatchObject([{ template: "star-answered", variables: { building: "3栋" } }]);
    expect(decided?.endedDialogs).toHaveLength(1);
  });

  it("leaves a plain 确认 alone where several wait and none was asked about", () => {
    const { decided } = say("确认", {
      reading: buildReading({ command: { kind: "confirm" } }),
      starMatter: matter({ proposals: [rise(3), rise(4)] }),
    });
    expect(decided).toBeUndefined();
  });
});
