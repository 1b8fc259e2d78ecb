import type { PersonId } from "../shared/ids.js";
import { err, ok, type Result } from "../shared/result.js";
import { addWorkingDays, endOfShanghaiDay, shanghaiDay } from "../shared/working-calendar.js";
import { isAdverse, type StarChange, withStep } from "./star-change.js";
import { effectLines, priorNotice, publicity, type StarLine } from "./star-lines.js";
import type { StarRules } from "./star-rules.js";

/** The change as it is afterwards, and the lines that are due with it, for the same transaction. */
export interface StarStep {
  readonly change: StarChange;
  readonly lines: readonly StarLine[];
}

/** Why a change does not move. */
export type AdvanceRefusal = "not-confirmed" | "too-early" | "appeal-pending" | "over";

/**
 * Moves a confirmed change one stage on when its time has come. A fall: the owner's prior notice, then the hearing
 * period, then publicity, then effect; both periods count working days and end with the last day. Refuses proposals
 * (`not-confirmed`), pending appeals, what is over, and what is too early.
 */
export function advanceChange(change: StarChange, now: Date, rules: StarRules): Result<StarStep, AdvanceRefusal> {
  if (change.hasPendingAppeal) return err("appeal-pending");
  switch (change.stage) {
    case "proposed":
      return err("not-confirmed");
    case "confirmed":
      return ok(isAdverse(change, rules) ? notify(change, now, rules) : takeEffect(change, now, rules));
    case "notified":
      return isOver(change.hearingUntil, now) ? ok(publicise(change, now, rules)) : err("too-early");
    case "publicised":
      return isOver(change.publicityUntil, now) ? ok(takeEffect(change, now, rules)) : err("too-early");
    case "effective":
    case "dropped":
      return err("over");
  }
}

/** When the change moves next by itself; missing where it waits for a person or is over. */
export function nextAdvanceAt(change: StarChange): Date | undefined {
  if (change.stage === "notified") return change.hearingUntil;
  return change.stage === "publicised" ? change.publicityUntil : undefined;
}

const isOver = (until: Date | undefined, now: Date): boolean => until !== undefined && now >= until;

/**
 * The owner whom the bot cannot reach was told face to face: the hearing begins, with no line. Refuses a change that does
 * not wait for this.
 */
export function toldInPerson(
  change: StarChange,
  by: { readonly actor: PersonId; readonly now: Date; readonly rules: StarRules },
): Result<StarChange, "not-waiting"> {
  if (change.stage !== "confirmed" || !isAdverse(change, by.rules)) return err("not-waiting");
  const told = withStep(change, { kind: "told-in-person", at: by.now, by: by.actor });
  return ok(notify(told, by.now, by.rules).change);
}

/** The end of the last of so many working days after the day of `from`. */
const endOfPeriod = (from: Date, workingDays: number): Date => endOfShanghaiDay(addWorkingDays(from, workingDays));

function notify(change: StarChange, now: Date, rules: StarRules): StarStep {
  const hearingUntil = endOfPeriod(now, rules.procedure.hearingWorkingDays);
  const notified = withStep(
    { ...change, stage: "notified", noticeAt: now, hearingUntil },
    { kind: "notified", at: now },
  );
  return { change: notified, lines: [priorNotice(notified, hearingUntil, rules)] };
}

function publicise(change: StarChange, now: Date, rules: StarRules): StarStep {
  const publicityUntil = endOfPeriod(now, rules.procedure.publicityWorkingDays);
  const publicised = withStep(
    { ...change, stage: "publicised", publicityFrom: now, publicityUntil },
    { kind: "publicised", at: now },
  );
  return { change: publicised, lines: [publicity(publicised, publicityUntil, rules)] };
}

function takeEffect(change: StarChange, now: Date, rules: StarRules): StarStep {
  const plate = change.toStar === null ? {} : { plateNumber: plateNumber(change, now) };
  const effective = withStep(
    { ...change, stage: "effective", effectiveAt: now, ...plate },
    { kind: "effective", at: now },
  );
  const isRise = !isAdverse(change, rules) && change.kind !== "first";
  return { change: effective, lines: effectLines(effective, isRise, rules) };
}

/**
 * The number of a new plate: the building within its district and the day of effect, such as 0180030500003-261212. A
 * building gets one plate a day at most, so that no number comes twice.
 */
const plateNumber = ({ buildingCode }: StarChange, now: Date): string =>
  `${buildingCode.slice(6)}-${shanghaiDay(now).slice(2).replaceAll("-", "")}`;
