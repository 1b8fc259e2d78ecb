import { standingBefore } from "./case-history.js";
import type { Evidence, WatchedCase } from "./evidence.js";
import { escalationsDue, isInSlot, remindersDue, type Slot, waitsOf } from "./expected-times.js";
import type { Townsman } from "./town.js";
import type { Violation } from "./violations.js";

/** A line about an overdue case to somebody above, as it was read. */
interface Escalation {
  readonly to: Townsman;
  readonly at: Date;
  readonly number: string;
}

/** That somebody is to be told of a case in a slot. */
interface Asked extends Pick<Escalation, "to" | "number"> {
  readonly slot: Slot;
}

const escalated = /【逾期】(?:【督办】)?(\d{4}-\d+):/gu;
const notReached = /【到期】(\d{4}-\d+):/gu;

/** Every escalation that reached somebody; one message may hold several. */
export const escalationsIn = (sent: Evidence["sent"]): readonly Escalation[] => readIn(sent, escalated);

const readIn = (sent: Evidence["sent"], pattern: RegExp): readonly Escalation[] =>
  sent.flatMap(({ to, at, text }) =>
    to ? [...text.matchAll(pattern)].flatMap((found) => (found[1] ? [{ to, at, number: found[1] }] : [])) : [],
  );

/** Escalations that did not come in time, and those that nothing asks for. */
export function checkEscalations(evidence: Evidence): readonly Violation[] {
  const asked = evidence.cases.flatMap((one) => askedAbove(evidence, one));
  const unreached = evidence.cases.flatMap((one) => askedOfWorkers(evidence, one));
  return [...compare(asked, escalationsIn(evidence.sent)), ...compare(unreached, readIn(evidence.sent, notReached))];
}

function compare(asked: readonly Asked[], made: readonly Escalation[]): readonly Violation[] {
  const askedOf = byPersonAndNumber(asked);
  const madeTo = byPersonAndNumber(made);
  return [
    ...asked
      .filter((one) => !(madeTo.get(keyOf(one)) ?? []).some(({ at }) => isInSlot(one.slot, at)))
      .map((one): Violation => ({ kind: "notEscalated", what: words(one, one.slot.at) })),
    ...made
      .filter((one) => !(askedOf.get(keyOf(one)) ?? []).some(({ slot }) => isInSlot(slot, one.at)))
      .map((one): Violation => ({ kind: "escalatedWithoutReason", what: words(one, one.at) })),
  ];
}

const keyOf = ({ to, number }: Pick<Escalation, "to" | "number">): string => `${to.id} ${number}`;
const words = ({ to, number }: Pick<Escalation, "to" | "number">, at: Date): string =>
  `${number} to ${to.externalId} at ${at.toISOString()}`;

function byPersonAndNumber<One extends Pick<Escalation, "to" | "number">>(
  all: readonly One[],
): ReadonlyMap<string, readonly One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** The people of the level and the grid workers hear of it, whoever has to fix it left out. */
function askedAbove(evidence: Evidence, { hazard, history }: WatchedCase): readonly Asked[] {
  return waitsOf(history, evidence.until).flatMap((wait) =>
    escalationsDue(wait, evidence.rules, evidence.settle).flatMap(({ slot, to }) => {
      const responsible = standingBefore(history, slot.at)?.responsibleId;
      return [...to, "grid_worker" as const]
        .flatMap((role) => evidence.staffOf(role, hazard.buildingCode))
        .filter(({ id, reach }) => id !== responsible && reach === "known")
        .map((person) => ({ to: person, number: hazard.number, slot }));
    }),
  );
}

/** Where nobody of the house can be reached the grid workers are told at the deadline. */
function askedOfWorkers(evidence: Evidence, { hazard, history }: WatchedCase): readonly Asked[] {
  return waitsOf(history, evidence.until)
    .flatMap((wait) => remindersDue(wait, evidence.rules, evidence.settle))
    .filter(({ at, isDeadline }) => isDeadline && standingBefore(history, at)?.responsibleId === undefined)
    .flatMap((slot) =>
      evidence.staffOf("grid_worker", hazard.buildingCode).map((to) => ({ to, number: hazard.number, slot })),
    );
}
