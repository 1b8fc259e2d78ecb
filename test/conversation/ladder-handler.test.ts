import { expect, it } from "vitest";
import { createLadderHandler } from "../../src/conversation/due-ladder.prisma.js";
import type { Tx } from "../../src/database/database.prisma.js";
import type { DueTask } from "../../src/delivery/due-tasks.js";
import type { Hazard } from "../../src/hazards/hazard.js";
import type { HazardId, PersonId } from "../../src/shared/ids.js";
import { buildHazard } from "../support/builders.js";
import { buildContext, people } from "../support/context-builders.js";

const at = (text: string): Date => new Date(`2026-11-${text}:00+08:00`);

/** Looks at these cases together; says whose last reminder was asked for. */
async function askedAbout(now: Date, ...cases: readonly (readonly [Hazard, since: Date])[]) {
  const { buildings, contacts, rules } = buildContext();
  const asked: string[][] = [];
  const handler = createLadderHandler({
    rules,
    hazards: {
      findByIds: async () => new Map(cases.map(([hazard]) => [hazard.id, hazard])),
      findWaitingOf: async (ids: readonly PersonId[]) =>
        new Map(ids.map((id) => [id, cases.map(([hazard]) => hazard).filter((one) => one.responsibleId === id)])),
    } as never,
    directory: {
      findPeople: async (ids: readonly PersonId[]) =>
        new Map(Object.values(people).flatMap((one) => (ids.includes(one.id) ? [[one.id, one] as const] : []))),
      findBuildings: async () => buildings,
      findContacts: async () => [...contacts.values()][0],
    } as never,
    findLastTold: async (chats) => {
      asked.push(chats.map(({ chat }) => chat));
      return new Map();
    },
    transaction: (work) => work({} as Tx),
    commit: async () => undefined,
  });
  const tasks = cases.map(([hazard, since]): DueTask => ({
    kind: "hazard-ladder",
    subject: hazard.id,
    dueAt: now,
    data: { since: since.toISOString() },
    attempts: 1,
  }));
  await handler.handle(tasks, { now, complete: async () => undefined });
  return asked.flat();
}

it("asks when somebody was reminded last only of those who are due a reminder now", async () => {
  const ofLandlord = buildHazard({ responsibleId: people.landlord.id });
  const later = buildHazard({ id: "h2" as HazardId, responsibleId: people.tenant.id, dueAt: at("28T13:00") });
  expect(await askedAbout(at("26T13:00"), [ofLandlord, at("26T11:00")], [later, at("26T12:00")])).toEqual([
    "direct:兰姐",
  ]);
  expect(await askedAbout(at("26T12:00"), [ofLandlord, at("26T11:00")], [later, at("26T11:00")])).toEqual([]);
});
