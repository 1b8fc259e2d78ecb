import type { EvaluationLine } from "../src/understanding/evaluation-line.js";
import { seededRandom } from "./seeded-random.js";

const seed = 7;
/** In a group most lines follow others within three minutes, now and then lines of the same writer. */
const sharePreceded = 0.6;
const shareOwn = 0.2;
const neighbour = "邻居";
const writer = "我";

/**
 * Puts lines that have nothing to do with them before the lines of groups that have none. Labelled lines have lines
 * before them only where these matter: without this the reader would take any talk before a line for a sign that it
 * goes on with something. The same lines give the same talk.
 */
export function addTalkBefore<One extends { readonly line: EvaluationLine }>(lines: readonly One[]): readonly One[] {
  const random = seededRandom(seed);
  const anyText = (): string => lines[Math.floor(random() * lines.length)]?.line.text ?? "";
  return lines.map((one) => {
    const isPreceded = random() < sharePreceded;
    if (!isPreceded || one.line.prev?.length || one.line.chat === "private") return one;
    const nick = one.line.sender_nick ?? writer;
    const said = (): string => `${random() < shareOwn ? nick : neighbour}: ${anyText()}`;
    const prev = random() < 0.5 ? [said()] : [said(), said()];
    return { ...one, line: { ...one.line, sender_nick: nick, prev } };
  });
}
