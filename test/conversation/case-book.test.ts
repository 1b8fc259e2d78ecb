import { describe, expect, it } from "vitest";
import { createCaseBook } from "../../src/conversation/case-book.js";
import { changes } from "../../src/conversation/changes.js";
import { move } from "../../src/hazards/apply-event.js";
import type { Hazard } from "../../src/hazards/hazard.js";
import type { HazardId, PersonId } from "../../src/shared/ids.js";
import { buildHazard, codeOf } from "../support/builders.js";
import { people } from "../support/context-builders.js";

const id = (n: number): HazardId => `00000000-0000-7000-8000-0000000000${10 + n}` as HazardId;
const stranger = { ...people.tenant, id: "stranger" as PersonId };
const caseOf = (n: number, over: Partial<Hazard> = {}, ...reporterIds: readonly PersonId[]) => ({
  hazard: buildHazard({ id: id(n), ...over }),
  reporterIds,
});
const near = (book: ReturnType<typeof createCaseBook>, ...[sender, ...codes]: Parameters<typeof ask>) =>
  book.near(ask(sender, ...codes)).map(({ hazard }) => hazard.id);
const ask = (sender: typeof stranger, ...codes: readonly number[]) => ({ sender, nearCodes: codes.map(codeOf) });

describe("the cases of a batch", () => {
  it("are near by building while they are open, and by person in any state", () => {
    const book = createCaseBook([
      caseOf(1, { buildingCode: codeOf(3) }),
      caseOf(2, { buildingCode: codeOf(4) }),
      caseOf(3, { buildingCode: codeOf(3), state: "closed" }, stranger.id),
    ]);
    expect(near(book, stranger, 3)).toEqual([id(1), id(3)]);
    expect(near(book, people.tenant, 3)).toEqual([id(1)]);
    expect(near(book, people.tenant, 4)).toEqual([id(2)]);
  });

  it("are near to who has to fix them, and to the staff of the area", () => {
    const book = createCaseBook([
      caseOf(1, { responsibleId: people.landlord.id }),
      caseOf(2, { state: "false-alarm" }),
    ]);
    expect(near(book, people.landlord)).toEqual([id(1)]);
    expect(near(book, people.worker)).toEqual([id(1)]);
    expect(near(book, people.tenant)).toEqual([]);
  });

  it("keep those who joined before when a decision changes them", () => {
    const joined = "joined" as PersonId;
    const before = caseOf(1, {}, people.tenant.id, joined);
    const book = createCaseBook([before]);
    const step = move(before.hazard, {
      kind: "joined",
      as: "reporter",
      actorId: stranger.id,
      at: new Date("2026-11-26T09:00:00+08:00"),
      data: { text: "我也看到了" },
    });
    if (!step.ok) throw new Error(step.refusal);
    const { hazard } = step.value;
    book.remember(
      changes({
        steps: [step.value],
        reporters: [{ hazardId: hazard.id, personId: stranger.id, at: hazard.openedAt }],
      }),
    );
    expect(book.near(ask(stranger))).toEqual([{ hazard, reporterIds: [people.tenant.id, joined, stranger.id] }]);
    expect(near(book, { ...stranger, id: joined })).toEqual([id(1)]);
  });

  it("have what the batch opened first", () => {
    const book = createCaseBook([caseOf(1)]);
    const opened = buildHazard({ id: id(2) });
    const event = { hazardId: opened.id, seq: 1, kind: "reported", at: opened.openedAt, data: {} } as const;
    book.remember(changes({ steps: [{ hazard: opened, event }] }));
    expect(near(book, stranger, 3)).toEqual([id(2), id(1)]);
  });
});
