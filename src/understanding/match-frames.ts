import type { Family, Frame } from "./frame.js";
import { distance, type Line } from "./line.js";
import type { Hit } from "./word-book.js";

/** A frame found in a line. */
export interface FrameMatch {
  readonly frame: Frame;
  readonly begin: number;
  readonly end: number;
  readonly hits: readonly Hit[];
}

/** A line full of one word must not cost more than its share. */
const mostTries = 12;

/** All frames of a family that a line holds, each in its tightest place that `isAllowed` lets stand. */
export function matchFrames(
  line: Line,
  family: Family,
  isAllowed: (match: FrameMatch) => boolean,
): readonly FrameMatch[] {
  return (line.frames.get(family) ?? []).flatMap((frame) => matchFrame(line, frame, isAllowed) ?? []);
}

function matchFrame(line: Line, frame: Frame, isAllowed: (match: FrameMatch) => boolean): FrameMatch | undefined {
  const [first, ...others] = frame.slots;
  let best: FrameMatch | undefined;
  for (const start of (line.hits.get(first ?? -1) ?? []).slice(0, mostTries)) {
    const hits = gather(line, { start, others, within: frame.within });
    if (!hits) continue;
    const match = spanOf(frame, hits);
    if ((!best || match.end - match.begin < best.end - best.begin) && isAllowed(match)) best = match;
  }
  return best;
}

const spanOf = (frame: Frame, hits: readonly Hit[]): FrameMatch => ({
  frame,
  hits,
  begin: Math.min(...hits.map((hit) => hit.begin)),
  end: Math.max(...hits.map((hit) => hit.end)),
});

interface Wanted {
  readonly start: Hit;
  readonly others: readonly number[];
  readonly within: number;
}

/** Takes the nearest word of each other slot, as far as each step stays within reach of what is gathered. */
function gather(line: Line, { start, others, within }: Wanted): readonly Hit[] | undefined {
  const hits = [start];
  let missing = others;
  while (missing.length > 0) {
    const next = nearestOf(line, { hits, missing, within });
    if (!next) return undefined;
    hits.push(next.hit);
    missing = missing.filter((_, place) => place !== next.place);
  }
  return hits;
}

function nearestOf(
  line: Line,
  {
    hits,
    missing,
    within,
  }: { readonly hits: readonly Hit[]; readonly missing: readonly number[]; readonly within: number },
): { readonly hit: Hit; readonly place: number } | undefined {
  const begin = Math.min(...hits.map((hit) => hit.begin));
  const end = Math.max(...hits.map((hit) => hit.end));
  let best: { hit: Hit; place: number } | undefined;
  let least = within + 1;
  for (const [place, slot] of missing.entries()) {
    for (const hit of line.hits.get(slot) ?? []) {
      if (hits.some((taken) => hit.begin < taken.end && taken.begin < hit.end)) continue;
      const gap =
        hit.begin >= end ? distance(line, end, hit.begin) : hit.end <= begin ? distance(line, hit.end, begin) : 0;
      if (gap < least) {
        least = gap;
        best = { hit, place };
      }
    }
  }
  return best;
}
