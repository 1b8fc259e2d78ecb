/** What must not happen in a year. */
export const violationKinds = [
  "remindedOfSettledCase",
  "remindedWhilePaused",
  "remindedWithoutReason",
  "outsideHours",
  "groupAtNight",
  "sameReminderTwice",
  "sameKeyTwice",
  "sentTwice",
  "notReminded",
  "notEscalated",
  "wrongDeadline",
  "auditOnDayOff",
  "escalatedWithoutReason",
  "foldDiffers",
  "withoutTimer",
  "timerOfClosed",
  "timerMended",
  "closedByNoStaff",
  "tooManyGroupLines",
  "unexplainedLine",
  "eventWithoutActorOrTime",
  "unsettledLine",
  "unhandledLine",
  "serviceError",
] as const;

/** One of them. */
export type ViolationKind = (typeof violationKinds)[number];

/** One violation, with the words of where it happened. */
export interface Violation {
  readonly kind: ViolationKind;
  readonly what: string;
}
