import { atShanghai, onWorkingDay, shanghaiDay } from "../shared/working-calendar.js";
import type { Appeal } from "./appeal.js";

/** Reviewers are reminded in the morning. */
const nudgeAt = "09:30";
/** Working days between two reminders once the answer is late. */
const lateEvery = 2;

/** When the reviewers of an open objection hear of it next: on the last day for the answer, then every other working day. */
export function nextNudge({ answerBy }: Pick<Appeal, "answerBy">, now: Date): Date {
  const lastDay = atShanghai(shanghaiDay(new Date(answerBy.getTime() - 1)), nudgeAt);
  if (now < lastDay) return lastDay;
  return onWorkingDay(now, lateEvery, nudgeAt);
}
