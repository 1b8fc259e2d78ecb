import { openCase } from "../../src/hazards/apply-event.js";
import type { HazardEvent, HazardEventData, HazardEventKind } from "../../src/hazards/hazard.js";
import type { HazardId, PersonId } from "../../src/shared/ids.js";
import { buildOpening } from "./builders.js";

/** The case. */
const caseId = "00000000-0000-7000-8000-0000000000aa" as HazardId;
/** Who acts on it. */
export const workerId = "00000000-0000-7000-8000-0000000000bb" as PersonId;
/** Minutes of 2026 in Shanghai: `11-26T09:00`. */
export const at = (time: string): Date => new Date(`2026-${time}:00+08:00`);
/** A Thursday, due at one. */
export const { event: opened } = openCase(caseId, buildOpening(), { at: at("11-26T09:00"), dueAt: at("11-26T13:00") });

/** The log of a case that goes on like this. */
export const logOf = (
  ...rest: readonly (readonly [HazardEventKind, string, HazardEventData?])[]
): readonly HazardEvent[] => [
  opened,
  ...rest.map(([kind, time, data = {}], index) => ({
    hazardId: caseId,
    seq: index + 2,
    kind,
    at: at(time),
    data,
    actorId: workerId,
  })),
];
