import { shanghaiDay } from "../../../src/shared/working-calendar.js";
import { groupBy } from "../../../src/shared/group-by.js";
import { isPausedAt, type Standing, standingAt, standingBefore } from "./case-history.js";
import type { Evidence, SentLine } from "./evidence.js";
import { isInSlot, remindersBefore, remindersDue, type Slot, waitsOf } from "./expected-times.js";
import type { Townsman } from "./town.js";
import type { Violation } from "./violations.js";

/** A reminder as it was read. */
interface Reminder {
  readonly to: Townsman;
  readonly at: Date;
  readonly numbers: readonly string[];
}

const item = /^(\d{4}-\d+) /gmu;

/** Every reminder that reached somebody. */
export const remindersIn = (sent: readonly SentLine[]): readonly Reminder[] =>
  sent.flatMap(({ to, at, text }) =>
    to && text.startsWith("【提醒】")
      ? [{ to, at, numbers: [...text.matchAll(item)].flatMap((found) => found[1] ?? []) }]
      : [],
  );

/** Reminders that were not true, came twice, or did not come. */
export function checkReminders(evidence: Evidence): readonly Violation[] {
  const reminders = remindersIn(evidence.sent);
  return [
    ...reminders.flatMap((reminder) => untrue(evidence, reminder)),
    ...repeated(evidence, reminders),
    ...unasked(evidence, reminders),
    ...missing(evidence, reminders),
  ];
}

const words = ({ to, at }: Pick<Reminder, "to" | "at">, number: string): string =>
  `${number} to ${to.externalId} at ${at.toISOString()}`;

function untrue({ casesOf }: Evidence, reminder: Reminder): readonly Violation[] {
  const { to, at } = reminder;
  return reminder.numbers.flatMap((number): readonly Violation[] => {
    const standings = casesOf(number, to).map(({ history }) => [standingBefore(history, at), standingAt(history, at)]);
    // Of what happened at just that instant nobody can say which was first: it is untrue where it is so either way.
    const isEver = (isTrue: (standing: Standing) => boolean): boolean =>
      standings.flat().some((standing) => standing !== undefined && isTrue(standing));
    if (!isEver(({ phase }) => phase === "to-fix"))
      return [{ kind: "remindedOfSettledCase", what: words(reminder, number) }];
    if (!isEver((one) => one.phase === "to-fix" && !isPausedAt(one, at)))
      return [{ kind: "remindedWhilePaused", what: words(reminder, number) }];
    return [];
  });
}

/** A second message of a day in which nothing is overdue that the earlier ones of that day did not say. */
function repeated(evidence: Evidence, reminders: readonly Reminder[]): readonly Violation[] {
  const days = groupBy(reminders, ({ to, at }) => `${to.id} ${shanghaiDay(at)}`);
  return [...days.values()].flatMap((ofDay) => {
    const told = new Set<string>();
    return ofDay.flatMap((reminder, index): readonly Violation[] => {
      const overdue = overdueIn(evidence, reminder);
      const isNew = index === 0 || overdue.some((one) => !told.has(one));
      for (const one of overdue) told.add(one);
      return isNew ? [] : [{ kind: "sameReminderTwice", what: words(reminder, reminder.numbers.join()) }];
    });
  });
}

/** The cases that a reminder names and that are overdue, each with its deadline: a case may come due twice a day. */
const overdueIn = ({ casesOf }: Evidence, { to, at, numbers }: Reminder): readonly string[] =>
  numbers.flatMap((number) =>
    casesOf(number, to).flatMap(({ history }) => {
      const dueAt = standingAt(history, at)?.dueAt;
      return dueAt && dueAt <= at ? [`${number} ${dueAt.toISOString()}`] : [];
    }),
  );

/** Nothing of the person came due at that time, nor was it half-time or the day before. */
function unasked(evidence: Evidence, reminders: readonly Reminder[]): readonly Violation[] {
  const asked = groupBy(
    evidence.cases.flatMap(({ history, hazard }) =>
      waitsOf(history, evidence.until)
        .flatMap((wait) => [
          ...remindersDue(wait, evidence.rules, evidence.settle),
          ...remindersBefore(wait, hazard.openedAt, evidence),
        ])
        .map((slot) => ({ slot, code: hazard.buildingCode })),
    ),
    ({ code }): string => code,
  );
  return reminders
    .filter(
      ({ to, at }) => !to.buildingCodes.some((code) => (asked.get(code) ?? []).some(({ slot }) => isInSlot(slot, at))),
    )
    .map((one) => ({ kind: "remindedWithoutReason", what: words(one, one.numbers.join()) }));
}

/** The deadline asks for a message that names the case, each day after it for a message on that day. */
function missing(evidence: Evidence, reminders: readonly Reminder[]): readonly Violation[] {
  const ofDay = groupBy(reminders, ({ to, at }) => `${to.id} ${shanghaiDay(at)}`);
  return evidence.cases.flatMap(({ history, hazard }) =>
    waitsOf(history, evidence.until)
      .flatMap((wait) => remindersDue(wait, evidence.rules, evidence.settle))
      .flatMap((slot): readonly Violation[] => {
        const person = whomToRemind(evidence, history, slot);
        if (!person || isExcused(evidence, slot)) return [];
        const days = new Set([slot.at, slot.latest].map(shanghaiDay));
        const heard = [...days].flatMap((day) => ofDay.get(`${person.id} ${day}`) ?? []);
        const isTold = ({ at, numbers }: Reminder): boolean =>
          (isInSlot(slot, at) && numbers.includes(hazard.number)) || (!slot.isDeadline && at < slot.at);
        return heard.some(isTold)
          ? []
          : [{ kind: "notReminded", what: words({ to: person, at: slot.at }, hazard.number) }];
      }),
  );
}

/** Who has to hear of the case in this slot; nobody where it was paused at either end of it, or the person is out of reach. */
function whomToRemind(
  { personById }: Evidence,
  history: readonly Standing[],
  { at, latest }: Slot,
): Townsman | undefined {
  const ends = [standingBefore(history, at), standingAt(history, latest)];
  if (ends.some((one) => one?.phase !== "to-fix" || isPausedAt(one, at) || isPausedAt(one, latest))) return undefined;
  const [first, last] = ends.map((one) => one?.responsibleId);
  const person = first !== undefined && first === last ? personById.get(first) : undefined;
  return person?.reach === "known" ? person : undefined;
}

/** The process died with the reminder in its hands, and came back when the day was over: late, it is not said any more. */
const isExcused = ({ lived, rules }: Evidence, { at, latest }: Slot): boolean =>
  shanghaiDay(latest) !== shanghaiDay(at) &&
  rules.windowUntil !== "" &&
  lived.outages.some(({ from }) => from.getTime() === at.getTime());
