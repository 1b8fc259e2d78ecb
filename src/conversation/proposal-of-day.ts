import { daysFrom } from "../shared/calendar-days.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { StarChange } from "../stars/star-change.js";

/** The same proposal is not put to the same person more often than each so many days. */
const leastDays = 3;

/**
 * Which of a grid worker's open proposals (oldest first) is asked about on that day: one that is new, else each in its
 * turn; nothing on days between.
 */
export function proposalOfDay<Change extends Pick<StarChange, "proposedAt">>(
  proposals: readonly Change[],
  day: string,
): Change | undefined {
  const fresh = proposals.find(({ proposedAt }) => shanghaiDay(proposedAt) === day);
  const [oldest] = proposals;
  if (fresh || !oldest) return fresh;
  const turn = daysFrom(shanghaiDay(oldest.proposedAt), day) % Math.max(leastDays, proposals.length);
  return proposals[turn];
}
