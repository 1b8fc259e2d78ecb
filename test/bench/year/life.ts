import { type Agenda, type Deed, intoHours, slotOf } from "./agenda.js";
import type { Townsman } from "./town.js";

/** Chance, by a seeded source. */
export interface Dice {
  chance(share: number): boolean;
  pick<T>(of: readonly T[]): T;
  between(from: number, until: number): number;
}

/** Dice that fall as the source says. */
export const createDice = (random: () => number): Dice => ({
  chance: (share) => random() < share,
  pick(of) {
    const found = of[Math.floor(random() * of.length)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  },
  between: (from, until) => from + random() * (until - from),
});

/** What the people of the town share: their agenda, and what they know of cases. */
export interface Life {
  readonly agenda: Agenda;
  readonly dice: Dice;
  now(): Date;
  /** Cases of which somebody was told that they are over. */
  readonly over: Set<string>;
}

const hourMs = 3_600_000;

/** What somebody is going to do about a case. */
export interface Intention extends Pick<Deed, "who" | "text"> {
  /** Hours from now, at the least and at the most. */
  readonly hours: readonly [number, number];
  /** Missing: it is not about a case, or is said whatever became of it. */
  readonly number?: string;
  readonly photo?: "with-words" | "afterwards" | "alone";
  readonly chat?: string;
}

/** Puts it on the agenda, within the hours in which people of this kind write. Returns when it will be said. */
export function intend(life: Life, intention: Intention): Date {
  const { who, number, photo, hours, text, chat } = intention;
  const wanted = new Date(life.now().getTime() + life.dice.between(...hours) * hourMs);
  const at = slotOf(hours[1] < 0.5 ? wanted : intoHours(wanted, ...hoursOf(life, who)));
  const common = { who, ...(chat === undefined ? {} : { chat }), isStillMeant: stillOpen(life, number) };
  const words = number === undefined ? text : text.replace("%n", number);
  if (photo !== "alone") life.agenda.add({ ...common, at, text: words, hasPhoto: photo === "with-words" });
  if (photo === "alone") life.agenda.add({ ...common, at, text: "", hasPhoto: true });
  if (photo === "afterwards") life.agenda.add({ ...common, at: soonAfter(at), text: "", hasPhoto: true });
  return at;
}

/** The picture comes as a line of its own; all those of a slot together. */
export const soonAfter = (at: Date): Date => new Date(at.getTime() + 41_000);

const stillOpen =
  (life: Life, number: string | undefined): (() => boolean) =>
  () =>
    number === undefined || !life.over.has(number);

function hoursOf({ dice }: Life, { role }: Townsman): readonly [string, string] {
  if (role === "tenant") return ["06:30", "23:50"];
  if (role === "landlord" || role === "head") return dice.chance(0.1) ? ["00:00", "23:59"] : ["07:10", "22:40"];
  return dice.chance(0.75) ? ["08:30", "18:00"] : ["06:40", "23:10"];
}
