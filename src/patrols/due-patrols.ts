import { addDays } from "../shared/calendar-days.js";
import type { StaffRound } from "./patrol-store.js";

/** A building that staff are to look over. */
export interface DuePatrol {
  readonly code: StaffRound["code"];
  readonly name: string;
  /** The Shanghai day on which it fell due. */
  readonly dueOn: string;
}

/**
 * The buildings that staff are to look over by `today`: so many days after the last time as `daysBetween` says for the
 * star in force (undefined: not rated). Those that are looked at most often come first, then those that wait longest.
 */
export function duePatrols(
  rounds: readonly StaffRound[],
  daysBetween: (star: number | null | undefined) => number,
  today: string,
): readonly DuePatrol[] {
  return rounds
    .map(({ code, name, star, since }) => {
      const days = daysBetween(star);
      return { code, name, days, dueOn: addDays(since, days) };
    })
    .filter(({ dueOn }) => dueOn <= today)
    .toSorted((a, b) => a.days - b.days || (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
    .map(({ code, name, dueOn }) => ({ code, name, dueOn }));
}
