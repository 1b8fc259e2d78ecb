import { type LabelledLine, toLabelledLine } from "./labelled-line.js";
import type { SaidLine } from "./said-line.js";

/** The lines about which something was decided. */
export interface SaidLines {
  /**
   * Hands over the lines whose last decision was made since then, in the order of their acceptance, page by page: the
   * next page is read when the promise has resolved. Lines whose text was erased or taken back are missing.
   */
  forEachPage(since: Date, onPage: (page: readonly SaidLine[]) => Promise<void>): Promise<void>;
}

/** How many lines carry a label, most first. */
export type LabelCounts = readonly (readonly [label: LabelledLine["intent"], lines: number])[];

/** Writes labelled lines as JSON, one a line, and counts them. Holds one page in memory. */
export async function exportLabels(
  lines: SaidLines,
  { since, write }: { readonly since: Date; readonly write: (text: string) => Promise<void> },
): Promise<LabelCounts> {
  const counts = new Map<LabelledLine["intent"], number>();
  await lines.forEachPage(since, async (page) => {
    const labelled = page.flatMap((line) => toLabelledLine(line) ?? []);
    for (const { intent } of labelled) counts.set(intent, (counts.get(intent) ?? 0) + 1);
    if (labelled.length > 0) await write(labelled.map((one) => `${JSON.stringify(one)}\n`).join(""));
  });
  return [...counts].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}
