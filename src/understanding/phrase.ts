import type { Line } from "./line.js";
import type { FrameMatch } from "./match-frames.js";

const mostCharacters = 20;

/** The words of a line that a frame rests on, from the first to the last; where that is too long, its words only. */
export function phraseOf(line: Line, match: FrameMatch): string {
  const whole = line.text.slice(match.begin, match.end);
  if (whole.length <= mostCharacters) return whole;
  const words = match.hits.toSorted((a, b) => a.begin - b.begin).map((hit) => line.text.slice(hit.begin, hit.end));
  return words.join("").slice(0, mostCharacters);
}
