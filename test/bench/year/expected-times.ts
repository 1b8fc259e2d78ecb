import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { atShanghai, shanghaiDay } from "../../../src/shared/working-calendar.js";
import type { PauseRule, Standing } from "./case-history.js";
import type { Outage } from "./mortal-service.js";
import type { TownRole } from "./town.js";

/** What templates/rules/sla.yaml asks for, as far as the checks look at it. */
export interface AskedFor extends PauseRule {
  readonly windowFrom: string;
  readonly windowUntil: string;
  readonly ladder: Readonly<Record<string, AskedLadder>>;
}

interface AskedLadder {
  /** A share of the time between opening and deadline, or hours before the deadline. */
  readonly before: readonly ({ readonly share: number } | { readonly hours: number })[];
  readonly at: boolean;
  readonly afterEveryDays: number;
  readonly escalate: readonly { readonly days: number; readonly to: readonly TownRole[] }[];
}

/** Reads the file itself, not what the product made of it. */
export const readAskedFor = (): AskedFor => parse(readFileSync("templates/rules/sla.yaml", "utf8")) as AskedFor;

const dayMs = 86_400_000;

/** When something is to be said: at `at`, within the day's window; `latest` where the service was dead at that instant. */
export interface Slot {
  readonly at: Date;
  readonly latest: Date;
}

/** The slot of something that falls due at an instant. */
export type Settle = (at: Date) => Slot;

/** What a dead process held comes up again a minute later, and a busy network is asked again after some seconds. */
const graceMs = 3 * 60_000;

/** Instants moved into the window, and past the times in which there was no service. */
export const settling =
  (rules: AskedFor, outages: readonly Outage[]): Settle =>
  (raw) => {
    const at = intoWindow(raw, rules);
    let latest = at;
    for (let before = 0; before !== latest.getTime();) {
      before = latest.getTime();
      latest = intoWindow(latest, rules);
      const outage = outages.find(({ from, until }) => from <= latest && latest < until);
      if (outage) latest = outage.until;
    }
    return { at, latest };
  };

/** Whether something said at the instant was said in its slot. */
export const isInSlot = ({ at, latest }: Slot, said: Date): boolean =>
  said >= at && said.getTime() <= latest.getTime() + graceMs;

function intoWindow(at: Date, { windowFrom, windowUntil }: AskedFor): Date {
  const day = shanghaiDay(at);
  if (at < atShanghai(day, windowFrom)) return atShanghai(day, windowFrom);
  if (at < atShanghai(day, windowUntil)) return at;
  return atShanghai(shanghaiDay(new Date(at.getTime() + dayMs)), windowFrom);
}

/** A time in which a case had one deadline and waited to be fixed. */
export interface Wait {
  readonly from: Date;
  readonly until: Date;
  readonly dueAt: Date;
  readonly severity: string;
}

/** The waits of a case: neighbours with the same deadline are one. */
export function waitsOf(history: readonly Standing[], end: Date): readonly Wait[] {
  const waits: Wait[] = [];
  history.forEach(({ from, phase, dueAt, severity }, index) => {
    if (phase !== "to-fix" || !dueAt || severity === "emergency") return;
    const until = history[index + 1]?.from ?? end;
    const last = waits.at(-1);
    const goesOn = last && last.until.getTime() === from.getTime() && last.dueAt.getTime() === dueAt.getTime();
    if (goesOn && last.severity === severity) waits[waits.length - 1] = { ...last, until };
    else waits.push({ from, until, dueAt, severity });
  });
  return waits;
}

/** A slot in which the responsible side is to be reminded. */
export interface ReminderSlot extends Slot {
  /** Of the deadline itself, not of a day after it. */
  readonly isDeadline: boolean;
}

/** The slots of a wait in which the responsible side is to be reminded: at the deadline and on every day after it. */
export function remindersDue(wait: Wait, rules: AskedFor, settle: Settle): readonly ReminderSlot[] {
  const ladder = rules.ladder[wait.severity];
  const due: ReminderSlot[] = [];
  for (let count = ladder?.at ? 0 : 1; ladder; count += 1) {
    const raw = new Date(wait.dueAt.getTime() + count * ladder.afterEveryDays * dayMs);
    if (raw >= wait.until) break;
    const slot = settle(raw);
    if (raw > wait.from && slot.latest < wait.until) due.push({ ...slot, isDeadline: count === 0 });
  }
  return due;
}

/** The slots of a wait in which the responsible side may be reminded before the deadline. */
export function remindersBefore(
  { dueAt, severity }: Wait,
  openedAt: Date,
  { rules, settle }: { readonly rules: AskedFor; readonly settle: Settle },
): readonly Slot[] {
  const [opened, due] = [openedAt.getTime(), dueAt.getTime()];
  return (rules.ladder[severity]?.before ?? [])
    .map((one) => ("share" in one ? opened + (due - opened) * one.share : due - one.hours * 3_600_000))
    .filter((at) => at > opened + (due - opened) / 4)
    .map((at) => settle(new Date(at)));
}

/** The slots of a wait in which somebody above is to be told, and in what part. */
export const escalationsDue = (
  wait: Wait,
  rules: AskedFor,
  settle: Settle,
): readonly { readonly slot: Slot; readonly to: readonly TownRole[] }[] =>
  (rules.ladder[wait.severity]?.escalate ?? []).flatMap(({ days, to }) => {
    const raw = new Date(wait.dueAt.getTime() + days * dayMs);
    const slot = settle(raw);
    return raw > wait.from && slot.latest < wait.until ? [{ slot, to }] : [];
  });
