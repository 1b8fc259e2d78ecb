/** What happens at an instant. */
export type Deed = (now: Date) => void;

/** What is going to happen to one building, by time; deeds of one instant in the order in which they were added. */
export interface Timeline {
  add(at: number, deed: Deed): void;
  /** When the next deed is due, in milliseconds; infinity where none is left. */
  nextAt(): number;
  doNext(): void;
}

/** Creates an empty timeline. */
export function createTimeline(): Timeline {
  // Latest first, so that the next one is taken from the end. A building has some ten deeds before it at a time.
  const deeds: { readonly at: number; readonly deed: Deed }[] = [];
  return {
    add(at, deed) {
      let place = deeds.length;
      while (place > 0 && (deeds[place - 1]?.at ?? 0) <= at) place -= 1;
      deeds.splice(place, 0, { at, deed });
    },
    nextAt: () => deeds.at(-1)?.at ?? Number.POSITIVE_INFINITY,
    doNext() {
      const next = deeds.pop();
      next?.deed(new Date(next.at));
    },
  };
}
