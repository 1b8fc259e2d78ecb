import type { Family, Frame } from "./frame.js";
import type { Hits } from "./word-book.js";

/** A line ready to be read: normalised, with the words found in it and the distances between its characters. */
export interface Line {
  readonly text: string;
  readonly hits: Hits;
  /** The frames that may match: every slot has a word somewhere in the line. */
  readonly frames: ReadonlyMap<Family, readonly Frame[]>;
  /** Distance of each character from the beginning: marks count more than characters. One longer than the text; empty
   * where no frame can match. */
  readonly at: Uint32Array;
}

const marks = new Uint8Array(65_536).fill(1);
for (const comma of ",、;: ~") marks[comma.charCodeAt(0)] = 2;
for (const end of ".。!?…\n") marks[end.charCodeAt(0)] = 6;
const noDistances = new Uint32Array(0);

/** Measures a line. A comma is 2 away, the end of a sentence 6: what belongs together stands together. */
export function measureLine(text: string, hits: Hits, index: FrameIndex): Line {
  const frames = framesFor(hits, index);
  // Most lines hold no frame, and then nobody asks for a distance.
  return { text, hits, frames, at: frames.size === 0 ? noDistances : distances(text) };
}

function distances(text: string): Uint32Array {
  const at = new Uint32Array(text.length + 1);
  for (let place = 0; place < text.length; place += 1)
    at[place + 1] = (at[place] ?? 0) + (marks[text.charCodeAt(place)] ?? 1);
  return at;
}

/** Frames by their first slot. */
export type FrameIndex = ReadonlyMap<number, readonly Frame[]>;

/** Sorts frames by their first slot. */
export function indexFrames(frames: readonly Frame[]): FrameIndex {
  const index = new Map<number, Frame[]>();
  for (const frame of frames) {
    const [first] = frame.slots;
    if (first === undefined) continue;
    const known = index.get(first);
    if (known) known.push(frame);
    else index.set(first, [frame]);
  }
  return index;
}

function framesFor(hits: Hits, index: FrameIndex): ReadonlyMap<Family, readonly Frame[]> {
  const possible = new Map<Family, Frame[]>();
  for (const slot of hits.keys()) {
    for (const frame of index.get(slot) ?? []) {
      if (!frame.slots.every((one) => hits.has(one)) || frame.absent.some((one) => hits.has(one))) continue;
      const known = possible.get(frame.family);
      if (known) known.push(frame);
      else possible.set(frame.family, [frame]);
    }
  }
  return possible;
}

/** The distance from `from` to `to`, in characters with the weight of the marks between. */
export const distance = (line: Line, from: number, to: number): number => (line.at[to] ?? 0) - (line.at[from] ?? 0);

/** Whether a word of the list stands in the line. */
export const has = (line: Line, list: number): boolean => line.hits.has(list);
