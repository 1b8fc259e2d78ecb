import { addDays, quarterOf } from "../../../src/shared/calendar-days.js";
import { isWorkingDay, shanghaiDay } from "../../../src/shared/working-calendar.js";
import type { StarChange } from "../../../src/stars/star-change.js";

/** Working days that must lie between the prior notice and the effect of a fall: five to be heard, five of publicity. */
const leastWorkingDays = 10;

/**
 * What the changes of one building, oldest first, do against the rules of procedure: a rise of more than one star or the
 * second in a quarter, a fall that nobody confirmed, that the owner was not told of, or too early after it, a star that is not the one before.
 * `startStar` is the star in force before the first of them; null without one.
 */
export function findBreaches(startStar: number | null, changes: readonly StarChange[]): readonly string[] {
  const effective = changes.filter(({ stage }) => stage === "effective");
  let star = startStar;
  const quarters = new Set<string>();
  return effective.flatMap((change) => {
    const breaches =
      change.fromStar === star ? [] : [`${change.kind} from ${change.fromStar}, but ${star} was in force`];
    star = change.toStar;
    if (change.kind === "up") breaches.push(...riseBreaches(change, quarters));
    if (change.kind === "down" || change.kind === "withdrawn") breaches.push(...fallBreaches(change));
    if (!change.confirmedBy) breaches.push(`${change.kind} without a person's word`);
    return breaches;
  });
}

function riseBreaches({ fromStar, toStar, effectiveAt }: StarChange, quarters: Set<string>): readonly string[] {
  const quarter = quarterOf(dayOf(effectiveAt));
  const again = quarters.has(quarter) ? [`a second rise in ${quarter}`] : [];
  quarters.add(quarter);
  return (toStar ?? 0) - (fromStar ?? 0) === 1 ? again : [...again, `a rise from ${fromStar} to ${toStar}`];
}

function fallBreaches({ kind, noticeAt, effectiveAt }: StarChange): readonly string[] {
  if (!noticeAt) return [`${kind} without notice`];
  let days = 0;
  for (let day = addDays(dayOf(noticeAt), 1); day < dayOf(effectiveAt); day = addDays(day, 1))
    if (isWorkingDay(day)) days += 1;
  return days >= leastWorkingDays ? [] : [`${kind} ${days} working days after the notice`];
}

const dayOf = (at: Date | undefined): string => (at ? shanghaiDay(at) : "");
