import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Beginnings of paths under `test`, the longest tests first; on 2 processors each of these takes over half a minute. */
const longest = ["bench/year", "scenarios/village-", "scenarios/kill", "scenarios/", "web/sandbox-page"] as const;

/** Where a test file stands in the order of the run: 0 for the longest. `path` is relative to `test`. */
export function placeInRun(path: string): number {
  const place = longest.findIndex((beginning) => path.startsWith(beginning));
  return place < 0 ? longest.length : place;
}

const placeOf = ({ moduleId }: TestSpecification): number =>
  placeInRun(relative(new URL("..", import.meta.url).pathname, moduleId));

/**
 * Starts the longest test files first, so that at the end no processor waits for one of them: a fresh clone does not
 * remember how long they took, and vitest then goes by the size of the files.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the method of vitest's sequencer, not of an array
    const asUsual = await super.sort(files);
    return asUsual.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
