import { isDeepStrictEqual } from "node:util";
import { foldEvents } from "../../../src/hazards/apply-event.js";
import type { HazardEvent } from "../../../src/hazards/hazard.js";
import type { Evidence, WatchedCase } from "./evidence.js";
import type { Violation } from "./violations.js";

/** What time brings about, without anybody. */
const byTime: ReadonlySet<HazardEvent["kind"]> = new Set([
  "notified",
  "reminded",
  "escalated",
  "overdue",
  "supervised",
  "unanswered",
]);
/** What ends a case by somebody's word. */
const ends: ReadonlySet<HazardEvent["kind"]> = new Set(["passed", "false-alarm", "merged"]);

/** Cases that do not follow from their log, and entries of the log that nobody may have made. */
export const checkCases = (evidence: Evidence): readonly Violation[] =>
  evidence.cases.flatMap((one) => [
    ...foldsDifferently(one),
    ...one.events.flatMap((event) => badEvent(evidence, one, event)),
  ]);

function foldsDifferently({ hazard, events }: WatchedCase): readonly Violation[] {
  const folded = foldEvents(events, hazard.number);
  const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  return isDeepStrictEqual(asJson(folded), asJson(hazard)) ? [] : [{ kind: "foldDiffers", what: hazard.number }];
}

function badEvent({ personById, until }: Evidence, { hazard }: WatchedCase, event: HazardEvent): readonly Violation[] {
  const actor = event.actorId === undefined ? undefined : personById.get(event.actorId);
  const what = `${hazard.number} ${event.kind} by ${event.actorId ?? "nobody"}`;
  const isTimed = event.at >= hazard.openedAt && event.at <= until;
  const isStaff = actor?.area !== undefined && hazard.buildingCode.startsWith(actor.area);
  return [
    ...((actor || (event.actorId === undefined && byTime.has(event.kind))) && isTimed
      ? []
      : [{ kind: "eventWithoutActorOrTime", what } as const]),
    ...(ends.has(event.kind) && !isStaff ? [{ kind: "closedByNoStaff", what } as const] : []),
  ];
}
