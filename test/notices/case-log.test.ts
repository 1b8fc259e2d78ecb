import { describe, expect, it } from "vitest";
import { openCase } from "../../src/hazards/apply-event.js";
import type { HazardEvent, HazardEventData, HazardEventKind } from "../../src/hazards/hazard.js";
import { stepOf, toldAt } from "../../src/notices/case-log.js";
import type { HazardId, PersonId } from "../../src/shared/ids.js";
import { buildOpening } from "../support/builders.js";

const id = "00000000-0000-7000-8000-0000000000aa" as HazardId;
const workerId = "00000000-0000-7000-8000-0000000000bb" as PersonId;
const at = (time: string): Date => new Date(`2026-${time}:00+08:00`);
/** A Thursday, due at one. */
const { event: opened } = openCase(id, buildOpening(), { at: at("11-26T09:00"), dueAt: at("11-26T13:00") });

/** The log of a case that goes on like this. */
const logOf = (...rest: readonly (readonly [HazardEventKind, string, HazardEventData?])[]): readonly HazardEvent[] => [
  opened,
  ...rest.map(([kind, time, data = {}], index) => ({
    hazardId: id,
    seq: index + 2,
    kind,
    at: at(time),
    data,
    actorId: workerId,
  })),
];

describe("toldAt", () => {
  it("is the last notice that counts", () => {
    expect(toldAt(logOf(["notified", "11-26T09:00"], ["reassigned", "11-26T10:00"]))).toEqual(at("11-26T10:00"));
    expect(toldAt(logOf())).toBeUndefined();
  });
});

describe("stepOf", () => {
  it("keeps what happened, when and until when, and nothing of who and their words", () => {
    expect(stepOf(opened)).toEqual({ kind: "reported", at: opened.at, until: at("11-26T13:00") });
    const [, promised = opened] = logOf([
      "promised",
      "11-26T10:00",
      { promisedBy: "2026-11-27T10:00:00Z", text: "好" },
    ]);
    expect(stepOf(promised)).toEqual({ kind: "promised", at: at("11-26T10:00"), until: at("11-27T18:00") });
  });
});
