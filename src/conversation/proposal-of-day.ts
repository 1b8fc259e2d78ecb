import { daysFrom } from "../shared/calendar-days.js";
import { groupBy } from "../shared/group-by.js";
import { shanghaiDay } from "../shared/working-calendar.js";
import type { ReviewLevel, StarChange } from "../stars/star-change.js";
import type { StarRules } from "../stars/star-rules.js";
import { type Changes, changes, mergeChanges } from "./changes.js";
import type { StarMatter } from "./star-matter.js";
import { askAboutChange, awaitedPeople, type Reachable, type StarAudience } from "./star-talk.js";

/** The same proposal is not put to the same person more often than each so many days. */
const leastDays = 3;

/** So many proposals of a grid are looked at in a night, at each step of their way. */
export const mostPerGrid = 12;

/**
 * Which of a person's open proposals (oldest first) is asked about on that day: one that is new, else each in its turn;
 * nothing on days between.
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

interface Waiting {
  readonly person: Reachable;
  readonly change: StarChange;
  readonly proposedAt: Date;
  readonly audience: StarAudience;
  readonly level: ReviewLevel;
}

/** One question to each person whose word a proposal (oldest first) waits for, as of that day. */
export function askOfDay(
  proposals: readonly StarChange[],
  on: { readonly around: StarMatter["around"]; readonly rules: StarRules; readonly now: Date },
): Changes {
  const { around, rules, now } = on;
  const waiting = proposals.flatMap((change): readonly Waiting[] => {
    const audience = around.get(change.buildingCode);
    const awaited = audience && awaitedPeople(change, audience, rules);
    // For those further on the way it is new on the day on which the one before them agreed.
    const proposedAt = change.steps.findLast(({ kind }) => kind === "agreed")?.at ?? change.proposedAt;
    return awaited
      ? awaited.people.map((person) => ({ person, change, proposedAt, audience, level: awaited.level }))
      : [];
  });
  const day = shanghaiDay(now);
  return mergeChanges(
    [...groupBy(waiting, ({ person }) => person.id).values()].map((theirs) => {
      const one = proposalOfDay(theirs, day);
      if (!one) return changes({});
      return changes(askAboutChange(one.person, { ...one, rules, key: day, more: theirs.length - 1, now }));
    }),
  );
}
