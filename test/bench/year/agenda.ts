import { atShanghai, shanghaiDay } from "../../../src/shared/working-calendar.js";
import type { Townsman } from "./town.js";

/** What somebody is going to say, and when. */
export interface Deed {
  readonly at: Date;
  readonly who: Townsman;
  /** A group, or nothing for the private chat with the bot. */
  readonly chat?: string;
  readonly text: string;
  readonly hasPhoto?: boolean;
  readonly mentionsBot?: boolean;
  /** Asked when the time has come: whether they still mean to. */
  readonly isStillMeant?: () => boolean;
}

/** What people are going to do, by time. Deeds of one slot are done together. */
export interface Agenda {
  add(deed: Deed): void;
  /** When the next deeds are to be done; undefined where nothing is left. */
  nextAt(): Date | undefined;
  /** Takes out the deeds of the earliest slot. */
  take(): readonly Deed[];
  /** Nobody could say anything until then: earlier deeds are put off. */
  putOff(until: Date): void;
}

const slotMs = 30 * 60_000;
/** Deeds stand apart from deadlines, which stand on the full hour, and from half of the way to them. */
const offsetMs = 193_000;

/** The first slot that is not before the instant. */
export const slotOf = (at: Date): Date => new Date(Math.ceil((at.getTime() - offsetMs) / slotMs) * slotMs + offsetMs);

/** Creates an empty agenda. */
export function createAgenda(): Agenda {
  const slots = new Map<number, Deed[]>();
  let times: number[] = [];
  const add = (deed: Deed): void => {
    const at = deed.at.getTime();
    const slot = slots.get(at);
    if (slot) {
      slot.push(deed);
      return;
    }
    slots.set(at, [deed]);
    times.splice(placeOf(times, at), 0, at);
  };
  return {
    add,
    nextAt: () => (times[0] === undefined ? undefined : new Date(times[0])),
    take() {
      const at = times.shift();
      const deeds = at === undefined ? [] : (slots.get(at) ?? []);
      if (at !== undefined) slots.delete(at);
      return deeds;
    },
    putOff(until) {
      const late = times.filter((at) => at < until.getTime());
      times = times.filter((at) => at >= until.getTime());
      const deeds = late.flatMap((at) => slots.get(at) ?? []);
      for (const at of late) slots.delete(at);
      for (const deed of deeds) add({ ...deed, at: slotOf(until) });
    },
  };
}

function placeOf(times: readonly number[], at: number): number {
  let from = 0;
  let until = times.length;
  while (from < until) {
    const middle = (from + until) >> 1;
    if ((times[middle] ?? 0) < at) from = middle + 1;
    else until = middle;
  }
  return from;
}

/** The instant, moved on into the hours in which people of this kind write: `from` until `until`, as HH:MM. */
export function intoHours(at: Date, from: string, until: string): Date {
  const day = shanghaiDay(at);
  if (at < atShanghai(day, from)) return atShanghai(day, from);
  return at <= atShanghai(day, until) ? at : atShanghai(shanghaiDay(new Date(at.getTime() + 86_400_000)), from);
}
