import type { HazardEvent } from "../../../src/hazards/hazard.js";

/**
 * How a case stood from an instant on, read from its log without the product's own fold: whether somebody has to fix it,
 * by when, who, and until when that person is left in peace.
 */
export interface Standing {
  readonly from: Date;
  readonly phase: "to-fix" | "recheck" | "elsewhere" | "over";
  readonly severity: string;
  readonly dueAt?: Date;
  readonly responsibleId?: string;
  /** Until when a promise or an unanswered wish for more time keeps reminders away. */
  readonly pausedUntil?: Date;
}

/** Hours that a promise without a day counts: sla.yaml, promiseHours. */
export interface PauseRule {
  readonly promiseHours: number;
}

const phases: Readonly<Partial<Record<HazardEvent["kind"], Standing["phase"]>>> = {
  reported: "to-fix",
  notified: "to-fix",
  accepted: "to-fix",
  promised: "to-fix",
  returned: "to-fix",
  reopened: "to-fix",
  reassigned: "to-fix",
  fixed: "recheck",
  referred: "elsewhere",
  enforced: "elsewhere",
  passed: "over",
  "false-alarm": "over",
  merged: "over",
  withdrawn: "over",
};

/** What ends a pause, whatever it was. */
const endsPause: ReadonlySet<HazardEvent["kind"]> = new Set(["fixed", "reopened", "reassigned"]);
/** What answers a wish for more time; a promise beside it goes on. */
const answersWish: ReadonlySet<HazardEvent["kind"]> = new Set(["extended", "delay-refused", "rescheduled"]);

interface Reading extends Standing {
  readonly promisedUntil?: Date;
  readonly hasWish?: boolean;
}

const forEver = new Date(8.64e15);

/** The standings of a case in the order of time; each lasts until the next. */
export function historyOf(events: readonly HazardEvent[], rule: PauseRule): readonly Standing[] {
  const readings: Reading[] = [];
  for (const event of events) {
    const undone = event.kind === "undone" ? event.data.undoes : undefined;
    const before = undone === undefined ? readings.at(-1) : readings[undone - 2];
    readings.push(undone === undefined ? readOne(before, event, rule) : { ...(before ?? opened), from: event.at });
  }
  return readings.map(({ promisedUntil, hasWish, ...standing }) => {
    const pausedUntil = hasWish ? forEver : promisedUntil;
    return pausedUntil ? { ...standing, pausedUntil } : standing;
  });
}

const opened: Reading = { from: new Date(0), phase: "to-fix", severity: "minor" };

function readOne(before: Reading = opened, event: HazardEvent, rule: PauseRule): Reading {
  const { kind, data, at } = event;
  const severity = data.severity ?? data.opening?.severity;
  const { promisedUntil, hasWish, ...rest } = before;
  const kept = endsPause.has(kind)
    ? {}
    : { ...(promisedUntil ? { promisedUntil } : {}), ...(hasWish ? { hasWish } : {}) };
  return {
    ...rest,
    ...kept,
    from: at,
    ...(phases[kind] ? { phase: phases[kind] } : {}),
    ...(severity ? { severity } : {}),
    ...(data.dueAt ? { dueAt: new Date(data.dueAt) } : {}),
    ...(data.responsibleId ? { responsibleId: data.responsibleId } : {}),
    ...(kind === "promised" ? { promisedUntil: promiseEnd(event, rule) } : {}),
    ...(kind === "extension-requested" ? { hasWish: true } : {}),
    ...(answersWish.has(kind) ? { hasWish: false } : {}),
  };
}

const promiseEnd = ({ at, data }: HazardEvent, { promiseHours }: PauseRule): Date =>
  data.promisedBy === undefined ? new Date(at.getTime() + promiseHours * 3_600_000) : new Date(data.promisedBy);

/** How the case stood at the instant, what happened at just that instant included; undefined before it was opened. */
export const standingAt = (history: readonly Standing[], at: Date): Standing | undefined =>
  history.findLast(({ from }) => from <= at);

/** The same, without what happened at just that instant. */
export const standingBefore = (history: readonly Standing[], at: Date): Standing | undefined =>
  history.findLast(({ from }) => from < at);

/** Whether the responsible side is left in peace at the instant. */
export const isPausedAt = ({ pausedUntil }: Standing, at: Date): boolean =>
  pausedUntil !== undefined && pausedUntil > at;
